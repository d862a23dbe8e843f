import { conditionKeyIn } from '../condition-keys/condition-key.ts';
import type { AuthorizationRequest, StatementPart } from '../decision.ts';
import { PolicyError } from '../policy-error.ts';
import { isJsonArray, isJsonObject, type Json } from '../policy-json.ts';
import { testText } from './condition-text.ts';
import type { ConditionKey, ConditionValue } from './condition-value.ts';
import type { KeySlots, SlotValues } from './key-slots.ts';
import { type Operator, parseOperator, similarOperator } from './operators.ts';
import { compileValues, type ValueMatcher } from './values.ts';

/** Where a condition stands, as far as its meaning depends on it. */
export interface ConditionPlace {
  /** `Statement[1].Condition`, for messages. */
  readonly path: string;
  readonly effect: 'Allow' | 'Deny';
  readonly kind: 'key' | 'identity';
  /** Whether `${…}` is a variable: in Version 2012-10-17 only. */
  readonly hasVariables: boolean;
  readonly slots: KeySlots;
}

/** A Condition ready to be asked. */
export interface CompiledCondition {
  /** Takes the values of the policy's slots. */
  readonly match: (request: AuthorizationRequest, values: SlotValues) => StatementPart;
  /** The same in a word, at less cost. */
  readonly holds: (request: AuthorizationRequest, values: SlotValues) => boolean;
  /** The condition keys that its variables read. */
  readonly reads: readonly ConditionKey[];
}

/** One key under one operator. */
interface Test {
  readonly operator: string;
  /** As the policy spells it. */
  readonly name: string;
  readonly text: string;
  /** Where its key's value is. */
  readonly slot: number;
  readonly holds: (seen: ConditionValue, request: AuthorizationRequest) => boolean;
  /** Needs the request only where its values have variables. */
  readonly wanted: (request: AuthorizationRequest | null) => readonly string[];
  /** Whether its values have variables, so that another request may want others. */
  readonly isChanging: boolean;
}

/**
 * Compiles a Condition: operators and keys are all to hold, the values of a key are alternatives (for the operators with
 * Not: none of them). Every test is made and traced, also behind one that failed.
 * @throws {PolicyError} for an unknown operator, or a value that is not of the operator's kind.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition" and "Multivalued context keys".
 */
export function compileCondition(condition: Json, place: ConditionPlace): CompiledCondition {
  const { path } = place;
  if (!isJsonObject(condition)) throw PolicyError.syntax(path, 'expected an object of condition operators');
  const tests: Test[] = [];
  const reads: ConditionKey[] = [];
  for (const [name, keys] of Object.entries(condition)) {
    const operator = parseOperator(name);
    if (operator === null)
      throw PolicyError.syntax(path, `expected a condition operator, found "${name}"${hint(name)}`, name);
    if (!isJsonObject(keys)) throw PolicyError.syntax(`${path}.${name}`, 'expected an object of condition keys');
    for (const [key, given] of Object.entries(keys)) {
      const { test, readsAlso } = compileTest(name, operator, key, given, place);
      tests.push(test);
      reads.push(...readsAlso);
    }
  }
  return { match: matcherOf(tests), holds: testOf(tests), reads };
}

/**
 * Makes every test. What comes of the tests, and not what they saw, is in the part that it gives: there are few such
 * parts, and they are made once. A policy of many statements is asked about the same few values over and over, so a test
 * that sees what it saw last says what it said last.
 */
function matcherOf(tests: readonly Test[]): CompiledCondition['match'] {
  const isChanging = tests.some((test) => test.isChanging);
  const known = new Map<number, StatementPart>();
  const saw: ConditionValue[] = [];
  const said: boolean[] = tests.map(() => false);
  let [failedLast, last] = [-1, part(tests, said, null)];
  return (request, values) => {
    let failed = 0;
    for (let index = 0; index < tests.length; index++) {
      const test = tests[index];
      if (test === undefined) continue;
      const sees = values[test.slot] ?? null;
      if (sees !== saw[index] || test.isChanging) {
        said[index] = test.holds(sees, request);
        saw[index] = sees;
      }
      if (said[index] === false) failed += 2 ** index;
    }
    if (isChanging || tests.length > EXACT_BITS) return part(tests, said, request);
    if (failed !== failedLast) {
      last = known.get(failed) ?? part(tests, said, null);
      known.set(failed, last);
      failedLast = failed;
    }
    return last;
  };
}

/** Bits that a number holds exactly. */
const EXACT_BITS = 53;

