import type { AccountId } from '../cloud/arn.ts';
import type { Partition } from '../cloud/regions.ts';
import { type CompiledStatement, compileStatement } from './compile-statement.ts';
import type { ConditionKey } from './conditions/condition-value.ts';
import { KeySlots } from './conditions/key-slots.ts';
import type { EvaluationMemory } from './evaluate.ts';
import {
  type ParsedPolicy,
  type PolicyKind,
  type PolicyVersion,
  parseDocument,
  STANDS_BESIDE_IAM,
} from './policy-document.ts';
import { PolicyError } from './policy-error.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject, printJson, readJson } from './policy-json.ts';
import { normalisePrincipals, type PrincipalIds } from './policy-principals.ts';
import { mapPrincipals } from './rename-principal.ts';

/** A policy that was read once and can be asked many times. */
export interface CompiledPolicy {
  readonly kind: PolicyKind;
  /** The account of the key, or of the IAM user or role. */
  readonly accountId: AccountId;
  readonly text: string;
  /** The document as written. */
  readonly document: JsonObject;
  readonly version: PolicyVersion;
  readonly id: string | null;
  readonly statements: readonly CompiledStatement[];
  /** The condition keys of its conditions, by slot. */
  readonly conditionKeys: readonly ConditionKey[];
  /** Their names. */
  readonly conditionKeyNames: readonly string[];
  /** The condition keys that it reads, those in variables too. */
  readonly reads: readonly ConditionKey[];
  /** The users and roles that it names, which must exist when it is stored. */
  readonly identityArns: readonly string[];
  /** Who those were when it was stored; one who is not in it is whoever has the ARN. */
  readonly principalIds: PrincipalIds;
  /** Of those the unique ids that nobody has any more, with what is known of them; where somebody asked: `markGone`. */
  readonly gone?: ReadonlyMap<string, string>;
  /** Whether a Resource has variables, so that another request may mean another. */
  readonly hasChangingResources: boolean;
  /** Whether every Resource is `*`. */
  readonly isForEveryResource: boolean;
  readonly memory: EvaluationMemory;
}

export interface PolicyOptions {
  readonly kind: PolicyKind;
  readonly accountId: AccountId;
  /** Whether there is a user or role of that ARN; left out, all are taken to exist. */
  readonly principalExists?: (arn: string) => boolean;
}

/** The unique id of the user or role of an ARN, where there is one. */
type IdOf = (arn: string) => string | undefined;

/**
 * Reads and compiles a policy. Equal texts give the same (immutable) value while it is remembered, so that a hundred
 * thousand keys with the default policy hold it once.
 * @throws {PolicyError} for a malformed policy, or an unknown user or role.
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language"; API_PutKeyPolicy, "Policy".
 */
export function parsePolicy(text: string, options: PolicyOptions): CompiledPolicy {
  const policy = recall(text, options);
  const { principalExists } = options;
  const missing = policy.identityArns.find((arn) => principalExists?.(arn) === false);
  if (missing !== undefined) throw PolicyError.invalidPrincipal(missing);
  return policy;
}

/**
 * The policy as KMS stores it: bound to the users and roles that have those ARNs now. A user of the same name who comes
 * after one that was deleted is not let in.
 * Source: IAM User Guide, "AWS JSON policy elements: Principal", "IAM user principals".
 */
export function bindPrincipals(policy: CompiledPolicy, idOf: IdOf): CompiledPolicy {
  const ids = policy.identityArns.flatMap((arn): [string, string][] => {
    const id = idOf(arn);
    return id === undefined ? [] : [[arn, id]];
  });
  return ids.length === 0 ? policy : Object.freeze({ ...policy, principalIds: Object.freeze(Object.fromEntries(ids)) });
}

/**
 * The policy with those marked whom it names and who have been deleted since, for people to read.
 * @param tell - what to say of one, such as `was user/ann, deleted 2026-01-01`.
 */
