import { arrange } from './arrange.ts';
import type { AwsCaller } from './aws-line.ts';
import type { ActionOutcome, LabAction, RunOutcome } from './client.ts';
import { useDatabase } from './database-use.ts';
import type { Engine } from './engine.ts';
import { runBytes } from './envelope/run-bytes.ts';
import type { LabClock } from './lab-clock.ts';
import { LabError } from './lab-error.ts';
import { setQuotas } from './set-quotas.ts';
import type { TakingBack } from './taking-back.ts';
import { useVolume } from './volume-use.ts';
import type { WorldFiles } from './world-files.ts';

/** What of a lab its actions have to do with. */
export interface ActionWorks {
  readonly engine: Engine;
  readonly clock: LabClock;
  readonly files: WorldFiles;
  readonly takingBack: TakingBack;
  /** Does what changes the world, when it is its turn. */
  turn<T>(work: () => Promise<T>): Promise<T>;
  runAws(line: string, caller: AwsCaller): Promise<RunOutcome>;
  /** Told when the journal's end was cut or put back. */
  wereCut(): void;
}

/** Does one of the lab's own actions. @throws {LabError} for one that can't be done, or that the lab doesn't know */
export async function doAction(action: LabAction, works: ActionWorks): Promise<ActionOutcome> {
  const { engine, clock, files } = works;
  switch (action.type) {
    case 'advance':
      if (!Number.isFinite(action.by) || action.by < 0) {
        throw new LabError(`expected a time to advance by, in milliseconds, got ${action.by}`);
      }
      return works.turn(async () => {
        const before = await clock.catchUp();
        return { ok: true, happened: [...before, ...(await clock.advanceBy(action.by))] };
      });
    case 'advanceTo':
      return works.turn(async () => ({ ok: true, happened: await clock.advanceTo(action.at) }));
    case 'advanceToNext':
      return works.turn(async () => {
        const next = engine.world.agenda.first();
        if (next === null)
          throw new LabError('nothing is due: no copy is under way, no key rotates or waits for deletion');
        return { ok: true, happened: await clock.advanceTo(Math.max(next.at, engine.world.now)) };
      });
    case 'undo':
    case 'redo':
      return works.turn(async () => {
        const step = await works.takingBack[action.type]();
        works.wereCut();
        return { ok: true, step };
      });
    case 'setClock':
      return works.turn(async () => {
        const happened = await clock.catchUp();
        clock.set(action.clock);
        return { ok: true, happened };
      });
    case 'setQuotas':
      return works.turn(async () => {
        setQuotas(engine, action.change);
        return { ok: true };
      });
    case 'run':
      return runLine(action, works);
    case 'writeVolume':
    case 'readVolume':
      return works.turn(() => useVolume(engine, action));
    case 'writeDatabase':
    case 'readDatabase':
      return works.turn(() => useDatabase(engine, action));
    case 'createCloudHsmCluster':
    case 'setCloudHsmCluster':
    case 'createXksProxy':
    case 'setXksProxy':
    case 'setExternalKey':
      return works.turn(async () => {
        engine.commit([await arrange(engine, action)]);
        return { ok: true };
      });
    case 'putFile':
      await files.write(action.name, action.bytes);
      return { ok: true };
    case 'getFile': {
      const bytes = files.read(action.name);
      if (bytes === undefined) throw new LabError(`this world has no file '${action.name}'`);
      return { ok: true, bytes };
    }
    case 'lesson':
    case 'importProfile':
    case 'addLesson':
    case 'draft':
      throw new LabError('this lab has no lessons: ask a classroom');
    case 'replay':
      throw new LabError('this lab has no replays: ask a stage');
    default:
      throw new LabError(`the lab has no action '${String((action satisfies never as { type: unknown }).type)}'`);
  }
}

async function runLine(action: Extract<LabAction, { type: 'run' }>, works: ActionWorks): Promise<ActionOutcome> {
  // What the line sends is as large as its files are before it has run.
  const sizes = new Map([...works.files.all].map(([name, { length }]) => [name, length]));
  const run = await works.runAws(action.line, action);
  return { ok: true, run, kms: runBytes(action.line, run, (name) => sizes.get(name)) };
}
