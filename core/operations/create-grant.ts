import { keyTarget } from './find-key.ts';
import { KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { list, oneOf, string, stringMap, structure } from './shape.ts';

/** Operations that a grant of a symmetric key may allow. Source: operations.md section 1, "Enumerations". */
const GRANT_OPERATIONS = [
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
  'CreateGrant',
  'RetireGrant',
  'DescribeKey',
] as const;

const PrincipalId = string({ min: 1, max: 256, pattern: /^[\w+=,.@:/-]+$/ });

export const createGrant = defineOperation({
  service: 'kms',
  name: 'CreateGrant',
  summary: 'Lets one principal do some operations on one key. In this version AWS services alone make grants.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html',
  input: structure(
    { KeyId, GranteePrincipal: PrincipalId, Operations: list(oneOf(GRANT_OPERATIONS), { min: 1 }) },
    { RetiringPrincipal: PrincipalId, Constraints: structure({}, { EncryptionContextSubset: stringMap() }) },
  ),
  readOnly: false,
  mutates: true,
  crossAccount: true,
  onlyForServices: true,
  keyStates: ['Enabled', 'Unavailable', 'Updating'],
  record: { responseElements: ({ GrantId }) => ({ grantId: GrantId }) },
  find: ({ KeyId: given, Constraints }, scope) => [
    keyTarget(scope, given, 'kms:CreateGrant', { context: Constraints?.EncryptionContextSubset ?? {} }),
  ],
  handle(input, scope) {
    const grantId = scope.ids.hex(64);
    return {
      output: { GrantId: grantId },
      facts: [
        {
          type: 'grantCreated',
          grant: {
            grantId,
            keyArn: theKey(scope).arn,
            granteePrincipal: input.GranteePrincipal,
            retiringPrincipal: input.RetiringPrincipal ?? null,
            operations: input.Operations,
            encryptionContextSubset: input.Constraints?.EncryptionContextSubset ?? {},
            issuingAccount: scope.request.accountId,
            creationDate: scope.at,
          },
        },
      ],
    };
  },
});
