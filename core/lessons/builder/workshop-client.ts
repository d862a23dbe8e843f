import type {
  ActionOutcome,
  AnswerTo,
  LabAction,
  LabClient,
  LabEvent,
  LabQuery,
  Unsubscribe,
} from '../../lab/client.ts';
import { EventRelay } from '../../lab/event-relay.ts';
import { LabError } from '../../lab/lab-error.ts';
import type { ApiRequestInput, Outcome } from '../../lab/request.ts';
import { Turns } from '../../lab/turns.ts';
import { ScenarioError } from '../../scenarios/scenario-error.ts';
import type { Workshop, WorkshopParts } from './workshop.ts';

/**
 * A `LabClient` in which lessons can be built, over one with lessons and replays. While one is being built, everything
 * that is asked of the lab and done in it goes to the draft's; lessons and replays wait until it is left.
 */
export class WorkshopClient implements LabClient {
  readonly #inner: LabClient;
  readonly #parts: WorkshopParts;
  readonly #turns = new Turns();
  readonly #relay = new EventRelay(() => this.#client);
  /** Loaded when the first lesson is built. */
  #workshop: Workshop | null = null;

  constructor(inner: LabClient, parts: WorkshopParts) {
    this.#inner = inner;
    this.#parts = parts;
  }

  call(request: ApiRequestInput): Promise<Outcome> {
    return this.#client.call(request);
  }

  async ask<Q extends LabQuery>(query: Q): Promise<AnswerTo<Q>> {
    // The union pairs each query with its answer; TypeScript can't follow the pairing through a condition.
    if (query.type === 'draft') return (this.#workshop?.view() ?? null) as AnswerTo<Q>;
    return NOT_THE_LABS.has(query.type) ? this.#inner.ask(query) : this.#client.ask(query);
  }

  async act(action: LabAction): Promise<ActionOutcome> {
    try {
      if (action.type === 'draft') {
        const outcome = await this.#turns.take(() => this.#do(action));
        this.#relay.tell({ type: 'acted', action: 'draft' });
        return outcome;
      }
      if (this.#workshop?.client != null && isOtherWorld(action)) throw new LabError(BUILDING);
    } catch (error) {
      if (!(error instanceof LabError || error instanceof ScenarioError)) throw error;
      return { ok: false, error: { name: 'LabError', message: error.message } };
    }
    return NOT_THE_LABS.has(action.type) ? this.#inner.act(action) : this.#client.act(action);
  }

  subscribe(listener: (event: LabEvent) => void): Unsubscribe {
    return this.#relay.subscribe(listener);
  }

  get #client(): LabClient {
    return this.#workshop?.client ?? this.#inner;
  }

  async #do(action: Extract<LabAction, { readonly type: 'draft' }>): Promise<ActionOutcome> {
    if (action.does === 'begin') {
      if (this.#workshop?.client != null) throw new LabError(BUILDING);
      // Whatever else is in hand is put away: the free lab is what a lesson may begin with.
      await this.#inner.act({ type: 'lesson', does: 'leave' });
      if ((await this.#inner.ask({ type: 'replay' })).on !== null)
        await this.#inner.act({ type: 'replay', does: 'close' });
      if (action.from === 'lab' && (await this.#inner.ask({ type: 'replay' })).continued !== null) {
        throw new LabError(
          'this lab goes on from a replay, so a lesson can not begin as it stands: begin with the scenario',
        );
      }
    }
    const workshop = this.#workshop ?? (await this.#made());
    const before = workshop.client;
    await workshop.do(action);
    if (workshop.client !== before) this.#relay.follow();
    return { ok: true, draft: workshop.view() };
  }

  async #made(): Promise<Workshop> {
    const { Workshop: Made } = await import('./workshop.ts');
    this.#workshop = new Made(this.#parts, async (name, text) => {
      const outcome = await this.#inner.act({ type: 'addLesson', name, text });
      if (!outcome.ok) throw new LabError(outcome.error.message);
      return outcome.added ?? name;
    });
    return this.#workshop;
  }
}

const BUILDING = 'a lesson is being built: leave it first, at Learn';

/** What is asked of lessons and replays is not the draft's lab's to answer. */
const NOT_THE_LABS: ReadonlySet<LabQuery['type'] | LabAction['type']> = new Set([
  'lessons',
  'lesson',
  'profile',
  'handout',
  'replays',
  'replay',
  'replaySteps',
  'importProfile',
  'addLesson',
]);

/** What would bring another world into the window. */
function isOtherWorld(action: LabAction): boolean {
  if (action.type === 'lesson') return action.does === 'start' || action.does === 'restart';
  return action.type === 'replay' && action.does === 'open';
}
