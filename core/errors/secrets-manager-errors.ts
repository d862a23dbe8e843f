import type { Decision } from '../access/decision.ts';
import type { AwsErrorReply } from '../lab/request.ts';
import type { Because } from './because.ts';
import { CodedError } from './coded-error.ts';

/** The errors of Secrets Manager that kmslab gives. Source: Secrets Manager API Reference, the operations' errors. */
export const SECRETS_MANAGER_ERROR_NAMES = [
  'AccessDeniedException',
  'DecryptionFailure',
  'EncryptionFailure',
  'InternalServiceError',
  'InvalidNextTokenException',
  'InvalidParameterException',
  'InvalidRequestException',
  'LimitExceededException',
  'MalformedPolicyDocumentException',
  'PublicPolicyException',
  'ResourceExistsException',
  'ResourceNotFoundException',
  'ThrottlingException',
] as const;
/** Names of Secrets Manager's errors. */
export type SecretsManagerErrorName = (typeof SECRETS_MANAGER_ERROR_NAMES)[number];

type Refused = AwsErrorReply['error'];

/** Any error of Secrets Manager. The texts are ours where AWS's are not published. */
export class SecretsManagerError extends CodedError<SecretsManagerErrorName> {
  static denied({ message, because }: Decision): SecretsManagerError {
    return new SecretsManagerError('AccessDeniedException', message ?? '', because);
  }

  static parameter(message: string, because: Because = 'invalid-parameter'): SecretsManagerError {
    return new SecretsManagerError('InvalidParameterException', message, because);
  }

  /** What does not go with the state that the secret is in. */
  static request(message: string, because: Because): SecretsManagerError {
    return new SecretsManagerError('InvalidRequestException', message, because);
  }

  static notFound(): SecretsManagerError {
    return new SecretsManagerError(
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret.",
      'no-such-secret',
    );
  }

  /** `what` is `VersionId` or `staging label`, and its value. */
  static noVersion(what: 'VersionId' | 'staging label', value: string): SecretsManagerError {
    const message = `Secrets Manager can't find the specified secret value for ${what}: ${value}`;
    return new SecretsManagerError('ResourceNotFoundException', message, 'no-such-secret-version');
  }

  static notHere(what: string): SecretsManagerError {
    return SecretsManagerError.parameter(`kmslab's Secrets Manager has no ${what}.`, 'not-supported-yet');
  }

  /** What KMS refused while a value was being encrypted. The words do not tell what it was; the trail does. */
  static encryption(refused: Refused): SecretsManagerError {
    return fromKms(
      refused,
      'EncryptionFailure',
      "Secrets Manager can't encrypt the protected secret text using the provided KMS key. Check that the KMS key is available, enabled, and not in an invalid state.",
    );
  }

  /** What KMS refused while a value was being decrypted. */
  static decryption(refused: Refused): SecretsManagerError {
    return fromKms(
      refused,
      'DecryptionFailure',
      "Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
    );
  }
}

/**
 * A denial by KMS is one by Secrets Manager, which does not say of what; throttling stays what it is.
 * Source: Secrets Manager API Reference, the errors' descriptions; the denial as observed.
 */
function fromKms(
  { name, message, because, data }: Refused,
  otherwise: 'EncryptionFailure' | 'DecryptionFailure',
  says: string,
): SecretsManagerError {
  if (name === 'AccessDeniedException') {
    return new SecretsManagerError(name, 'Access to KMS is not allowed', because, data);
  }
  if (name === 'ThrottlingException') return new SecretsManagerError(name, message, because, data);
  return new SecretsManagerError(otherwise, says, because, data);
}
