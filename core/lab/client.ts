import type { PolicyCompletion } from '../access/lint/complete-policy.ts';
import type { Notice } from '../audit/notices.ts';
import type { BillView } from '../billing/bill.ts';
import type { WhatIf } from '../billing/what-if.ts';
import type { Chart } from '../charts/key-chart.ts';
import type { HandoutChoice } from '../handouts/handout.ts';
import type {
  CloudHsmClusterChange,
  CloudHsmClusterSpec,
  ExternalKeyChange,
  XksProxyChange,
  XksProxySpec,
} from '../key-stores/backing-specs.ts';
import type { DraftDeed, DraftView } from '../lessons/builder/draft-shapes.ts';
import type { Imported, LessonDeed, LessonSummary, LessonView } from '../lessons/lesson-shapes.ts';
import type { EpochMs } from '../ports.ts';
import type { QuotaChange } from '../quotas/quota-settings.ts';
import type { ReplayDeed, ReplayState, ReplaySummary } from '../replay/replay-shapes.ts';
import type { PlayedStep } from '../scenarios/played-step.ts';
import type { AccessChanges, CallMade, GainsView, HypotheticalCall, WhoView, WhyView } from './access-shapes.ts';
import type { BillMonth } from './bill-shapes.ts';
import type { EnvelopeRun, EnvelopeView, RunBytes } from './envelope/envelope-shapes.ts';
import type { FlowView } from './flow-shapes.ts';
import type { WorldMap } from './map-shapes.ts';
import type { PolicyLintView } from './policy-shapes.ts';
import type { ApiRequestInput, Outcome } from './request.ts';
import type { Step } from './taking-back.ts';
import type { Change } from './trace.ts';
import type { TrailItem } from './trail-items.ts';
import type { TrailRow } from './trail-row.ts';
import type { KeyVisit } from './views/key-history-view.ts';
import type { KeyView, LabView } from './world-shapes.ts';
import type { WorldSummary } from './world-summary.ts';

/** What every front end holds, in process, over IPC or over a WebSocket. All values are plain JSON and `Uint8Array`. */
export interface LabClient {
  /** Makes an AWS API call. An AWS refusal is an ordinary outcome; it rejects only for a request no front end should send (an unknown principal or Region). */
  call(request: ApiRequestInput): Promise<Outcome>;
  /** Reads, and changes nothing. */
  ask<Q extends LabQuery>(query: Q): Promise<AnswerTo<Q>>;
  /** Does one of the lab's own actions, which AWS doesn't have. */
  act(action: LabAction): Promise<ActionOutcome>;
  subscribe(listener: (event: LabEvent) => void): Unsubscribe;
}

/** Ends a subscription. */
export type Unsubscribe = () => void;

/** A pure read. `at` asks for a past moment of the lab's clock. */
export type LabQuery =
  | { readonly type: 'view'; readonly at?: EpochMs }
  | { readonly type: 'key'; readonly keyArn: string }
  /** The states that a key has been in, from the journal. */
  | { readonly type: 'keyHistory'; readonly keyArn: string }
  /** `key` is an ARN, an id or an alias. */
  | { readonly type: 'keyNamed'; readonly key: string }
  | { readonly type: 'trail'; readonly limit?: number; readonly accountId?: string; readonly keyArn?: string }
  /** The same as a reader follows it; `filter` is words that stand in a record, or with `-` before them do not. */
  | { readonly type: 'trailItems'; readonly limit?: number; readonly filter?: string }
  /** Left out, the id of the last request that was refused. */
  | { readonly type: 'why'; readonly requestId?: string }
  | ({ readonly type: 'whyIf' } & HypotheticalCall)
  /** `key` is an ARN, an id or an alias. Left out, `actions` are all that are asked about a key. */
  | ({ readonly type: 'who'; readonly key: string; readonly actions?: readonly string[] } & CallMade)
  | ({
      readonly type: 'gains';
      readonly key: string;
      readonly changes: AccessChanges;
      readonly actions?: readonly string[];
    } & CallMade)
  /** The month that it is, and every account's, where they are left out. */
  | { readonly type: 'bill'; readonly month?: string; readonly accountId?: string; readonly whatIf?: WhatIf }
  /** The last twelve months, or those since the world began; all accounts together where none is named. */
  | { readonly type: 'billMonths'; readonly accountId?: string }
  /** What EventBridge was told of keys. */
  | { readonly type: 'notices'; readonly accountId?: string }
  /** The world in numbers. */
  | { readonly type: 'summary' }
  | { readonly type: 'due'; readonly until: EpochMs }
  | { readonly type: 'complete'; readonly line: string; readonly as: string; readonly region: string }
  /** The call that a line makes, as a program for the AWS SDK for JavaScript v3. */
  | { readonly type: 'sdk'; readonly line: string; readonly region: string }
  /** Where the data of volumes and databases is and how it came there, and what `as` could do next in `region`. */
  | { readonly type: 'flow'; readonly as: string; readonly region: string }
  /** The data key that was asked for last in `runs`, the lines that whoever asks has run; and what `as` could do next. */
  | {
      readonly type: 'envelope';
      readonly runs: readonly EnvelopeRun[];
      readonly as: string;
      readonly region: string;
    }
  /** What lies where, by account and Region; `region` is one of them, even where nothing is. */
  | { readonly type: 'map'; readonly region: string }
  /** What KMS would say, were `as` to put `policy` on a key: an ARN, an id or an alias. */
  | { readonly type: 'policyLint'; readonly key: string; readonly policy: string; readonly as: string }
  /** What may stand at a place of a key policy's text, `at` characters from its beginning. */
  | { readonly type: 'policyComplete'; readonly key: string; readonly policy: string; readonly at: number }
  | { readonly type: 'chart'; readonly machine: 'key' | 'snapshot' }
  /** All lessons, and how far the learner has come in each. */
  | { readonly type: 'lessons' }
  /** The lesson in hand. */
  | { readonly type: 'lesson' }
  /** How far the learner has come, as a file to take along: see `Profile`. */
  | { readonly type: 'profile' }
  /** The lesson that is being built. */
  | { readonly type: 'draft' }
  /** A lesson or a scenario on paper, in Markdown. */
  | ({ readonly type: 'handout' } & HandoutChoice)
  /** What there is to replay. */
  | { readonly type: 'replays' }
  /** The replay that is on, at the moment that it shows. */
  | { readonly type: 'replay' }
  /** All its steps, which stay the same while it is on. */
  | { readonly type: 'replaySteps' };

