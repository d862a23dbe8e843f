import { keyArnOf } from '../audit/record.ts';
import type { Fact } from '../lab/facts.ts';
import type { JournalEntry } from '../lab/journal.ts';
import type { Lab } from '../lab/lab.ts';
import { makeTrue } from '../lab/make-true.ts';
import type { Change } from '../lab/trace.ts';
import type { TrailRow } from '../lab/trail-row.ts';
import { World } from '../lab/world.ts';
import type { EpochMs } from '../ports.ts';
import type { PlayedCall, PlayedOutcome, PlayedStep } from '../scenarios/played-step.ts';
import { labelIn } from '../scenarios/recorder/recording-client.ts';
import { isByTime, StepStarts } from './step-starts.ts';
import type { TimeLine } from './time-line.ts';

/** The replay of a lab's own world, as it is called. */
export const WORLD = {
  name: 'world',
  title: 'This world so far',
  summary: 'What was done in it, call by call, as CloudTrail has it.',
  of: 'world',
} as const;

/**
 * What was done in a world so far: a step for each call that CloudTrail has, with what services did because of it, and
 * for each time that passed with something due in it, or was moved.
 * Simplified: the world's own files are in no journal, and are at each moment as they are now.
 */
export function worldTimeLine(lab: Lab): TimeLine {
  const { entries } = lab.past();
  const parts = partsOf(entries);
  const nameOf = labelIn(lab);
  const files = new Map(lab.files);
  return {
    ...WORLD,
    ok: true,
    steps: parts.map((part, index) => stepOf(part, index + 1, nameOf)),
    moments: [beginningOf(entries, parts), ...parts.map(({ length }) => length)].map((length) => ({ length, files })),
    lab,
  };
}

/** The entries of a journal that make one step. */
interface Part {
  /** Null where time passed by itself. */
  readonly row: TrailRow | null;
  readonly startedAt: EpochMs;
  endedAt: EpochMs;
  /** How long the journal was when all of it was true. */
  length: number;
  readonly calls: TrailRow[];
  readonly changes: { readonly at: EpochMs; readonly change: Change }[];
}

/** What becomes true before a call is recorded is its doing, and what work it left ends behind it. */
function partsOf(entries: readonly JournalEntry[]): readonly Part[] {
  const world = new World();
  const walk: Walk = { parts: [], starts: new StepStarts(), own: ownRequests(entries), told: new Set(), early: [] };
  for (const { seq, at, fact } of entries) {
    const before = world.now;
    const change = makeTrue(world, at, fact);
    const part = partOf(fact, walk, { at, before });
    if (part === undefined) continue;
    part.length = seq + 1;
    part.endedAt = at;
    if (change !== null) part.changes.push({ at, change });
  }
  const last = walk.parts.at(-1);
  if (last !== undefined) last.length = entries.length;
  return walk.parts;
}

/** Ids of the requests that somebody made, and no service on account of another. */
function ownRequests(entries: readonly JournalEntry[]): ReadonlySet<string> {
  const ids = entries.flatMap(({ fact }) =>
    fact.type === 'recorded' && fact.row.causedBy === null && fact.row.requestId !== null ? [fact.row.requestId] : [],
  );
  return new Set(ids);
}

interface Walk {
  readonly parts: Part[];
  readonly starts: StepStarts;
  readonly own: ReadonlySet<string>;
  /** Ids of services' requests that are in a part already. */
  readonly told: Set<string>;
  /** Calls of services for one that is not recorded yet. */
  early: TrailRow[];
}

interface Instants {
  readonly at: EpochMs;
  readonly before: EpochMs;
}

/** The part that a fact completes for now; undefined where more is to come first. */
function partOf(fact: Fact, walk: Walk, { at, before }: Instants): Part | undefined {
  const begun = walk.starts.begunBy(fact);
  if (fact.type === 'recorded') return begun === null ? partWith(fact.row, walk) : begin(walk, fact.row, at);
  if (begun !== null) return begin(walk, null, before);
  const last = walk.parts.at(-1);
  if (isByTime(fact) || fact.type === 'workEnded') return last;
  return last?.row === null && 'event' in fact ? last : undefined;
}

