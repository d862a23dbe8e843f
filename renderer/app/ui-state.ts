import type { Happening, LabView, PlaceId, RunBytes, RunOutcome } from '../../core/index.ts';
import type { KeyTab } from '../lab/key-tabs.ts';
import { marked } from '../lab/undone.ts';
import type { Invitation } from '../views/InvitationSheet.tsx';

/** The panels a keyboard can go to; in the place Lab, a narrow window shows one of the first three at a time. */
export const PANELS = ['keys', 'key', 'trail', 'principals', 'commands', 'lesson'] as const;
export type Panel = (typeof PANELS)[number];
export type Column = 'keys' | 'key' | 'trail';

/** The places that show the selected key. */
const WITH_KEY: readonly PlaceId[] = ['lab', 'learn', 'key', 'replay'];

/** What stands in front of the lab; one at a time. */
export type Sheet =
  | { readonly type: 'palette' }
  | { readonly type: 'act-as' }
  | { readonly type: 'go-to-region' }
  | { readonly type: 'help' }
  | { readonly type: 'time' }
  | { readonly type: 'create-key' }
  | { readonly type: 'schedule-deletion' }
  | { readonly type: 'copy' }
  | { readonly type: 'progress' }
  | { readonly type: 'build' }
  | { readonly type: 'handout' }
  | { readonly type: 'worlds' }
  | { readonly type: 'endpoint' }
  | { readonly type: 'invitation'; readonly address: Invitation }
  | { readonly type: 'why'; readonly requestId: string }
  | { readonly type: 'record'; readonly eventId: string };

/** Who commands run as, and where. */
export interface Standpoint {
  readonly as: string;
  readonly region: string;
}

/** What is told in passing. */
export interface ToastText {
  readonly says: string;
  /** What a button in it does: takes a step back, or does again what was taken back. */
  readonly offers: 'undo' | 'redo' | null;
}

/** A key policy that is to be edited: whose, what its text begins as, and where the cursor stands. */
export interface PolicyDraft {
  readonly keyArn: string;
  /** Null for the policy that the key has. */
  readonly text: string | null;
  /** Place of a statement, from 0, that is gone to first. */
  readonly statement: number | null;
  /** Place in the text that the cursor goes to first; null for its beginning, or for a statement. */
  readonly caret: number | null;
}

/** What stands in the command log: lines that were run, and moves of the clock. */
export type LogEntry = CommandEntry | ClockEntry;

interface Logged {
  /** Counts what was taken back, the newest highest; null where it stands. */
  readonly undone: number | null;
}

/** One `aws …` line and what came of it. */
export interface CommandEntry extends Standpoint, Logged {
  readonly type: 'command';
  readonly id: number;
  readonly line: string;
  readonly result:
    | { readonly type: 'running' }
    | { readonly type: 'ran'; readonly run: RunOutcome; readonly kms: RunBytes }
    /** The lab's own error, not AWS's. */
    | { readonly type: 'failed'; readonly message: string };
}

/** A move of the clock and what happened on the way. */
export interface ClockEntry extends Logged {
  readonly type: 'clock';
  readonly id: number;
  readonly to: number;
  readonly happened: readonly Happening[];
}

/** A record of the trail. */
export interface TrailPlace {
  readonly eventId: string;
  readonly requestId: string | null;
}

/** A window that is shown to a room. */
export interface Presenting {
  /** What was pressed last; null where nothing was. */
  readonly lastKey: string | null;
}

/** What a window remembers by itself; everything about the cloud is asked of the lab. */
export interface UiState {
  readonly place: PlaceId;
  readonly standpoint: Standpoint | null;
  readonly selectedKeyArn: string | null;
  /** The key that was selected until its creation was taken back: done again, it is selected again. */
  readonly leftKeyArn: string | null;
  readonly tab: KeyTab;
  readonly column: Column;
  /** What stands in the middle of the place Lab: the selected key, or the map of the world. */
  readonly middle: 'key' | 'world';
  readonly sheet: Sheet | null;
  /** The trail's record that the keyboard stands on, and its request; null follows the newest. */
  readonly trailAt: TrailPlace | null;
  /** The request that the place Why explains; null for the last one. */
  readonly whyOf: string | null;
  readonly toast: ToastText | null;
  /** Null where nobody presents. */
  readonly presenting: Presenting | null;
  /** The policies that are being edited, one of a key at most. */
  readonly policyDrafts: readonly PolicyDraft[];
  readonly log: readonly LogEntry[];
  /** A line that was put into the command bar last, for its user to complete. */
  readonly offered: { readonly line: string } | null;
}