/** Whether all tests hold, and nothing more: it ends at the first that does not. */
function testOf(tests: readonly Test[]): CompiledCondition['holds'] {
  return (request, values) => {
    for (const { slot, holds } of tests) if (!holds(values[slot] ?? null, request)) return false;
    return true;
  };
}

/** What came of the tests. Its text is that of those that failed; of all where none did. */
function part(tests: readonly Test[], said: readonly boolean[], request: AuthorizationRequest | null): StatementPart {
  const matched = said.every((holds) => holds);
  const told = matched ? tests : tests.filter((_, index) => said[index] === false);
  return Object.freeze({
    element: 'Condition',
    matched,
    text: told.map(({ text }) => text).join(', '),
    conditions: tests.map(({ operator, name, wanted }, index) =>
      Object.freeze({ operator, key: name, wanted: wanted(request), matched: said[index] === true }),
    ),
  } as const);
}

function compileTest(name: string, operator: Operator, keyName: string, given: Json, place: ConditionPlace) {
  const path = `${place.path}.${name}.${keyName}`;
  const key = conditionKeyIn(place.kind, keyName);
  refuseOverlyPermissive(operator, key, place, path);
  const texts = valuesOf(given, path);
  const values = compileValues(texts, operator.comparison, { ...place, path });
  const test: Test = {
    operator: name,
    name: keyName,
    text: testText(name, keyName, texts),
    slot: place.slots.slotOf(key),
    holds: operator.comparison === null ? nullTest(texts, path) : valueTest(operator, values.fits),
    wanted: values.wanted,
    isChanging: values.reads.length > 0,
  };
  return { test, readsAlso: values.reads };
}

/** Null: whether the key is missing from the request. */
function nullTest(texts: readonly string[], path: string): Test['holds'] {
  const answers = texts.map((text) => {
    const lower = text.toLowerCase();
    if (lower !== 'true' && lower !== 'false')
      throw PolicyError.syntax(path, `expected "true" or "false", found "${text}"`);
    return lower === 'true';
  });
  return (seen) => answers.includes(isMissing(seen));
}

/**
 * A multivalued key without a set operator is taken as ForAnyValue is; AWS asks for one and does not say what comes
 * without it.
 */
function valueTest({ qualifier, comparison, ifExists }: Operator, fits: ValueMatcher): Test['holds'] {
  const isNegated = comparison?.isNegated === true;
  if (qualifier === 'ForAllValues') {
    return (seen, request) =>
      isMissing(seen) || seen === '' || listed(seen).every((value) => fits(value, request) !== isNegated);
  }
  if (qualifier === 'ForAnyValue') {
    return (seen, request) =>
      isMissing(seen) ? ifExists : listed(seen).some((value) => fits(value, request) !== isNegated);
  }
  return (seen, request) => {
    if (typeof seen === 'string') return fits(seen, request) !== isNegated;
    if (isMissing(seen)) return isNegated || ifExists;
    return listed(seen).some((value) => fits(value, request)) !== isNegated;
  };
}

function isMissing(seen: ConditionValue): boolean {
  return seen === null || (typeof seen !== 'string' && seen.length === 0);
}

function listed(seen: ConditionValue): readonly string[] {
  return typeof seen === 'string' ? [seen] : (seen ?? []);
}

function valuesOf(given: Json, path: string): readonly string[] {
  return (isJsonArray(given) ? given : [given]).map((value) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw PolicyError.syntax(path, 'expected a value or an array of values');
  });
}

/**
 * ForAllValues holds for a request that lacks the key, which opens an Allow wider than it looks; KMS refuses it for keys
 * of the request's own making. Source: KMS Developer Guide, "kms:EncryptionContext:context-key"; access.md section 3.
 */
function refuseOverlyPermissive(
  { qualifier }: Operator,
  { name }: ConditionKey,
  place: ConditionPlace,
  path: string,
): void {
  if (place.kind !== 'key' || place.effect !== 'Allow' || qualifier !== 'ForAllValues') return;
  if (!/^(?:kms:EncryptionContext:|aws:RequestTag\/)/i.test(name)) return;
  throw PolicyError.syntax(
    path,
    `OverlyPermissiveCondition: ForAllValues holds for a request without ${name} too, so it must not allow by it`,
  );
}

function hint(name: string): string {
  const meant = similarOperator(name);
  return meant === null
    ? ''
    : `; "${meant}" is one, with ForAllValues: or ForAnyValue: before it or IfExists behind it`;
}
