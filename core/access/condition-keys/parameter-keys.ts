import type { AuthorizationRequest } from '../decision.ts';
import { contextOf, flag, isoTime, type Read } from './read.ts';

/** A parameter of some operations, and the value that counts where it is left out; null for none. */
function parameter(operations: readonly string[], member: string, whenLeftOut: string | null = null): Read {
  return ({ call: { operation, input } }) => {
    if (!operations.includes(operation)) return null;
    const value = input[member];
    if (value === undefined) return whenLeftOut;
    return typeof value === 'object' ? null : String(value);
  };
}

/** Only symmetric keys, and RSA and SM2 keys, encrypt. */
const ENCRYPTING: readonly string[] = [
  'Encrypt',
  'Decrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
];

/**
 * kms: keys whose value is a parameter of the request. Defaults count, also where the request leaves the parameter out.
 * Source: KMS Developer Guide, "Condition keys for AWS KMS"; access.md section 5, "Defaults count".
 */
export const PARAMETER_KEYS = {
  'kms:BypassPolicyLockoutSafetyCheck': ({ call: { operation, input } }) =>
    ['CreateKey', 'PutKeyPolicy', 'ReplicateKey'].includes(operation)
      ? flag(input.BypassPolicyLockoutSafetyCheck === true)
      : null,
  'kms:DataKeyPairSpec': parameter(['GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext'], 'KeyPairSpec'),
  'kms:EncryptionAlgorithm': encryptionAlgorithm,
  'kms:ExpirationModel': parameter(['ImportKeyMaterial'], 'ExpirationModel', 'KEY_MATERIAL_EXPIRES'),
  'kms:ValidTo': ({ call: { operation, input } }) =>
    operation === 'ImportKeyMaterial' && typeof input.ValidTo === 'number' ? isoTime(input.ValidTo * 1000) : null,
  'kms:KeyAgreementAlgorithm': parameter(['DeriveSharedSecret'], 'KeyAgreementAlgorithm'),
  'kms:MacAlgorithm': parameter(['GenerateMac', 'VerifyMac'], 'MacAlgorithm'),
  'kms:MessageType': parameter(['Sign', 'Verify'], 'MessageType', 'RAW'),
  'kms:SigningAlgorithm': parameter(['Sign', 'Verify'], 'SigningAlgorithm'),
  'kms:PrimaryRegion': parameter(['UpdatePrimaryRegion'], 'PrimaryRegion'),
  'kms:ReplicaRegion': parameter(['ReplicateKey'], 'ReplicaRegion'),
  'kms:RotationPeriodInDays': parameter(['EnableKeyRotation'], 'RotationPeriodInDays', '365'),
  'kms:ScheduleKeyDeletionPendingWindowInDays': parameter(['ScheduleKeyDeletion'], 'PendingWindowInDays', '30'),
  'kms:WrappingAlgorithm': parameter(['GetParametersForImport'], 'WrappingAlgorithm'),
  'kms:WrappingKeySpec': parameter(['GetParametersForImport'], 'WrappingKeySpec'),
  'kms:ReEncryptOnSameKey': ({ call }) => (call.reEncryptsOnSameKey === null ? null : flag(call.reEncryptsOnSameKey)),
  'kms:EncryptionContextKeys': (request) => {
    const names = Object.keys(contextOf(request));
    return names.length === 0 ? null : names;
  },
} as const satisfies Record<string, Read>;

/** ReEncrypt has one for its source and one for its destination, each tested by itself. */
function encryptionAlgorithm({ action, call: { operation, input } }: AuthorizationRequest): string | null {
  if (operation === 'ReEncrypt') {
    const given =
      action === 'kms:ReEncryptFrom' ? input.SourceEncryptionAlgorithm : input.DestinationEncryptionAlgorithm;
    return typeof given === 'string' ? given : 'SYMMETRIC_DEFAULT';
  }
  if (!ENCRYPTING.includes(operation)) return null;
  return typeof input.EncryptionAlgorithm === 'string' ? input.EncryptionAlgorithm : 'SYMMETRIC_DEFAULT';
}
