import { loggedDate } from '../audit/logged-date.ts';
import { DAY_MS } from '../keys/key-state.ts';
import { replicasOf } from '../keys/multi-region.ts';
import { keyTarget } from './find-key.ts';
import { epochSeconds } from './key-metadata.ts';
import { KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { integer, structure } from './shape.ts';

/** Days before KMS deletes a key. Source: KMS API Reference, ScheduleKeyDeletion. */
const DEFAULT_WINDOW_IN_DAYS = 30;

export const scheduleKeyDeletion = defineOperation({
  service: 'kms',
  name: 'ScheduleKeyDeletion',
  summary: 'Deletes a key when a waiting period of 7 to 30 days has passed.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html',
  input: structure({ KeyId }, { PendingWindowInDays: integer({ min: 7, max: 30, modelMin: 1 }) }),
  readOnly: false,
  mutates: true,
  keyStates: ['Creating', 'Enabled', 'Disabled', 'PendingImport', 'Unavailable'],
  event: 'ScheduleKeyDeletion',
  record: {
    defaults: { pendingWindowInDays: DEFAULT_WINDOW_IN_DAYS },
    responseElements: ({ KeyId: keyId, KeyState: keyState, DeletionDate }) => ({
      keyId,
      keyState,
      ...(DeletionDate === undefined ? {} : { deletionDate: loggedDate(Number(DeletionDate)) }),
    }),
  },
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:ScheduleKeyDeletion')],
  handle(input, scope) {
    const key = theKey(scope);
    const { arn } = key;
    // A primary waits for its replicas first, and has no date until the last is gone.
    const hasReplicas = replicasOf(scope.world, key).length > 0;
    const pendingWindowInDays = input.PendingWindowInDays ?? DEFAULT_WINDOW_IN_DAYS;
    const deletionDate = scope.at + pendingWindowInDays * DAY_MS;
    return {
      output: {
        KeyId: arn,
        ...(hasReplicas ? {} : { DeletionDate: epochSeconds(deletionDate) }),
        KeyState: hasReplicas ? 'PendingReplicaDeletion' : 'PendingDeletion',
        PendingWindowInDays: pendingWindowInDays,
      },
      facts: [
        {
          type: 'keyChanged',
          keyArn: arn,
          event: { type: 'ScheduleKeyDeletion', deletionDate, pendingWindowInDays, hasReplicas },
        },
      ],
    };
  },
});
