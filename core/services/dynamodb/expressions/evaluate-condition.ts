import { utf8 } from '../../../crypto/bytes.ts';
import { type AttributeValue, compare, compareBytes, type Item, isEqual, typeOf } from '../attribute-value.ts';
import type { Comparator, Condition, Operand } from './condition.ts';
import { valueAt } from './document-path.ts';

/** Whether a condition holds of an item; of no item, as of one without attributes. Never throws. */
export function holds(condition: Condition, item: Item): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, item) && holds(condition.right, item);
    case 'or':
      return holds(condition.left, item) || holds(condition.right, item);
    case 'not':
      return !holds(condition.of, item);
    case 'exists':
      return (valueAt(item, condition.path) !== undefined) === condition.isThere;
    case 'compare':
      return compared(condition.by, operandValue(condition.left, item), operandValue(condition.right, item));
    case 'between': {
      const of = operandValue(condition.of, item);
      return (
        compared('>=', of, operandValue(condition.low, item)) && compared('<=', of, operandValue(condition.high, item))
      );
    }
    case 'in': {
      const of = operandValue(condition.of, item);
      return condition.among.some((one) => compared('=', of, operandValue(one, item)));
    }
    case 'begins':
      return begins(operandValue(condition.of, item), operandValue(condition.with, item));
    case 'contains':
      return contains(operandValue(condition.of, item), operandValue(condition.with, item));
    case 'type': {
      const of = operandValue(condition.of, item);
      return of !== undefined && typeOf(of) === operandValue(condition.with, item)?.S;
    }
  }
}

function operandValue(operand: Operand, item: Item): AttributeValue | undefined {
  if (operand.kind === 'value') return operand.value;
  const value = valueAt(item, operand.path);
  return operand.kind === 'path' ? value : sizeOf(value);
}

function compared(by: Comparator, left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (by === '=') return isEqual(left, right);
  if (by === '<>') return !isEqual(left, right);
  const order = compare(left, right);
  if (order === null) return false;
  switch (by) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function begins(value: AttributeValue | undefined, start: AttributeValue | undefined): boolean {
  if (value?.S !== undefined && start?.S !== undefined) return value.S.startsWith(start.S);
  if (value?.B === undefined || start?.B === undefined) return false;
  return compareBytes(value.B.subarray(0, start.B.length), start.B) === 0;
}

function contains(value: AttributeValue | undefined, part: AttributeValue | undefined): boolean {
  if (value === undefined || part === undefined) return false;
  if (value.S !== undefined) return part.S !== undefined && value.S.includes(part.S);
  if (value.SS !== undefined) return part.S !== undefined && value.SS.includes(part.S);
  if (value.NS !== undefined) return value.NS.some((N) => isEqual({ N }, part));
  if (value.BS !== undefined) return value.BS.some((B) => isEqual({ B }, part));
  return value.L?.some((one) => isEqual(one, part)) === true;
}

function sizeOf(value: AttributeValue | undefined): AttributeValue | undefined {
  if (value === undefined) return undefined;
  const { S, B, SS, NS, BS, L, M } = value;
  const size = S !== undefined ? utf8(S).length : (B ?? SS ?? NS ?? BS ?? L ?? (M && Object.keys(M)))?.length;
  return size === undefined ? undefined : { N: String(size) };
}
