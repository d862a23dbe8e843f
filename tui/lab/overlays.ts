import type { AnswerTo, BillView, Completion, DueEvent, GainsView, ReplaySummary, WhyView } from '../../core/index.ts';
import type { OfferedFrom } from './model.ts';
import type { FilteredPanel, Panel } from './panels.ts';

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
  /** Which lines of a lesson the line is one of, and how it reads while its gap is empty; null for one of the learner's own. */
  readonly offered: { readonly from: OfferedFrom; readonly unfilled: string | null } | null;
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
  readonly scroll: number;
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
