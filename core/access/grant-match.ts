import type { Principal } from '../cloud/principal.ts';
import type { AuthorizationRequest, GrantAsked, GrantInForce, NamedAs } from './decision.ts';

type Context = Readonly<Record<string, string>>;

/** Operations whose use a grant's encryption context never narrows. Source: KMS API Reference, GrantConstraints. */
export const UNCONSTRAINED: readonly string[] = ['DescribeKey', 'GetPublicKey', 'RetireGrant'];
const PREFIX = 'kms:';

/** A grant, and as whom it names the caller. */
export interface GrantMatch {
  readonly grantId: string;
  readonly as: NamedAs;
}

/** The nearest to the caller first: less is asked of one who is named itself. */
const NEAREST: readonly NamedAs[] = ['caller', 'sessionIssuer', 'account'];

/**
 * The grant that lets the caller do what it asks, or null; of several the one that names it most directly. Operations
 * stand in a grant without the `kms:`.
 * Source: KMS Developer Guide, "Grants in AWS KMS"; API_CreateGrant, "Constraints".
 */
export function grantFor(request: AuthorizationRequest): GrantMatch | null {
  const { action, grants, principal, call } = request;
  if (grants.length === 0 || !action.startsWith(PREFIX)) return null;
  const operation = action.slice(PREFIX.length);
  const { sourceArn } = call.circumstances;
  let best: GrantMatch | null = null;
  for (const grant of grants) {
    const as = namedAs(principal, grant.granteePrincipal);
    if (as === null || !grant.operations.includes(operation)) continue;
    if (best !== null && NEAREST.indexOf(best.as) <= NEAREST.indexOf(as)) continue;
    if (grant.sourceArn !== undefined && operation !== 'RetireGrant' && grant.sourceArn !== sourceArn) continue;
    if (operation === 'CreateGrant' ? maySpread(grant, request.newGrant) : isMet(grant, operation, request))
      best = { grantId: grant.grantId, as };
  }
  return best;
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
export function maySpread(parent: GrantInForce, child: GrantAsked | undefined): boolean {
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
 * As whom a grant names the caller: the very principal, the role of its session or the user who federated it, or its
 * account. Source: KMS API Reference, CreateGrant, "GranteePrincipal"; access.md section 7.
 */
export function namedAs(principal: Principal, named: string): NamedAs | null {
  if (principal.arn === named) return 'caller';
  if (principal.type === 'service') return null;
  const issuer = issuerArn(principal);
  if (issuer === named) return 'sessionIssuer';
  return named.endsWith(`::${principal.accountId}:root`) && named.startsWith('arn:') ? 'account' : null;
}

function issuerArn(principal: Principal): string | null {
  if (principal.type === 'roleSession') return principal.roleArn;
  return principal.type === 'federatedUser' ? principal.userArn : null;
}

/** Whether both have the same pairs: names without regard to case, values to the letter. */
export function isSame(context: Context, equals: Context): boolean {
  return Object.keys(context).length === Object.keys(equals).length && contains(context, equals);
}

/** Whether all pairs of `subset` are in `context`: names without regard to case, values to the letter. */
export function contains(context: Context, subset: Context): boolean {
  for (const [name, value] of Object.entries(subset)) {
    const lower = name.toLowerCase();
    if (!Object.entries(context).some(([other, given]) => given === value && other.toLowerCase() === lower))
      return false;
  }
  return true;
}
