import { DynamoDbError } from '../../errors/dynamodb-errors.ts';
import { type AttributeValue, type Item, typeOf } from './attribute-value.ts';
import type { KeyAttribute, Table } from './table.ts';

/** The attributes of a table's key, the hash first. */
export function keyAttributes({ hash, range }: Pick<Table, 'hash' | 'range'>): readonly KeyAttribute[] {
  return range === null ? [hash] : [hash, range];
}

/** The values of an item's key. @throws {DynamoDbError} where one is missing or of another type */
export function keyOfItem(table: Pick<Table, 'hash' | 'range'>, item: Item): readonly AttributeValue[] {
  return keyAttributes(table).map((attribute) => {
    const value = item[attribute.name];
    if (value === undefined) throw bad(`Missing the key ${attribute.name} in the item`);
    return checked(attribute, value);
  });
}

/** The values of a key that stands by itself. @throws {DynamoDbError} */
export function keyGiven(table: Pick<Table, 'hash' | 'range'>, key: Item): readonly AttributeValue[] {
  const attributes = keyAttributes(table);
  if (Object.keys(key).length !== attributes.length || attributes.some(({ name }) => key[name] === undefined)) {
    throw DynamoDbError.validation('The provided key element does not match the schema');
  }
  return keyOfItem(table, key);
}

/** The key of an item, as an item of its own. */
export function keyPart(table: Pick<Table, 'hash' | 'range'>, item: Item): Item {
  return Object.fromEntries(keyAttributes(table).map(({ name }) => [name, item[name] ?? {}]));
}

function checked({ name, type }: KeyAttribute, value: AttributeValue): AttributeValue {
  if (typeOf(value) !== type) throw bad(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`);
  if (value.S === '' || value.B?.length === 0) {
    const kind = type === 'S' ? 'string' : 'binary';
    throw DynamoDbError.validation(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`,
    );
  }
  return value;
}

function bad(problem: string): DynamoDbError {
  return DynamoDbError.validation(`One or more parameter values were invalid: ${problem}`);
}
