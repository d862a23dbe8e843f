import type { AttributeValue } from '../attribute-value.ts';
import type { DocumentPath } from './document-path.ts';
import type { Reader } from './reader.ts';

export const COMPARATORS = ['=', '<>', '<', '<=', '>', '>='] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** What a condition compares. */
export type Operand =
  | { readonly kind: 'path'; readonly path: DocumentPath }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'size'; readonly path: DocumentPath };

/** A condition, as it was written. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'compare'; readonly by: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly of: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly of: Operand; readonly among: readonly Operand[] }
  | { readonly kind: 'exists'; readonly path: DocumentPath; readonly isThere: boolean }
  | { readonly kind: 'begins' | 'contains' | 'type'; readonly of: Operand; readonly with: Operand };

/**
 * Reads a condition to its end.
 * @throws {DynamoDbError} ValidationException
 * Source: DynamoDB Developer Guide, "Condition and filter expressions, operators, and functions".
 */
export function readCondition(reader: Reader): Condition {
  const condition = readOr(reader);
  if (!reader.isAtEnd) throw reader.unexpected();
  return condition;
}

function readOr(reader: Reader): Condition {
  let left = readAnd(reader);
  while (reader.isWord('OR')) {
    reader.next();
    left = { kind: 'or', left, right: readAnd(reader) };
  }
  return left;
}

function readAnd(reader: Reader): Condition {
  let left = readNot(reader);
  while (reader.isWord('AND')) {
    reader.next();
    left = { kind: 'and', left, right: readNot(reader) };
  }
  return left;
}

function readNot(reader: Reader): Condition {
  if (!reader.isWord('NOT')) return readSimple(reader);
  reader.next();
  return { kind: 'not', of: readNot(reader) };
}

function readSimple(reader: Reader): Condition {
  if (reader.peek() === '(') {
    reader.next();
    const inside = readOr(reader);
    reader.expect(')');
    return inside;
  }
  if (reader.peek(1) === '(' && !reader.isWord('SIZE')) return readFunction(reader);
  const of = readOperand(reader);
  if (reader.isWord('BETWEEN')) {
    reader.next();
    const low = readOperand(reader);
    reader.expect('AND');
    return { kind: 'between', of, low, high: readOperand(reader) };
  }
  if (reader.isWord('IN')) {
    reader.next();
    return { kind: 'in', of, among: readList(reader) };
  }
  const by = COMPARATORS.find((one) => one === reader.peek());
  if (by === undefined) throw reader.unexpected();
  reader.next();
  return { kind: 'compare', by, left: of, right: readOperand(reader) };
}

const FUNCTIONS = { begins_with: 'begins', contains: 'contains', attribute_type: 'type' } as const;

function readFunction(reader: Reader): Condition {
  const name = reader.next();
  reader.expect('(');
  if (name === 'attribute_exists' || name === 'attribute_not_exists') {
    const path = reader.path();
    reader.expect(')');
    return { kind: 'exists', path, isThere: name === 'attribute_exists' };
  }
  if (!Object.hasOwn(FUNCTIONS, name)) throw reader.fail(`Invalid function name; function: ${name}`);
  const of = readOperand(reader);
  reader.expect(',');
  const other = readOperand(reader);
  reader.expect(')');
  return { kind: FUNCTIONS[name as keyof typeof FUNCTIONS], of, with: other };
}

function readOperand(reader: Reader): Operand {
  if (reader.peek().startsWith(':')) return { kind: 'value', value: reader.value() };
  if (!(reader.isWord('SIZE') && reader.peek(1) === '(')) return { kind: 'path', path: reader.path() };
  reader.next();
  reader.expect('(');
  const path = reader.path();
  reader.expect(')');
  return { kind: 'size', path };
}

function readList(reader: Reader): readonly Operand[] {
  reader.expect('(');
  const operands = [readOperand(reader)];
  while (reader.peek() === ',') {
    reader.next();
    operands.push(readOperand(reader));
  }
  reader.expect(')');
  return operands;
}
