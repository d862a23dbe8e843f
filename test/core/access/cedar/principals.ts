import type { EntityJson, TypeAndId } from '@cedar-policy/cedar-wasm/nodejs';
import type { AuthorizationRequest } from '../../../../core/access/decision.ts';
import { every, literal, not, some } from './cedar-text.ts';
import type { Naming } from './finding.ts';
import { OutsideFragment } from './outside-fragment.ts';

type Listed = string | Readonly<Record<string, string | readonly string[]>>;

/** How a statement names the caller, as a Cedar expression for each naming. */
export type TranslatedPrincipals = Readonly<Record<Naming, string>>;

/**
 * The caller and the entities above it: a session is in its role, a federated user in the user who called for it, all are
 * in their account. Source: Cedar, "Entity hierarchy"; IAM User Guide, "AWS JSON policy elements: Principal".
 */
export function callerOf({ principal, guardrails, call }: AuthorizationRequest): {
  uid: TypeAndId;
  entities: EntityJson[];
} {
  const attrs = { isBounded: guardrails.boundary !== null };
  if (principal.type === 'service') {
    const uid = { type: 'Service', id: principal.service };
    return { uid, entities: [{ uid, attrs, parents: [] }] };
  }
  const account = { type: 'Account', id: principal.accountId };
  if (principal.type === 'user' || principal.type === 'root') {
    const uid = principal.type === 'root' ? { type: 'Root', id: account.id } : { type: 'User', id: principal.arn };
    return { uid, entities: [{ uid, attrs, parents: [account] }] };
  }
  const uid = { type: 'Session', id: principal.arn };
  const issuer =
    principal.type === 'roleSession'
      ? { type: 'Role', id: principal.roleArn }
      : { type: 'User', id: principal.userArn };
  const provider = call.circumstances.federatedProvider;
  const isVouched = provider !== undefined && principal.type === 'roleSession';
  const vouchers = isVouched ? [{ type: 'Provider', id: provider }] : [];
  return {
    uid,
    entities: [
      { uid, attrs, parents: [issuer, ...vouchers] },
      { uid: issuer, attrs: {}, parents: [account] },
    ],
  };
}

export function translatePrincipals(listed: Listed): TranslatedPrincipals {
  return namings(namesIn(listed));
}

/** A grantee: the very principal, the role of its session, or an account. */
export function translateGrantee(arnOrService: string): TranslatedPrincipals {
  return namings([arnOrService.startsWith('arn:') ? nameOf(arnOrService) : { type: 'Service', id: arnOrService }]);
}

/** For an account by its own name stands its root user. */
function namings(names: readonly TypeAndId[]): TranslatedPrincipals {
  const callers = names.map(({ type, id }) => {
    if (type === 'Everyone') return 'true';
    if (type === 'Provider') return `principal in ${written(type, id)}`;
    return `principal == ${written(type === 'Account' ? 'Root' : type, id)}`;
  });
  const within = (types: readonly string[]) =>
    some(names.flatMap(({ type, id }) => (types.includes(type) ? [`principal in ${written(type, id)}`] : [])));
  return { caller: some(callers), issuer: within(['Role', 'User']), account: within(['Account']) };
}

/**
 * Everyone but those listed. An account does not exempt its users and roles; a session is exempt where it, its role (for
 * a federated user, on whom AWS is silent, the user who called for it) and the account are listed; with Deny, nobody is
 * exempt who has a permissions boundary.
 * Source: IAM User Guide, "NotPrincipal" and "Permissions boundaries for IAM entities"; access.md section 4.
 */
export function translateNotPrincipals(listed: Listed, effect: 'Allow' | 'Deny'): TranslatedPrincipals {
  const names = namesIn(listed);
  const isOf = (types: readonly string[]) => names.filter(({ type }) => types.includes(type));
  if (isOf(['Provider']).length > 0) throw new OutsideFragment('whom NotPrincipal exempts by an identity provider');
  const itself = namings(isOf(['Everyone', 'Account', 'User', 'Service'])).caller;
  const { issuer, account } = namings(names);
  const others = not(some([itself, every([namings(isOf(['Session'])).caller, issuer, account])]));
  // An Allow names nobody in particular, and what a boundary is to it AWS does not say: it is held to cut.
  if (effect === 'Allow') return { caller: 'false', issuer: others, account: 'false' };
  return { caller: some(['principal.isBounded', others]), issuer: 'false', account: 'false' };
}

function written(type: string, id: string): string {
  return `${type}::${literal(id)}`;
}

function namesIn(listed: Listed): readonly TypeAndId[] {
  if (typeof listed === 'string') return [nameOf(listed)];
  return Object.entries(listed).flatMap(([kind, members]) =>
    [members].flat().map((member): TypeAndId => {
      if (kind === 'Service') return { type: 'Service', id: member };
      return kind === 'Federated' ? { type: 'Provider', id: member } : nameOf(member);
    }),
  );
}

function nameOf(text: string): TypeAndId {
  if (text === '*') return { type: 'Everyone', id: '' };
  const [, digits, root] = /^(\d{12})$|^arn:aws:iam::(\d{12}):root$/.exec(text) ?? [];
  const account = digits ?? root;
  if (account !== undefined) return { type: 'Account', id: account };
  if (/^arn:aws:iam::\d{12}:user\//.test(text)) return { type: 'User', id: text };
  if (/^arn:aws:iam::\d{12}:role\//.test(text)) return { type: 'Role', id: text };
  if (/^arn:aws:sts::\d{12}:(?:assumed-role|federated-user)\//.test(text)) return { type: 'Session', id: text };
  throw new OutsideFragment(`${text} as a principal`);
}
