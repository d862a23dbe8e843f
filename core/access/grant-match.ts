import type { Principal } from '../cloud/principal.ts';
import type { AuthorizationRequest, GrantAsked, GrantInForce } from './decision.ts';

type Context = Readonly<Record<string, string>>;

/** Operations whose use a grant's encryption context never narrows. Source: KMS API Reference, GrantConstraints. */
const UNCONSTRAINED: readonly string[] = ['DescribeKey', 'GetPublicKey', 'RetireGrant'];
const PREFIX = 'kms:';

/**
 * The first grant that lets the caller do what it asks, or null. Operations stand in a grant without the `kms:`.
 * Source: KMS Developer Guide, "Grants in AWS KMS"; API_CreateGrant, "Constraints".
 */
export function grantFor(request: AuthorizationRequest): GrantInForce | null {
  const { action, grants, principal, call } = request;
  if (grants.length === 0 || !action.startsWith(PREFIX)) return null;
  const operation = action.slice(PREFIX.length);
  const { sourceArn } = call.circumstances;
  for (const grant of grants) {
    if (!isPrincipal(principal, grant.granteePrincipal) || !grant.operations.includes(operation)) continue;
    if (grant.sourceArn !== undefined && operation !== 'RetireGrant' && grant.sourceArn !== sourceArn) continue;
    if (operation === 'CreateGrant' ? maySpread(grant, request.newGrant) : isMet(grant, operation, request))
      return grant;
  }
  return null;
}

function isMet(grant: GrantInForce, operation: string, { encryptionContext }: AuthorizationRequest): boolean {
  if (UNCONSTRAINED.includes(operation)) return true;
  const { encryptionContextSubset: subset, encryptionContextEquals: equals } = grant;
  return (
    (subset === undefined || contains(encryptionContext, subset)) &&
    (equals === undefined || isSame(encryptionContext, equals))
  );
}

/**
 * Whether a grantee may pass on so much: no operation that its own grant lacks, under constraints at least as strict.
 * Source: KMS Developer Guide, "Granting CreateGrant permission"; access.md section 7, "Child grants".
 */
function maySpread(parent: GrantInForce, child: GrantAsked | undefined): boolean {
  if (child === undefined || !child.operations.every((operation) => parent.operations.includes(operation)))
    return false;
  const { encryptionContextSubset: subset, encryptionContextEquals: equals } = parent;
  const childEquals = child.encryptionContextEquals;
  if (equals !== undefined && (childEquals === undefined || !isSame(childEquals, equals))) return false;
  if (subset === undefined) return true;
  return contains(childEquals ?? child.encryptionContextSubset ?? NOTHING, subset);
}

const NOTHING: Context = {};

/**
 * Whether the caller is the very principal that a grant names, or a session of the role that is.
 * Simplified: a grant to an account's root ARN reaches only the root user, although real accounts can pass it on by IAM
 * policy (unconfirmed). Source: access.md section 1, "Grantee in another account".
 */
function isPrincipal(principal: Principal, named: string): boolean {
  return principal.arn === named || (principal.type === 'roleSession' && principal.roleArn === named);
}

/** Whether both have the same pairs: names without regard to case, values to the letter. */
function isSame(context: Context, equals: Context): boolean {
  return Object.keys(context).length === Object.keys(equals).length && contains(context, equals);
}

/** Whether all pairs of `subset` are in `context`: names without regard to case, values to the letter. */
function contains(context: Context, subset: Context): boolean {
  for (const [name, value] of Object.entries(subset)) {
    const lower = name.toLowerCase();
    if (!Object.entries(context).some(([other, given]) => given === value && other.toLowerCase() === lower))
      return false;
  }
  return true;
}
