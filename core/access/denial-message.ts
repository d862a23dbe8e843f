import type { AuthorizationRequest, DecisionReason } from './decision.ts';

/** The end of the sentence for each reason; empty for those that allow. */
const ENDINGS = {
  'key-policy-allows': () => '',
  'identity-policy-allows': () => '',
  'grant-allows': () => '',
  'root-user-of-the-account': () => '',
  'explicit-deny-key-policy': () => ' with an explicit deny in a resource-based policy',
  'explicit-deny-identity-policy': () => ' with an explicit deny in an identity-based policy',
  'no-key-policy-statement': (action) => ` because no resource-based policy allows the ${action} action`,
  'no-identity-policy-statement': (action) => ` because no identity-based policy allows the ${action} action`,
  // AWS has no text of its own for it: no policy could allow the call, and the key's side is the one that is asked.
  'operation-not-cross-account': (action) => ` because no resource-based policy allows the ${action} action`,
  'grant-names-others': (action) => ` because no resource-based policy allows the ${action} action`,
} as const satisfies Record<DecisionReason, (action: string) => string>;

/** AWS's AccessDenied text. Source: IAM User Guide, "Troubleshoot access denied error messages". */
export function denialMessage(
  { principal, action, resourceArn }: AuthorizationRequest,
  because: DecisionReason,
): string {
  return `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resourceArn}${ENDINGS[because](action)}`;
}
