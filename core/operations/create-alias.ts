import { AlreadyExistsException } from '../errors/kms-errors.ts';
import { checkAliasName, checkAliasQuota } from './aliases.ts';
import { iamTarget, keyTarget, ownAlias } from './find-key.ts';
import { AliasName, KeyId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { structure } from './shape.ts';

export const createAlias = defineOperation({
  service: 'kms',
  name: 'CreateAlias',
  summary: 'Gives a key a friendly name, which begins with alias/.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html',
  input: structure({ AliasName, TargetKeyId: KeyId }, {}),
  readOnly: false,
  mutates: true,
  keyStates: ['Creating', 'Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Updating'],
  find(input, scope) {
    checkAliasName(input.AliasName);
    return [
      keyTarget(scope, input.TargetKeyId, 'kms:CreateAlias'),
      iamTarget(scope, 'kms:CreateAlias', ownAlias(scope.request, input.AliasName)),
    ];
  },
  check(input, { world, request, targets }) {
    const arn = ownAlias(request, input.AliasName);
    if (world.aliases.has(arn)) throw AlreadyExistsException.alias(arn);
    checkAliasQuota(world, theKey({ targets }).arn);
  },
  handle: (input, scope) => ({
    output: {},
    facts: [{ type: 'aliasPut', aliasArn: ownAlias(scope.request, input.AliasName), keyArn: theKey(scope).arn }],
  }),
});
