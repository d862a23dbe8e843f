import { keyTarget } from './find-key.ts';
import { epochSeconds } from './key-metadata.ts';
import { KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const getKeyLastUsage = defineOperation({
  service: 'kms',
  name: 'GetKeyLastUsage',
  summary: 'Shows the last successful cryptographic use of a key, and since when KMS has looked.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html',
  input: structure({ KeyId }, {}),
  readOnly: true,
  mutates: false,
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:GetKeyLastUsage')],
  // Simplified: a use is seen at once, where AWS takes up to an hour.
  handle(_, scope) {
    const { keyId, lastUsage, creationDate } = theKey(scope);
    return {
      output: {
        KeyId: keyId,
        KeyLastUsage:
          lastUsage === null
            ? {}
            : {
                Operation: lastUsage.operation,
                Timestamp: epochSeconds(lastUsage.at),
                CloudTrailEventId: lastUsage.eventId,
                KmsRequestId: lastUsage.requestId,
              },
        TrackingStartDate: epochSeconds(creationDate),
        KeyCreationDate: epochSeconds(creationDate),
      },
    };
  },
});
