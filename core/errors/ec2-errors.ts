import type { Decision } from '../access/decision.ts';
import { CodedError } from './coded-error.ts';

/** EC2's codes that kmslab gives. Source: EC2 API Reference, "Error codes for the Amazon EC2 API". */
export const EC2_ERROR_CODES = [
  'UnauthorizedOperation',
  'DryRunOperation',
  'MissingParameter',
  'InvalidParameterValue',
  'InvalidParameterCombination',
  'InvalidParameterDependency',
  'InvalidParameter',
  'InvalidPolicyDocument',
  'InvalidServiceName',
  'InvalidSnapshot.NotFound',
  'InvalidSnapshotID.Malformed',
  'InvalidVolume.NotFound',
  'InvalidVolume.ZoneMismatch',
  'InvalidVolumeID.Malformed',
  'InvalidVpcEndpointId.Malformed',
  'InvalidVpcEndpointId.NotFound',
  'InvalidVpcID.Malformed',
  'InvalidZone.NotFound',
  'IncorrectInstanceState',
  'InstanceLimitExceeded',
  'InvalidAMIID.Malformed',
  'IncorrectState',
  'InvalidAttachment.NotFound',
  'InvalidID',
  'InvalidInstanceID.Malformed',
  'InvalidInstanceID.NotFound',
  'OperationNotPermitted',
  'ResourceLimitExceeded',
  'TagLimitExceeded',
  'VolumeInUse',
] as const;
export type Ec2ErrorCode = (typeof EC2_ERROR_CODES)[number];

/** Any error of EC2. Its codes are names with dots, so one class carries the code as its name. */
export class Ec2Error extends CodedError<Ec2ErrorCode> {
  static unauthorized(decision: Decision): Ec2Error {
    return new Ec2Error(
      'UnauthorizedOperation',
      `You are not authorized to perform this operation. ${decision.message ?? ''}`,
      decision.because,
    );
  }
}
