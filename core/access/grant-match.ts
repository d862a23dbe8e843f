import type { Principal } from '../cloud/principal.ts';
import type { AuthorizationRequest, GrantInForce } from './decision.ts';

/** Operations whose use a grant's encryption context never narrows. Source: KMS API Reference, GrantConstraints. */
const UNCONSTRAINED: readonly string[] = ['DescribeKey', 'GetPublicKey', 'RetireGrant'];
const PREFIX = 'kms:';

/**
 * The first grant that lets the caller do what it asks, or null. Operations stand in a grant without the `kms:`. For
 * CreateGrant the request's context is that of the new grant's constraint, so a child is at least as strict.
 * Source: KMS Developer Guide, "Grants in AWS KMS"; API_CreateGrant, "Constraints".
 */
export function grantFor({ action, grants, principal, encryptionContext }: AuthorizationRequest): GrantInForce | null {
  if (grants.length === 0 || !action.startsWith(PREFIX)) return null;
  const operation = action.slice(PREFIX.length);
  for (const grant of grants) {
    if (!isGrantee(principal, grant.granteePrincipal) || !grant.operations.includes(operation)) continue;
    const subset = grant.encryptionContextSubset;
    if (subset === undefined || UNCONSTRAINED.includes(operation) || contains(encryptionContext, subset)) return grant;
  }
  return null;
}

/**
 * Whether the caller is the very grantee, or a session of the role that is.
 * Simplified: a grant to an account's root ARN reaches only the root user, although real accounts can pass it on by IAM
 * policy (unconfirmed). Source: access.md section 1, "Grantee in another account".
 */
function isGrantee(principal: Principal, grantee: string): boolean {
  return principal.arn === grantee || (principal.type === 'roleSession' && principal.roleArn === grantee);
}

/** Whether all pairs of `subset` are in `context`: names without regard to case, values to the letter. */
function contains(context: Readonly<Record<string, string>>, subset: Readonly<Record<string, string>>): boolean {
  for (const [name, value] of Object.entries(subset)) {
    const lower = name.toLowerCase();
    if (!Object.entries(context).some(([other, given]) => given === value && other.toLowerCase() === lower))
      return false;
  }
  return true;
}
