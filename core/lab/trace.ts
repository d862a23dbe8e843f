import type { Decision } from '../access/decision.ts';
import type { Because } from '../errors/because.ts';
import type { QuotaUse } from '../quotas/quota-use.ts';

/** The rooms of the corridor, in the order in which a request walks them. */
export const ROOMS = ['parse', 'find', 'authorise', 'admit', 'check', 'handle', 'record'] as const;
export type Room = (typeof ROOMS)[number];

/** A key that a request named, and how it was found. */
export interface FoundKey {
  /** What the request said: an id, an ARN, an alias; or `ciphertext` where the ciphertext names the key. */
  readonly given: string;
  readonly keyArn: string;
  /** The alias it was found by, e.g. `alias/orders`. */
  readonly alias: string | null;
}

/** What a machine did on the request's account. `to` equals `from` for a change within a state. */
export interface Change {
  readonly machine:
    | 'key'
    | 'grant'
    | 'keyStore'
    | 'volume'
    | 'snapshot'
    | 'attachment'
    | 'instance'
    | 'handshake'
    | 'database'
    | 'dbSnapshot';
  /** The ARN or id of the thing that changed. */
  readonly of: string;
  readonly event: string;
  readonly from: string;
  readonly to: string;
}

/** Why a room turned the request away. */
export interface Refusal {
  readonly error: string;
  readonly message: string;
  readonly because: Because;
}

/** What one room saw. `refusal` is set in the room that turned the request away; rooms behind it have no entry. */
export type TraceEntry = { readonly refusal?: Refusal } & (
  | { readonly room: 'parse' }
  | { readonly room: 'find'; readonly keys: readonly FoundKey[] }
  | { readonly room: 'authorise'; readonly decisions: readonly Decision[] }
  /** Set where the world counts requests: the quotas that it was held against. */
  | { readonly room: 'admit'; readonly quotas?: readonly QuotaUse[] }
  | { readonly room: 'check'; readonly keyStates: readonly { readonly keyArn: string; readonly keyState: string }[] }
  | { readonly room: 'handle'; readonly changes: readonly Change[] }
  | { readonly room: 'record'; readonly eventIds: readonly string[] }
);

/** A request's way through the corridor, room by room: the explainer, the lessons and the tests read it. */
export type Trace = readonly TraceEntry[];

/** The refusal in a trace, or null when the request came through. */
export function refusalIn(trace: Trace): Refusal | null {
  for (const entry of trace) if (entry.refusal !== undefined) return entry.refusal;
  return null;
}
