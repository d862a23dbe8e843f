import { keyTarget } from './find-key.ts';
import { KeyId } from './kms-shapes.ts';
import { checkPrimary } from './multi-region-only.ts';
import { defineOperation, theKey } from './operation.ts';
import { integer, structure } from './shape.ts';
import { checkSymmetric } from './symmetric-only.ts';

/** Source: KMS API Reference, EnableKeyRotation. */
const DEFAULT_PERIOD_IN_DAYS = 365;

export const enableKeyRotation = defineOperation({
  service: 'kms',
  name: 'EnableKeyRotation',
  summary: 'Rotates the material of a key by itself, every 90 to 2560 days.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html',
  input: structure({ KeyId }, { RotationPeriodInDays: integer({ min: 90, max: 2560 }) }),
  readOnly: false,
  mutates: true,
  origins: ['AWS_KMS'],
  keyStates: ['Enabled', 'Updating'],
  event: 'EnableKeyRotation',
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:EnableKeyRotation')],
  check(_, scope) {
    checkSymmetric(theKey(scope));
    checkPrimary(theKey(scope));
  },
  handle(input, scope) {
    const { arn, machine } = theKey(scope);
    const rotationPeriodInDays =
      input.RotationPeriodInDays ?? machine.context.rotationPeriodInDays ?? DEFAULT_PERIOD_IN_DAYS;
    return {
      output: {},
      facts: [
        { type: 'keyChanged', keyArn: arn, event: { type: 'EnableKeyRotation', rotationPeriodInDays, at: scope.at } },
      ],
    };
  },
});
