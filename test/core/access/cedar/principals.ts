import type { EntityJson, TypeAndId } from '@cedar-policy/cedar-wasm/nodejs';
import type { AuthorizationRequest } from '../../../../core/access/decision.ts';
import { literal, not, some } from './cedar-text.ts';
import { OutsideFragment } from './outside-fragment.ts';

type Listed = string | Readonly<Record<string, string | readonly string[]>>;

/** How a statement names its principals, as Cedar expressions. */
export interface TranslatedPrincipals {
  /** By their own name, or everyone. */
  readonly named: string;
  /** By their account, which lets nobody in by itself. */
  readonly ofAccount: string;
}

/**
 * The caller and the entities above it: a session is in its role, all are in their account.
 * Source: Cedar, "Entity hierarchy"; IAM User Guide, "AWS JSON policy elements: Principal".
 */
export function callerOf({ principal, call }: AuthorizationRequest): { uid: TypeAndId; entities: EntityJson[] } {
  if (principal.type === 'service') {
    const uid = { type: 'Service', id: principal.service };
    return { uid, entities: [{ uid, attrs: {}, parents: [] }] };
  }
  const account = { type: 'Account', id: principal.accountId };
  if (principal.type !== 'roleSession') {
    const uid = principal.type === 'root' ? { type: 'Root', id: account.id } : { type: 'User', id: principal.arn };
    return { uid, entities: [{ uid, attrs: {}, parents: [account] }] };
  }
  const role = { type: 'Role', id: principal.roleArn };
  const uid = { type: 'Session', id: principal.arn };
  const provider = call.circumstances.federatedProvider;
  const vouchers = provider === undefined ? [] : [{ type: 'Provider', id: provider }];
  return {
    uid,
    entities: [
      { uid, attrs: {}, parents: [role, ...vouchers] },
      { uid: role, attrs: {}, parents: [account] },
    ],
  };
}

export function translatePrincipals(listed: Listed): TranslatedPrincipals {
  const names = namesIn(listed);
  return {
    named: some(names.flatMap((name) => named(name) ?? [])),
    ofAccount: some(names.flatMap(({ type, id }) => (type === 'Account' ? [`principal in ${written(type, id)}`] : []))),
  };
}

/** A grantee: the very principal, or the role of its session. */
export function translateGrantee(arnOrService: string): string {
  if (arnOrService.endsWith(':root')) throw new OutsideFragment('a grant to an account');
  const isArn = arnOrService.startsWith('arn:');
  return named(isArn ? nameOf(arnOrService) : { type: 'Service', id: arnOrService }) ?? 'false';
}

/**
 * Everyone but those listed. An account does not exempt its users and roles; a session is exempt where it, its role and
 * the account are listed. Source: IAM User Guide, "NotPrincipal"; access.md section 4 and "Further rules".
 */
export function translateNotPrincipals(listed: Listed): TranslatedPrincipals {
  const names = namesIn(listed);
  const isListed = (type: string, id: string) => names.some((name) => name.type === type && name.id === id);
  const exempt = names.flatMap((name) => {
    if (name.type === 'Provider') throw new OutsideFragment('whom NotPrincipal exempts by an identity provider');
    if (name.type === 'Role') return [];
    if (name.type === 'Session') {
      const [, account = '', role = ''] = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\//.exec(name.id) ?? [];
      const isWhole = isListed('Account', account) && isListed('Role', `arn:aws:iam::${account}:role/${role}`);
      if (!isWhole) return [];
    }
    return named(name) ?? [];
  });
  return { named: not(some(exempt)), ofAccount: 'false' };
}

/** The expression for a principal's own name: for an account, its root user's. */
function named({ type, id }: TypeAndId): string | null {
  switch (type) {
    case 'Everyone':
      return 'true';
    case 'Account':
      return `principal == ${written('Root', id)}`;
    case 'Role':
    case 'Provider':
      return `principal in ${written(type, id)}`;
    default:
      return `principal == ${written(type, id)}`;
  }
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
  if (/^arn:aws:sts::\d{12}:assumed-role\//.test(text)) return { type: 'Session', id: text };
  throw new OutsideFragment(`${text} as a principal`);
}
