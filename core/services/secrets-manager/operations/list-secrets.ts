import { iamTarget } from '../../../operations/find-key.ts';
import { boolean, oneOf, structure } from '../../../operations/shape.ts';
import { passes } from '../filters.ts';
import { secretsHere } from '../find-secret.ts';
import { pageByToken } from '../page-by-token.ts';
import type { Secret } from '../secret.ts';
import { accessOf, labelledVersions, metadataOf } from '../secret-output.ts';
import { secretsManagerOperation } from './secret-operation.ts';
import { Filters, NextToken, pageOf } from './shapes.ts';

const SORTS = {
  'created-date': ({ createdAt }) => createdAt,
  'last-accessed-date': (secret) => accessOf(secret) ?? 0,
  'last-changed-date': ({ changedAt }) => changedAt,
  name: ({ name }) => name,
} as const satisfies Record<string, (secret: Secret) => string | number>;
type Sort = keyof typeof SORTS;

export const listSecrets = secretsManagerOperation({
  name: 'ListSecrets',
  summary: 'Lists the secrets of a Region, without their values; those that wait for deletion only if asked.',
  input: structure(
    {},
    {
      IncludePlannedDeletion: boolean(),
      MaxResults: pageOf(100),
      NextToken,
      Filters,
      SortOrder: oneOf(['asc', 'desc']),
      SortBy: oneOf(Object.keys(SORTS) as readonly Sort[]),
    },
  ),
  readOnly: true,
  find: (_, scope) => [iamTarget(scope, 'secretsmanager:ListSecrets')],
  handle(given, scope) {
    const { IncludePlannedDeletion: withDeleted = false, Filters: filters = [] } = given;
    const found = secretsHere(scope)
      .filter((secret) => (withDeleted || secret.machine.value === 'active') && passes(secret, filters))
      .sort(inOrder(SORTS[given.SortBy ?? 'created-date'], given.SortOrder === 'asc'));
    const { items, next } = pageByToken(found, ({ arn }) => arn, given);
    return { output: { SecretList: items.map(entry), ...next } };
  },
});

function entry(secret: Secret): Readonly<Record<string, unknown>> {
  const versions = labelledVersions(secret);
  return {
    ...metadataOf(secret),
    ...(Object.keys(versions).length === 0 ? {} : { SecretVersionsToStages: versions }),
  };
}

/**
 * The youngest first, or the last of the alphabet, unless the order is turned round; of equals by their names.
 * Simplified: AWS does not say which order is its own.
 */
function inOrder(sort: (secret: Secret) => string | number, isAscending: boolean) {
  return (a: Secret, b: Secret): number => {
    const [one, other] = [sort(a), sort(b)];
    const before = one === other ? (a.name < b.name ? -1 : 1) : one < other ? -1 : 1;
    return isAscending || one === other ? before : -before;
  };
}
