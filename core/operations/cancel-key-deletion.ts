import { storeOf } from '../key-stores/backing-key.ts';
import type { Fact } from '../lab/facts.ts';
import { keyTarget } from './find-key.ts';
import { KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const cancelKeyDeletion = defineOperation({
  service: 'kms',
  name: 'CancelKeyDeletion',
  summary: 'Calls a scheduled deletion off; the key is then disabled.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html',
  input: structure({ KeyId }, {}),
  readOnly: false,
  mutates: true,
  keyStates: ['PendingDeletion', 'PendingReplicaDeletion'],
  event: 'CancelKeyDeletion',
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:CancelKeyDeletion')],
  handle(_, scope) {
    const { arn, backing } = theKey(scope);
    const facts: Fact[] = [{ type: 'keyChanged', keyArn: arn, event: { type: 'CancelKeyDeletion' } }];
    // A key that is rescued while its key store is away is as unavailable as the others there.
    if (backing !== undefined && storeOf(scope.world, backing).machine.value !== 'CONNECTED') {
      facts.push({ type: 'keyChanged', keyArn: arn, event: { type: 'KeyStoreDisconnected' } });
    }
    return { output: { KeyId: arn }, facts };
  },
});
