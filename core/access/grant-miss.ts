import type { AuthorizationRequest, GrantInForce, WaitingGrant } from './decision.ts';
import { contains, isSame, maySpread, namedAs, UNCONSTRAINED } from './grant-match.ts';

type Context = Readonly<Record<string, string>>;

/** A constraint of a grant that the request does not meet. */
export type FailedConstraint =
  | { readonly name: 'EncryptionContextSubset' | 'EncryptionContextEquals'; readonly wanted: Context }
  | { readonly name: 'SourceArn'; readonly wanted: string };

/** A grant on the key that names the caller, and yet does not let it. */
export interface GrantMiss {
  readonly grant: GrantInForce;
  /** Set for one that does not count without its token yet. */
  readonly waiting: WaitingGrant | null;
  readonly lacksOperation: boolean;
  /** For CreateGrant: more would be passed on than the grant gives. */
  readonly isTooWide: boolean;
  readonly failed: readonly FailedConstraint[];
}

/**
 * The grants that name the caller, with what keeps each from allowing it; the nearest first. Looked for only where
 * somebody asks why a request was refused.
 * Source: KMS Developer Guide, "Grants in AWS KMS", "Grant constraints" and "Eventual consistency for grants".
 */
export function grantMisses(question: AuthorizationRequest): readonly GrantMiss[] {
  const { keyPolicy, retires, grants, waitingGrants = [] } = question;
  if (keyPolicy === null || retires !== undefined) return [];
  const misses = [
    ...waitingGrants.map((grant) => missOf(grant, grant, question)),
    ...grants.map((grant) => missOf(grant, null, question)),
  ];
  return misses.filter((miss) => miss !== null).sort((a, b) => distance(a) - distance(b));
}

/** Whether nothing but time, or its token, keeps the grant from allowing it. */
export function isOnlyWaiting({ waiting, lacksOperation, isTooWide, failed }: GrantMiss): boolean {
  return waiting !== null && !lacksOperation && !isTooWide && failed.length === 0;
}

function missOf(grant: GrantInForce, waiting: WaitingGrant | null, question: AuthorizationRequest): GrantMiss | null {
  const { principal, action, newGrant } = question;
  const operation = action.slice(action.indexOf(':') + 1);
  if (namedAs(principal, grant.granteePrincipal) === null) return null;
  const lacksOperation = !grant.operations.includes(operation);
  const isTooWide = !lacksOperation && operation === 'CreateGrant' && !maySpread(grant, newGrant);
  const failed = lacksOperation || operation === 'CreateGrant' ? [] : failedConstraints(grant, operation, question);
  // One that would allow it, and something else forbids it.
  if (waiting === null && !lacksOperation && !isTooWide && failed.length === 0) return null;
  return { grant, waiting, lacksOperation, isTooWide, failed };
}

function failedConstraints(
  { encryptionContextSubset: subset, encryptionContextEquals: equals, sourceArn }: GrantInForce,
  operation: string,
  { encryptionContext, call }: AuthorizationRequest,
): readonly FailedConstraint[] {
  const failed: FailedConstraint[] = [];
  if (!UNCONSTRAINED.includes(operation)) {
    if (subset !== undefined && !contains(encryptionContext, subset))
      failed.push({ name: 'EncryptionContextSubset', wanted: subset });
    if (equals !== undefined && !isSame(encryptionContext, equals))
      failed.push({ name: 'EncryptionContextEquals', wanted: equals });
  }
  if (sourceArn !== undefined && sourceArn !== call.circumstances.sourceArn)
    failed.push({ name: 'SourceArn', wanted: sourceArn });
  return failed;
}

/** What the caller can mend by itself comes first; a grant for other operations last. */
function distance(miss: GrantMiss): number {
  if (isOnlyWaiting(miss)) return 0;
  return miss.lacksOperation ? 2 : 1;
}
