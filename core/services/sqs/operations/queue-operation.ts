import {
  type CheckScope,
  defineOperation,
  type Handled,
  type HandleScope,
  type Operation,
} from '../../../operations/operation.ts';
import type { StringShape, StructureShape, ValueOf } from '../../../operations/shape.ts';
import type { Queue } from '../queue.ts';
import { queueOf, queueTarget } from './find-queue.ts';

/** An input that names a queue. */
type QueueShape = StructureShape<{ readonly QueueUrl: StringShape }>;

/** What sets an operation on one queue apart from the others. */
export interface QueueOperation<S extends QueueShape> {
  readonly name: string;
  readonly summary: string;
  readonly input: S;
  /** The action that is asked for, where it isn't the operation's own name: a batch asks for what it is a batch of. */
  readonly action?: string;
  readonly readOnly: boolean;
  /** Where reading changes something, too. */
  readonly mutates?: boolean;
  readonly isDataEvent: boolean;
  /** Only the queue's own account may, whatever its policy says. */
  readonly isOwnersAlone?: boolean;
  check?(input: ValueOf<S>, queue: Queue, scope: CheckScope): void;
  handle(input: ValueOf<S>, queue: Queue, scope: HandleScope): Handled | Promise<Handled>;
}

/** Members that policies may ask about: what is sent is none of them. */
const ASKED_ABOUT = ['QueueUrl', 'Tags', 'TagKeys'];

function askedAbout(input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => ASKED_ABOUT.includes(name)));
}

/**
 * An operation on a queue that is there.
 * Source: SQS API Reference; Service Authorization Reference, "Amazon SQS"; CloudTrail's events by SQS Developer Guide,
 * "Logging Amazon SQS API calls using AWS CloudTrail".
 */
export function queueOperation<const S extends QueueShape>(spec: QueueOperation<S>): Operation {
  const { name, summary, input, readOnly, mutates = !readOnly, isDataEvent } = spec;
  const queueIn = (given: ValueOf<S>, scope: CheckScope | HandleScope) =>
    queueOf(given as { readonly QueueUrl: string }, scope);
  return defineOperation<S>({
    service: 'sqs',
    name,
    summary,
    source: `https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_${name}.html`,
    input,
    readOnly,
    mutates,
    crossAccount: spec.isOwnersAlone !== true,
    isDataEvent,
    conditionInput: askedAbout,
    find: (given, scope) => [
      queueTarget(queueOf(given as { readonly QueueUrl: string }, scope), `sqs:${spec.action ?? name}`),
    ],
    check: (given, scope) => spec.check?.(given, queueIn(given, scope), scope),
    handle: (given, scope) => spec.handle(given, queueIn(given, scope), scope),
  });
}
