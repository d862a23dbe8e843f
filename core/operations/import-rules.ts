import { ValidationException } from '../errors/common-errors.ts';
import { IncorrectKeyMaterialException, KMSInvalidStateException } from '../errors/kms-errors.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { DAY_MS } from '../keys/key-state.ts';
import type { EpochMs } from '../ports.ts';

/** Days that imported material may last. Source: KMS API Reference, ImportKeyMaterial, "ValidTo". */
const MOST_DAYS = 365;

interface ImportInput {
  readonly ValidTo?: number;
  readonly ExpirationModel?: string;
  readonly ImportType?: string;
  readonly KeyMaterialDescription?: string;
  readonly KeyMaterialId?: string;
}

/**
 * When the material is to expire; null for never.
 * @throws {ValidationException} unless model and date go together, and the date is within a year. The texts are ours.
 */
export function expiryOf(
  { ValidTo, ExpirationModel = 'KEY_MATERIAL_EXPIRES' }: ImportInput,
  at: EpochMs,
): EpochMs | null {
  if (ExpirationModel === 'KEY_MATERIAL_DOES_NOT_EXPIRE') {
    if (ValidTo === undefined) return null;
    throw new ValidationException('ValidTo must be omitted when ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE.');
  }
  if (ValidTo === undefined) {
    throw new ValidationException('ValidTo is required when ExpirationModel is KEY_MATERIAL_EXPIRES.');
  }
  const validTo = Math.round(ValidTo * 1000);
  if (validTo <= at || validTo > at + MOST_DAYS * DAY_MS) {
    throw new ValidationException(`ValidTo must be in the future, and at most ${MOST_DAYS} days from now.`);
  }
  return validTo;
}

/**
 * Refuses members that only symmetric keys have, and an id for material that is new.
 * @throws {ValidationException} Source: KMS API Reference, ImportKeyMaterial, "ImportType".
 */
export function checkImportMembers({ keySpec }: KeyRecord, input: ImportInput): void {
  const { ImportType, KeyMaterialDescription, KeyMaterialId } = input;
  const member = Object.entries({ ImportType, KeyMaterialDescription, KeyMaterialId }).find(
    ([, value]) => value !== undefined,
  );
  if (keySpec !== 'SYMMETRIC_DEFAULT' && member !== undefined) {
    throw new ValidationException(`${member[0]} is only supported for symmetric encryption keys.`);
  }
  if (ImportType === 'NEW_KEY_MATERIAL' && KeyMaterialId !== undefined) {
    throw new ValidationException('KeyMaterialId cannot be specified when ImportType is NEW_KEY_MATERIAL.');
  }
}

/**
 * Whether the key may take this material: the first; what it had before; or, for a symmetric key that asks for it, one
 * new material at a time. A replica takes only what its primary has.
 * @param ofPrimary - ids that the primary key knows; null for a key that is no replica.
 * @throws {IncorrectKeyMaterialException, KMSInvalidStateException}
 * Source: KMS Developer Guide, "Importing key material"; lifecycle.md section 6, "Same-material rule".
 */
export function checkMaterial(
  { arn, machine }: KeyRecord,
  { ImportType, KeyMaterialId }: ImportInput,
  keyMaterialId: string,
  ofPrimary: readonly string[] | null,
): void {
  const { materials, pendingMaterial } = machine.context;
  const own = [...materials, ...(pendingMaterial === null ? [] : [pendingMaterial])].map((one) => one.keyMaterialId);
  if (KeyMaterialId !== undefined && KeyMaterialId !== keyMaterialId) throw otherMaterial(arn);
  const known = [...own, ...(ofPrimary ?? [])];
  const isNew =
    (ImportType ?? (known.length === 0 ? 'NEW_KEY_MATERIAL' : 'EXISTING_KEY_MATERIAL')) === 'NEW_KEY_MATERIAL';
  if (!isNew) {
    if (!known.includes(keyMaterialId)) throw otherMaterial(arn);
    return;
  }
  if (ofPrimary !== null || known.includes(keyMaterialId)) {
    throw new IncorrectKeyMaterialException(
      `The key material is not new to ${arn}, or ${arn} is a replica, which takes what its primary key has.`,
      'other-key-material',
    );
  }
  if (pendingMaterial !== null) {
    throw new KMSInvalidStateException(
      `${arn} has key material pending rotation already.`,
      'key-material-pending',
      arn,
    );
  }
}

function otherMaterial(keyArn: string): IncorrectKeyMaterialException {
  return new IncorrectKeyMaterialException(
    `The key material is not the one that was imported into ${keyArn} before.`,
    'other-key-material',
  );
}
