import { PolicyError } from './policy-error.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from './policy-json.ts';
import { type ListedPrincipal, parsePrincipals } from './policy-principals.ts';

/**
 * Where a policy stands, as far as its grammar depends on it: on a key; on a user, role or group (permissions boundaries
 * and session policies have the same grammar); on a role, saying who may assume it; in an organization, as service or
 * resource control policy; on a VPC endpoint; on a bucket of S3's; on a queue of SQS's; or on a secret of Secrets Manager's.
 */
/** What a policy is attached to, which decides what may stand in it. */
export type PolicyKind = 'key' | 'identity' | 'trust' | 'scp' | 'rcp' | 'vpcEndpoint' | 'bucket' | 'queue' | 'secret';

/** Policies of resources whose own account needs none of them: its IAM policies count by themselves. */
export const STANDS_BESIDE_IAM: readonly PolicyKind[] = ['bucket', 'queue', 'secret'];

/** The policies of an organization say their version. Source: Organizations User Guide, "SCP syntax" and "RCP syntax". */
const NEEDS_VERSION: readonly PolicyKind[] = ['scp', 'rcp'];
/** Policies that are about whoever they bind. */
const HAS_NO_PRINCIPAL: readonly PolicyKind[] = ['identity', 'scp'];

/** The two versions of the policy language. Source: IAM User Guide, "IAM JSON policy elements: Version". */
export const POLICY_VERSIONS = ['2012-10-17', '2008-10-17'] as const;
export type PolicyVersion = (typeof POLICY_VERSIONS)[number];

/** The values of an element; `isNot` for its Not… twin. */
export interface Listed<T> {
  readonly isNot: boolean;
  readonly values: readonly T[];
}

/** A statement as its policy has it. */
export interface ParsedStatement {
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  /** Null in a policy that has no Principal. */
  readonly principals: Listed<ListedPrincipal> | null;
  /** Null where a key policy's statement has none, which makes it inert. */
  readonly actions: Listed<string> | null;
  readonly resources: Listed<string> | null;
  /** Checked when it is compiled; undefined where there is none. */
  readonly condition: Json | undefined;
  /** `Statement[1]`, for messages. */
  readonly path: string;
}

/** A policy as it was written, element by element. */
export interface ParsedPolicy {
  readonly document: JsonObject;
  readonly version: PolicyVersion;
  readonly id: string | null;
  readonly statements: readonly ParsedStatement[];
}

const POLICY_ELEMENTS = ['Version', 'Id', 'Statement'];
const STATEMENT_ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];
const ACTION = /^(?:\*|[a-z0-9-]+:[a-z0-9*?]+)$/i;
const RESOURCE_HEAD = /^arn:(?:\*|aws[a-z-]*):(?:\*|[a-z0-9-]+):/;

/**
 * Reads the policy language's grammar. @throws {PolicyError} with the JSON path of what is wrong.
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language"; KMS Developer Guide, "Key policies in AWS KMS".
 */
export function parseDocument(root: Json, kind: PolicyKind): ParsedPolicy {
  if (!isJsonObject(root)) throw PolicyError.syntax('Policy', 'expected a JSON object');
  refuseUnknown(root, POLICY_ELEMENTS, 'Policy');
  const version = parseVersion(root, kind);
  const id = optionalText(root.Id, 'Id');
  const given = root.Statement;
  if (given === undefined) throw PolicyError.syntax('Policy', 'expected a Statement');
  const statements = isJsonArray(given)
    ? given.map((statement, index) => parseStatement(statement, `Statement[${index}]`, kind))
    : [parseStatement(given, 'Statement', kind)];
  if (statements.length === 0) throw PolicyError.syntax('Statement', 'expected at least one statement');
  refuseEqualSids(statements);
  if (kind === 'rcp') refuseForeignAllows(statements);
  return { document: root, version, id, statements };
}

function parseVersion({ Version: wanted = '2008-10-17' }: JsonObject, kind: PolicyKind): PolicyVersion {
  const versions = NEEDS_VERSION.includes(kind) ? POLICY_VERSIONS.slice(0, 1) : POLICY_VERSIONS;
  const version = versions.find((known) => known === wanted);
  if (version !== undefined) return version;
  const expected = versions.map((known) => `"${known}"`).join(' or ');
  throw PolicyError.syntax('Version', `expected ${expected}, found ${JSON.stringify(wanted)}`);
}

/**
 * A resource control policy denies; the one that allows is RCPFullAWSAccess, AWS's own, and it allows all.
 * Source: Organizations User Guide, "RCP syntax", "Effect element".
 */
function refuseForeignAllows(statements: readonly ParsedStatement[]): void {
  for (const { effect, actions, resources, condition, path } of statements) {
    const isEverything =
      statements.length === 1 &&
      [actions, resources].every((list) => list?.values.length === 1 && list.values[0] === '*');
    if (effect === 'Deny' || (isEverything && condition === undefined)) continue;
    throw PolicyError.syntax(
      `${path}.Effect`,
      'expected "Deny": of resource control policies only RCPFullAWSAccess allows',
    );
  }
}

function parseStatement(given: Json, path: string, kind: PolicyKind): ParsedStatement {
  if (!isJsonObject(given)) throw PolicyError.syntax(path, 'expected a JSON object');
  refuseUnknown(given, STATEMENT_ELEMENTS, path);
  const effect = given.Effect;
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw PolicyError.syntax(
      `${path}.Effect`,
      `expected "Allow" or "Deny", found ${effect === undefined ? 'none' : JSON.stringify(effect)}`,
    );
  }
  return {
    sid: parseSid(given.Sid, `${path}.Sid`, kind),
    effect,
    principals: parsePrincipalElement(given, path, kind),
    actions: parseList(given, 'Action', path, kind, checkAction),
    resources: kind === 'trust' ? everyResource(given, path) : parseList(given, 'Resource', path, kind, checkResource),
    condition: given.Condition,
    path,
  };
}

