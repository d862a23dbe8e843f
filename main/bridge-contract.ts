import type {
  ActionOutcome,
  AnswerTo,
  ApiRequestInput,
  LabAction,
  LabEvent,
  LabQuery,
  Outcome,
  Unsubscribe,
} from '../core/index.ts';

/**
 * The two channels between main and a window. They stay inside main and its preload; a page sees neither.
 * Source: Electron, "Security", rule 20 (expose no Electron API to untrusted web content).
 */
export const CHANNELS = {
  /** Window to main, a `LabMessage`; answered by a `LabReply`. */
  request: 'kmslab:request',
  /** Main to window, a `LabEvent`. */
  event: 'kmslab:event',
  /** Main to window, a `CommandId` chosen in the menu. */
  command: 'kmslab:command',
} as const;

/**
 * What a front end in another process asks of the lab, whatever carries it: IPC sends one per invocation,
 * a WebSocket wraps it with an id. Plain JSON and `Uint8Array`.
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
export interface LabReplyError {
  readonly name: string;
  readonly message: string;
}

/** What a page finds at `window.kmslab`, and all that it finds of the processes behind it. */
export interface LabBridge {
  call(request: ApiRequestInput): Promise<LabReply<Outcome>>;
  ask<Q extends LabQuery>(query: Q): Promise<LabReply<AnswerTo<Q>>>;
  act(action: LabAction): Promise<LabReply<ActionOutcome>>;
  subscribe(listener: (event: LabEvent) => void): Unsubscribe;
  /** Commands chosen in the application menu. */
  onCommand(listener: (command: CommandId) => void): Unsubscribe;
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

/** @throws {Error} one line, for anything that is no command of the table below. */
export function parseCommandId(command: unknown): CommandId {
  const known = COMMAND_IDS.find((id) => id === command);
  if (known === undefined) throw new Error(`No such command: ${String(command)}.`);
  return known;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** One action of the window: the same entry feeds its palette, its keyboard and the application menu. */
export interface Command {
  readonly id: CommandId;
  readonly title: string;
  readonly category: 'Lab' | 'Key' | 'Time' | 'Go to' | 'Help';
  /** The letter that does it outside text fields, or null. */
  readonly key: string | null;
  /** What else a person may search for: the API's name, an exam's term, plain words. */
  readonly words: string;
}

const COMMAND_IDS = [
  'palette',
  'command-bar',
  'act-as',
  'why',
  'copy',
  'create-key',
  'encrypt',
  'decrypt',
  'enable-key',
  'disable-key',
  'enable-rotation',
  'disable-rotation',
  'rotate-now',
  'schedule-deletion',
  'cancel-deletion',
  'move-time',
  'follow-time',
  'go-keys',
  'go-principals',
  'go-key',
  'go-trail',
  'filter-keys',
  'help',
] as const;
export type CommandId = (typeof COMMAND_IDS)[number];

/** Every action, in the order of the menu. */
export const COMMANDS: readonly Command[] = [
  command('palette', 'Lab', 'Command palette', null, 'search actions everything'),
  command('command-bar', 'Lab', 'Type an aws command', ':', 'command line cli terminal shell'),
  command('act-as', 'Lab', 'Act as…', 'a', 'principal role user identity caller assume'),
  command('why', 'Lab', 'Why this answer?', 'w', 'explain denied AccessDenied refusal policy evaluation'),
  command('copy', 'Lab', 'Copy…', 'y', 'ARN id command JSON clipboard'),
  command('create-key', 'Key', 'Create a KMS key', null, 'CreateKey CMK customer master key new'),
  command('encrypt', 'Key', 'Encrypt text', null, 'Encrypt plaintext ciphertext'),
  command('decrypt', 'Key', 'Decrypt a ciphertext', null, 'Decrypt plaintext ciphertext'),
  command('enable-key', 'Key', 'Enable the key', null, 'EnableKey on'),
  command('disable-key', 'Key', 'Disable the key', null, 'DisableKey off'),
  command('enable-rotation', 'Key', 'Enable automatic rotation', null, 'EnableKeyRotation yearly material'),
  command('disable-rotation', 'Key', 'Disable automatic rotation', null, 'DisableKeyRotation'),
  command('rotate-now', 'Key', 'Rotate the key now', null, 'RotateKeyOnDemand new key material backing key'),
  command('schedule-deletion', 'Key', 'Schedule key deletion…', null, 'ScheduleKeyDeletion delete remove destroy'),
  command('cancel-deletion', 'Key', 'Cancel key deletion', null, 'CancelKeyDeletion keep undelete'),
  command('move-time', 'Time', 'Move the clock…', 't', 'advance days time travel'),
  command('follow-time', 'Time', 'Follow real time, or stand', null, 'clock pause run'),
  command('go-keys', 'Go to', 'Keys', null, 'panel list'),
  command('go-principals', 'Go to', 'Principals', null, 'panel roles users'),
  command('go-key', 'Go to', 'Selected key', null, 'panel overview policy rotation aliases chart'),
  command('go-trail', 'Go to', 'Trail', null, 'panel CloudTrail log records events'),
  command('filter-keys', 'Go to', 'Filter keys', '/', 'search find'),
  command('help', 'Help', 'Keys and help', '?', 'shortcuts keyboard'),
];

function command(
  id: CommandId,
  category: Command['category'],
  title: string,
  key: string | null,
  words: string,
): Command {
  return { id, category, title, key, words };
}
