import { noticesIn } from '../audit/notices.ts';
import { machineChart } from '../charts/chart-of.ts';
import { isLaptopLine } from '../laptop/laptop-line.ts';
import { NO_REPLAY } from '../replay/replay-shapes.ts';
import { completeAwsLine, sdkFormOfLine } from './aws-line.ts';
import type { AnswerTo, LabQuery } from './client.ts';
import { envelopeView } from './envelope/envelope-view.ts';
import type { History } from './history.ts';
import { answerTo, readyCall } from './hypothetical.ts';
import { keyNamed } from './key-named.ts';
import { LabError } from './lab-error.ts';
import { completeLaptopLine } from './laptop-completions.ts';
import { rebuild } from './rebuild.ts';
import type { Store } from './store.ts';
import { filteredItems, recordText, type TrailNames, trailItems } from './trail-items.ts';
import { billMonthsView } from './views/bill-months-view.ts';
import { billView } from './views/bill-view.ts';
import { dueView } from './views/due-view.ts';
import { flowView } from './views/flow-view.ts';
import { gainsView } from './views/gains-view.ts';
import { keyHistoryView } from './views/key-history-view.ts';
import { keyView } from './views/key-view.ts';
import { mapView } from './views/map-view.ts';
import { policyCompletionView } from './views/policy-completion-view.ts';
import { policyLintView } from './views/policy-lint-view.ts';
import { lastRefusal, toldHypothesis, toldRequest } from './views/told-calls.ts';
import { customersOf, trailView } from './views/trail-view.ts';
import { whoView } from './views/who-view.ts';
import { whyView } from './views/why-view.ts';
import { worldView } from './views/world-view.ts';
import type { World } from './world.ts';
import type { LabView } from './world-shapes.ts';
import { summarise } from './world-summary.ts';

/** What the lab's pure reads are answered from. */
export interface Readable {
  readonly world: World;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly history: History;
  readonly clock: LabView['clock'];
  readonly store: Store;
}

/** Records hold plain text, which may or may not be an id that the world knows. */
function trailNames({ accounts, aliasesOfKey }: World): TrailNames {
  const accountOf: ReadonlyMap<string, { readonly name: string }> = accounts;
  const aliasesOf: ReadonlyMap<string, readonly string[]> = aliasesOfKey;
  return {
    account: (accountId) => accountOf.get(accountId)?.name,
    aliases: (keyArn) => aliasesOf.get(keyArn) ?? [],
  };
}

type Answers = {
  readonly [T in LabQuery['type']]: (
    query: Extract<LabQuery, { type: T }>,
    from: Readable,
  ) => AnswerTo<Extract<LabQuery, { type: T }>>;
};

/** How many of the newest records are looked through for the calls that a flow took. */
const FLOW_TRAIL = 2000;

const ANSWERS: Answers = {
  view: ({ at }, from) => worldView(at === undefined ? from.world : rebuild(from.store.journal(), at), from),
  key: ({ keyArn }, { world }) => keyView(world, keyArn),
  keyHistory: ({ keyArn }, { store }) => keyHistoryView(store, keyArn),
  keyNamed: ({ key }, { world }) => keyView(world, keyNamed(world, key).key.arn),
  trail: (query, { world, store }) => trailView(world, store, query),
  trailItems: ({ filter = '', ...query }, { world, store }) =>
    filteredItems(trailItems(trailView(world, store, { ...query, type: 'trail' })), filter, (item) =>
      recordText(item, trailNames(world)),
    ),
  why: ({ requestId }, from) => {
    const { lastRefused } = from.history;
    const asked = requestId ?? lastRefused?.requestId ?? lastRefusal(from.store)?.fact.row.requestId ?? null;
    const told = asked === null ? null : toldRequest(asked, from);
    return told === null ? null : whyView(told, from);
  },
  whyIf: ({ type: _, ...call }, from) =>
    whyView(toldHypothesis(answerTo(from.world, readyCall(from.world, call))), from),
  who: (query, { world }) => whoView(world, query),
  gains: (query, { world }) => gainsView(world, query),
  bill: (query, from) => billView(query, from),
  billMonths: (query, from) => billMonthsView(query, from),
  notices: ({ accountId }, { world, store }) => noticesIn(store, customersOf(world, accountId)),
  summary: (_, { store, world, clock }) => ({ ...summarise(store), now: world.now, clock }),
  due: ({ until }, { world }) => dueView(world, until),
  complete: (query, { world, files }) =>
    isLaptopLine(query.line) ? completeLaptopLine(query.line, [...files.keys()]) : completeAwsLine(query, world, files),
  sdk: (query, { files }) => sdkFormOfLine(query, files),
  flow: (here, from) => {
    const trail = trailView(from.world, from.store, { type: 'trail', limit: FLOW_TRAIL });
    return flowView(worldView(from.world, from), trail, here);
  },
  envelope: ({ runs, ...here }, from) => envelopeView(worldView(from.world, from), runs, here),
  map: ({ region }, from) => mapView(from.world, worldView(from.world, from), region),
  policyLint: (query, { world }) => policyLintView(world, query),
  policyComplete: (query, { world }) => policyCompletionView(world, query),
  chart: ({ machine }) => machineChart(machine),
  lessons: () => refuseLessons(),
  lesson: () => refuseLessons(),
  profile: () => refuseLessons(),
  draft: () => refuseLessons(),
  handout: () => refuseLessons(),
  // A lab alone is always live: a stage has replays.
  replays: () => [],
  replay: () => NO_REPLAY,
  replaySteps: () => [],
};

/** A lab alone has no lessons: a classroom has, with a lab for each. */
function refuseLessons(): never {
  throw new LabError('this lab has no lessons: ask a classroom');
}

/** Answers a query. @throws {LabError} for one that the lab doesn't know. */
export function answerQuery<Q extends LabQuery>(query: Q, from: Readable): AnswerTo<Q> {
  if (!Object.hasOwn(ANSWERS, query.type)) throw new LabError(`the lab has no query '${String(query.type)}'`);
  // The table pairs each query with its answer; TypeScript can't follow the pairing through a union.
  const answer = ANSWERS[query.type] as (query: LabQuery, from: Readable) => unknown;
  return answer(query, from) as AnswerTo<Q>;
}