export type AnswerTo<Q extends LabQuery> = {
  view: LabView;
  /** Null when there is no such key (any more). */
  key: KeyView | null;
  /** Oldest first. */
  keyHistory: readonly KeyVisit[];
  keyNamed: KeyView | null;
  /** Newest last. */
  trail: readonly TrailRow[];
  /** Each call once, a service's calls under the one that they were made for. */
  trailItems: readonly TrailItem[];
  /** Null when the lab knows no such request, or when none was refused. */
  why: WhyView | null;
  /** Asked of nobody but the lab: nothing is done, and nothing recorded. */
  whyIf: WhyView;
  who: WhoView;
  gains: GainsView;
  bill: readonly BillView[];
  /** Newest last. */
  billMonths: readonly BillMonth[];
  /** Newest last. */
  notices: readonly Notice[];
  summary: WorldSummary;
  due: readonly DueEvent[];
  complete: readonly Completion[];
  /** Null for a line that makes no single call, or that the command line refuses. */
  sdk: string | null;
  flow: FlowView;
  envelope: EnvelopeView;
  map: WorldMap;
  policyLint: PolicyLintView;
  /** Null where nothing is known. */
  policyComplete: PolicyCompletion | null;
  chart: Chart;
  lessons: readonly LessonSummary[];
  /** Null in the free lab. */
  lesson: LessonView | null;
  profile: string;
  handout: string;
  /** Null where none is being built. */
  draft: DraftView | null;
  replays: readonly ReplaySummary[];
  replay: ReplayState;
  /** None where no replay is on. */
  replaySteps: readonly PlayedStep[];
}[Q['type']];

/** Something that will happen by itself. */
export interface DueEvent {
  readonly at: EpochMs;
  /** ARN or id of what it happens to. */
  readonly of: string;
  readonly says: string;
}

/** What may stand where a line ends. */
export interface Completion {
  readonly text: string;
  /** What it is, in a few words. */
  readonly hint: string;
}

