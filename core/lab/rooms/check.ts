import { Ec2Error } from '../../errors/ec2-errors.ts';
import { InvalidKeyUsageException, UnsupportedOperationException } from '../../errors/kms-errors.ts';
import { type KeyRecord, keyStateOf } from '../../keys/key-record.ts';
import { stateRefusal } from '../../keys/state-refusal.ts';
import type { CheckScope, Input, Operation } from '../../operations/operation.ts';

/**
 * Room 5: origin, then usage, then state, then what the operation itself demands, of every key that the request names.
 * Usage and state in the order that was seen on KMS; a key is told first what its origin never lets it do.
 * Source: operations.md section 2, "Check order" and notes 6, 7 and 9.
 */
export function check(operation: Operation, input: Input, scope: CheckScope): void {
  // EC2's DryRun asks about permission only. Source: EC2 API Reference, "Common parameters".
  if (operation.service === 'ec2' && input.DryRun === true) {
    throw new Ec2Error('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 'dry-run');
  }
  for (const { key } of scope.targets) if (key !== null) checkKey(operation, key);
  operation.check?.(input, scope);
}

/** What any operation demands of a key, whatever else the request says: origin, usage, state. */
export function checkKey(operation: Operation, key: KeyRecord): void {
  if (operation.origins?.includes(key.origin) === false) {
    throw new UnsupportedOperationException(
      `${key.arn} origin is ${key.origin} which is not valid for this operation.`,
    );
  }
  if (operation.keyUsage !== undefined && key.keyUsage !== operation.keyUsage) {
    throw new InvalidKeyUsageException(
      `${key.arn} key usage is ${key.keyUsage} which is not valid for ${operation.name}.`,
      'wrong-key-usage',
    );
  }
  const state = keyStateOf(key);
  if (operation.keyStates?.includes(state) === false) {
    throw stateRefusal(key.arn, state, operation.name === 'CancelKeyDeletion');
  }
}
