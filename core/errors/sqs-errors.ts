import type { Decision } from '../access/decision.ts';
import type { AwsErrorReply } from '../lab/request.ts';
import { CodedError } from './coded-error.ts';

/**
 * SQS's codes that kmslab gives, as the AWS CLI and the Query protocol know them; what JSON calls the same error; and
 * the HTTP status.
 * Source: SQS API Reference, "Common Errors" and the operations' errors; the service's model, `awsQueryError`.
 */
export const SQS_ERRORS = {
  AccessDenied: ['AccessDeniedException', 403],
  'AWS.SimpleQueueService.BatchEntryIdsNotDistinct': ['BatchEntryIdsNotDistinct', 400],
  'AWS.SimpleQueueService.BatchRequestTooLong': ['BatchRequestTooLong', 400],
  'AWS.SimpleQueueService.EmptyBatchRequest': ['EmptyBatchRequest', 400],
  'AWS.SimpleQueueService.InvalidBatchEntryId': ['InvalidBatchEntryId', 400],
  'AWS.SimpleQueueService.MessageNotInflight': ['MessageNotInflight', 400],
  'AWS.SimpleQueueService.NonExistentQueue': ['QueueDoesNotExist', 400],
  'AWS.SimpleQueueService.PurgeQueueInProgress': ['PurgeQueueInProgress', 403],
  'AWS.SimpleQueueService.QueueDeletedRecently': ['QueueDeletedRecently', 400],
  'AWS.SimpleQueueService.TooManyEntriesInBatchRequest': ['TooManyEntriesInBatchRequest', 400],
  'AWS.SimpleQueueService.UnsupportedOperation': ['UnsupportedOperation', 400],
  InternalError: ['InternalError', 500],
  InvalidAddress: ['InvalidAddress', 404],
  InvalidAttributeName: ['InvalidAttributeName', 400],
  InvalidAttributeValue: ['InvalidAttributeValue', 400],
  InvalidMessageContents: ['InvalidMessageContents', 400],
  InvalidParameterValue: ['InvalidParameterValueException', 400],
  'KMS.AccessDeniedException': ['KmsAccessDenied', 400],
  'KMS.DisabledException': ['KmsDisabled', 400],
  'KMS.InvalidKeyUsageException': ['KmsInvalidKeyUsage', 400],
  'KMS.InvalidStateException': ['KmsInvalidState', 400],
  'KMS.NotFoundException': ['KmsNotFound', 400],
  'KMS.ThrottlingException': ['KmsThrottled', 400],
  MissingParameter: ['MissingParameterException', 400],
  OverLimit: ['OverLimit', 403],
  QueueAlreadyExists: ['QueueNameExists', 400],
  ReceiptHandleIsInvalid: ['ReceiptHandleIsInvalid', 404],
} as const satisfies Readonly<Record<string, readonly [json: string, status: number]>>;
/** The name of one of them, in AWS's spelling. */
export type SqsErrorCode = keyof typeof SQS_ERRORS;

/** Which of SQS's errors each of KMS's becomes. Source: SQS API Reference, SendMessage and ReceiveMessage, "Errors". */
const FROM_KMS: Readonly<Record<string, SqsErrorCode>> = {
  AccessDeniedException: 'KMS.AccessDeniedException',
  DisabledException: 'KMS.DisabledException',
  InvalidArnException: 'KMS.NotFoundException',
  InvalidKeyUsageException: 'KMS.InvalidKeyUsageException',
  NotFoundException: 'KMS.NotFoundException',
  ThrottlingException: 'KMS.ThrottlingException',
};

/** Any error of SQS. */
export class SqsError extends CodedError<SqsErrorCode> {
  /** SQS writes the action in small letters. Source: observed on SQS. */
  static denied({ message, action, because }: Decision): SqsError {
    return new SqsError('AccessDenied', (message ?? '').replaceAll(action, action.toLowerCase()), because);
  }

  /** What KMS refused to SQS, in KMS's words. States that SQS has no name for are invalid ones. */
  static fromKms({ name, message, because, data }: AwsErrorReply['error']): SqsError {
    return new SqsError(FROM_KMS[name] ?? 'KMS.InvalidStateException', message, because, data);
  }

  static invalidValue(value: string | number, parameter: string, reason: string): SqsError {
    const message = `Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`;
    return new SqsError('InvalidParameterValue', message, 'invalid-parameter');
  }

  static invalidAttribute(name: string): SqsError {
    return new SqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`, 'invalid-parameter');
  }

  static notHere(what: string): SqsError {
    const message = `kmslab's SQS has no ${what}.`;
    return new SqsError('AWS.SimpleQueueService.UnsupportedOperation', message, 'not-supported-yet');
  }
}
