import type { LabAction, LabClient, LabQuery, PlaceId } from '../core/index.ts';
import type { Part, WindowSettings } from './bridge-contract.ts';

/** What a window may not do or see; see `WindowSettings`. */
export type Limits = Pick<WindowSettings, 'places' | 'locked'>;

/** Something that whoever shows the lab has locked. */
class LockedPartError extends Error {
  override readonly name = 'LockedPartError';
}

/**
 * A lab with parts of it locked. Whatever a page sends, what is locked is refused here, in the main process; that the
 * window doesn't offer it is for its user's comfort.
 */
export function limitedClient(lab: LabClient, { places, locked }: Limits): LabClient {
  return {
    call: async (request) => {
      if (locked.includes('commands')) throw refusal('commands');
      return lab.call(request);
    },
    ask: async (query) => {
      const of = PLACES_OF_QUERY[query.type];
      if (places !== null && of !== null && !of.some((place) => places.includes(place))) {
        throw new LockedPartError(`the app that shows this lab does not show ${of[0] ?? 'this'} here`);
      }
      return lab.ask(query);
    },
    act: async (action) => {
      const part = partOf(action);
      if (part !== null && locked.includes(part)) throw refusal(part);
      // A waiter of the AWS CLI moves the lab's clock.
      if (locked.includes('time') && action.type === 'run' && /\bwait\b/.test(action.line)) throw refusal('time');
      return lab.act(action);
    },
    subscribe: (listener) => lab.subscribe(listener),
  };
}

function refusal(part: Part): LockedPartError {
  return new LockedPartError(`the app that shows this lab has locked this part: ${part}`);
}

function partOf(action: LabAction): Part | null {
  if (action.type === 'lesson') return OF_OTHER_LESSONS.has(action.does) ? 'lessons' : null;
  return PART_OF_ACTION[action.type];
}

/** What leads from the lesson in hand to another, or out of it. */
const OF_OTHER_LESSONS: ReadonlySet<string> = new Set(['start', 'restart', 'leave']);

const PART_OF_ACTION = {
  advance: 'time',
  advanceTo: 'time',
  advanceToNext: 'time',
  setClock: 'time',
  undo: 'undo',
  redo: 'undo',
  replay: 'replays',
  importProfile: 'lessons',
  addLesson: 'lessons',
  draft: 'lessons',
  setQuotas: 'commands',
  run: 'commands',
  writeVolume: 'commands',
  readVolume: 'commands',
  writeDatabase: 'commands',
  readDatabase: 'commands',
  createCloudHsmCluster: 'commands',
  setCloudHsmCluster: 'commands',
  createXksProxy: 'commands',
  setXksProxy: 'commands',
  setExternalKey: 'commands',
  putFile: 'commands',
  getFile: null,
} as const satisfies Record<Exclude<LabAction['type'], 'lesson'>, Part | null>;

/** The places that show what is asked for; null for what every place needs. */
const PLACES_OF_QUERY: Readonly<Record<LabQuery['type'], readonly PlaceId[] | null>> = {
  view: null,
  key: null,
  keyNamed: null,
  due: null,
  complete: null,
  sdk: null,
  chart: null,
  lesson: null,
  lessons: null,
  profile: null,
  replay: null,
  replays: null,
  trail: ['trail', 'lab', 'learn', 'replay'],
  trailItems: ['trail', 'lab', 'learn', 'replay'],
  why: ['why', 'trail', 'lab', 'learn'],
  whyIf: ['why', 'key', 'lab', 'learn'],
  who: ['why', 'key', 'lab', 'learn'],
  gains: ['why', 'key', 'lab', 'learn'],
  bill: ['bill'],
  billMonths: ['bill'],
  keyHistory: null,
  map: null,
  policyComplete: null,
  policyLint: null,
  summary: null,
  draft: null,
  notices: ['trail', 'lab'],
  flow: ['flow'],
  envelope: ['envelope'],
  handout: ['learn'],
  replaySteps: ['replay'],
};
