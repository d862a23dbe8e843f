import type {
  ContinuedFrom,
  EnvelopeRun,
  Happening,
  KeyView,
  LabView,
  LessonView,
  PlayedStep,
  ReplayView,
  RunOutcome,
  TrailRow,
  WhoView,
  WhyView,
} from '../../core/index.ts';
import type { KeyPress } from '../terminal/keys.ts';
import type { Deed } from './deeds.ts';
import type { Overlay } from './overlays.ts';
import type { BesidePanel, FilteredPanel, KeyTab, Panel } from './panels.ts';

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

/** Which lines the step of a lesson offers: its own to type, or those of its solution, which take their place. */
export type OfferedFrom = 'lines' | 'commands';

/** How many lines of either were run. */
export type TakenLines = Readonly<Record<OfferedFrom, number>>;

export const NONE_TAKEN: TakenLines = { lines: 0, commands: 0 };

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
  /** How many of the step's lines were taken, each when it was run. */
  readonly taken: TakenLines;
  /** What went wrong in the step, as the lesson says; what was said last comes first. */
  readonly told: readonly string[];
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
    taken: NONE_TAKEN,
    told: [],
    taughtStep: null,
    shownMoment: null,
    early: [],
  };
}

/** The overlay on top, or null where the panels have the keys. */
export function topOverlay(model: Model): Overlay | null {
  return model.overlays.at(-1) ?? null;
}
