import { keyTarget } from './find-key.ts';
import { keyMetadata } from './key-metadata.ts';
import { GrantTokens, KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const describeKey = defineOperation({
  service: 'kms',
  name: 'DescribeKey',
  summary: 'Shows what a KMS key is and in which state, without its policy, aliases or grants.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html',
  input: structure({ KeyId }, { GrantTokens }),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  acceptsAlias: true,
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:DescribeKey', { forms: 'any' })],
  handle: (_, scope) => ({ output: { KeyMetadata: keyMetadata(theKey(scope), scope.world) } }),
});
