import { ConflictException, KMSInvalidStateException, LimitExceededException } from '../errors/kms-errors.ts';
import { lacksMaterial } from '../keys/multi-region.ts';
import { resourceQuotaIn } from '../quotas/quota-settings.ts';
import { keyTarget } from './find-key.ts';
import { KeyId } from './kms-shapes.ts';
import { checkPrimary } from './multi-region-only.ts';
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
  origins: ['AWS_KMS', 'EXTERNAL'],
  keyStates: ['Enabled'],
  event: 'RotateKeyOnDemand',
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:RotateKeyOnDemand')],
  check(_, scope) {
    const key = theKey(scope);
    checkSymmetric(key);
    checkPrimary(key);
    const { arn, machine } = key;
    const { onDemandCount, nextRotationDate, origin, pendingMaterial } = machine.context;
    if (machine.value.onDemandRotation === 'InProgress') return;
    const most = resourceQuotaIn(scope.world.quotas, 'onDemandRotationsPerKey');
    if (onDemandCount >= most) {
      throw new LimitExceededException(
        `${arn} has been rotated on demand ${most} times, and may not be rotated so again.`,
        'rotation-limit',
      );
    }
    const waiting = pendingMaterial?.keyMaterialId;
    if (origin === 'EXTERNAL' && (waiting === undefined || lacksMaterial(scope.world, key, waiting))) {
      throw new KMSInvalidStateException(
        `No available key material pending rotation for the key: ${arn}.`,
        'no-material-to-rotate',
        arn,
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