/** The part that a call belongs to which begins none. */
function partWith(row: TrailRow, walk: Walk): Part | undefined {
  const last = walk.parts.at(-1);
  const { requestId, causedBy } = row;
  if (requestId === null || causedBy === null || walk.told.has(requestId)) return last;
  if (walk.own.has(causedBy) && !walk.starts.has(causedBy)) {
    walk.early.push(row);
    return undefined;
  }
  walk.told.add(requestId);
  last?.calls.push(row);
  return last;
}

function begin(walk: Walk, row: TrailRow | null, startedAt: EpochMs): Part {
  const part: Part = {
    row,
    startedAt,
    endedAt: startedAt,
    length: 0,
    calls: row === null ? [] : walk.early,
    changes: [],
  };
  if (row !== null) walk.early = [];
  walk.parts.push(part);
  return part;
}

/** Facts that a world is made of before anybody calls. Keys that it began with come with the first call. */
const BEGINNINGS: ReadonlySet<Fact['type']> = new Set([
  'worldStarted',
  'quotasSet',
  'accountAdded',
  'identityPut',
  'groupPut',
  'managedPolicyPut',
]);

function beginningOf(entries: readonly JournalEntry[], [first]: readonly Part[]): number {
  const made = entries.findIndex(({ fact }) => !BEGINNINGS.has(fact.type));
  const length = made === -1 ? entries.length : made;
  return Math.min(length, first?.length ?? length);
}

function stepOf(
  { row, startedAt, endedAt, calls, changes }: Part,
  n: number,
  nameOf: (arn: string) => string,
): PlayedStep {
  const shared = { n, startedAt, endedAt, note: null, mark: null, expect: null, calls: calls.map(callOf) };
  if (row === null) {
    const happened = changes
      .filter(({ change }) => change.from !== change.to)
      .map(({ at, change }) => ({ at, changes: [change], calls: [] }));
    const nothing = { kind: 'advance', as: null, region: null, requestId: null, happened } as const;
    return { ...shared, ...nothing, run: 'time passes', outcome: DONE };
  }
  const { record, requestId } = row;
  return {
    ...shared,
    kind: 'call',
    as: nameOf(callerOf(row)),
    region: record.awsRegion,
    run: `${record.eventSource.split('.')[0]} ${record.eventName}${parameters(record.requestParameters)}`,
    outcome: outcomeOf(row),
    happened: [],
    requestId,
  };
}

const DONE: PlayedOutcome = { stdout: '', stderr: '', exitCode: 0, refusal: null };

/** The role behind a session: that is who acts in the lab. */
function callerOf({ record: { userIdentity } }: TrailRow): string {
  return userIdentity.sessionContext?.sessionIssuer?.arn ?? userIdentity.arn ?? userIdentity.accountId ?? '';
}

/** ` keySpec=SYMMETRIC_DEFAULT description="my first key"`, as CloudTrail names them. */
function parameters(given: TrailRow['record']['requestParameters']): string {
  return Object.entries(given ?? {})
    .map(
      ([name, value]) => ` ${name}=${typeof value === 'string' && /^\S+$/.test(value) ? value : JSON.stringify(value)}`,
    )
    .join('');
}

function outcomeOf({ record, because }: TrailRow): PlayedOutcome {
  const { errorCode, errorMessage = '', responseElements } = record;
  if (errorCode === undefined) {
    return { ...DONE, stdout: responseElements === null ? '' : JSON.stringify(responseElements, null, 2) };
  }
  const refusal = { name: errorCode, message: errorMessage, because: because ?? '', summary: '', fix: null };
  return { ...DONE, exitCode: 254, refusal };
}

function callOf(row: TrailRow): PlayedCall {
  const { eventName, userIdentity, errorCode, sourceIPAddress } = row.record;
  return {
    operation: eventName,
    by: userIdentity.arn ?? userIdentity.accountId ?? '',
    via: userIdentity.invokedBy ?? sourceIPAddress,
    keyArn: keyArnOf(row.record),
    result: errorCode ?? 'ok',
    refusal: null,
  };
}
