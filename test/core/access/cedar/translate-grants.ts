import type { AuthorizationRequest, GrantInForce } from '../../../../core/access/decision.ts';
import { every, literal, not, setOf, some } from './cedar-text.ts';
import { idOf, NAMINGS } from './finding.ts';
import { OutsideFragment } from './outside-fragment.ts';
import { translateGrantee } from './principals.ts';
import { CONTEXT_NAMES } from './request-facts.ts';
import type { TranslatedPolicy } from './translate-policy.ts';

const SOURCE_ARN = 'aws:sourcearn';

/** Operations that know no encryption context, so that none is asked of them. */
const WITHOUT_CONTEXT: readonly string[] = ['DescribeKey', 'GetPublicKey', 'RetireGrant'];

/**
 * Grants as permits: what each lets its grantee do, under its constraints.
 * Source: KMS Developer Guide, "Grants in AWS KMS"; access.md section 7.
 */
export function translateGrants({ grants, action }: AuthorizationRequest): TranslatedPolicy {
  const isAbout = ({ operations }: GrantInForce) => operations.some((operation) => action === `kms:${operation}`);
  if (/^kms:(?:Create|Retire)Grant$/.test(action) && grants.some(isAbout)) {
    throw new OutsideFragment(`${action} by a grant, which depends on the grant that it is about`);
  }
  const keys = new Set<string>();
  const policies = grants.flatMap((grant, index) => translateGrant(grant, index, keys));
  return { policies: Object.fromEntries(policies), keys };
}

function translateGrant(grant: GrantInForce, index: number, keys: Set<string>): [string, string][] {
  const { granteePrincipal, operations, sourceArn } = grant;
  const actions = operations.map((operation) => {
    const isAsked = `action == Action::${literal(`kms:${operation.toLowerCase()}`)}`;
    return WITHOUT_CONTEXT.includes(operation) ? isAsked : every([isAsked, ...constraintsOf(grant, keys)]);
  });
  const conditions = [some(actions)];
  if (sourceArn !== undefined) {
    keys.add(SOURCE_ARN);
    conditions.push(
      `context has ${literal(SOURCE_ARN)}`,
      `context[${literal(SOURCE_ARN)}].v0.text == ${literal(sourceArn)}`,
    );
  }
  const grantee = translateGrantee(granteePrincipal);
  return NAMINGS.filter((naming) => grantee[naming] !== 'false').map((naming) => [
    idOf(index, naming),
    `permit (principal, action, resource) when { ${grantee[naming]} && ${every(conditions)} };`,
  ]);
}

/** The pairs that the request is to have, and for Equals that it has no others. */
function constraintsOf(
  { encryptionContextEquals, encryptionContextSubset }: GrantInForce,
  keys: Set<string>,
): string[] {
  const constraints: string[] = [];
  for (const [name, value] of Object.entries({ ...encryptionContextSubset, ...encryptionContextEquals })) {
    const key = `kms:encryptioncontext:${name.toLowerCase()}`;
    keys.add(key);
    constraints.push(`context has ${literal(key)}`, `context[${literal(key)}].v0.text == ${literal(value)}`);
  }
  if (encryptionContextEquals !== undefined) {
    keys.add(CONTEXT_NAMES);
    const names = setOf(Object.keys(encryptionContextEquals).map((name) => name.toLowerCase()));
    const isNone = not(`context has ${literal(CONTEXT_NAMES)}`);
    constraints.push(some([isNone, `${names}.containsAll(context[${literal(CONTEXT_NAMES)}].all)`]));
  }
  return constraints;
}
