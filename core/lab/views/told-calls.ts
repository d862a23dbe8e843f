import type { Decision } from '../../access/decision.ts';
import { questionBehind } from '../../access/question-behind.ts';
import { errorNameOf } from '../../audit/write-records.ts';
import { AwsError } from '../../errors/aws-error.ts';
import { BECAUSE } from '../../errors/because.ts';
import type { Target } from '../../operations/operation.ts';
import type { EpochMs } from '../../ports.ts';
import type { QuotaUse } from '../../quotas/quota-use.ts';
import { type Answer, type AskedAgain, askAgain, worldBefore } from '../ask-again.ts';
import type { Answered, History } from '../history.ts';
import type { HypotheticalAnswer } from '../hypothetical.ts';
import { checkKey } from '../rooms/check.ts';
import type { Store, TrailEntry } from '../store.ts';
import { type FoundKey, refusalIn, type Trace } from '../trace.ts';
import type { World } from '../world.ts';
import type { Decided } from './decision-view.ts';
import { sentPolicyView } from './sent-policy.ts';
import type { ToldCall } from './why-view.ts';

/** The request of an id: as it is remembered, or asked about again. Null where the lab knows none. */
export function toldRequest(
  requestId: string,
  {
    history,
    store,
    world,
  }: { readonly history: Pick<History, 'get' | 'refusedUnder'>; readonly store: Store; readonly world: World },
): ToldCall | null {
  const answered = history.get(requestId);
  const entry = ownEntry(requestId, store);
  const sentPolicy = entry?.fact.row.because === 'policy-lockout' ? sentIn(entry, store, world) : null;
  if (answered === undefined) {
    const told = entry === undefined ? null : toldByTrail(entry, again(entry, store));
    return told === null ? null : { ...told, sentPolicy };
  }
  // Of a decision that allows, the lab doesn't remember what was asked of the policies; who needs it asks again.
  const isKnown = decisionsIn(answered).every((decision) => questionBehind(decision) !== undefined);
  const asked = isKnown || entry === undefined ? null : again(entry, store);
  const told = toldByTrace(answered, entry?.at ?? answered.at, asked);
  return { ...withCause(told, answered, history), sentPolicy };
}

/**
 * What a service was refused on account of a request explains that request's own refusal: S3 hands on what KMS said.
 */
function withCause(told: ToldCall, { requestId, trace }: Answered, history: Pick<History, 'refusedUnder'>): ToldCall {
  const refusal = refusalIn(trace);
  const cause = history.refusedUnder(requestId);
  if (refusal === null || cause === undefined || refusalIn(cause.trace)?.because !== refusal.because) return told;
  const { keys, decided, keyCheck } = toldByTrace(cause, cause.at, null);
  return { ...told, keys: [...told.keys, ...keys], decided: [...told.decided, ...decided], keyCheck };
}

/** The policy that the call sent, held against the lock-out check once more. */
function sentIn(entry: TrailEntry, store: Store, now: World): ToldCall['sentPolicy'] {
  const before = worldBefore(store, entry);
  const asked = askAgain(before, entry.fact.row);
  return asked === null ? null : sentPolicyView(asked, before, now);
}

/** CloudTrail's last row of a request that was refused; undefined where none was. */
export function lastRefusal(store: Store): TrailEntry | undefined {
  return store.trailEntries({ isRefused: true, limit: 1 }).at(-1);
}

/** A call that nobody makes. */
export function toldHypothesis({ operation, request, targets, refusedByKey, ...answer }: HypotheticalAnswer): ToldCall {
  return {
    requestId: null,
    at: null,
    operation: operation.name,
    by: request.principal.arn,
    region: request.region,
    via: request.via ?? null,
    error: errorOf(answer.error ?? refusedByKey),
    keys: keysOf(targets),
    decided: decidedBy(answer),
    keyCheck: refusedByKey !== null ? 'refused' : answer.error === null ? 'passed' : null,
    sentPolicy: null,
    missing: [],
  };
}

/** The row in the log of whoever called: the key's owner is told less, and what KMS does in the caller's name is another. */
function ownEntry(requestId: string, store: Store): TrailEntry | undefined {
  return store
    .trailEntries({ requestId })
    .find(({ fact: { row } }) => row.record.userIdentity.type !== 'AWSAccount' && row.causedBy !== requestId);
}