export type UiEvent =
  | { readonly type: 'viewArrived'; readonly view: LabView }
  | { readonly type: 'goTo'; readonly place: PlaceId }
  /** Another world is in hand: who acts in it, and where. */
  | { readonly type: 'entered'; readonly standpoint: Standpoint }
  | { readonly type: 'standAt'; readonly standpoint: Standpoint }
  | { readonly type: 'standOnRecord'; readonly at: TrailPlace | null }
  /** Begins to present, or stops. */
  | { readonly type: 'present' }
  | { readonly type: 'pressed'; readonly key: string }
  /** The editor of a draft goes out of sight with this text in it. */
  | { readonly type: 'policyWritten'; readonly draft: PolicyDraft; readonly text: string }
  | { readonly type: 'editPolicy'; readonly draft: PolicyDraft }
  /** The policy of a key was put, or its draft given up. */
  | { readonly type: 'leavePolicy'; readonly keyArn: string }
  | { readonly type: 'toast'; readonly toast: ToastText | null }
  /** Which keys there are after something was taken back, or done again. */
  | { readonly type: 'keysLeft'; readonly keyArns: readonly string[] }
  | { readonly type: 'explain'; readonly requestId: string | null }
  | { readonly type: 'actAs'; readonly arn: string }
  | { readonly type: 'goToRegion'; readonly region: string }
  | { readonly type: 'selectKey'; readonly keyArn: string; readonly region: string }
  | { readonly type: 'openTab'; readonly tab: KeyTab }
  | { readonly type: 'showMiddle'; readonly middle: UiState['middle'] }
  | { readonly type: 'showColumn'; readonly column: Column }
  | { readonly type: 'offerLine'; readonly line: string }
  | { readonly type: 'openSheet'; readonly sheet: Sheet }
  | { readonly type: 'closeSheet' }
  | { readonly type: 'started'; readonly entry: Omit<CommandEntry, 'type' | 'result' | 'undone'> }
  | { readonly type: 'ended'; readonly id: number; readonly result: CommandEntry['result'] }
  | { readonly type: 'clockMoved'; readonly to: number; readonly happened: readonly Happening[] }
  /** `says` what undo calls it. */
  | { readonly type: 'tookBack'; readonly does: 'undo' | 'redo'; readonly says: string };

export const INITIAL_UI: UiState = {
  place: 'lab',
  standpoint: null,
  selectedKeyArn: null,
  leftKeyArn: null,
  tab: 'overview',
  column: 'keys',
  middle: 'key',
  sheet: null,
  trailAt: null,
  whyOf: null,
  toast: null,
  presenting: null,
  policyDrafts: [],
  log: [],
  offered: null,
};

const DEFAULT_REGION = 'us-east-1';
/** Older lines are forgotten; the trail remembers what AWS was asked. */
const LOG_LENGTH = 200;

