import { fromBase64, toBase64, utf8 } from '../../crypto/bytes.ts';
import { DynamoDbError } from '../../errors/dynamodb-errors.ts';
import type { Bytes } from '../../ports.ts';
import { compareDecimals, formatDecimal, parseDecimal } from './decimal.ts';

/** A value of DynamoDB's, of exactly one type. Source: DynamoDB API Reference, AttributeValue. */
export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
  readonly B?: Bytes;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly Bytes[];
  readonly M?: Item;
  readonly L?: readonly AttributeValue[];
  readonly NULL?: boolean;
  readonly BOOL?: boolean;
}
export type Item = Readonly<Record<string, AttributeValue>>;
export type AttributeType = keyof AttributeValue;

const SETS = ['SS', 'NS', 'BS'] as const;

/**
 * A value as it is kept: numbers in one form, whichever way they were written.
 * @throws {DynamoDbError} ValidationException
 */
function checkedValue(value: AttributeValue): AttributeValue {
  const types = Object.keys(value);
  if (types.length !== 1) {
    throw DynamoDbError.validation(
      types.length === 0
        ? 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'
        : 'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  for (const type of SETS) if (value[type] !== undefined) checkSet(value[type]);
  if (value.N !== undefined) return { N: checkedNumber(value.N) };
  if (value.NS !== undefined) return { NS: value.NS.map(checkedNumber) };
  if (value.L !== undefined) return { L: value.L.map(checkedValue) };
  return value.M === undefined ? value : { M: checkedItem(value.M) };
}

/** The same for each attribute. @throws {DynamoDbError} */
export function checkedItem(item: Item): Item {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, checkedValue(value)]));
}

/** Its type: `S`, `N`, `B` … */
export function typeOf(value: AttributeValue): AttributeType {
  return Object.keys(value)[0] as AttributeType;
}

/** Which of two values is the smaller; null where they can't be compared. */
export function compare(a: AttributeValue, b: AttributeValue): number | null {
  if (a.N !== undefined && b.N !== undefined) {
    const [left, right] = [parseDecimal(a.N), parseDecimal(b.N)];
    return left === null || right === null ? null : compareDecimals(left, right);
  }
  if (a.S !== undefined && b.S !== undefined) return compareBytes(utf8(a.S), utf8(b.S));
  return a.B !== undefined && b.B !== undefined ? compareBytes(a.B, b.B) : null;
}

/** Whether two values are the same; the order of a set says nothing. */
export function isEqual(a: AttributeValue, b: AttributeValue): boolean {
  return canonical(a) === canonical(b);
}

/** One text for equal values. */
export function canonical(value: AttributeValue): string {
  return JSON.stringify(value, (key, inside: unknown) => {
    if (inside instanceof Uint8Array) return toBase64(inside as Bytes);
    if (Array.isArray(inside) && SETS.some((type) => type === key)) {
      return inside.map((item) => (item instanceof Uint8Array ? toBase64(item as Bytes) : String(item))).sort();
    }
    const isMap = typeof inside === 'object' && inside !== null && !Array.isArray(inside);
    return isMap ? Object.fromEntries(Object.entries(inside).sort(([one], [other]) => (one < other ? -1 : 1))) : inside;
  });
}

/** An item as text, to be sealed. */
export function itemText(item: Item): string {
  return JSON.stringify(item, (_, inside: unknown) =>
    inside instanceof Uint8Array ? toBase64(inside as Bytes) : inside,
  );
}

/** An item from its text. */
export function itemOfText(text: string): Item {
  return withBytes({ M: JSON.parse(text) as Item }).M ?? {};
}

function withBytes(value: AttributeValue): AttributeValue {
  if (value.B !== undefined) return { B: fromBase64(String(value.B)) };
  if (value.BS !== undefined) return { BS: value.BS.map((bytes) => fromBase64(String(bytes))) };
  if (value.L !== undefined) return { L: value.L.map(withBytes) };
  if (value.M === undefined) return value;
  return { M: Object.fromEntries(Object.entries(value.M).map(([name, one]) => [name, withBytes(one)])) };
}

/** The bytes of an item, about as DynamoDB counts them. Source: DynamoDB Developer Guide, "Item sizes and formats". */
export function itemBytes(item: Item): number {
  return utf8(itemText(item)).length;
}

export function compareBytes(a: Bytes, b: Bytes): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function checkedNumber(text: string): string {
  const decimal = parseDecimal(text);
  if (decimal !== null) return formatDecimal(decimal);
  // AWS tells the value as well; here it stands in no message, for messages stand in traces.
  throw DynamoDbError.validation('The parameter cannot be converted to a numeric value');
}

function checkSet(members: readonly unknown[]): void {
  if (members.length === 0) {
    throw DynamoDbError.validation('One or more parameter values were invalid: An string set  may not be empty');
  }
  const texts = members.map((one) => (one instanceof Uint8Array ? toBase64(one as Bytes) : String(one)));
  if (new Set(texts).size === texts.length) return;
  throw DynamoDbError.validation('One or more parameter values were invalid: Input collection contains duplicates.');
}
