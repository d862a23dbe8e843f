import { PolicyError } from './policy-error.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from './policy-json.ts';
import { type ListedPrincipal, parsePrincipals } from './policy-principals.ts';

/** Whether a policy is a key's own, an IAM policy of a user or role, or says who may assume a role. */
export type PolicyKind = 'key' | 'identity' | 'trust';

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
  /** Null in an IAM policy. */
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
  const { Version: wanted = '2008-10-17' } = root;
  const version = POLICY_VERSIONS.find((known) => known === wanted);
  if (version === undefined) {
    throw PolicyError.syntax('Version', `expected "2012-10-17" or "2008-10-17", found ${JSON.stringify(wanted)}`);
  }
  const id = optionalText(root.Id, 'Id');
  const given = root.Statement;
  if (given === undefined) throw PolicyError.syntax('Policy', 'expected a Statement');
  const statements = isJsonArray(given)
    ? given.map((statement, index) => parseStatement(statement, `Statement[${index}]`, kind))
    : [parseStatement(given, 'Statement', kind)];
  if (statements.length === 0) throw PolicyError.syntax('Statement', 'expected at least one statement');
  refuseEqualSids(statements);
  return { document: root, version, id, statements };
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

/** IAM wants letters and digits; KMS takes spaces too, and its limits beyond that are unpublished. */
function parseSid(given: Json | undefined, path: string, kind: PolicyKind): string | null {
  const sid = optionalText(given, path);
  if (sid !== null && kind === 'identity' && !/^[A-Za-z0-9]*$/.test(sid)) {
    throw PolicyError.syntax(path, `expected letters and digits only, found "${sid}"`);
  }
  return sid === '' ? null : sid;
}

function parsePrincipalElement(given: JsonObject, path: string, kind: PolicyKind): Listed<ListedPrincipal> | null {
  const name = oneOf(given, 'Principal', path);
  if (kind === 'identity') {
    if (name === null) return null;
    throw PolicyError.syntax(
      `${path}.${name}`,
      `expected no ${name} in an IAM policy, which is about whoever it is attached to`,
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
  const value = given[name] ?? null;
  const where = `${path}.${name}`;
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
    throw PolicyError.syntax(where, `expected "*" or an action such as "kms:Decrypt", found "${text}"`);
}

/** Partition and service stand in full or as a whole `*`; wildcards elsewhere are free. Source: access.md section 4. */
function checkResource(text: string, where: string): void {
  if (text !== '*' && !RESOURCE_HEAD.test(text)) {
    throw PolicyError.syntax(where, `expected "*" or an ARN with its partition and service, found "${text}"`);
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
    throw PolicyError.syntax(path, `expected ${expected}, found element "${name}"`);
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