const SID_IS_PLAIN: readonly PolicyKind[] = ['identity', 'trust', 'scp', 'rcp'];

/** IAM and Organizations want letters and digits; KMS takes spaces too, and its limits beyond that are unpublished. */
function parseSid(given: Json | undefined, path: string, kind: PolicyKind): string | null {
  const sid = optionalText(given, path);
  if (sid !== null && SID_IS_PLAIN.includes(kind) && !/^[A-Za-z0-9]*$/.test(sid)) {
    throw PolicyError.syntax(path, `expected letters and digits only, found "${sid}"`);
  }
  return sid === '' ? null : sid;
}

function parsePrincipalElement(given: JsonObject, path: string, kind: PolicyKind): Listed<ListedPrincipal> | null {
  const name = oneOf(given, 'Principal', path);
  if (HAS_NO_PRINCIPAL.includes(kind)) {
    if (name === null) return null;
    const policy = kind === 'scp' ? 'a service control policy' : 'an IAM policy';
    throw PolicyError.syntax(
      `${path}.${name}`,
      `expected no ${name} in ${policy}, which is about whoever it is attached to`,
    );
  }
  if (kind === 'rcp' && (name !== 'Principal' || given[name] !== '*')) {
    throw PolicyError.syntax(
      path,
      'expected "Principal": "*", which a resource control policy narrows by its Condition',
    );
  }
  if (name === null) throw PolicyError.syntax(path, 'expected a Principal (or NotPrincipal)');
  return { isNot: name === 'NotPrincipal', values: parsePrincipals(given[name] ?? null, `${path}.${name}`) };
}

function parseList(
  given: JsonObject,
  element: 'Action' | 'Resource',
  path: string,
  kind: PolicyKind,
  check: (text: string, where: string) => void,
): Listed<string> | null {
  const name = oneOf(given, element, path);
  if (name === null) {
    if (kind === 'key') return null; // KMS accepts the statement, and it does nothing (guide `key-policy-overview`)
    throw PolicyError.syntax(path, `expected ${article(element)} (or Not${element})`);
  }
  const where = `${path}.${name}`;
  if (kind === 'rcp' && name === 'NotAction')
    throw PolicyError.syntax(where, 'expected Action: a resource control policy takes no NotAction');
  const value = given[name] ?? null;
  const values = isJsonArray(value) ? value : [value];
  if (values.length === 0) throw PolicyError.syntax(where, 'expected at least one value');
  const texts = values.map((text) => {
    if (typeof text !== 'string') throw PolicyError.syntax(where, 'expected a string or an array of strings');
    check(text, where);
    return text;
  });
  return { isNot: name !== element, values: texts };
}

/** A trust policy is about the role that it stands on. Source: IAM User Guide, "Roles terms and concepts", trust policy. */
function everyResource(given: JsonObject, path: string): Listed<string> {
  const name = oneOf(given, 'Resource', path);
  if (name !== null) throw PolicyError.syntax(`${path}.${name}`, `expected no ${name} in a trust policy`);
  return { isNot: false, values: ['*'] };
}

function checkAction(text: string, where: string): void {
  if (!ACTION.test(text))
    throw PolicyError.syntax(where, `expected "*" or an action such as "kms:Decrypt", found "${text}"`, text);
}

/** Partition and service stand in full or as a whole `*`; wildcards elsewhere are free. Source: access.md section 4. */
function checkResource(text: string, where: string): void {
  if (text !== '*' && !RESOURCE_HEAD.test(text)) {
    throw PolicyError.syntax(where, `expected "*" or an ARN with its partition and service, found "${text}"`, text);
  }
}

/** Which of `Element` and `NotElement` a statement has. */
function oneOf<E extends string>(given: JsonObject, element: E, path: string): E | `Not${E}` | null {
  const negated = `Not${element}` as const;
  const [has, hasNot] = [given[element] !== undefined, given[negated] !== undefined];
  if (has && hasNot) throw PolicyError.syntax(path, `expected ${element} or ${negated}, found both`);
  if (has) return element;
  return hasNot ? negated : null;
}

function optionalText(given: Json | undefined, path: string): string | null {
  if (given === undefined) return null;
  if (typeof given !== 'string') throw PolicyError.syntax(path, `expected a string, found ${JSON.stringify(given)}`);
  return given;
}

function refuseUnknown(given: JsonObject, known: readonly string[], path: string): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const meant = known.find((other) => other.toLowerCase() === name.toLowerCase());
    const expected = meant === undefined ? `one of ${known.join(', ')}` : `"${meant}" (case counts)`;
    throw PolicyError.syntax(path, `expected ${expected}, found element "${name}"`, name);
  }
}

function refuseEqualSids(statements: readonly ParsedStatement[]): void {
  const seen = new Set<string>();
  for (const { sid, path } of statements) {
    if (sid === null) continue;
    if (seen.has(sid)) throw PolicyError.syntax(`${path}.Sid`, `expected a Sid of its own, found "${sid}" again`);
    seen.add(sid);
  }
}

function article(element: 'Action' | 'Resource'): string {
  return element === 'Action' ? 'an Action' : 'a Resource';
}