/** What a window shows next. Pure: effects are the hooks'. */
export function nextUi(state: UiState, event: UiEvent): UiState {
  switch (event.type) {
    case 'viewArrived':
      return state.standpoint === null ? { ...state, standpoint: firstStandpoint(event.view) } : state;
    case 'goTo':
      return { ...state, place: event.place };
    case 'entered':
      return {
        ...state,
        standpoint: event.standpoint,
        selectedKeyArn: null,
        leftKeyArn: null,
        tab: 'overview',
        trailAt: null,
        whyOf: null,
        // A key of this one may bear the ARN of a key there.
        policyDrafts: [],
        // What it tells of, and would take back, was done in the world before.
        toast: null,
        // Its lines were run in the world before, by somebody who may bear another name in this one.
        log: [],
      };
    case 'standAt':
      return { ...state, standpoint: event.standpoint };
    case 'standOnRecord':
      return { ...state, trailAt: event.at };
    case 'present':
      return { ...state, presenting: state.presenting === null ? { lastKey: null } : null };
    case 'pressed':
      return state.presenting === null ? state : { ...state, presenting: { lastKey: event.key } };
    case 'policyWritten':
      // Only of the draft that is still in hand: it may have been put, given up or replaced.
      return {
        ...state,
        policyDrafts: state.policyDrafts.map((draft) =>
          draft === event.draft ? { ...draft, text: event.text, statement: null, caret: null } : draft,
        ),
      };
    case 'editPolicy':
      return editing(state, event.draft);
    case 'leavePolicy':
      return { ...state, policyDrafts: withoutDraftOf(state, event.keyArn) };
    case 'toast':
      return { ...state, toast: event.toast };
    case 'keysLeft':
      return keyAmong(state, event.keyArns);
    case 'explain':
      return { ...state, whyOf: event.requestId };
    case 'actAs':
      return state.standpoint === null ? state : { ...state, standpoint: { ...state.standpoint, as: event.arn } };
    case 'goToRegion':
      return state.standpoint === null
        ? state
        : { ...state, standpoint: { ...state.standpoint, region: event.region } };
    case 'selectKey':
      return {
        ...state,
        selectedKeyArn: event.keyArn,
        leftKeyArn: null,
        middle: 'key',
        // A key is worked on in its own Region, so the breadcrumb follows it.
        standpoint: state.standpoint && { ...state.standpoint, region: event.region },
      };
    case 'openTab':
      return {
        ...state,
        tab: event.tab,
        column: 'key',
        middle: 'key',
        place: WITH_KEY.includes(state.place) ? state.place : 'key',
      };
    case 'showMiddle':
      return { ...state, middle: event.middle, column: 'key' };
    case 'showColumn':
      return { ...state, column: event.column };
    case 'offerLine':
      return { ...state, offered: { line: event.line } };
    case 'openSheet':
      return { ...state, sheet: event.sheet };
    case 'closeSheet':
      return { ...state, sheet: null };
    case 'started':
      return logged(state, { ...event.entry, type: 'command', result: { type: 'running' }, undone: null });
    case 'clockMoved': {
      const { to, happened } = event;
      return logged(state, { type: 'clock', id: nextClockId(state), to, happened, undone: null });
    }
    case 'ended':
      return {
        ...state,
        log: state.log.map((entry) =>
          entry.type === 'command' && entry.id === event.id ? { ...entry, result: event.result } : entry,
        ),
      };
    case 'tookBack':
      return { ...state, log: marked(state.log, event.does, event.says) };
  }
}

/** The policy of a key, opened for editing in a place that shows the key. */
function editing(state: UiState, draft: PolicyDraft): UiState {
  const selected = nextUi(state, { type: 'selectKey', keyArn: draft.keyArn, region: draft.keyArn.split(':')[3] ?? '' });
  return {
    ...nextUi(selected, { type: 'openTab', tab: 'policy' }),
    sheet: null,
    policyDrafts: [...withoutDraftOf(state, draft.keyArn), draft],
  };
}

function withoutDraftOf({ policyDrafts }: UiState, keyArn: string): readonly PolicyDraft[] {
  return policyDrafts.filter((draft) => draft.keyArn !== keyArn);
}

/** Lets go of a selected key that is not there any more, and takes it up again where it is back. */
function keyAmong(state: UiState, keyArns: readonly string[]): UiState {
  const { selectedKeyArn, leftKeyArn } = state;
  if (selectedKeyArn !== null && !keyArns.includes(selectedKeyArn)) {
    return { ...state, selectedKeyArn: null, leftKeyArn: selectedKeyArn };
  }
  return selectedKeyArn === null && leftKeyArn !== null && keyArns.includes(leftKeyArn)
    ? { ...state, selectedKeyArn: leftKeyArn, leftKeyArn: null }
    : state;
}

function logged(state: UiState, entry: LogEntry): UiState {
  return { ...state, log: [...state.log, entry].slice(-LOG_LENGTH) };
}

/** Moves of the clock count down from -1, commands up from 1: neither needs the other's number. */
function nextClockId({ log }: UiState): number {
  return Math.min(0, ...log.map(({ id }) => id)) - 1;
}

/** Who a world is entered as where nothing says so: its first principal, in the Region that every world has. */
export function firstStandpoint({ principals }: LabView): Standpoint | null {
  const first = principals[0];
  return first === undefined ? null : { as: first.arn, region: DEFAULT_REGION };
}
