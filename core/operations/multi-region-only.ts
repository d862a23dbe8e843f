import { UnsupportedOperationException } from '../errors/kms-errors.ts';
import type { KeyRecord } from '../keys/key-record.ts';

/**
 * Refuses a replica what only its primary key can do for the whole set.
 * @throws {UnsupportedOperationException} The text is ours. Source: KMS API Reference, EnableKeyRotation.
 */
export function checkPrimary({ arn, machine }: KeyRecord): void {
  if (machine.context.isReplica) {
    throw new UnsupportedOperationException(
      `${arn} is a multi-Region replica key, which is not valid for this operation.`,
      'replica-key',
    );
  }
}

/**
 * Refuses a key that is no multi-Region primary key.
 * @throws {UnsupportedOperationException} The text is ours. Source: KMS API Reference, ReplicateKey and UpdatePrimaryRegion.
 */
export function checkMultiRegionPrimary({ arn, multiRegion, machine }: KeyRecord): void {
  if (!multiRegion || machine.context.isReplica) {
    throw new UnsupportedOperationException(`${arn} is not a multi-Region primary key.`, 'not-a-primary');
  }
}
