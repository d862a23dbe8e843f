import type {
  ActionOutcome,
  AnswerTo,
  BillView,
  Completion,
  DueEvent,
  GainsView,
  LabAction,
  LessonDeed,
  ReplayDeed,
  ReplaySummary,
  WhyView,
} from '../../core/index.ts';
import type { KeyPress } from '../terminal/keys.ts';
import type { Deed } from './deeds.ts';
import type { Here, LabData, Size } from './model.ts';
import type { RecordingNews } from './recording.ts';

/** Everything that the screen hears: from the user, from the terminal, and from the lab. */
export type Message =
  | { readonly type: 'pressed'; readonly press: KeyPress }
  /** Something is to be done, by its name. */
  | { readonly type: 'asked'; readonly deed: Deed }
  | { readonly type: 'resized'; readonly size: Size }
  | { readonly type: 'opened'; readonly data: LabData; readonly here: Here; readonly isRecording: boolean }
  | { readonly type: 'failedToOpen'; readonly reason: string }
  /** What was asked for is done, and the data on screen are those after it. */
  | { readonly type: 'ready' }
  /** What was asked for is not there, in words. */
  | { readonly type: 'refused'; readonly text: string }
  /** Something failed that should not have. */
  | { readonly type: 'broke'; readonly reason: string }
  | { readonly type: 'refreshed'; readonly data: LabData }
  | { readonly type: 'ran'; readonly line: string; readonly outcome: ActionOutcome }
  | {
      readonly type: 'explained';
      readonly requestId: string;
      readonly why: WhyView | null;
      /** What the fix of each decision would do, where that was asked for. */
      readonly gains: readonly (GainsView | null)[];
    }
  | { readonly type: 'billed'; readonly month: string | null; readonly bills: readonly BillView[] }
  | { readonly type: 'foreseen'; readonly until: number; readonly due: readonly DueEvent[] }
  | { readonly type: 'completed'; readonly line: string; readonly completions: readonly Completion[] }
  | { readonly type: 'operationsListed'; readonly operations: readonly Completion[] }
  /** A line in its SDK form, to be copied; null for one that has none. */
  | { readonly type: 'sdkTold'; readonly text: string | null }
  /** What was copied, and the file that holds it too; null where the terminal surely has a clipboard. */
  | { readonly type: 'copied'; readonly name: string; readonly text: string; readonly file: string | null }
  /** What undo or redo came to. */
  | { readonly type: 'tookBack'; readonly does: 'undo' | 'redo'; readonly outcome: ActionOutcome }
  | { readonly type: 'moved'; readonly from: number; readonly to: number; readonly outcome: ActionOutcome }
  | { readonly type: 'lessonsListed'; readonly lessons: AnswerTo<{ readonly type: 'lessons' }> }
  /** Something was done with the lesson in hand. */
  | { readonly type: 'taught'; readonly does: LessonDeed; readonly outcome: ActionOutcome }
  | { readonly type: 'replaysListed'; readonly replays: readonly ReplaySummary[] }
  /** Something was done with a replay. */
  | { readonly type: 'replayed'; readonly does: ReplayDeed; readonly outcome: ActionOutcome }
  | { readonly type: 'clockSet'; readonly clock: 'standing' | 'following'; readonly outcome: ActionOutcome }
  | ({ readonly type: 'recorded' } & RecordingNews);

/** What the screen wants done. The session does it and sends what came of it back as a message. */
export type Effect =
  | { readonly type: 'run'; readonly line: string; readonly here: Here }
  | { readonly type: 'refresh' }
  /** With what its fix would do to everybody, where somebody reads that far. */
  | { readonly type: 'explain'; readonly requestId: string; readonly isWhole: boolean }
  | { readonly type: 'bill'; readonly month: string | null }
  | { readonly type: 'foresee'; readonly until: number }
  | { readonly type: 'complete'; readonly line: string; readonly here: Here }
  | { readonly type: 'listOperations'; readonly here: Here }
  | { readonly type: 'tellSdk'; readonly line: string; readonly region: string }
  | { readonly type: 'takeBack'; readonly does: 'undo' | 'redo' }
  | { readonly type: 'advanceTo'; readonly at: number }
  | { readonly type: 'setClock'; readonly clock: 'standing' | 'following' }
  /** Begins to record a scenario, or writes it. */
  | { readonly type: 'record' }
  | { readonly type: 'listLessons' }
  /** What is done with the lesson in hand is done by the lab itself. */
  | Extract<LabAction, { readonly type: 'lesson' }>
  | { readonly type: 'listReplays' }
  | Extract<LabAction, { readonly type: 'replay' }>
  | { readonly type: 'copy'; readonly name: string; readonly text: string }
  | { readonly type: 'redraw' }
  | { readonly type: 'suspend' }
  | { readonly type: 'quit'; readonly exitCode: number };
