import type { Decision } from '../access/decision.ts';
import type { AwsErrorReply } from '../lab/request.ts';
import { CodedError } from './coded-error.ts';

/** RDS's codes that kmslab gives. Source: RDS API Reference, the errors of each action, and "Common Errors". */
export const RDS_ERROR_CODES = [
  'AccessDenied',
  'DBInstanceAlreadyExists',
  'DBInstanceNotFound',
  'DBSnapshotAlreadyExists',
  'DBSnapshotNotFound',
  'InvalidDBInstanceState',
  'InvalidDBSnapshotState',
  'InvalidParameterCombination',
  'InvalidParameterValue',
  'KMSKeyNotAccessibleFault',
  'MissingParameter',
  'SharedSnapshotQuotaExceeded',
] as const;
/** The name of one of them, in AWS's spelling. */
export type RdsErrorCode = (typeof RDS_ERROR_CODES)[number];

/** Any error of RDS. */
export class RdsError extends CodedError<RdsErrorCode> {
  static denied({ message, because }: Decision): RdsError {
    return new RdsError('AccessDenied', message ?? '', because);
  }

  /**
   * What RDS answers when KMS won't let it use a key, whatever KMS's reason: `because` and the call to KMS have it.
   * Source: RDS API Reference, KMSKeyNotAccessibleFault; words as they were reported of CopyDBSnapshot.
   */
  static keyNotAccessible(
    keyId: string,
    called: 'Specified' | 'The source snapshot',
    { because, data }: AwsErrorReply['error'],
  ): RdsError {
    return new RdsError(
      'KMSKeyNotAccessibleFault',
      `${called} KMS key [${keyId}] does not exist, is not enabled or you do not have permissions to access it.`,
      because,
      data,
    );
  }
}
