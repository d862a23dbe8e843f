import type { LabEvent, LabReplies, LabReply, PlaceId, Unsubscribe } from '../core/index.ts';
import type { CommandId } from './commands.ts';

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
  /** Locks the root key of this window's world to the system's keychain, or unlocks it, where the user agrees. */
  | { readonly type: 'lockRootKey' }
  | { readonly type: 'unlockRootKey' }
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
    /** Where its root key is; null in memory. */
    readonly rootKeyAt: 'file' | 'variable' | 'keychain' | null;
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
