import type {
  AnswerTo,
  BillView,
  Completion,
  ContinuedFrom,
  DueEvent,
  EnvelopeRun,
  GainsView,
  Happening,
  KeyView,
  LabView,
  LessonView,
  PlayedStep,
  ReplaySummary,
  ReplayView,
  RunOutcome,
  TrailRow,
  WhoView,
  WhyView,
} from '../../core/index.ts';
import type { KeyPress } from '../terminal/keys.ts';
import type { Deed } from './deeds.ts';

/** Columns and rows of the terminal. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Whether there is room for panels side by side; else one shows at a time, under a strip of tabs. */
export function isWide({ columns }: Size): boolean {
  return columns >= WIDE_FROM;
}

const WIDE_FROM = 80;

/** The parts of the lab's screen that take the focus, in the order in which Tab walks them. */
export const PANELS = ['lesson', 'steps', 'step', 'keys', 'key', 'trail', 'things', 'principals', 'result'] as const;
export type Panel = (typeof PANELS)[number];
/** The panels that stand beside a lesson, or beside the steps of a replay. */
export type BesidePanel = Exclude<Panel, 'lesson' | 'steps' | 'result'>;

/** The tabs of the selected key, in the order of the AWS console. */
export const KEY_TABS = ['Overview', 'Policy', 'Crypto', 'Tags', 'Rotation', 'Aliases', 'Grants', 'Regions'] as const;
export type KeyTab = (typeof KEY_TABS)[number];

/** What the lab said when it was last asked; replaced as a whole. */
export interface LabData {
  readonly view: LabView;
  /** The selected key; null where none is, or where it is gone. */
  readonly key: KeyView | null;
  /** Who may use it; null where nobody looks at its policy. */
  readonly who: WhoView | null;
  readonly trail: readonly TrailRow[];
  /** What each account owes for the month so far, as its bill says: `$1.00`, by the account's id. */
  readonly costs: Readonly<Record<string, string>>;
  /** The lesson in hand; null in the free lab. */
  readonly lesson: LessonView | null;
  /** The replay that is on: all else is as of the moment that it shows. Null where the lab is live. */
  readonly replay: ReplayView | null;
  /** Its steps; none without one. */
  readonly steps: readonly PlayedStep[];
  /** The moment of a replay that this lab goes on from; null for any other. */
  readonly continued: ContinuedFrom | null;
}

/** Who acts, and where. */
export interface Here {
  /** ARN of the principal. */
  readonly as: string;
  readonly region: string;
}

/** The line being typed. */
export interface CommandOverlay {
  readonly type: 'command';
  readonly line: string;
  /** Place of the cursor, in characters from the start. */
  readonly cursor: number;
  readonly completions: readonly Completion[];
  /** The line that `completions` are for; while the lab is asked for others, those of before are shown. */
  readonly completedLine: string | null;
  /** The completion that Enter or Tab takes; null until Tab or an arrow chose one. */
  readonly chosen: number | null;
  /** Whether a lesson has put the line in. */
  readonly isOffered: boolean;
  /** Steps back in the history; 0 is the line being written, kept in `draft`. */
  readonly back: number;
  readonly draft: string;
  /** What to know before Enter runs the line; empty where there is nothing. */
  readonly note: string;
  /** What is looked for in the history, newest first; null while nothing is. */
  readonly search: string | null;
}

/** The part of the line in the bar that stands before the cursor, which is what is completed. */
export function headOf({ line, cursor }: CommandOverlay): string {
  return line.slice(0, cursor);
}

/** The choices of the time control. */
export const TIME_CHOICES = ['day', 'week', 'month', 'year', 'next', 'date', 'follow'] as const;
export type TimeChoice = (typeof TIME_CHOICES)[number];

export interface TimeOverlay {
  readonly type: 'time';
  readonly choice: TimeChoice;
  /** What was typed for `date`. */
  readonly dateText: string;
  /** What happens up to `until`; null while the lab is being asked. */
  readonly preview: { readonly until: number; readonly due: readonly DueEvent[] } | null;
  /** Enter was pressed before the lab had answered: go as soon as it is known where to. */
  readonly isGoing: boolean;
}

export interface WhyOverlay {
  readonly type: 'why';
  readonly requestId: string;
  /** Null while the lab is being asked, `unknown` where it knows no such request. */
  readonly why: WhyView | 'unknown' | null;
  /** What the fix of each decision would do to everybody. */
  readonly gains: readonly (GainsView | null)[];
  readonly scroll: number;
}

export interface PickOverlay {
  readonly type: 'pick';
  readonly what: 'principal' | 'region';
  readonly filter: string;
  readonly index: number;
}

