import type { Decision } from '../access/decision.ts';
import type { CloudTrailRecord } from '../audit/record.ts';
import { AwsError } from '../errors/aws-error.ts';
import { UnknownOperationException } from '../errors/common-errors.ts';
import { DryRunOperationException } from '../errors/kms-errors.ts';
import { ThrottlingException } from '../errors/throttling-exception.ts';
import { keyStateOf } from '../keys/key-record.ts';
import { grantsOfTokens } from '../operations/find-grant.ts';
import { operationNamed } from '../operations/index.ts';
import type { Handled, Target } from '../operations/operation.ts';
import type { Engine } from './engine.ts';
import type { ApiRequest, Outcome } from './request.ts';
import { admit } from './rooms/admit.ts';
import { authorise, denial } from './rooms/authorise.ts';
import { check } from './rooms/check.ts';
import { find } from './rooms/find.ts';
import { handle } from './rooms/handle.ts';
import { parse } from './rooms/parse.ts';
import { accessKeyUse, record } from './rooms/record.ts';
import type { Change, FoundKey, Room, TraceEntry } from './trace.ts';

/**
 * Walks one request through the rooms, in order: parse → find → authorise → admit → check → handle → record.
 * Each room adds its entry to the trace; the room that turns the request away adds the last before `record`.
 * What the request changes becomes true in `record`, all at once, or not at all.
 */
export async function walk(engine: Engine, request: ApiRequest): Promise<Outcome> {
  const { world, ids, vault, safe, accessKeys } = engine;
  const { random, subtle, primitives } = engine.ports;
  const requestId = ids.uuid();
  const at = world.now;
  const operation = operationNamed(request.service, request.operation);
  if (operation === undefined) {
    const outcome = unknownOperation(request, requestId, at);
    engine.answered(request, outcome);
    return outcome;
  }

  const scope = {
    request,
    world,
    at,
    requestId,
    ids,
    vault,
    safe,
    random,
    subtle,
    primitives,
    trail: engine.ports.store,
    accessKeys,
    targets: NO_TARGETS,
    decisions: NO_DECISIONS,
    callKms: engine.callKms,
    s3: engine.s3,
    sqs: engine.sqs,
    dynamodb: engine.dynamodb,
    rds: engine.rds,
    lambda: engine.lambda,
  };
  const trace: TraceEntry[] = [];
  let room: Room = 'parse';
  let input: Readonly<Record<string, unknown>> | null = null;
  let targets: readonly Target[] = NO_TARGETS;
  let decisions: readonly Decision[] = NO_DECISIONS;
  let handled: Handled | null = null;
  let error: AwsError | null = null;
  try {
    input = parse(operation, request.input);
    trace.push(PARSED);

    room = 'find';
    const missing = engine.managedKeyToMake(operation, input, request);
    if (missing !== null) await missing;
    targets = find(operation, input, scope);
    const tokens = grantsOfTokens(world, input);
    trace.push({ room, keys: foundKeys(targets) });

    room = 'authorise';
    decisions = authorise(operation, request, targets, input, world, tokens);
    error = denial(operation, request, targets, decisions);
    if (error !== null) throw error;
    trace.push({ room, decisions });

    room = 'admit';
    trace.push(admit(engine.meter, operation, request, input, targets, world));

    room = 'check';
    scope.targets = targets;
    scope.decisions = decisions;
    check(operation, input, scope);
    trace.push({ room, keyStates: keyStates(targets) });

    room = 'handle';
    const result = handle(operation, input, scope);
    handled = result instanceof Promise ? await result : result;
    // KMS's DryRun asks whether the call would succeed, so everything is done that could refuse it, and nothing kept.
    if (operation.service === 'kms' && input.DryRun === true) {
      handled = null;
      throw new DryRunOperationException();
    }
  } catch (thrown) {
    if (!(thrown instanceof AwsError)) throw thrown;
    error = thrown;
    trace.push(refusal(room, thrown, targets, decisions));
  }

  const isLogged = operation.isDataEvent !== true || (operation.service === 's3' && world.s3DataEvents);
  const sessionStart = world.startedAt;
  const finished = { operation, isLogged, request, requestId, at, sessionStart, input, targets, handled, error };
  const { facts, records } = record(finished, ids);
  const use = request.accessKeyId === undefined ? null : accessKeyUse(finished, world.directory);
  const changes = engine.commit(use === null ? facts : [use, ...facts]);
  if (handled !== null) trace.push(changes.length === 0 ? HANDLED : { room: 'handle', changes });
  trace.push({ room: 'record', eventIds: eventIds(records) });
  const reply =
    handled === null || error !== null ? errorReply(error) : ({ ok: true, output: handled.output } as const);
  const outcome = { reply, requestId, at, trace, records };
  engine.answered(request, outcome);
  return outcome;
}

const NO_TARGETS: readonly Target[] = [];
const NO_DECISIONS: readonly Decision[] = [];
const PARSED: TraceEntry = { room: 'parse' };
const HANDLED: TraceEntry = { room: 'handle', changes: [] as readonly Change[] };

function eventIds(records: readonly CloudTrailRecord[]): readonly string[] {
  const ids: string[] = [];
  for (const { eventID } of records) ids.push(eventID);
  return ids;
}

function foundKeys(targets: readonly Target[]): readonly FoundKey[] {
  const keys: FoundKey[] = [];
  for (const { found } of targets) if (found !== null) keys.push(found);
  return keys;
}

function keyStates(targets: readonly Target[]): readonly { keyArn: string; keyState: string }[] {
  const states: { keyArn: string; keyState: string }[] = [];
  for (const { key } of targets) if (key !== null) states.push({ keyArn: key.arn, keyState: keyStateOf(key) });
  return states;
}

function refusal(room: Room, error: AwsError, targets: readonly Target[], decisions: readonly Decision[]): TraceEntry {
  const what = { error: error.name, message: error.message, because: error.because };
  switch (room) {
    case 'find':
      return { room, keys: [], refusal: what };
    case 'authorise':
      return { room, decisions, refusal: what };
    case 'check':
      return { room, keyStates: keyStates(targets), refusal: what };
    case 'handle':
      return { room, changes: [], refusal: what };
    case 'parse':
      return { room, refusal: what };
    case 'admit':
      return { room, ...(error instanceof ThrottlingException ? { quotas: error.quotas } : {}), refusal: what };
    case 'record':
      throw error;
  }
}

function errorReply(error: AwsError | null): Outcome['reply'] {
  if (error === null) throw new Error('a call ended without an answer');
  const { name, message, because, data } = error;
  return { ok: false, error: { name, message, because, data } };
}

/** A service without that operation: there is nothing to find, authorise or record. */
function unknownOperation({ service, operation }: ApiRequest, requestId: string, at: number): Outcome {
  const error = new UnknownOperationException(service, operation);
  const what = { error: error.name, message: error.message, because: error.because };
  return { reply: errorReply(error), requestId, at, trace: [{ room: 'parse', refusal: what }], records: [] };
}
