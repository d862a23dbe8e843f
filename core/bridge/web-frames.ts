import { decode, encode } from 'cborg';
import type { LabEvent } from '../lab/client.ts';
import type { LabMessage, LabReply } from './messages.ts';
import type { StreamFrame } from './stream-end.ts';

/** What a page sends within its stream: a message, whose reply carries the same number. */
export interface WebMessage {
  readonly id: number;
  readonly message: LabMessage;
}

/** What a page gets within its stream. */
export type WebAnswer =
  | { readonly type: 'reply'; readonly id: number; readonly reply: LabReply }
  | { readonly type: 'event'; readonly event: LabEvent };

/** The first frame of every connection, from the page. */
export type Greeting =
  /** A page that begins. The token comes from a link, which works once, or is the key of the page's own tab. */
  | { readonly type: 'hello'; readonly token: string }
  /** A page whose connection broke goes on where it was. */
  | { readonly type: 'resume'; readonly session: string; readonly arrived: number };

/** The answer to it; then both sides send frames of the stream. */
export type Welcome =
  /** `tabKey` is for a `hello` after the page is loaded again. */
  | { readonly type: 'welcome'; readonly session: string; readonly tabKey: string; readonly arrived: number }
  | { readonly type: 'refused'; readonly message: string };

/** All that a page sends over its connection. */
export type PageFrame = Greeting | StreamFrame<WebMessage>;
/** All that the lab sends a page. */
export type LabFrame = Welcome | StreamFrame<WebAnswer>;

/** CBOR, since JSON has no bytes; members stay in their order. */
export function encodeFrame(frame: PageFrame | LabFrame): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encode(frame, { mapSorter: asTheyCame }));
}

function asTheyCame(): number {
  return 0;
}

/**
 * A frame of the lab's, the trusted side; only that it is one is looked at.
 * @throws {Error} for what is none
 */
export function parseLabFrame(bytes: Uint8Array): LabFrame {
  const frame = taggedValue(bytes);
  if (!['welcome', 'refused', 'data', 'arrived'].includes(frame.type)) throw new Error(`no frame: ${frame.type}`);
  return frame as unknown as LabFrame;
}

/**
 * A frame of a page's, which may send anything. The message within is not looked at.
 * @throws {Error} one line, for what is none
 */
export function parsePageFrame(bytes: Uint8Array): PageFrame {
  const frame = taggedValue(bytes);
  const { type, token, session, arrived, n, body } = frame;
  if (type === 'hello' && typeof token === 'string') return { type, token };
  if (!isCount(arrived)) throw new Error('a frame does not tell how many have arrived');
  if (type === 'resume' && typeof session === 'string') return { type, session, arrived };
  if (type === 'arrived') return { type, arrived };
  if (type === 'data' && isCount(n) && isObject(body) && isCount(body.id)) {
    return { type, n, arrived, body: { id: body.id, message: body.message as LabMessage } };
  }
  throw new Error(`no frame: ${type}`);
}

function taggedValue(bytes: Uint8Array): Record<string, unknown> & { readonly type: string } {
  const value: unknown = decode(bytes);
  if (!isObject(value) || typeof value.type !== 'string') throw new Error('no frame: it has no type');
  return { ...value, type: value.type };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
