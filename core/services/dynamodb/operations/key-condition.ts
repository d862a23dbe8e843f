import { DynamoDbError } from '../../../errors/dynamodb-errors.ts';
import type { Condition, Operand } from '../expressions/condition.ts';
import type { Table } from '../table.ts';

/**
 * Whether a condition is one about a table's key: the hash is equal to something, and the range, if anything is said of
 * it, is compared once.
 * @throws {DynamoDbError} Source: DynamoDB Developer Guide, "Key condition expressions for the Query operation".
 */
export function checkKeyCondition(condition: Condition, { hash, range }: Table): void {
  const parts = partsOf(condition);
  const isAboutHash = (part: Condition) =>
    part.kind === 'compare' && part.by === '=' && (isName(part.left, hash.name) || isName(part.right, hash.name));
  const others = parts.filter((part) => !isAboutHash(part));
  if (others.length === parts.length) {
    throw DynamoDbError.validation(`Query condition missed key schema element: ${hash.name}`);
  }
  const isWell = others.length <= 1 && others.every((part) => range !== null && isAboutRange(part, range.name));
  if (!isWell || parts.length > 2) throw DynamoDbError.validation('Query key condition not supported');
}

function partsOf(condition: Condition): readonly Condition[] {
  return condition.kind === 'and' ? [...partsOf(condition.left), ...partsOf(condition.right)] : [condition];
}

function isAboutRange(part: Condition, name: string): boolean {
  switch (part.kind) {
    case 'compare':
      return part.by !== '<>' && (isName(part.left, name) || isName(part.right, name));
    case 'between':
    case 'begins':
      return isName(part.of, name);
    default:
      return false;
  }
}

function isName(operand: Operand, name: string): boolean {
  return operand.kind === 'path' && operand.path.length === 1 && operand.path[0] === name;
}