export interface HelpOverlay {
  readonly type: 'help';
  /** What had the focus when `?` was pressed; its keys come first. */
  readonly topic: HelpTopic;
  readonly scroll: number;
}
export type HelpTopic = Panel | Exclude<Overlay['type'], 'help' | 'copy'>;

/** One CloudTrail record, whole. */
export interface RecordOverlay {
  readonly type: 'record';
  readonly eventId: string;
  readonly scroll: number;
}

/** What KMS would cost each account in a month. */
export interface BillOverlay {
  readonly type: 'bill';
  /** `2026-03`; null for the month that it is. */
  readonly month: string | null;
  /** Null while the lab is being asked. */
  readonly bills: readonly BillView[] | null;
  readonly scroll: number;
}

/** The lessons, to take one up. */
export interface LessonsOverlay {
  readonly type: 'lessons';
  /** Null while the lab is being asked. */
  readonly lessons: AnswerTo<{ readonly type: 'lessons' }> | null;
  readonly index: number;
}

/** What there is to replay. */
export interface ReplaysOverlay {
  readonly type: 'replays';
  /** Null while the lab is being asked. */
  readonly replays: readonly ReplaySummary[] | null;
  readonly index: number;
}

/** Where data goes: volumes, snapshots and databases, a lane for each account and Region. */
export interface FlowOverlay {
  readonly type: 'flow';
  readonly scroll: number;
  /** How often the way was to be broken: each time at another place. */
  readonly breaks: number;
}

/** A data key and what it is for. */
export interface EnvelopeOverlay {
  readonly type: 'envelope';
  readonly scroll: number;
}

/** A thing of a service, whole. */
export interface ThingOverlay {
  readonly type: 'thing';
  readonly id: string;
  readonly scroll: number;
}

/** Everything that can be done, to be found by a word of it. */
export interface PaletteOverlay {
  readonly type: 'palette';
  readonly filter: string;
  readonly index: number;
  /** `kms encrypt` and what it does; null while the lab is being asked. */
  readonly operations: readonly Completion[] | null;
}

/** What was run, to be run again. */
export interface LogOverlay {
  readonly type: 'log';
  readonly index: number;
}

/** The lists that can be narrowed. */
export const FILTERED = ['keys', 'things', 'trail', 'principals'] as const;
export type FilteredPanel = (typeof FILTERED)[number];

/** A word that narrows a list, being typed. */
export interface FilterOverlay {
  readonly type: 'filter';
  readonly of: FilteredPanel;
  /** The filter that comes back with Esc. */
  readonly before: string;
}

/** Commands that were pasted, shown before they run. */
export interface PasteOverlay {
  readonly type: 'paste';
  readonly lines: readonly string[];
  readonly scroll: number;
}

/** A line that was run, and what came of it. */
export interface LoggedRun extends EnvelopeRun {
  /** `main/role/admin` */
  readonly as: string;
  readonly region: string;
  /** By the lab's clock. */
  readonly at: number;
  /** Whether it was taken back: for good, where something else was done since. */
  readonly undone: 'forNow' | 'forGood' | null;
  readonly requestId: string | null;
}

/** What lies over the panels and takes the keys; the last one of a list is on top. */
export type Overlay =
  | CommandOverlay
  | TimeOverlay
  | WhyOverlay
  | PickOverlay
  | HelpOverlay
  | RecordOverlay
  | BillOverlay
  | LessonsOverlay
  | ReplaysOverlay
  | FlowOverlay
  | EnvelopeOverlay
  | ThingOverlay
  | PaletteOverlay
  | LogOverlay
  | FilterOverlay
  | PasteOverlay
  | { readonly type: 'copy' };

/** What the last command, or the last move of the clock, came to. */
export type Result =
  | { readonly type: 'run'; readonly line: string; readonly run: RunOutcome; readonly why: WhyView | null }
  | { readonly type: 'failed'; readonly line: string; readonly message: string }
  | { readonly type: 'time'; readonly from: number; readonly to: number; readonly happened: readonly Happening[] };

/** Pasted lines that wait for those before them. */
export interface Queue {
  readonly lines: readonly string[];
  /** Why they are not to be run, in words; null while they are. */
  readonly stop: string | null;
}

/** What the user wants: a key, whose meaning is that of the moment, or a deed by its name. */
export type Wish =
  | { readonly type: 'pressed'; readonly press: KeyPress }
  | { readonly type: 'asked'; readonly deed: Deed };

