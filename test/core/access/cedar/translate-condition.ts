import { ARN_SECTIONS, cedarDate, MOST_VALUES } from './cedar-context.ts';
import { every, literal, not, pattern, setOf, some } from './cedar-text.ts';
import { OutsideFragment } from './outside-fragment.ts';
import { isMultivalued } from './request-facts.ts';

type Condition = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Writes that one value of the request, the Cedar expression `value`, fits one of the policy's. */
type Fits = (value: string, wanted: readonly string[], keys: Set<string>) => string;

const equals: Fits = (value, wanted, keys) => {
  const plain = wanted.filter((text) => !text.includes('${'));
  const variables = wanted.filter((text) => text.includes('${'));
  return some([
    `${setOf(plain)}.contains(${value}.text)`,
    ...variables.map((text) => equalsVariable(value, text, keys)),
  ]);
};

const like: Fits = (value, wanted, keys) =>
  some(
    wanted.map((text) =>
      VARIABLE.test(text) ? equalsVariable(value, text, keys) : `${value}.text like ${pattern(text)}`,
    ),
  );

const VARIABLE = /^\$\{([^}\s,'*?$]+)(?:,\s*'([^']*)')?\}$/;

/** A text that is one variable and nothing beside it; Cedar has no way to put one into a longer text. */
function equalsVariable(value: string, text: string, keys: Set<string>): string {
  const [, name = '', fallback] = VARIABLE.exec(text) ?? [];
  const key = name.toLowerCase();
  if (name === '' || isMultivalued(key)) throw new OutsideFragment(`the variables in "${text}"`);
  keys.add(key);
  return `(if ${present(key)} then ${value}.text == ${factIn(key)}.v0.text else ${
    fallback === undefined ? 'false' : `${value}.text == ${literal(fallback)}`
  })`;
}

function ordered(reading: 'number' | 'date', operator: string, written: (text: string) => string): Fits {
  return (value, wanted) =>
    every([`${value} has ${reading}`, some(wanted.map((text) => `${value}.${reading} ${operator} ${written(text)}`))]);
}

function integer(text: string): string {
  if (!/^[+-]?\d+$/.test(text)) throw new OutsideFragment(`${text}: Cedar's numbers are integers`);
  return String(Number(text));
}

function instant(text: string): string {
  const date = cedarDate(text);
  if (date === null) throw new OutsideFragment(`${text}: a date that Cedar does not read`);
  return `datetime(${literal(date)})`;
}

const isFlag: Fits = (value, wanted) =>
  every([`${value} has flag`, some(wanted.map((text) => `${value}.flag == ${text.toLowerCase()}`))]);

const isInRange: Fits = (value, wanted) =>
  every([`${value} has address`, some(wanted.map((text) => `${value}.address.isInRange(ip(${literal(text)}))`))]);

/** Section by section, so that a `*` reaches over no colon but those of the last. A lone `*` is every value. */
const arnLike: Fits = (value, wanted) =>
  some(
    wanted.map((text) => {
      if (text === '*') return 'true';
      const [head = '', partition, service, region, account, ...resource] = text.split(':');
      if (head.includes('*')) throw new OutsideFragment(`${text}: a pattern before the ARN's first colon`);
      if (head !== 'arn' || resource.length === 0) return 'false';
      const sections = [partition, service, region, account, resource.join(':')];
      return every([
        `${value} has arn`,
        ...ARN_SECTIONS.map((name, index) => `${value}.arn.${name} like ${pattern(sections[index] ?? '')}`),
      ]);
    }),
  );

const SYMBOLS = { Equals: '==', LessThan: '<', LessThanEquals: '<=', GreaterThan: '>', GreaterThanEquals: '>=' };

/** The operators that Cedar shares, those with Not left out. Source: IAM User Guide, "Condition operators". */
const OPERATORS: ReadonlyMap<string, Fits> = new Map<string, Fits>([
  ['StringEquals', equals],
  ['StringLike', like],
  ['Bool', isFlag],
  ['IpAddress', isInRange],
  ['ArnEquals', arnLike],
  ['ArnLike', arnLike],
  ...Object.entries(SYMBOLS).flatMap(([order, symbol]): [string, Fits][] => [
    [`Numeric${order}`, ordered('number', symbol, integer)],
    [`Date${order}`, ordered('date', symbol, instant)],
  ]),
]);

const NEGATIONS: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/**
 * A Condition as a Cedar expression over the request's context; the condition keys that it reads are added to `keys`.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition", "Multivalued context keys"; access.md section 4.
 */
export function translateCondition(condition: Condition, keys: Set<string>): string {
  return every(
    Object.entries(condition).flatMap(([operator, tests]) =>
      Object.entries(tests).map(([name, wanted]) => {
        const key = name.toLowerCase();
        keys.add(key);
        return translateTest(operator, key, (Array.isArray(wanted) ? wanted : [wanted]).map(String), keys);
      }),
    ),
  );
}

function translateTest(written: string, key: string, wanted: readonly string[], keys: Set<string>): string {
  if (written === 'Null') {
    return some(wanted.map((text) => (text.toLowerCase() === 'true' ? not(present(key)) : present(key))));
  }
  const [, qualifier, name = '', suffix] =
    /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(written) ?? [];
  const positive = NEGATIONS[name];
  const isNegated = positive !== undefined;
  const fits = OPERATORS.get(positive ?? name);
  if (fits === undefined) throw new OutsideFragment(`${name}: Cedar compares nothing so`);
  const holds = (value: string) => (isNegated ? not(fits(value, wanted, keys)) : fits(value, wanted, keys));
  const ifExists = suffix !== undefined;

  if (qualifier === 'ForAllValues') {
    return some([
      not(present(key)),
      ...(isMultivalued(key) ? [] : [`${factIn(key)}.v0.text == ""`]),
      allValues(key, wanted, name, holds),
    ]);
  }
  if (qualifier === 'ForAnyValue') {
    const any = every([present(key), anyValue(key, wanted, name, holds)]);
    return ifExists ? some([not(present(key)), any]) : any;
  }
  if (isMultivalued(key))
    throw new OutsideFragment(`${key} without ForAnyValue or ForAllValues: AWS tells not what it means`);
  return isNegated || ifExists
    ? some([not(present(key)), holds(`${factIn(key)}.v0`)])
    : every([present(key), holds(`${factIn(key)}.v0`)]);
}

/** Sets of texts are Cedar's own; for all else the values are looked at one by one. */
function allValues(key: string, wanted: readonly string[], name: string, holds: (value: string) => string): string {
  const isOfTexts = !wanted.some((text) => text.includes('${'));
  if (isOfTexts && name === 'StringEquals') return `${setOf(wanted)}.containsAll(${factIn(key)}.all)`;
  if (isOfTexts && name === 'StringNotEquals') return not(`${factIn(key)}.all.containsAny(${setOf(wanted)})`);
  return every(slots(key).map((slot) => some([not(slot.isThere), holds(slot.value)])));
}

function anyValue(key: string, wanted: readonly string[], name: string, holds: (value: string) => string): string {
  const isOfTexts = !wanted.some((text) => text.includes('${'));
  if (isOfTexts && name === 'StringEquals') return `${factIn(key)}.all.containsAny(${setOf(wanted)})`;
  if (isOfTexts && name === 'StringNotEquals') return not(`${setOf(wanted)}.containsAll(${factIn(key)}.all)`);
  return some(slots(key).map((slot) => every([slot.isThere, holds(slot.value)])));
}

function slots(key: string) {
  return Array.from({ length: MOST_VALUES }, (_, index) => ({
    isThere: `${factIn(key)} has v${index}`,
    value: `${factIn(key)}.v${index}`,
  }));
}

function present(key: string): string {
  return `context has ${literal(key)}`;
}

function factIn(key: string): string {
  return `context[${literal(key)}]`;
}