export function markGone(policy: CompiledPolicy, idOf: IdOf, tell: (arn: string) => string): CompiledPolicy {
  const gone = Object.entries(policy.principalIds).filter(([arn, id]) => idOf(arn) !== id);
  return gone.length === 0 ? policy : { ...policy, gone: new Map(gone.map(([arn, id]) => [id, tell(arn)])) };
}

/** The document as written, but for principals that are gone: they stand with their unique ids. */
export function shownDocument({ document, principalIds, gone }: CompiledPolicy): JsonObject {
  if (gone === undefined) return document;
  return mapPrincipals(document, (arn) => (gone.has(principalIds[arn] ?? '') ? (principalIds[arn] ?? arn) : arn));
}

/**
 * The policy as GetKeyPolicy prints it: re-serialised, with a bare `*` principal under AWS and an account's digits as
 * its root ARN; a user or role that has been deleted stands with its unique id. A bucket's, queue's or secret's policy keeps its
 * `*`.
 * `partition` is that of the key.
 * Source: observed on KMS, access.md sections 1 and 2.
 */
export function formatPolicy(
  { document, principalIds, kind, gone }: CompiledPolicy,
  partition: Partition = 'aws',
  idOf: IdOf = (arn) => (gone?.has(principalIds[arn] ?? '') === true ? undefined : principalIds[arn]),
): string {
  const shown = (arn: string) => {
    const id = principalIds[arn];
    return id === undefined || idOf(arn) === id ? arn : id;
  };
  const stored = Object.entries(document).map(([name, value]): [string, Json] => {
    if (name !== 'Statement') return [name, value];
    return [name, isJsonArray(value) ? value.map(storedStatement) : storedStatement(value)];
  });
  return printJson(Object.fromEntries(stored));

  function storedStatement(statement: Json): Json {
    if (!isJsonObject(statement)) return statement;
    const isRewritten = (name: string, value: Json) =>
      (name === 'Principal' || name === 'NotPrincipal') && !(value === '*' && STANDS_BESIDE_IAM.includes(kind));
    return Object.fromEntries(
      Object.entries(statement).map(([name, value]) => [
        name,
        isRewritten(name, value) ? normalisePrincipals(value, partition, shown) : value,
      ]),
    );
  }
}

const NO_IDS: PrincipalIds = Object.freeze({});
const REMEMBERED_POLICIES = 256;
/** Newest use last. Only saves work: what is compiled depends on nothing but what is in the name. */
const remembered = new Map<string, CompiledPolicy>();

function recall(text: string, { kind, accountId }: PolicyOptions): CompiledPolicy {
  const name = `${kind} ${accountId} ${text}`;
  const known = remembered.get(name);
  remembered.delete(name);
  const policy = known ?? compile(text, kind, accountId);
  remembered.set(name, policy);
  if (remembered.size > REMEMBERED_POLICIES) {
    for (const oldest of remembered.keys()) {
      remembered.delete(oldest);
      break;
    }
  }
  return policy;
}

function compile(text: string, kind: PolicyKind, accountId: AccountId): CompiledPolicy {
  const { document, version, id, statements } = parseDocument(readJson(text), kind);
  const slots = new KeySlots();
  const compiled = statements.map((statement) => compileStatement(statement, kind, version, slots));
  return Object.freeze({
    kind,
    accountId,
    text,
    document,
    version,
    id,
    statements: compiled,
    conditionKeys: slots.keys,
    conditionKeyNames: Object.freeze(slots.keys.map(({ name }) => name)),
    reads: [...slots.keys, ...compiled.flatMap(({ reads }) => reads)],
    identityArns: identityArnsOf(statements),
    principalIds: NO_IDS,
    hasChangingResources: compiled.some(({ hasChangingResource }) => hasChangingResource),
    isForEveryResource: statements.every(({ resources }) => resources?.isNot === false && resources.values[0] === '*'),
    memory: { last: null, lately: [] },
  });
}

function identityArnsOf(statements: ParsedPolicy['statements']): readonly string[] {
  const arns = new Set<string>();
  for (const { principals } of statements) {
    for (const principal of principals?.values ?? []) if (principal.type === 'identity') arns.add(principal.text);
  }
  return [...arns];
}
