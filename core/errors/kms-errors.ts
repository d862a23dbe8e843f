import type { Decision, DecisionReason } from '../access/decision.ts';
import { AwsError } from './aws-error.ts';
import type { Because } from './because.ts';

/** Nobody let the caller in. Source: IAM User Guide, "Troubleshoot access denied error messages". */
export class AccessDeniedException extends AwsError {
  override readonly name = 'AccessDeniedException';
  constructor(message: string, because: DecisionReason | 'ciphertext-of-unknown-key' | 'aws-managed-key') {
    super(message, because);
  }
  static from(decision: Decision): AccessDeniedException {
    return new AccessDeniedException(decision.message ?? 'Access denied', decision.because);
  }
}

/** The key, alias or grant isn't there. Source: API_DescribeKey, "Errors". */
export class NotFoundException extends AwsError {
  override readonly name = 'NotFoundException';
  constructor(
    message: string,
    because:
      | 'no-such-key'
      | 'no-such-alias'
      | 'no-such-grant'
      | 'no-such-key-material'
      | 'no-such-replica'
      | 'wrong-region'
      | 'malformed-identifier',
  ) {
    super(message, because);
  }
}

/** An ARN is malformed, or names the wrong kind of thing. Source: API_EnableKey, "Errors". */
export class InvalidArnException extends AwsError {
  override readonly name = 'InvalidArnException';
  constructor(
    message: string,
    because: 'wrong-identifier-form' | 'malformed-identifier' | 'no-such-principal' = 'malformed-identifier',
  ) {
    super(message, because);
  }
}

/** The key is disabled. Source: API_Encrypt, "Errors"; guide `key-state`. */
export class DisabledException extends AwsError {
  override readonly name = 'DisabledException';
  constructor(keyArn: string) {
    super(`${keyArn} is disabled.`, 'key-disabled', { keyArn });
  }
}

/** The key's state does not allow the call. Source: guide `key-state`. */
export class KMSInvalidStateException extends AwsError {
  override readonly name = 'KMSInvalidStateException';
  constructor(message: string, because: Because, keyArn: string) {
    super(message, because, { keyArn });
  }
}

/** The key's usage or spec does not fit the operation. Source: API_Encrypt, "Errors". */
export class InvalidKeyUsageException extends AwsError {
  override readonly name = 'InvalidKeyUsageException';
  constructor(message: string, because: 'wrong-key-usage' | 'wrong-algorithm') {
    super(message, because);
  }
}

/** The signature is not the key's over that message. AWS sends no message. Source: API_Verify, "Errors". */
export class KMSInvalidSignatureException extends AwsError {
  override readonly name = 'KMSInvalidSignatureException';
  constructor() {
    super('', 'invalid-signature');
  }
}

/** The MAC is not the key's over that message. AWS sends no message. Source: API_VerifyMac, "Errors". */
export class KMSInvalidMacException extends AwsError {
  override readonly name = 'KMSInvalidMacException';
  constructor() {
    super('', 'invalid-mac');
  }
}

/** This kind of key can't do that. AWS gives no message in some cases. Source: API_EnableKeyRotation, "Errors". */
export class UnsupportedOperationException extends AwsError {
  override readonly name = 'UnsupportedOperationException';
  constructor(message = '', because: Because = 'unsupported-for-this-key') {
    super(message, because);
  }
}

/**
 * The ciphertext can't be opened. One error for every cause: the caller must not learn which check failed.
 * AWS sends no message. Source: API_Decrypt, "Errors".
 */
export class InvalidCiphertextException extends AwsError {
  override readonly name = 'InvalidCiphertextException';
  constructor(options?: ErrorOptions, because: Because = 'invalid-ciphertext') {
    super('', because, {}, options);
  }
}

/** The key named in the request isn't the one that encrypted. Source: API_Decrypt, "Errors". */
export class IncorrectKeyException extends AwsError {
  override readonly name = 'IncorrectKeyException';
  constructor() {
    super('The key ID in the request does not identify a CMK that can perform this operation.', 'incorrect-key');
  }
}

/** A policy is not well formed, or would lock its writer out. Source: API_PutKeyPolicy, "Errors". */
export class MalformedPolicyDocumentException extends AwsError {
  override readonly name = 'MalformedPolicyDocumentException';
  constructor(message: string, because: 'malformed-policy' | 'policy-lockout', options?: ErrorOptions) {
    super(message, because, {}, options);
  }
}

