import { ConflictException, LimitExceededException } from '../errors/kms-errors.ts';
import { ON_DEMAND_ROTATION_LIMIT } from '../keys/key-context.ts';
import { keyTarget } from './find-key.ts';
import { KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';
import { checkSymmetric } from './symmetric-only.ts';

/** An automatic rotation due within this time refuses one on demand. Source: KMS API Reference, RotateKeyOnDemand. */
const CONFLICT_MS = 20 * 60_000;
/** How long a rotation takes by the lab's clock. Ours: AWS says only that it is short. */
const ROTATION_MS = 10_000;

export const rotateKeyOnDemand = defineOperation({
  service: 'kms',
  name: 'RotateKeyOnDemand',
  summary: 'Starts a rotation of the key material now; a key has 25 of them.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_RotateKeyOnDemand.html',
  input: structure({ KeyId }, {}),
  readOnly: false,
  mutates: true,
  refusesKeyStores: true,
  keyStates: ['Enabled'],
  event: 'RotateKeyOnDemand',
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:RotateKeyOnDemand')],
  check(_, scope) {
    checkSymmetric(theKey(scope));
    const { arn, machine } = theKey(scope);
    const { onDemandCount, nextRotationDate } = machine.context;
    if (machine.value.onDemandRotation === 'InProgress') return;
    if (onDemandCount >= ON_DEMAND_ROTATION_LIMIT) {
      throw new LimitExceededException(
        `${arn} has been rotated on demand ${ON_DEMAND_ROTATION_LIMIT} times, and may not be rotated so again.`,
        'rotation-limit',
      );
    }
    if (nextRotationDate !== null && nextRotationDate - scope.at < CONFLICT_MS) throw new ConflictException(arn);
  },
  handle(_, scope) {
    const { arn, keyId } = theKey(scope);
    const event = { type: 'RotateKeyOnDemand', at: scope.at, completionDate: scope.at + ROTATION_MS } as const;
    return { output: { KeyId: keyId }, facts: [{ type: 'keyChanged', keyArn: arn, event }] };
  },
});
