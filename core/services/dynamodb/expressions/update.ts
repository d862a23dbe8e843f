import { DynamoDbError } from '../../../errors/dynamodb-errors.ts';
import type { AttributeValue, Item } from '../attribute-value.ts';
import { added, formatDecimal, parseDecimal } from '../decimal.ts';
import { type DocumentPath, valueAt, withoutValueAt, withValueAt } from './document-path.ts';
import type { Reader } from './reader.ts';

/** What SET puts somewhere. */
type Source =
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'path'; readonly path: DocumentPath }
  | { readonly kind: 'ifNotExists'; readonly path: DocumentPath; readonly otherwise: Source }
  | { readonly kind: 'append'; readonly first: Source; readonly second: Source }
  | { readonly kind: 'sum'; readonly first: Source; readonly second: Source; readonly isMinus: boolean };

/** One action of an update. */
export type UpdateAction =
  | { readonly kind: 'set'; readonly path: DocumentPath; readonly to: Source }
  | { readonly kind: 'remove'; readonly path: DocumentPath }
  | { readonly kind: 'add'; readonly path: DocumentPath; readonly value: AttributeValue };

/**
 * Reads an update expression: SET, REMOVE, and ADD of numbers.
 * Simplified: ADD to sets and DELETE from sets are refused, openly. Source: DynamoDB Developer Guide, "Using update
 * expressions in DynamoDB".
 * @throws {DynamoDbError} ValidationException
 */
export function readUpdate(reader: Reader): readonly UpdateAction[] {
  const actions: UpdateAction[] = [];
  const seen = new Set<string>();
  while (!reader.isAtEnd) {
    const clause = reader.peek().toUpperCase();
    if (seen.has(clause)) throw reader.fail(`The "${clause}" section can only be used once in an update expression;`);
    seen.add(clause);
    if (clause === 'DELETE') throw DynamoDbError.notHere('DELETE in an UpdateExpression');
    if (clause !== 'SET' && clause !== 'REMOVE' && clause !== 'ADD') throw reader.unexpected();
    reader.next();
    do {
      actions.push(clause === 'SET' ? readSet(reader) : clause === 'ADD' ? readAdd(reader) : readRemove(reader));
    } while (reader.peek() === ',' && reader.next() === ',');
  }
  return actions;
}

/** An item after an update; every action sees the item as it was before. @throws {DynamoDbError} */
export function updated(before: Item, actions: readonly UpdateAction[]): Item {
  let item = before;
  for (const action of actions) {
    if (action.kind === 'remove') {
      item = withoutValueAt(item, action.path);
      continue;
    }
    const value =
      action.kind === 'set' ? sourceValue(action.to, before) : sumOf(valueAt(before, action.path), action.value);
    const changed = withValueAt(item, action.path, value);
    if (changed === null) {
      throw DynamoDbError.validation('The document path provided in the update expression is invalid for update');
    }
    item = changed;
  }
  return item;
}

function readSet(reader: Reader): UpdateAction {
  const path = reader.path();
  reader.expect('=');
  const first = readSource(reader);
  const sign = reader.peek();
  if (sign !== '+' && sign !== '-') return { kind: 'set', path, to: first };
  reader.next();
  return { kind: 'set', path, to: { kind: 'sum', first, second: readSource(reader), isMinus: sign === '-' } };
}

function readSource(reader: Reader): Source {
  if (reader.peek().startsWith(':')) return { kind: 'value', value: reader.value() };
  if (reader.peek(1) !== '(') return { kind: 'path', path: reader.path() };
  const name = reader.next();
  reader.expect('(');
  const source = readFunction(name, reader);
  reader.expect(')');
  return source;
}

function readFunction(name: string, reader: Reader): Source {
  if (name === 'if_not_exists') {
    const path = reader.path();
    reader.expect(',');
    return { kind: 'ifNotExists', path, otherwise: readSource(reader) };
  }
  if (name !== 'list_append') throw reader.fail(`Invalid function name; function: ${name}`);
  const first = readSource(reader);
  reader.expect(',');
  return { kind: 'append', first, second: readSource(reader) };
}

function readRemove(reader: Reader): UpdateAction {
  return { kind: 'remove', path: reader.path() };
}

function readAdd(reader: Reader): UpdateAction {
  const path = reader.path();
  const value = reader.value();
  if (value.N === undefined) throw DynamoDbError.notHere('ADD of anything but a number in an UpdateExpression');
  return { kind: 'add', path, value };
}

function sourceValue(source: Source, item: Item): AttributeValue {
  switch (source.kind) {
    case 'value':
      return source.value;
    case 'path': {
      const value = valueAt(item, source.path);
      if (value !== undefined) return value;
      throw DynamoDbError.validation('The provided expression refers to an attribute that does not exist in the item');
    }
    case 'ifNotExists':
      return valueAt(item, source.path) ?? sourceValue(source.otherwise, item);
    case 'append': {
      const [first, second] = [sourceValue(source.first, item), sourceValue(source.second, item)];
      if (first.L !== undefined && second.L !== undefined) return { L: [...first.L, ...second.L] };
      throw wrongOperand();
    }
    case 'sum': {
      const [first, second] = [sourceValue(source.first, item), sourceValue(source.second, item)];
      return sumOf(first, source.isMinus ? negative(second) : second);
    }
  }
}

/** Nothing counts as 0. */
function sumOf(first: AttributeValue = { N: '0' }, second: AttributeValue): AttributeValue {
  const [a, b] = [parseDecimal(first.N ?? ''), parseDecimal(second.N ?? '')];
  if (a === null || b === null) throw wrongOperand();
  return { N: formatDecimal(added(a, b)) };
}

function negative({ N = '' }: AttributeValue): AttributeValue {
  const decimal = parseDecimal(N);
  return decimal === null ? {} : { N: formatDecimal({ ...decimal, digits: -decimal.digits }) };
}

function wrongOperand(): DynamoDbError {
  return DynamoDbError.validation('An operand in the update expression has an incorrect data type');
}
