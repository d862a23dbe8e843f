import { parseAccountId } from '../../../cloud/arn.ts';
import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { defineOperation } from '../../../operations/operation.ts';
import { list, oneOf, string, structure } from '../../../operations/shape.ts';
import { type Snapshot, snapshotKeyArn, snapshotStatus } from '../volume.ts';
import { ownSnapshot, snapshotTarget } from './find-resource.ts';
import { DryRun, SnapshotId } from './shapes.ts';

const Attribute = oneOf(['createVolumePermission', 'productCodes']);
const Permission = structure({}, { UserId: string(), Group: string() });

export const describeSnapshotAttribute = defineOperation({
  service: 'ec2',
  name: 'DescribeSnapshotAttribute',
  summary: 'Shows with which accounts a snapshot is shared.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshotAttribute.html',
  input: structure({ Attribute, SnapshotId }, { DryRun }),
  readOnly: true,
  mutates: false,
  find: (input, scope) => [snapshotTarget(scope, 'ec2:DescribeSnapshotAttribute', input.SnapshotId)],
  handle(input, scope) {
    const { snapshotId, sharedWith } = ownSnapshot(scope, input.SnapshotId);
    if (input.Attribute === 'productCodes') return { output: { ProductCodes: [], SnapshotId: snapshotId } };
    const permissions = sharedWith.map((who) => (who === 'all' ? { Group: 'all' } : { UserId: who }));
    return { output: { CreateVolumePermissions: permissions, SnapshotId: snapshotId } };
  },
});

export const modifySnapshotAttribute = defineOperation({
  service: 'ec2',
  name: 'ModifySnapshotAttribute',
  summary: 'Shares a snapshot with other accounts, or stops sharing it.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySnapshotAttribute.html',
  input: structure(
    { SnapshotId },
    {
      Attribute,
      OperationType: oneOf(['add', 'remove']),
      UserIds: list(string()),
      GroupNames: list(string()),
      CreateVolumePermission: structure({}, { Add: list(Permission), Remove: list(Permission) }),
      DryRun,
    },
  ),
  readOnly: false,
  mutates: true,
  record: { responseElements: () => ({ _return: true }) },
  find: (input, scope) => [snapshotTarget(scope, 'ec2:ModifySnapshotAttribute', input.SnapshotId)],
  check(input, scope) {
    const snapshot = ownSnapshot(scope, input.SnapshotId);
    const { add, remove } = changesIn(input);
    for (const who of [...add, ...remove]) {
      if (who !== 'all' && parseAccountId(who) === null) {
        throw new Ec2Error(
          'InvalidParameterValue',
          `expected an account id of 12 digits or the group all, got '${who}'`,
          'invalid-parameter',
        );
      }
    }
    if (add.length === 0) return;
    checkMayBeShared(snapshot, add);
    const keyArn = snapshotKeyArn(snapshot);
    // The key policy of an AWS managed key can't be changed, so nobody else could ever open the snapshot.
    if (keyArn !== null && scope.world.keys.get(keyArn)?.keyManager === 'AWS') {
      throw new Ec2Error(
        'OperationNotPermitted',
        'Encrypted snapshots with EBS default key cannot be shared',
        'default-key-cannot-be-shared',
        { snapshotId: snapshot.snapshotId, keyArn },
      );
    }
  },
  handle(input, scope) {
    const snapshot = ownSnapshot(scope, input.SnapshotId);
    const { add, remove } = changesIn(input);
    const sharedWith = [...new Set([...snapshot.sharedWith, ...add])].filter((who) => !remove.includes(who));
    return { output: {}, facts: [{ type: 'snapshotShared', snapshotId: snapshot.snapshotId, sharedWith }] };
  },
});

interface Modification {
  readonly OperationType?: 'add' | 'remove';
  readonly UserIds?: readonly string[];
  readonly GroupNames?: readonly string[];
  readonly CreateVolumePermission?: {
    readonly Add?: readonly { readonly UserId?: string; readonly Group?: string }[];
    readonly Remove?: readonly { readonly UserId?: string; readonly Group?: string }[];
  };
}

/** Both forms that EC2 takes, as one. @throws {Ec2Error} where neither is there. */
function changesIn({ OperationType, UserIds = [], GroupNames = [], CreateVolumePermission }: Modification) {
  const listed = [...UserIds, ...GroupNames];
  if (CreateVolumePermission === undefined && (OperationType === undefined || listed.length === 0)) {
    throw new Ec2Error(
      'MissingParameter',
      'The request must contain the parameter operationType with userId or group, or createVolumePermission',
      'malformed-request',
    );
  }
  const named = (permissions: readonly { readonly UserId?: string; readonly Group?: string }[] = []) =>
    permissions.flatMap(({ UserId, Group }) => [UserId, Group].filter((who) => who !== undefined));
  return {
    add: [...(OperationType === 'add' ? listed : []), ...named(CreateVolumePermission?.Add)],
    remove: [...(OperationType === 'remove' ? listed : []), ...named(CreateVolumePermission?.Remove)],
  };
}

function checkMayBeShared(snapshot: Snapshot, add: readonly string[]): void {
  if (snapshotStatus(snapshot) !== 'completed') {
    throw new Ec2Error(
      'IncorrectState',
      `Snapshot ${snapshot.snapshotId} is in state ${snapshotStatus(snapshot)}, not completed.`,
      'snapshot-not-completed',
    );
  }
  if (snapshot.encrypted && add.includes('all')) {
    throw new Ec2Error(
      'OperationNotPermitted',
      'Encrypted snapshots cannot be shared publicly',
      'encrypted-cannot-be-public',
    );
  }
}
