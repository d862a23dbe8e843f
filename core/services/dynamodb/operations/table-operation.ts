import {
  type CheckScope,
  defineOperation,
  type Handled,
  type HandleScope,
  type Operation,
} from '../../../operations/operation.ts';
import type { StringShape, StructureShape, ValueOf } from '../../../operations/shape.ts';
import { tableTarget } from './find-table.ts';

/** An input that names a table. */
type TableShape = StructureShape<{ readonly TableName: StringShape }>;

/** What sets an operation on one table apart from the others. */
interface TableOperation<S extends TableShape> {
  readonly name: string;
  readonly summary: string;
  readonly input: S;
  readonly readOnly: boolean;
  /** Whether it is about items: CloudTrail counts those among data events. */
  readonly isDataEvent?: boolean;
  check?(input: ValueOf<S>, scope: CheckScope): void;
  handle(input: ValueOf<S>, scope: HandleScope): Handled | Promise<Handled>;
}

/**
 * An operation on a table.
 * Source: DynamoDB API Reference; Service Authorization Reference, "Amazon DynamoDB"; DynamoDB Developer Guide, "Logging
 * DynamoDB operations by using AWS CloudTrail".
 */
export function tableOperation<const S extends TableShape>(spec: TableOperation<S>): Operation {
  const { name, summary, input, readOnly, isDataEvent = false } = spec;
  return defineOperation<S>({
    service: 'dynamodb',
    name,
    summary,
    source: `https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_${name}.html`,
    input,
    readOnly,
    mutates: !readOnly,
    isDataEvent,
    // What policies may ask about leaves out what is stored.
    conditionInput: ({ TableName }) => ({ TableName }),
    find: (given, scope) => [tableTarget(given as { readonly TableName: string }, name, scope)],
    check: (given, scope) => spec.check?.(given, scope),
    handle: (given, scope) => spec.handle(given, scope),
  });
}
