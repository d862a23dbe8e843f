import type { AwsError } from '../errors/aws-error.ts';
import type { Because } from '../errors/because.ts';
import { DisabledException, KMSInvalidStateException } from '../errors/kms-errors.ts';
import type { KeyState } from './key-state.ts';

/**
 * What a key in this state answers to an operation whose `keyStates` leaves it out. Where the guide's table says
 * DisabledException for a key pending deletion, KMS itself was seen to give KMSInvalidStateException.
 * Source: KMS Developer Guide, "Key states of AWS KMS keys"; operations.md section 2, notes 1 to 15.
 */
const REFUSALS = {
  Enabled: null,
  Disabled: 'key-disabled',
  PendingDeletion: 'key-pending-deletion',
  PendingReplicaDeletion: 'key-pending-deletion',
  PendingImport: 'key-pending-import',
  Unavailable: 'key-unavailable',
  Creating: 'key-creating',
  Updating: 'key-updating',
} as const satisfies Record<KeyState, Because | null>;

const STATE_WORDS = {
  'key-pending-deletion': 'is pending deletion',
  'key-pending-import': 'is pending import',
  'key-unavailable': 'is unavailable',
  'key-creating': 'is creating',
  'key-updating': 'is updating',
} as const;

/** The refusal for a key in the wrong state; `isCancel` is CancelKeyDeletion, which wants a key pending deletion. */
export function stateRefusal(keyArn: string, state: KeyState, isCancel: boolean): AwsError {
  const because = REFUSALS[state];
  if (isCancel || because === null) {
    return new KMSInvalidStateException(`${keyArn} is not pending deletion.`, 'key-not-pending-deletion', keyArn);
  }
  if (because === 'key-disabled') return new DisabledException(keyArn);
  return new KMSInvalidStateException(`${keyArn} ${STATE_WORDS[because]}.`, because, keyArn);
}