/** A quota is used up. Source: guide `resource-limits`. */
export class LimitExceededException extends AwsError {
  override readonly name = 'LimitExceededException';
  constructor(message: string, because: 'limit-exceeded' | 'rotation-limit' = 'limit-exceeded') {
    super(message, because);
  }
}

/** The id is no grant's. AWS's text is not published. Source: API_RevokeGrant, "Errors". */
export class InvalidGrantIdException extends AwsError {
  override readonly name = 'InvalidGrantIdException';
  constructor(grantId: string) {
    super(`Invalid grant ID '${grantId}'`, 'bad-grant-id');
  }
}

/** A grant token is none of KMS's, or its grant has ended. AWS's text is not published. Source: API_Encrypt, "Errors". */
export class InvalidGrantTokenException extends AwsError {
  override readonly name = 'InvalidGrantTokenException';
  constructor() {
    super('The grant token is not valid.', 'bad-grant-token');
  }
}

/** The import token is more than 24 hours old. AWS's text is not published. Source: API_ImportKeyMaterial, "Errors". */
export class ExpiredImportTokenException extends AwsError {
  override readonly name = 'ExpiredImportTokenException';
  constructor() {
    super('The import token has expired.', 'import-token-expired');
  }
}

/** The import token is none of KMS's, or another key's. Source: API_ImportKeyMaterial, "Errors". */
export class InvalidImportTokenException extends AwsError {
  override readonly name = 'InvalidImportTokenException';
  constructor() {
    super('The import token is invalid, or is associated with a different KMS key.', 'bad-import-token');
  }
}

/** The material is not the one that the key had, or no material for such a key. Source: API_ImportKeyMaterial, "Errors". */
export class IncorrectKeyMaterialException extends AwsError {
  override readonly name = 'IncorrectKeyMaterialException';
  constructor(message: string, because: 'other-key-material' | 'unfit-key-material') {
    super(message, because);
  }
}

/** The call would have succeeded, and nothing was done. Source: KMS Developer Guide, "Testing your permissions". */
export class DryRunOperationException extends AwsError {
  override readonly name = 'DryRunOperationException';
  constructor() {
    super('The request would have succeeded, but the DryRun option is set.', 'dry-run');
  }
}

/** A tag that no key may have. Source: API_TagResource, "Errors". */
export class TagException extends AwsError {
  override readonly name = 'TagException';
  constructor(message: string) {
    super(message, 'bad-tag');
  }
}

/** The alias name is taken, or the Region has a replica. Source: API_CreateAlias and API_ReplicateKey, "Errors". */
export class AlreadyExistsException extends AwsError {
  override readonly name = 'AlreadyExistsException';
  constructor(message: string, because: 'alias-exists' | 'replica-exists', data: Readonly<Record<string, string>>) {
    super(message, because, data);
  }
  static alias(aliasArn: string): AlreadyExistsException {
    return new AlreadyExistsException(`An alias with the name ${aliasArn} already exists`, 'alias-exists', {
      aliasArn,
    });
  }
  /** AWS's text is not published. Source: API_ReplicateKey, "Errors". */
  static replica(keyArn: string, region: string): AlreadyExistsException {
    return new AlreadyExistsException(`The Region ${region} already has a related key: ${keyArn}`, 'replica-exists', {
      keyArn,
    });
  }
}

/** The alias name is not allowed. Source: API_CreateAlias, "Errors". */
export class InvalidAliasNameException extends AwsError {
  override readonly name = 'InvalidAliasNameException';
  constructor(message: string, because: 'bad-alias-name' | 'reserved-alias-name') {
    super(message, because);
  }
}

/** The marker isn't one that a list operation gave. Source: API_ListKeys, "Errors". */
export class InvalidMarkerException extends AwsError {
  override readonly name = 'InvalidMarkerException';
  constructor(marker: string, options?: ErrorOptions) {
    super(`Could not deserialize marker '${marker}'`, 'invalid-marker', {}, options);
  }
}

/** A rotation is running, or an automatic one is due within 20 minutes. Source: API_RotateKeyOnDemand, "Errors". */
export class ConflictException extends AwsError {
  override readonly name = 'ConflictException';
  constructor(keyArn: string) {
    super(`An automatic rotation of ${keyArn} is in progress or due within 20 minutes.`, 'rotation-due-soon', {
      keyArn,
    });
  }
}
