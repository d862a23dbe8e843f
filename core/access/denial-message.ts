import type { AuthorizationRequest, DecisionReason } from './decision.ts';

type Ending = (action: string, isOfRole: boolean) => string;

const NOTHING: Ending = () => '';
const noneAllows =
  (policy: string): Ending =>
  (action) =>
    ` because no ${policy} allows the ${action} action`;
const deniedIn =
  (policy: string): Ending =>
  () =>
    ` with an explicit deny in ${policy}`;
/** A role's trust policy has texts of its own. */
const noneOfResourceAllows: Ending = (action, isOfRole) =>
  noneAllows(isOfRole ? 'role trust policy' : 'resource-based policy')(action, isOfRole);

/** The end of the sentence for each reason; empty for those that allow. */
const ENDINGS = {
  'key-policy-allows': NOTHING,
  'identity-policy-allows': NOTHING,
  'grant-allows': NOTHING,
  'root-user-of-the-account': NOTHING,
  'explicit-deny-scp': deniedIn('a service control policy'),
  'explicit-deny-rcp': deniedIn('a resource control policy'),
  'explicit-deny-vpc-endpoint-policy': deniedIn('a VPC endpoint policy'),
  'explicit-deny-permissions-boundary': deniedIn('a permissions boundary'),
  'explicit-deny-session-policy': deniedIn('a session policy'),
  'explicit-deny-key-policy': (action, isOfRole) =>
    deniedIn(isOfRole ? 'the role trust policy' : 'a resource-based policy')(action, isOfRole),
  'explicit-deny-identity-policy': deniedIn('an identity-based policy'),
  'no-scp-statement': noneAllows('service control policy'),
  'no-rcp-statement': noneAllows('resource control policy'),
  'no-vpc-endpoint-policy-statement': noneAllows('VPC endpoint policy'),
  'no-permissions-boundary-statement': noneAllows('permissions boundary'),
  'no-session-policy-statement': noneAllows('session policy'),
  'no-key-policy-statement': noneOfResourceAllows,
  'no-identity-policy-statement': noneAllows('identity-based policy'),
  // AWS has no text of its own for it: no policy could allow the call, and the key's side is the one that is asked.
  'operation-not-cross-account': noneOfResourceAllows,
  'grant-names-others': noneOfResourceAllows,
} as const satisfies Record<DecisionReason, Ending>;

/** AWS's AccessDenied text. Source: IAM User Guide, "Troubleshoot access denied error messages"; access.md section 8. */
export function denialMessage(
  { principal, action, resourceArn, keyPolicy }: AuthorizationRequest,
  because: DecisionReason,
): string {
  const ending = ENDINGS[because](action, keyPolicy?.kind === 'trust');
  return `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resourceArn}${ending}`;
}
