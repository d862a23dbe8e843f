import { decide } from '../access/decide.ts';
import type { AuthorizationRequest, Decision } from '../access/decision.ts';
import { isoSeconds } from '../audit/iso-seconds.ts';
import { recordedRequest } from '../audit/recorded-request.ts';
import { AwsError } from '../errors/aws-error.ts';
import type { Input, Operation, Target } from '../operations/operation.ts';
import { worldOf } from './checkpoint.ts';
import { makeTrue } from './make-true.ts';
import { callFacts, targetQuestion } from './question.ts';
import type { ApiRequest } from './request.ts';
import { denial } from './rooms/authorise.ts';
import { find } from './rooms/find.ts';
import { parse } from './rooms/parse.ts';
import type { Store, TrailEntry } from './store.ts';
import type { TrailRow } from './trail-row.ts';
import { World } from './world.ts';

/** Who may, and why: what the corridor's first rooms come to, without anything being done. */
export interface Answer {
  readonly operation: Operation;
  readonly request: ApiRequest;
  readonly targets: readonly Target[];
  /** What was asked of the policies about each target. */
  readonly questions: readonly AuthorizationRequest[];
  readonly decisions: readonly Decision[];
  /** The refusal of `parse`, `find` or `authorise`, in AWS's words; null where they let it through. */
  readonly error: AwsError | null;
}

/** A request of the trail, asked again. */
export interface AskedAgain extends Answer {
  /** What the trail doesn't tell of it, in a few words each. */
  readonly missing: readonly string[];
}

/**
 * Asks about a request of the trail once more, in the world as it was just before: finds what it names, and decides.
 * Nothing is recorded, kept or changed. Null for a row that no request is behind.
 */
export function askAgain(world: World, row: TrailRow): AskedAgain | null {
  const recorded = recordedRequest(row);
  if (recorded === null) return null;
  const { operation, input, missing } = recorded;
  const vpcEndpoint = world.vpcEndpoints.get(row.record.vpcEndpointId ?? '');
  const request = vpcEndpoint === undefined ? recorded.request : { ...recorded.request, vpcEndpoint };
  return { ...askWhether(world, operation, request, input, new Set(row.asked?.grantIds)), missing };
}

/** The corridor's rooms up to `authorise`, on their own. `tokens` are ids of grants that tokens are brought of. */
function askWhether(
  world: World,
  operation: Operation,
  request: ApiRequest,
  given: Input,
  tokens: ReadonlySet<string>,
): Answer {
  const at = world.now;
  try {
    const input = parse(operation, given);
    const targets = find(operation, input, { request, world, at });
    const call = callFacts(request, world, at, input, targets);
    const questions = targets.map((target) => targetQuestion(operation, request, world, call, tokens, target));
    const decisions = questions.map(decide);
    const error = denial(operation, request, targets, decisions);
    return { operation, request, targets, questions, decisions, error };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { operation, request, targets: [], questions: [], decisions: [], error };
  }
}

/**
 * The world as it was when a call of the trail was made: before all that came of it, and at its instant. Of which keys
 * were used when, it knows only what a checkpoint tells.
 */
export function worldBefore(store: Store, { seq, at, fact: { row, ownBefore = 0 } }: TrailEntry): World {
  const end = seq - ownBefore;
  const checkpoint = store.checkpoint();
  const isBehind = checkpoint !== null && checkpoint.length <= end;
  const world = isBehind ? worldOf(checkpoint) : new World();
  for (const entry of store.changes(isBehind ? checkpoint.length : 0)) {
    if (entry.seq >= end) break;
    makeTrue(world, entry.at, entry.fact);
  }
  // A call that takes long is recorded at its end; its record says when it was made, to the second.
  const { eventTime } = row.record;
  world.now = isoSeconds(at) === eventTime ? at : Date.parse(eventTime);
  return world;
}
