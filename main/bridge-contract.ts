import type { LabEvent, LabReplies, LabReply, PlaceId, Unsubscribe } from '../core/index.ts';

/**
 * The channels between main and a window. They stay inside main and its preload; a page sees neither.
 * Source: Electron, "Security", rule 20 (expose no Electron API to untrusted web content).
 */
export const CHANNELS = {
  /** Window to main, a `LabMessage`; answered by a `LabReply`. */
  request: 'kmslab:request',
  /** Main to window, a `LabEvent`. */
  event: 'kmslab:event',
  /** Main to window, a `CommandId` chosen in the menu. */
  command: 'kmslab:command',
  /** Window to main, a `DeskMessage`; answered by a `LabReply` with a `DeskState`. */
  desk: 'kmslab:desk',
  /** Main to window, a `DeskState`. */
  deskState: 'kmslab:desk-state',
  /** Main to window, a `Visit`. */
  visit: 'kmslab:visit',
} as const;

/** What a page finds at `window.kmslab`, and all that it finds of the processes behind it. */
export interface LabBridge extends LabReplies {
  subscribe(listener: (event: LabEvent) => void): Unsubscribe;
  /** Commands chosen in the application menu. */
  onCommand(listener: (command: CommandId) => void): Unsubscribe;
  /** Asks the app around the lab for something; it answers with how things stand then. */
  desk<M extends DeskMessage>(message: M): Promise<LabReply<DeskAnswer<M>>>;
  onDeskState(listener: (state: DeskState) => void): Unsubscribe;
  /** Told where to go. */
  onVisit(listener: (visit: Visit) => void): Unsubscribe;
}

/** What a window may ask of the app. It names no file: which one is meant, main knows, or asks its user. */
export type DeskMessage =
  | { readonly type: 'look' }
  /** A new world in memory, in a window of its own. */
  | { readonly type: 'newWorld' }
  /** Lets the user pick a world file, which opens in a window of its own. */
  | { readonly type: 'openWorld' }
  /** Opens a world of the list, by its place there. */
  | { readonly type: 'openRecent'; readonly at: number }
  /** Lets the user name a file, saves this window's world in it, and goes on there. */
  | { readonly type: 'saveWorld' }
  /** Another window on this window's world. */
  | { readonly type: 'newWindow' }
  /** Serves this window's world to AWS's clients, until it is stopped or the app ends. */
  | { readonly type: 'startEndpoint' }
  | { readonly type: 'stopEndpoint' }
  /** What a shell is to evaluate for clients of the running endpoint to act as somebody in a Region. */
  | { readonly type: 'exports'; readonly as: string; readonly region: string };

/** Lines for a shell, or how things stand then. */
export type DeskAnswer<M extends DeskMessage> = M extends { readonly type: 'exports' } ? string : DeskState;

/** How things stand around the lab of one window. */
export interface DeskState {
  readonly settings: WindowSettings;
  /** Null in a window of another app, which has files and windows of its own. */
  readonly app: AppState | null;
}

/**
 * What a window lets its user do, where another app shows it:
 * - `time`: the clock; `commands`: everything that AWS or the world's files are asked to do; `undo`;
 * - `lessons`: other lessons than the one in hand, and leaving it; `replays`.
 */
export type Part = 'time' | 'commands' | 'undo' | 'lessons' | 'replays';

export interface WindowSettings {
  /** The places that are shown, the first of them at first; null for all. */
  readonly places: readonly PlaceId[] | null;
  /** What is refused. */
  readonly locked: readonly Part[];
  readonly theme: 'system' | 'light' | 'dark';
}

/** What nothing is locked in. */
export const OPEN_SETTINGS: WindowSettings = { places: null, locked: [], theme: 'system' };

/** The app's own part of it: worlds, files, windows. */
export interface AppState {
  readonly world: {
    readonly name: string;
    /** Path of its file; null in memory. */
    readonly file: string | null;
  };
  /** Where this window's world is served; null where it isn't. */
  readonly endpoint: { readonly url: string } | null;
  /** World files that were open lately, newest first. */
  readonly recent: readonly { readonly name: string; readonly folder: string }[];
}

/** A place to go to. */
export interface Visit {
  /** As `parseAddress` reads it. */
  readonly address: string;
  /** Whether the user asked for what is there, as in a menu, so that it may begin at once; a link only leads there. */
  readonly begins: boolean;
}

/** @throws {Error} one line, for anything that is no command of the table below. */
export function parseCommandId(command: unknown): CommandId {
  const known = COMMAND_IDS.find((id) => id === command);
  if (known === undefined) throw new Error(`No such command: ${String(command)}.`);
  return known;
}

