import { aliasArn } from '../cloud/arn.ts';
import { AWS_MANAGED_ALIASES } from '../keys/managed-keys.ts';
import { findKey, iamTarget } from './find-key.ts';
import { epochSeconds } from './key-metadata.ts';
import { KeyId, Limit, Marker } from './kms-shapes.ts';
import { defineOperation } from './operation.ts';
import { page } from './pagination.ts';
import { structure } from './shape.ts';

export const listAliases = defineOperation({
  service: 'kms',
  name: 'ListAliases',
  summary: 'Lists the aliases of this account and Region, or those of one key.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html',
  input: structure({}, { KeyId, Limit, Marker }),
  readOnly: true,
  mutates: false,
  find(input, scope) {
    if (input.KeyId !== undefined) findKey(scope, input.KeyId, 'idOrArn');
    return [iamTarget(scope, 'kms:ListAliases')];
  },
  handle(input, scope) {
    const { world, request } = scope;
    const wanted = input.KeyId === undefined ? null : findKey(scope, input.KeyId, 'idOrArn').key.arn;
    const entries = [...world.aliases.values()]
      .filter((alias) => alias.arn === aliasArn(request.region, request.accountId, alias.name))
      .filter((alias) => wanted === null || alias.keyArn === wanted)
      .map((alias) => ({
        AliasName: alias.name,
        AliasArn: String(alias.arn),
        TargetKeyId: alias.keyArn.slice(alias.keyArn.lastIndexOf('/') + 1),
        CreationDate: epochSeconds(alias.creationDate),
        LastUpdatedDate: epochSeconds(alias.lastUpdatedDate),
      }));
    const all = [
      ...entries,
      ...(wanted === null ? unusedManagedAliases(entries.map(({ AliasName }) => AliasName)) : []),
    ].sort((a, b) => (a.AliasName < b.AliasName ? -1 : 1));
    const { items, truncation } = page(all, ({ AliasName }) => AliasName, input, { normally: 50, most: 100 });
    return { output: { Aliases: items, ...truncation } };

    /** AWS's own aliases stand in the list before there is a key behind them. */
    function unusedManagedAliases(used: readonly string[]) {
      return Object.keys(AWS_MANAGED_ALIASES)
        .filter((name) => !used.includes(name))
        .map((name) => ({ AliasName: name, AliasArn: String(aliasArn(request.region, request.accountId, name)) }));
    }
  },
});
