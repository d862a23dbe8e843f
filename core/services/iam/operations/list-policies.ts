import { boolean, oneOf, structure } from '../../../operations/shape.ts';
import { awsManagedPolicies } from '../aws-managed-policies.ts';
import { policyOutput, usesOf } from '../entity-output.ts';
import { iamOperation } from '../iam-operation.ts';
import { Marker, MaxItems, PolicyPath, PolicyUsageFilter } from '../iam-shapes.ts';
import { byName, pageByMarker } from '../page-by-marker.ts';

export const listPolicies = iamOperation({
  name: 'ListPolicies',
  summary: "Lists managed policies: the account's own, and those of AWS.",
  input: structure(
    {},
    {
      Scope: oneOf(['All', 'AWS', 'Local']),
      OnlyAttached: boolean(),
      PathPrefix: PolicyPath,
      PolicyUsageFilter,
      Marker,
      MaxItems,
    },
  ),
  target: ({ PathPrefix: prefix = '/' }) => ({ arn: `policy path ${prefix}` }), // so AWS's denials name it
  handle(input, { world: { directory }, request: { accountId } }) {
    const { Scope: of = 'All', PathPrefix: prefix = '/', OnlyAttached: onlyAttached, PolicyUsageFilter: usage } = input;
    const own = of === 'AWS' ? [] : directory.managedPoliciesOf(accountId);
    const all = [...(of === 'Local' ? [] : awsManagedPolicies()), ...own].filter(({ arn, path }) => {
      const { attached, asBoundary } = usesOf(arn, directory, accountId);
      const uses =
        usage === undefined ? [...attached, ...asBoundary] : usage === 'PermissionsPolicy' ? attached : asBoundary;
      return path.startsWith(prefix) && (uses.length > 0 || (onlyAttached !== true && usage === undefined));
    });
    const { items, truncation } = pageByMarker(byName(all), ({ arn }) => arn, input);
    return {
      output: { Policies: items.map((policy) => policyOutput(policy, directory, accountId, 'listed')), ...truncation },
    };
  },
});
