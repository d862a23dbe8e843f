import { type AccountId, iamArn, parseAccountId, parseArn } from '../cloud/arn.ts';
import type { Principal } from '../cloud/principal.ts';
import type { Partition } from '../cloud/regions.ts';
import type { AuthorizationRequest, NamedAs, StatementPart } from './decision.ts';
import { PolicyError } from './policy-error.ts';
import { isJsonArray, isJsonObject, type Json } from './policy-json.ts';

/** One principal that a statement lists, with its text there. */
export type ListedPrincipal =
  | { readonly type: 'everyone'; readonly text: string }
  | { readonly type: 'account'; readonly text: string; readonly accountId: AccountId }
  /** An IAM user or role. */
  | { readonly type: 'identity'; readonly text: string }
  /** A role's session or a federated user. */
  | { readonly type: 'session'; readonly text: string }
  | { readonly type: 'service'; readonly text: string }
  /** An identity provider: sessions that it vouched for. */
  | { readonly type: 'provider'; readonly text: string };

/** How a statement's principals compared with the caller. */
export interface PrincipalMatch {
  readonly as: NamedAs | 'nobody';
  readonly part: StatementPart;
}

/**
 * Reads Principal or NotPrincipal.
 * @throws {PolicyError} `invalid-principal` for what can't be a principal: a group, a wildcard inside an ARN, a unique
 * id (`AIDA…`). Source: IAM User Guide, "AWS JSON policy elements: Principal".
 */
export function parsePrincipals(value: Json, path: string): readonly ListedPrincipal[] {
  if (value === '*') return [{ type: 'everyone', text: '*' }];
  if (!isJsonObject(value)) throw PolicyError.syntax(path, 'expected "*" or an object such as {"AWS": "…"}');
  const listed: ListedPrincipal[] = [];
  for (const [kind, members] of Object.entries(value)) {
    const parseOne = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
    if (parseOne === undefined) {
      throw PolicyError.syntax(
        `${path}.${kind}`,
        'expected "AWS", "Service" or "Federated"; KMS has no other principals',
      );
    }
    const texts = isJsonArray(members) ? members : [members];
    if (texts.length === 0) throw PolicyError.syntax(`${path}.${kind}`, 'expected at least one principal');
    for (const text of texts) {
      if (typeof text !== 'string')
        throw PolicyError.syntax(`${path}.${kind}`, 'expected a string or an array of strings');
      listed.push(parseOne(text));
    }
  }
  if (listed.length === 0) throw PolicyError.syntax(path, 'expected at least one principal');
  return listed;
}

const NAME = '[\\w+=,.@-]+';
/** A path may hold any printable ASCII character but the wildcards. */
const IDENTITY = new RegExp(`^(?:user|role)/(?:[\\x21-\\x29\\x2b-\\x3e\\x40-\\x7e]*/)?${NAME}$`);
const SESSION = new RegExp(`^(?:assumed-role/${NAME}/${NAME}|federated-user/${NAME})$`);
const SERVICE = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;

function parseAwsPrincipal(text: string): ListedPrincipal {
  if (text === '*') return { type: 'everyone', text };
  const own = parseAccountId(text);
  if (own !== null) return { type: 'account', text, accountId: own };
  const arn = parseArn(text);
  const accountId = arn === null ? null : parseAccountId(arn.accountId);
  if (arn === null || accountId === null || arn.region !== '') throw PolicyError.invalidPrincipal(text);
  if (arn.service === 'iam' && arn.resource === 'root') return { type: 'account', text, accountId };
  if (arn.service === 'iam' && IDENTITY.test(arn.resource)) return { type: 'identity', text };
  if (arn.service === 'sts' && SESSION.test(arn.resource)) return { type: 'session', text };
  throw PolicyError.invalidPrincipal(text);
}

const PROVIDER = /^(?:arn:aws[a-z-]*:iam::\d{12}:(?:saml|oidc)-provider\/[\w+=,.@/:-]+|[a-z0-9-]+(?:\.[a-z0-9-]+)+)$/;

function parseFederatedPrincipal(text: string): ListedPrincipal {
  if (!PROVIDER.test(text)) throw PolicyError.invalidPrincipal(text);
  return { type: 'provider', text };
}

/** The kinds of principal. CanonicalUser is S3's alone. */
const KINDS: Readonly<Record<string, (text: string) => ListedPrincipal>> = {
  AWS: parseAwsPrincipal,
  Service: parseServicePrincipal,
  Federated: parseFederatedPrincipal,
};

function parseServicePrincipal(text: string): ListedPrincipal {
  if (!SERVICE.test(text)) throw PolicyError.invalidPrincipal(text);
  return { type: 'service', text };
}

/**
 * A matcher for Principal. A name beats an account, since a name allows by itself, and the caller's own name beats that
 * of the role or user behind its session. An account's root user is the account, so it counts as named.
 * Source: IAM User Guide, "AWS JSON policy elements: Principal"; access.md section 1.
 */
