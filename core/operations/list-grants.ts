import { checkGrantId } from './find-grant.ts';
import { keyTarget } from './find-key.ts';
import { grantEntry } from './grant-entry.ts';
import { GrantId, KeyId, Limit, Marker, PrincipalId, ServicePrincipalId } from './kms-shapes.ts';
import { defineOperation, theKey } from './operation.ts';
import { page } from './pagination.ts';
import { structure } from './shape.ts';

export const listGrants = defineOperation({
  service: 'kms',
  name: 'ListGrants',
  summary: 'Lists the grants on a key.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html',
  input: structure(
    { KeyId },
    { GrantId, GranteePrincipal: PrincipalId, GranteeServicePrincipal: ServicePrincipalId, Limit, Marker },
  ),
  readOnly: true,
  mutates: false,
  crossAccount: true,
  find: ({ KeyId: given }, scope) => [keyTarget(scope, given, 'kms:ListGrants')],
  check(input) {
    if (input.GrantId !== undefined) checkGrantId(input.GrantId);
  },
  handle(input, scope) {
    const key = theKey(scope);
    const grantee = input.GranteePrincipal ?? input.GranteeServicePrincipal;
    const wanted = (scope.world.grants.get(key.arn) ?? []).filter(
      (grant) =>
        (input.GrantId === undefined || grant.grantId === input.GrantId) &&
        (grantee === undefined || grant.granteePrincipal === grantee),
    );
    const { items, truncation } = page(wanted, ({ grantId }) => grantId, input, { normally: 50, most: 100 });
    return { output: { Grants: items.map((grant) => grantEntry(grant, key)), ...truncation } };
  },
});