/** The lab's own actions: AWS has none of them. */
export type LabAction =
  /** Moves the clock. Everything due on the way happens in order, at its own instant. */
  | { readonly type: 'advance'; readonly by: number }
  | { readonly type: 'advanceTo'; readonly at: EpochMs }
  | { readonly type: 'advanceToNext' }
  /** Takes the last action back that changed something, or does what was taken back again: see `TakingBack`. */
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  /** Lets the clock run with real time, or stand. */
  | { readonly type: 'setClock'; readonly clock: 'standing' | 'following' }
  /** Has KMS count requests and throttle, and makes quotas larger or smaller than AWS's. */
  | { readonly type: 'setQuotas'; readonly change: QuotaChange }
  /** Runs one `aws …` line in CLI v2 syntax. */
  | { readonly type: 'run'; readonly line: string; readonly as: string; readonly region: string }
  /** Attaches a volume for a moment, as `as`, and writes to or reads from its first block. */
  | {
      readonly type: 'writeVolume';
      readonly volumeId: string;
      readonly bytes: Uint8Array;
      readonly as: string;
      readonly region: string;
    }
  | { readonly type: 'readVolume'; readonly volumeId: string; readonly as: string; readonly region: string }
  /** Writes to or reads from a DB instance that runs, by its identifier or ARN; AWS has its own login for that. */
  | {
      readonly type: 'writeDatabase';
      readonly database: string;
      readonly bytes: Uint8Array;
      readonly as: string;
      readonly region: string;
    }
  | { readonly type: 'readDatabase'; readonly database: string; readonly as: string; readonly region: string }
  /** Makes a simulated CloudHSM cluster, or changes one: takes HSMs away, cuts its network, sets kmsuser's password. */
  | { readonly type: 'createCloudHsmCluster'; readonly cluster: CloudHsmClusterSpec }
  | { readonly type: 'setCloudHsmCluster'; readonly clusterId: string; readonly change: CloudHsmClusterChange }
  /** Makes a simulated external key store proxy, or changes one, by its name: cuts it off, slows it, brings it back. */
  | { readonly type: 'createXksProxy'; readonly proxy: XksProxySpec }
  | { readonly type: 'setXksProxy'; readonly proxy: string; readonly change: XksProxyChange }
  /** Makes or changes a key in the key manager behind a proxy; null deletes it for good. */
  | {
      readonly type: 'setExternalKey';
      readonly proxy: string;
      readonly xksKeyId: string;
      readonly change: ExternalKeyChange | null;
    }
  | { readonly type: 'putFile'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly type: 'getFile'; readonly name: string }
  /** Something that a learner does with a lesson; see `LessonDeed`. The outcome has the lesson as it is then. */
  | {
      readonly type: 'lesson';
      readonly does: LessonDeed;
      /** For `start` and `restart`: a lesson's id; left out, the one that was in hand last. */
      readonly lesson?: string;
      /** For `answer`: the letter of an option, or what was asked for. */
      readonly answer?: string;
      /** For `goToStep`: which one, from 1. */
      readonly step?: number;
    }
  /** Takes over how far a learner has come elsewhere: the text of such a file. */
  | { readonly type: 'importProfile'; readonly text: string }
  /** Adds a lesson to those of the course: the name and the text of a YAML file. */
  | { readonly type: 'addLesson'; readonly name: string; readonly text: string }
  /** Something that an author does with the lesson that is being built; see `DraftDeed`. The outcome has it as it is then. */
  | {
      readonly type: 'draft';
      readonly does: DraftDeed;
      /** For `begin`: `empty`, `lab` for the free lab as it stands, or a scenario's name. */
      readonly from?: string;
      /** For `write` and `choose`: the number of a step, from 1; left out, the texts are the lesson's. */
      readonly step?: number;
      /** For `write`: texts by their names, see `LESSON_TEXTS`, `STEP_TEXTS` and `QUESTION_TEXTS`. */
      readonly texts?: Readonly<Record<string, string>>;
      /** For `choose`: the number of an offered check, from 1, and whether it is to be one. */
      readonly check?: number;
      readonly isOn?: boolean;
    }
  /** Something that is done with a replay; see `ReplayDeed`. The outcome has where it stands then. */
  | {
      readonly type: 'replay';
      readonly does: ReplayDeed;
      /** For `open`. */
      readonly name?: string;
      /** For `goTo`: so many steps are done then. */
      readonly at?: number;
    };

/** What an action came to. `error` is ours, not AWS's: one line that says what was expected and what came. */
export type ActionOutcome =
  | {
      readonly ok: true;
      /** What happened while time passed, in order. */
      readonly happened?: readonly Happening[];
      /** The run of an `aws …` line. */
      readonly run?: RunOutcome;
      /** What that line sent to KMS and got from it. */
      readonly kms?: RunBytes;
      readonly bytes?: Uint8Array;
      /** What was taken back, or done again. */
      readonly step?: Step;
      /** The lesson in hand after something was done with it; null in the free lab. */
      readonly lesson?: LessonView | null;
      /** What was taken over of a profile. */
      readonly imported?: Imported;
      /** The id of a lesson that was added. */
      readonly added?: string;
      /** The lesson that is being built, after something was done with it. */
      readonly draft?: DraftView | null;
      /** What was done to show a solution. */
      readonly played?: readonly PlayedStep[];
      readonly replay?: ReplayState;
    }
  | { readonly ok: false; readonly error: { readonly name: string; readonly message: string } };

/** Something that happened by itself, when it was due. */
export interface Happening {
  readonly at: EpochMs;
  readonly changes: readonly Change[];
  /** Calls that a service made for somebody in it. */
  readonly calls: readonly string[];
}

/** What a terminal would show for an `aws …` line. */
export interface RunOutcome {
  /** 0, 252 for a usage error, 254 for an AWS error, 255 for anything else; as AWS CLI v2 has it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What `stdout` is where it is bytes, of which text shows only a part. */
  readonly bytes?: Uint8Array;
  /** Null when the line never became a request. */
  readonly outcome: Outcome | null;
}

/** What the lab tells its listeners. An outcome comes without its output, which is the caller's alone: it may be plaintext. */
export type LabEvent =
  | {
      readonly type: 'called';
      readonly service: string;
      readonly operation: string;
      readonly by: string;
      /** The service that made the call for somebody. */
      readonly via: string | null;
      readonly outcome: Outcome;
    }
  | { readonly type: 'timePassed'; readonly now: EpochMs; readonly happened: readonly Happening[] }
  | { readonly type: 'acted'; readonly action: LabAction['type'] };
