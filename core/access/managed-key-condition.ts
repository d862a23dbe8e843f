import type { AuthorizationRequest, StatementPart } from './decision.ts';
import { PolicyError } from './policy-error.ts';
import { isJsonArray, isJsonObject, type Json } from './policy-json.ts';

/** How a statement's Condition compared with a request. */
export type ConditionMatcher = (request: AuthorizationRequest) => StatementPart;

/** One key of the operator; its values are alternatives. */
interface Test {
  readonly text: string;
  readonly values: readonly string[];
  readonly valueIn: (request: AuthorizationRequest) => string | null;
}

/** The condition keys in AWS managed keys' own policies, in lower case: key names are case-insensitive. */
const CONDITION_KEYS: Readonly<Record<string, { readonly name: string; readonly valueIn: Test['valueIn'] }>> = {
  'kms:viaservice': { name: 'kms:ViaService', valueIn: ({ viaService }) => viaService },
  // Absent where a service calls for itself.
  'kms:calleraccount': {
    name: 'kms:CallerAccount',
    valueIn: ({ principal }) => (principal.type === 'service' ? null : principal.accountId),
  },
};

/**
 * Compiles a statement's Condition: StringEquals on kms:ViaService and kms:CallerAccount, which is what the policies of
 * AWS managed keys are made of. A key that the request lacks never matches.
 * Simplified: all else is refused with `condition-not-supported`; conditions come in a later version.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition"; KMS Developer Guide, "AWS KMS condition keys".
 */
export function compileCondition(condition: Json, path: string, isAllowed: boolean): ConditionMatcher {
  if (!isAllowed) throw notSupported(path);
  if (!isJsonObject(condition)) throw PolicyError.syntax(path, 'expected an object of operators');
  const tests: Test[] = [];
  for (const [operator, keys] of Object.entries(condition)) {
    if (operator !== 'StringEquals' || !isJsonObject(keys)) throw notSupported(`${path}.${operator}`);
    for (const [name, given] of Object.entries(keys)) tests.push(parseTest(name, given, `${path}.${operator}.${name}`));
  }
  const matched = part(true, tests);
  return (request) => {
    const failed = tests.filter((test) => !holds(test, request));
    return failed.length === 0 ? matched : part(false, failed);
  };
}

function parseTest(name: string, given: Json, path: string): Test {
  const lower = name.toLowerCase();
  const key = Object.hasOwn(CONDITION_KEYS, lower) ? CONDITION_KEYS[lower] : undefined;
  if (key === undefined) throw notSupported(path);
  const values = (isJsonArray(given) ? given : [given]).map((value) => {
    if (typeof value !== 'string') throw PolicyError.syntax(path, 'expected a string or an array of strings');
    return value;
  });
  return { text: `${key.name} = ${values.join(' or ')}`, values, valueIn: key.valueIn };
}

function holds({ values, valueIn }: Test, request: AuthorizationRequest): boolean {
  const value = valueIn(request);
  return value !== null && values.includes(value);
}

function part(matched: boolean, tests: readonly Test[]): StatementPart {
  return Object.freeze({ element: 'Condition', matched, text: tests.map(({ text }) => text).join(', ') } as const);
}

function notSupported(path: string): PolicyError {
  return new PolicyError(
    'condition-not-supported',
    `${path}: conditions come in a later version of kmslab, and it stores nothing that it would ignore`,
  );
}
