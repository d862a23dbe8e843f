import { describeTold } from './told.ts';

describeTold('life-of-volumes.sh', {
  'create-volume': /"creating",\s+false,\s+8,\s+"gp3",\s+3000,\s+125,/,
  'create-volume as a dry run':
    /\(DryRunOperation\).*Request would have succeeded, but DryRun flag is set\.\nexit 254$/,
  'create-volume with a key alone': /\(InvalidParameterDependency\)/,
  'describe-volumes by tag': /"available",\s+true,\s+"arn:aws:kms:[^"]*",/,
  'attach-volume to an instance that does not run': /\(IncorrectState\).*is not 'running'/,
  'attach-volume again': /\(VolumeInUse\)/,
  'describe-volumes in use': /"in-use",[^a-z]*"attached",\s+"\/dev\/sdf",\s+false/,
  'describe-snapshots': /"completed",\s+"100%",\s+true,/,
  'modify-snapshot-attribute to everybody': /\(OperationNotPermitted\)/,
  'describe-snapshots of a copy that failed': /"error",\s+"Given key ID is not accessible"/,
  'describe-snapshots of the copy': /"completed",\s+"vol-ffffffff",\s+true/,
  'delete-volume': 'exit 0',
  'describe-volumes that is gone': /\(InvalidVolume\.NotFound\)/,
  'delete-vpc-endpoints': /"InvalidVpcEndpointId.NotFound"/,
});