function again(entry: TrailEntry, store: Store): AskedAgain | null {
  return askAgain(worldBefore(store, entry), entry.fact.row);
}

function toldByTrace(answered: Answered, at: EpochMs, asked: AskedAgain | null): ToldCall {
  const { requestId, operation, by, region, via, trace } = answered;
  const refusal = refusalIn(trace);
  const check = trace.find(({ room }) => room === 'check');
  const quota = usedUpIn(trace);
  return {
    requestId,
    at,
    operation,
    by,
    region,
    via,
    error: refusal === null ? null : { name: refusal.error, message: refusal.message, because: refusal.because },
    keys: trace.flatMap((entry) => (entry.room === 'find' ? entry.keys : [])),
    decided: decisionsIn(answered).map((decision, index): Decided => {
      const same = asked?.decisions[index];
      const isSame = JSON.stringify(same?.statements) === JSON.stringify(decision.statements);
      return { decision, question: questionBehind(decision) ?? (isSame ? (asked?.questions[index] ?? null) : null) };
    }),
    keyCheck: check === undefined ? null : check.refusal === undefined ? 'passed' : 'refused',
    sentPolicy: null,
    missing: [],
    ...(quota === undefined ? {} : { quota }),
  };
}

/** The quota for which the request was turned away; the last of those that it was held against. */
function usedUpIn(trace: Trace): QuotaUse | undefined {
  const entry = trace.find(({ room }) => room === 'admit');
  return entry?.room === 'admit' && entry.refusal !== undefined ? entry.quotas?.at(-1) : undefined;
}

function decisionsIn({ trace }: Answered): readonly Decision[] {
  return trace.flatMap((entry) => (entry.room === 'authorise' ? entry.decisions : []));
}

function toldByTrail({ at, fact: { row } }: TrailEntry, asked: AskedAgain | null): ToldCall | null {
  if (asked === null || row.requestId === null) return null;
  const { operation, request, targets, missing } = asked;
  const { errorCode } = row.record;
  const denied = asked.decisions.find(({ verdict }) => verdict !== 'allowed');
  const isOther =
    denied === undefined ? isDenial(errorCode) && asked.decisions.length > 0 : row.because !== denied.because;
  const error = errorCode === undefined ? null : errorTold(row, asked);
  return {
    requestId: row.requestId,
    at,
    operation: operation.name,
    by: request.principal.arn,
    region: request.region,
    via: request.via ?? null,
    error,
    keys: keysOf(targets),
    decided: decidedBy(asked),
    keyCheck: asked.error !== null ? null : error === null || !refusesKeys(asked) ? 'passed' : 'refused',
    sentPolicy: null,
    missing: isOther
      ? [...missing, 'something on which the answer turned: asked again, it comes out otherwise']
      : missing,
  };
}

/** Characters after which CloudTrail cuts a message. */
const CUT_AT = 1_024;

/** CloudTrail spells some names in its own way, and cuts long messages; what is asked again has the rest of them. */
function errorTold(
  { because, record }: TrailEntry['fact']['row'],
  { error, operation }: AskedAgain,
): ToldCall['error'] {
  const { errorCode = '', errorMessage = '' } = record;
  const isCut = errorMessage.length === CUT_AT && error?.message.startsWith(errorMessage) === true;
  return {
    name: errorNameOf(operation.service, errorCode),
    message: isCut ? error.message : errorMessage,
    because: BECAUSE.find((known) => known === because) ?? 'malformed-request',
  };
}

function isDenial(errorCode: string | undefined): boolean {
  return errorCode === 'AccessDenied' || errorCode === 'Client.UnauthorizedOperation';
}

function refusesKeys({ operation, targets }: Answer): boolean {
  try {
    for (const { key } of targets) if (key !== null) checkKey(operation, key);
    return false;
  } catch (error) {
    if (error instanceof AwsError) return true;
    throw error;
  }
}

function decidedBy({ decisions, questions }: Pick<Answer, 'decisions' | 'questions'>): readonly Decided[] {
  return decisions.map((decision, index) => ({ decision, question: questions[index] ?? null }));
}

function keysOf(targets: readonly Target[]): readonly FoundKey[] {
  return targets.flatMap(({ found }) => found ?? []);
}

function errorOf(error: AwsError | null): ToldCall['error'] {
  return error === null ? null : { name: error.name, message: error.message, because: error.because };
}
