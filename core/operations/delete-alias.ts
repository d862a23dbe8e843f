import { NotFoundException } from '../errors/kms-errors.ts';
import { checkAliasName } from './aliases.ts';
import { iamTarget, keyTarget, ownAlias } from './find-key.ts';
import { AliasName } from './kms-shapes.ts';
import { defineOperation } from './operation.ts';
import { structure } from './shape.ts';

export const deleteAlias = defineOperation({
  service: 'kms',
  name: 'DeleteAlias',
  summary: 'Deletes an alias; its key is untouched.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteAlias.html',
  input: structure({ AliasName }, {}),
  readOnly: false,
  mutates: true,
  find(input, scope) {
    checkAliasName(input.AliasName);
    const arn = ownAlias(scope.request, input.AliasName);
    const alias = scope.world.aliases.get(arn);
    if (alias === undefined) throw new NotFoundException(`Alias ${arn} is not found.`, 'no-such-alias');
    return [keyTarget(scope, alias.keyArn, 'kms:DeleteAlias'), iamTarget(scope, 'kms:DeleteAlias', arn)];
  },
  handle: (input, scope) => ({
    output: {},
    facts: [{ type: 'aliasDeleted', aliasArn: ownAlias(scope.request, input.AliasName) }],
  }),
});
