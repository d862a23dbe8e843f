import { DynamoDbError } from '../../../errors/dynamodb-errors.ts';
import type { HandleScope } from '../../../operations/operation.ts';
import { onBehalfOf } from '../../on-behalf-of.ts';
import type { AttributeValue, Item } from '../attribute-value.ts';
import type { OpenTable } from '../dynamodb-host.ts';
import { readCondition } from '../expressions/condition.ts';
import { holds } from '../expressions/evaluate-condition.ts';
import { type Placeholders, Reader, type Used } from '../expressions/reader.ts';
import type { StoredItem, Table } from '../table.ts';
import { readyTable } from './find-table.ts';

/** A table that a request works in, open for its caller. */
export interface InTable {
  readonly table: Table;
  readonly open: OpenTable;
}

/** @throws {DynamoDbError} for a table that isn't ready; what KMS refused */
export async function openTable(input: { readonly TableName: string }, scope: HandleScope): Promise<InTable> {
  const table = readyTable(input, scope);
  const { request, requestId, dynamodb } = scope;
  return { table, open: await dynamodb.openFor(table, onBehalfOf(request, requestId)) };
}

/** Where an item of that key is, or would be, and what is there now. */
export async function itemAt(
  { table, open }: InTable,
  key: readonly AttributeValue[],
  { world, dynamodb }: HandleScope,
): Promise<{ readonly itemId: string; readonly before: Item | null }> {
  const itemId = dynamodb.itemId(open, key);
  const stored = world.items.get(table.arn)?.get(itemId);
  return { itemId, before: stored === undefined ? null : await dynamodb.read(open, stored) };
}

/** Every item of a table, in the order of their ids, which says nothing of what is in them. */
export function itemsIn({ table }: InTable, { world }: HandleScope): readonly StoredItem[] {
  const inIt = [...(world.items.get(table.arn)?.values() ?? [])];
  return inIt.sort((a, b) => (a.itemId < b.itemId ? -1 : 1));
}

/** What a request writes on a condition. */
export interface Conditional {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: unknown;
}

/** A request's placeholders. */
export function placeholdersOf({
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: values,
}: Conditional): Placeholders {
  return { names, values: values as Item | undefined };
}

/** @throws {DynamoDbError} ConditionalCheckFailedException where the condition does not hold of what is there */
export function checkCondition(input: Conditional, before: Item | null, used: Used): void {
  const { ConditionExpression: text } = input;
  if (text === undefined) return;
  const condition = readCondition(new Reader('ConditionExpression', text, placeholdersOf(input), used));
  if (holds(condition, before ?? {})) return;
  const message = 'The conditional request failed';
  throw new DynamoDbError('ConditionalCheckFailedException', message, 'precondition-failed');
}
