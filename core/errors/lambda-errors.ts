import type { Decision } from '../access/decision.ts';
import type { AwsErrorReply } from '../lab/request.ts';
import type { Because } from './because.ts';
import { CodedError } from './coded-error.ts';

/** Lambda's errors that kmslab gives. Source: Lambda API Reference, the errors of each action. */
export const LAMBDA_ERROR_CODES = [
  'AccessDeniedException',
  'InvalidParameterValueException',
  'InvalidRequestContentException',
  'KMSAccessDeniedException',
  'KMSDisabledException',
  'KMSInvalidStateException',
  'KMSNotFoundException',
  'RequestTooLargeException',
  'ResourceConflictException',
  'ResourceNotFoundException',
] as const;
/** The name of one of them, in AWS's spelling. */
export type LambdaErrorCode = (typeof LAMBDA_ERROR_CODES)[number];

type Refused = AwsErrorReply['error'];

/** What Lambda calls a refusal of KMS's when it starts a function, and how it goes on. Source: API_Invoke, "Errors". */
const CLOSED: Readonly<Record<string, readonly [LambdaErrorCode, string]>> = {
  AccessDeniedException: ['KMSAccessDeniedException', 'KMS access was denied'],
  DisabledException: ['KMSDisabledException', 'the KMS key used is disabled'],
  KMSInvalidStateException: ['KMSInvalidStateException', 'the KMS key used is in an invalid state for Decrypt'],
  NotFoundException: ['KMSNotFoundException', 'the KMS key was not found'],
};

/** Any error of Lambda. */
export class LambdaError extends CodedError<LambdaErrorCode> {
  static denied({ message, because }: Decision): LambdaError {
    return new LambdaError('AccessDeniedException', message ?? '', because);
  }

  static invalid(message: string, because: Because = 'invalid-parameter'): LambdaError {
    return new LambdaError('InvalidParameterValueException', message, because);
  }

  /** KMS refused what makes an environment: Lambda's words as they were reported of CreateFunction. */
  static notConfigured(operation: string, { name, message, because, data }: Refused): LambdaError {
    const why =
      name === 'DisabledException' ? 'the KMS key used is disabled' : `the KMS key is invalid for ${operation}`;
    return new LambdaError(
      'InvalidParameterValueException',
      `Lambda was unable to configure access to your environment variables because ${why}. Please check your KMS key settings. KMS Exception: ${name} KMS Message: ${message}`,
      because,
      data,
    );
  }

  /** KMS refused the execution role: the function does not start. Status 502. */
  static environmentClosed({ name, message, because, data }: Refused): LambdaError {
    const [code, why] = CLOSED[name] ?? ['KMSAccessDeniedException', 'KMS access was denied'];
    return new LambdaError(
      code,
      `Lambda was unable to decrypt the environment variables because ${why}. Please check the function's KMS key settings. KMS Exception: ${name} KMS Message: ${message}`,
      because,
      data,
    );
  }

  /** KMS refused whoever asks for a configuration, which then has an error in place of the variables. */
  static environmentHidden({ name, message, because, data }: Refused): LambdaError {
    const [, why] = CLOSED[name] ?? ['', 'KMS access was denied'];
    return new LambdaError(
      'AccessDeniedException',
      `Lambda was unable to decrypt your environment variables because ${why}. Please check your KMS permissions. KMS Exception: ${name} KMS Message: ${message}`,
      because,
      { ...data, kms: name },
    );
  }
}
