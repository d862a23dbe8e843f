import {
  type AuthorizationRequest,
  NO_GUARDRAILS,
  type StatementOutcome,
  type Verdict,
} from '../../../../core/access/decision.ts';
import { askCedar, type Finding } from './ask-cedar.ts';
import { OutsideFragment } from './outside-fragment.ts';
import { translateGrants } from './translate-grants.ts';
import { translatePolicy } from './translate-policy.ts';

/** A second opinion on a question: what comes of it, and what each statement did. */
export interface Opinion {
  readonly verdict: Verdict;
  /** By the statement's place: `key 0`, `Own 1`. */
  readonly outcomes: Readonly<Record<string, StatementOutcome>>;
}

/** The answers of the policies that lie between a caller and a key. */
interface Findings {
  readonly key: Finding | null;
  readonly identity: readonly Finding[];
  readonly grants: Finding;
}

/**
 * Decides a question with Cedar: every policy is a policy set of its own, Cedar matches the statements and weighs them
 * within the set, and what the sets come to together is written here from AWS's pages, apart from core/access/judge.ts.
 * @throws {OutsideFragment} where Cedar has no words for it.
 */
export function askOracle(request: AuthorizationRequest): Opinion {
  if (request.retires !== undefined) throw new OutsideFragment('RetireGrant, which the grant itself decides');
  const { keyPolicy, identityPolicies, guardrails, principal } = request;
  if (guardrails !== NO_GUARDRAILS) throw new OutsideFragment('policies that bound what others allow');
  if (principal.type === 'federatedUser') throw new OutsideFragment('federated users');
  if (keyPolicy?.kind === 'trust') throw new OutsideFragment('the trust policy of a role');
  const key = keyPolicy && askCedar(translatePolicy(keyPolicy), request, true);
  const identity = identityPolicies.map(({ policy }) => askCedar(translatePolicy(policy), request, false));
  const grants: Finding =
    keyPolicy === null
      ? { verdict: 'implicitDeny', satisfied: new Set() }
      : askCedar(translateGrants(request), request, true);
  return {
    verdict: combine(request, { key, identity, grants }),
    outcomes: Object.fromEntries([
      ...(keyPolicy === null || key === null ? [] : outcomesOf('key', keyPolicy.statements.length, key)),
      ...identityPolicies.flatMap(({ name, policy }, index) =>
        outcomesOf(name, policy.statements.length, identity[index]),
      ),
    ]),
  };
}

/**
 * What the policies come to together. Source: KMS Developer Guide, "Troubleshooting key access" (`policy-evaluation`);
 * IAM User Guide, "Policy evaluation logic", "Cross-account policy evaluation logic"; access.md section 1, checks 1 to 9.
 */
function combine(request: AuthorizationRequest, { key, identity, grants }: Findings): Verdict {
  const { principal, resourceAccountId, isCrossAccountOperation } = request;
  if ([key, ...identity].some((finding) => finding?.verdict === 'explicitDeny')) return 'explicitDeny'; // 1
  const isRoot = principal.type === 'root';
  const iamAllows = isRoot || identity.some(({ verdict }) => verdict === 'allowed');
  const isHome = principal.accountId === resourceAccountId;
  if (key === null) return answer(isHome && iamAllows);
  const keyNames = [...key.satisfied].some((id) => !id.endsWith(OF_ACCOUNT));
  const keyTrusts = [...key.satisfied].some((id) => id.endsWith(OF_ACCOUNT));
  const grantAllows = grants.verdict === 'allowed';
  if (principal.type === 'service') return answer(keyNames || grantAllows); // nobody's IAM policies are a service's
  if (isHome) return answer(keyNames || (keyTrusts && iamAllows) || grantAllows); // 5, 6, 7
  return answer(isCrossAccountOperation && (((keyNames || keyTrusts) && iamAllows) || grantAllows)); // 8
}

/** How the ids end of Allows that name the caller's account. */
const OF_ACCOUNT = ' of account';

function answer(isAllowed: boolean): Verdict {
  return isAllowed ? 'allowed' : 'implicitDeny';
}

function outcomesOf(name: string, length: number, finding: Finding | undefined): [string, StatementOutcome][] {
  return Array.from({ length }, (_, index) => {
    const isNamed = finding?.satisfied.has(`${index}`) === true;
    const isTrusted = finding?.satisfied.has(`${index}${OF_ACCOUNT}`) === true;
    return [`${name} ${index}`, isNamed ? 'matched' : isTrusted ? 'account' : 'notMatched'];
  });
}