export function compilePrincipals(listed: readonly ListedPrincipal[]): PrincipalMatcher {
  const callers = new Map<string, PrincipalMatch>();
  const issuers = new Map<string, PrincipalMatch>();
  const providers = new Map<string, PrincipalMatch>();
  const services = new Map<string, PrincipalMatch>();
  const accounts = new Map<string, PrincipalMatch>();
  const roots = new Map<string, PrincipalMatch>();
  let everyone: PrincipalMatch | null = null;
  for (const principal of listed) {
    const { text } = principal;
    const named = match('caller', text);
    if (principal.type === 'everyone') everyone = named;
    else if (principal.type === 'service') services.set(text, named);
    else if (principal.type === 'provider') providers.set(text, named);
    else if (principal.type === 'account') {
      accounts.set(principal.accountId, match('account', text));
      roots.set(principal.accountId, named);
    } else {
      callers.set(text, named);
      issuers.set(text, match('sessionIssuer', text));
    }
  }
  const nobody = match('nobody', textOf(listed));
  const gone = new Map<string, PrincipalMatch>();
  if (everyone !== null) {
    const all: PrincipalMatch = everyone;
    return () => all;
  }
  return ({ principal, call }, ids) => matchOf(principal, ids, call.circumstances.federatedProvider ?? '');

  function matchOf(caller: Principal, ids: PrincipalIds, provider: string): PrincipalMatch {
    switch (caller.type) {
      case 'service':
        return services.get(caller.service) ?? nobody;
      case 'root':
        return roots.get(caller.accountId) ?? nobody;
      case 'user':
        return (
          byName(callers, caller.arn, caller.id, ids) ??
          accounts.get(caller.accountId) ??
          unnamed(caller.arn, caller.id, ids)
        );
      case 'roleSession':
        return (
          callers.get(caller.arn) ??
          providers.get(provider) ??
          byName(issuers, caller.roleArn, caller.id, ids) ??
          accounts.get(caller.accountId) ??
          unnamed(caller.roleArn, caller.id, ids)
        );
      case 'federatedUser':
        return (
          callers.get(caller.arn) ??
          byName(issuers, caller.userArn, caller.id, ids) ??
          accounts.get(caller.accountId) ??
          unnamed(caller.userArn, caller.id, ids)
        );
    }
  }

  /** Where one stands there who had the caller's ARN and is gone, the unique id tells it, as AWS prints it. */
  function unnamed(arn: string, id: string, ids: PrincipalIds): PrincipalMatch {
    const bound = ids[arn];
    if (bound === undefined || bound === id || !callers.has(arn)) return nobody;
    const shown =
      gone.get(bound) ?? match('nobody', listed.map(({ text }) => (text === arn ? bound : text)).join(', '));
    gone.set(bound, shown);
    return shown;
  }
}

/** One who has the name of a principal that is gone is another. */
function byName(
  names: ReadonlyMap<string, PrincipalMatch>,
  arn: string,
  id: string,
  ids: PrincipalIds,
): PrincipalMatch | undefined {
  const named = names.get(arn);
  return named === undefined || (ids[arn] ?? id) === id ? named : undefined;
}

/**
 * A matcher for NotPrincipal. It exempts exactly those listed: an account does not exempt its users and roles, and a
 * session is exempt only where account, role and session are all listed, for AWS tries one after the other. With Deny
 * it exempts nobody who has a permissions boundary. With Allow, which AWS advises against without saying how it stands
 * to boundaries, it names nobody in particular, so that they cut what it allows.
 * Source: IAM User Guide, "AWS JSON policy elements: NotPrincipal" and "Permissions boundaries for IAM entities",
 * Important.
 */
export function compileNotPrincipals(listed: readonly ListedPrincipal[], effect: 'Allow' | 'Deny'): PrincipalMatcher {
  const texts = new Set(listed.map(({ text }) => text));
  const accounts = new Set(listed.flatMap((principal) => (principal.type === 'account' ? [principal.accountId] : [])));
  const exempt = match('nobody', `NotPrincipal ${textOf(listed)}`);
  const others = match('sessionIssuer', `NotPrincipal ${textOf(listed)}`);
  return ({ principal, guardrails }, ids) => {
    if (effect === 'Deny' && guardrails.boundary !== null) return others;
    return texts.has('*') || isExempt(principal, ids) ? exempt : others;
  };

  function isExempt(caller: Principal, ids: PrincipalIds): boolean {
    switch (caller.type) {
      case 'service':
        return texts.has(caller.service);
      case 'root':
        return accounts.has(caller.accountId);
      case 'user':
        return isNamed(caller.arn, caller.id, ids);
      case 'roleSession':
        return texts.has(caller.arn) && isNamed(caller.roleArn, caller.id, ids) && accounts.has(caller.accountId);
      case 'federatedUser':
        return texts.has(caller.arn) && isNamed(caller.userArn, caller.id, ids) && accounts.has(caller.accountId);
    }
  }

  function isNamed(arn: string, id: string, ids: PrincipalIds): boolean {
    return texts.has(arn) && (ids[arn] ?? id) === id;
  }
}

/** Unique ids (`AIDA…`, `AROA…`) by ARN: who it was that a policy named when it was stored. */
export type PrincipalIds = Readonly<Record<string, string>>;

/** Compares the caller of a request. */
export type PrincipalMatcher = (request: AuthorizationRequest, ids: PrincipalIds) => PrincipalMatch;

/** Principals as KMS stores them: a bare `*` under AWS, an account's digits as its root ARN. Source: access.md section 1. */
export function normalisePrincipals(value: Json, partition: Partition, shown: (arn: string) => string): Json {
  if (value === '*') return { AWS: '*' };
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([kind, members]) => [
      kind,
      isJsonArray(members) ? members.map(stored) : stored(members),
    ]),
  );

  function stored(member: Json): Json {
    if (typeof member !== 'string') return member;
    const accountId = parseAccountId(member);
    return accountId === null ? shown(member) : iamArn(partition, accountId, 'root');
  }
}

function match(as: PrincipalMatch['as'], text: string): PrincipalMatch {
  const part =
    as === 'nobody'
      ? ({ element: 'Principal', matched: false, text } as const)
      : ({ element: 'Principal', matched: true, text, namedAs: as } as const);
  return Object.freeze({ as, part: Object.freeze(part) });
}

function textOf(listed: readonly ListedPrincipal[]): string {
  return listed.map(({ text }) => text).join(', ');
}
