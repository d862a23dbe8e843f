import { iamTarget } from './find-key.ts';
import { Limit, Marker } from './kms-shapes.ts';
import { defineOperation } from './operation.ts';
import { page } from './pagination.ts';
import { structure } from './shape.ts';

export const listKeys = defineOperation({
  service: 'kms',
  name: 'ListKeys',
  summary: 'Lists the KMS keys of this account and Region, AWS managed ones and those pending deletion included.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html',
  input: structure({}, { Limit, Marker }),
  readOnly: true,
  mutates: false,
  find: (_, scope) => [iamTarget(scope, 'kms:ListKeys')],
  handle(input, { world, request }) {
    const keys = [...world.keysIn(request.accountId, request.region)];
    const { items, truncation } = page(keys, ({ keyId }) => keyId, input, { normally: 100, most: 1000 });
    return { output: { Keys: items.map(({ keyId, arn }) => ({ KeyId: keyId, KeyArn: arn })), ...truncation } };
  },
});