/** What the screen knows of one world, and of no other: what was run and made in it, and what is chosen there. */
export interface OfAWorld {
  readonly tab: KeyTab;
  readonly selectedKey: string | null;
  readonly selectedPrincipal: string | null;
  /** Event id; null follows the newest. */
  readonly selectedEvent: string | null;
  /** How long the trail was when it stopped following; null while it follows. */
  readonly pausedAt: number | null;
  readonly selectedThing: string | null;
  /** Words that narrow the lists. */
  readonly filters: Readonly<Record<FilteredPanel, string>>;
  /** First line shown of the panels that scroll by lines. */
  readonly scroll: { readonly key: number; readonly result: number; readonly lesson: number; readonly step: number };
  /** Lines that were run, oldest first. */
  readonly history: readonly string[];
  /** The same with what came of them, newest last. */
  readonly log: readonly LoggedRun[];
  /** The newest ciphertext, signature or MAC of each key, by ARN, in base64: what "decrypt" and "verify" take. */
  readonly made: Readonly<Record<string, string>>;
}

/** A world of which nothing is known yet. */
export const NEW_WORLD: OfAWorld = {
  tab: 'Overview',
  selectedKey: null,
  selectedPrincipal: null,
  selectedEvent: null,
  pausedAt: null,
  selectedThing: null,
  filters: { keys: '', things: '', trail: '', principals: '' },
  scroll: { key: 0, result: 0, lesson: 0, step: 0 },
  history: [],
  log: [],
  made: {},
};

/** Everything that the screen shows. Plain data: every frame is a function of it. */
export interface Model extends OfAWorld {
  readonly size: Size;
  readonly isAscii: boolean;
  /** Null until the lab is open. */
  readonly data: LabData | null;
  /** The name of the world that is on screen, and what is known of those that were; null until the lab is open. */
  readonly world: string | null;
  readonly kept: Readonly<Record<string, OfAWorld>>;
  /** Why the lab could not be opened. */
  readonly failure: string | null;
  readonly here: Here;
  /** Who acted, and where, before a replay was put on. */
  readonly hereBefore: Here | null;
  readonly focus: Panel;
  /** The panel beside the lesson, on screens that have room for two. */
  readonly beside: BesidePanel;
  /** What stands under the keys, where there is not room for both. */
  readonly below: 'things' | 'principals';
  readonly isEnlarged: boolean;
  readonly overlays: readonly Overlay[];
  readonly result: Result | null;
  /** The focus that comes back when the result is closed. */
  readonly focusBefore: Panel;
  readonly queue: Queue;
  readonly notice: { readonly text: string; readonly tone: 'good' | 'bad' | 'plain' } | null;
  /** Whether what is done is to be written into a scenario. */
  readonly isRecording: boolean;
  /** For a room full of people: more air, what was pressed in large, and hints only when they are asked for. */
  readonly isPresenting: boolean;
  /** The key that was pressed last, for the caption. */
  readonly lastKey: string | null;
  /** Whether the lab is shown in place of the lesson that is in hand. */
  readonly isLessonAside: boolean;
  /** What the lab is doing for the user now, or null. */
  readonly busy: string | null;
  /** What the next press of the same key does, which was asked for once; any other key forgets it. */
  readonly asked: string | null;
  /** How many lines of the step were put into the command bar. */
  readonly takenLines: number;
  /** The lesson and step that the learner was brought to last. */
  readonly taughtStep: string | null;
  /** The replay and the moment of it that the screen was brought to last. */
  readonly shownMoment: string | null;
  /** What was pressed or asked for while the lab was opening or at work. */
  readonly early: readonly Wish[];
}

/** `busy` with what is done in a moment: keys wait for it, and nothing needs be said. */
export const QUIETLY = '';

/** The model before anything is known. */
export function initialModel(size: Size, isAscii: boolean): Model {
  return {
    size,
    isAscii,
    data: null,
    world: null,
    kept: {},
    ...NEW_WORLD,
    failure: null,
    here: { as: '', region: 'us-east-1' },
    hereBefore: null,
    focus: 'keys',
    beside: 'key',
    below: 'principals',
    isEnlarged: false,
    overlays: [],
    result: null,
    focusBefore: 'keys',
    queue: { lines: [], stop: null },
    notice: null,
    isRecording: false,
    isPresenting: false,
    lastKey: null,
    isLessonAside: false,
    busy: null,
    asked: null,
    takenLines: 0,
    taughtStep: null,
    shownMoment: null,
    early: [],
  };
}

/** The overlay on top, or null where the panels have the keys. */
export function topOverlay(model: Model): Overlay | null {
  return model.overlays.at(-1) ?? null;
}