/** One action of the window: the same entry feeds its palette, its keyboard and the application menu. */
export interface Command {
  readonly id: CommandId;
  readonly title: string;
  readonly category: 'World' | 'Lab' | 'Place' | 'Lesson' | 'Key' | 'Time' | 'Go to' | 'Help';
  /** The letter that does it outside text fields, or null. */
  readonly key: string | null;
  /** What else a person may search for: the API's name, an exam's term, plain words. */
  readonly words: string;
}

const COMMAND_IDS = [
  'world-new',
  'world-open',
  'world-save',
  'window-new',
  'worlds',
  'endpoint',
  'endpoint-start',
  'endpoint-stop',
  'palette',
  'command-bar',
  'act-as',
  'why',
  'undo',
  'redo',
  'copy',
  'present',
  'handout',
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
  'place-lab',
  'place-learn',
  'place-key',
  'place-flow',
  'place-envelope',
  'place-why',
  'place-trail',
  'place-bill',
  'place-replay',
  'lesson-next',
  'lesson-hint',
  'lesson-reset',
  'lesson-leave',
  'progress',
  'show-map',
  'build',
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
  command('undo', 'Lab', 'Undo the last step', 'z', 'take back revert'),
  command('redo', 'Lab', 'Do it again', 'Z', 'redo repeat'),
  command('copy', 'Lab', 'Copy…', 'y', 'ARN id command JSON clipboard'),
  command('present', 'Lab', 'Present to a room, or stop', 'P', 'teacher demo presentation large type captions beamer'),
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
  command('place-lab', 'Place', 'Lab', '1', 'home keys trail panels free play'),
  command('place-learn', 'Place', 'Learn', '2', 'lessons course tutorial walkthrough quiz step'),
  command('place-key', 'Place', 'Key', '3', 'selected key statechart policy rotation aliases'),
  command('place-flow', 'Place', 'Flow', '4', 'snapshot copy volume database EBS RDS data key wrapped lanes'),
  command(
    'place-envelope',
    'Place',
    'Envelope',
    '5',
    'envelope encryption data key GenerateDataKey wrapped plaintext bytes',
  ),
  command('place-why', 'Place', 'Why', '6', 'explain denied access decision ladder requests'),
  command('place-trail', 'Place', 'Trail', '7', 'CloudTrail audit log records events'),
  command('place-bill', 'Place', 'Bill', '8', 'cost price money month what if'),
  command('place-replay', 'Place', 'Replay', '9', 'scenario story player step scrub past history'),
  command('lesson-next', 'Lesson', 'Go on with the lesson', 'n', 'next step begin continue'),
  command('lesson-hint', 'Lesson', 'Show a hint', 'h', 'nudge clue'),
  command('lesson-reset', 'Lesson', 'Reset this step', 'R', 'restart again'),
  command('lesson-leave', 'Lesson', 'Back to my lab', null, 'leave quit the lesson free'),
  command('handout', 'Lesson', 'Save a hand-out…', null, 'teacher paper print Markdown commands answers export'),
  command('build', 'Lesson', 'Build a lesson…', null, 'author teacher record own lesson YAML create'),
  command('progress', 'Lesson', 'My progress…', null, 'profile export import save backup file another computer'),
  command(
    'show-map',
    'Go to',
    'World map',
    'm',
    'accounts Regions replicas multi-Region volumes snapshots buckets where',
  ),
  command('go-keys', 'Go to', 'Keys', null, 'panel list'),
  command('go-principals', 'Go to', 'Principals', null, 'panel roles users'),
  command('go-key', 'Go to', 'Selected key', null, 'panel overview policy rotation aliases chart'),
  command('go-trail', 'Go to', 'Trail', null, 'panel CloudTrail log records events'),
  command('filter-keys', 'Go to', 'Filter keys', '/', 'search find'),
  command('world-new', 'World', 'New world', null, 'memory empty file start'),
  command('world-open', 'World', 'Open a world…', null, 'file kmslab load'),
  command('world-save', 'World', 'Save the world as…', null, 'file kmslab keep store copy'),
  command('window-new', 'World', 'New window on this world', null, 'second beside'),
  command('worlds', 'World', 'Worlds', null, 'recent file memory saved where root key'),
  command('endpoint', 'World', 'Endpoint for AWS clients', null, 'serve CLI SDK export URL credentials environment'),
  command('endpoint-start', 'World', 'Start the endpoint', null, 'serve CLI SDK export port listen'),
  command('endpoint-stop', 'World', 'Stop the endpoint', null, 'serve CLI SDK end'),
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
