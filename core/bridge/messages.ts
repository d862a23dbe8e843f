import type { ActionOutcome, AnswerTo, LabAction, LabEvent, LabQuery } from '../lab/client.ts';
import type { ApiRequestInput, Outcome } from '../lab/request.ts';

/**
 * What a front end in another process asks of the lab, whatever carries it: IPC sends one per invocation, a WebSocket
 * numbers them. Plain JSON and `Uint8Array`.
 */
export type LabMessage =
  | { readonly type: 'call'; readonly request: ApiRequestInput }
  | { readonly type: 'ask'; readonly query: LabQuery }
  | { readonly type: 'act'; readonly action: LabAction }
  /** From now on the sender gets every `LabEvent`. */
  | { readonly type: 'subscribe' }
  | { readonly type: 'unsubscribe' };

/** The answer to a message. An error is a value here because a rejection that crosses IPC keeps only its message. */
export type LabReply<Value = unknown> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: LabReplyError };
/** What went wrong, by the name of its error and in one line. */
export interface LabReplyError {
  readonly name: string;
  readonly message: string;
}

/** What a value of a reply is, by what was asked. */
export interface LabReplies {
  call(request: ApiRequestInput): Promise<LabReply<Outcome>>;
  ask<Q extends LabQuery>(query: Q): Promise<LabReply<AnswerTo<Q>>>;
  act(action: LabAction): Promise<LabReply<ActionOutcome>>;
}

const LAB_EVENTS = ['called', 'timePassed', 'acted'] as const satisfies readonly LabEvent['type'][];

/**
 * Checks the envelope of a reply. What `value` holds is the lab's, the trusted side of the boundary.
 * @throws {Error} one line that says what was expected.
 */
export function parseLabReply(reply: unknown): LabReply {
  if (isObject(reply) && reply.ok === true) return { ok: true, value: reply.value };
  if (isObject(reply) && reply.ok === false && isObject(reply.error)) {
    const { name, message } = reply.error;
    if (typeof name === 'string' && typeof message === 'string') return { ok: false, error: { name, message } };
  }
  throw new Error('The lab sent a reply that is neither { ok: true, value } nor { ok: false, error }.');
}

/**
 * Checks the kind of an event, whose content is the lab's.
 * @throws {Error} one line that says what was expected.
 */
export function parseLabEvent(event: unknown): LabEvent {
  if (isObject(event) && LAB_EVENTS.some((type) => type === event.type)) return event as unknown as LabEvent; // by its tag
  throw new Error(`The lab sent an event that is none of ${LAB_EVENTS.join(', ')}.`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
