import { keyStateOf } from '../keys/key-record.ts';
import { keyTarget } from './find-key.ts';
import { epochSeconds } from './key-metadata.ts';
import { KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';
import { checkSymmetric } from './symmetric-only.ts';

export const getKeyRotationStatus = defineOperation({
  service: 'kms',
  name: 'GetKeyRotationStatus',
  summary: 'Shows whether a key rotates by itself, how often and when next.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html',
  input: structure({ KeyId }, {}),
  readOnly: true,
  mutates: false,
  origins: ['AWS_KMS', 'EXTERNAL'],
  crossAccount: true,
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:GetKeyRotationStatus')],
  check: (_, scope) => checkSymmetric(theKey(scope)),
  handle(_, scope) {
    const key = theKey(scope);
    const { value, context } = key.machine;
    const state = keyStateOf(key);
    // A key that is pending deletion does not rotate; cancelling restores what was set.
    const isEnabled =
      value.automaticRotation === 'On' && state !== 'PendingDeletion' && state !== 'PendingReplicaDeletion';
    return {
      output: {
        KeyRotationEnabled: isEnabled,
        KeyId: key.keyId,
        ...(isEnabled && context.rotationPeriodInDays !== null
          ? { RotationPeriodInDays: context.rotationPeriodInDays }
          : {}),
        ...(isEnabled && context.nextRotationDate !== null
          ? { NextRotationDate: epochSeconds(context.nextRotationDate) }
          : {}),
        ...(context.onDemandStartDate === null
          ? {}
          : { OnDemandRotationStartDate: epochSeconds(context.onDemandStartDate) }),
      },
    };
  },
});
