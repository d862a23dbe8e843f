import type { Beginning, Bytes, EpochMs, Lab, Ports, Scenario, WorldSpec } from '../../core/index.ts';
import type { Here } from '../lab/model.ts';
import { UsageError } from './usage-error.ts';
import { withStart } from './with-start.ts';

/** A lab, and who acts in it at first. Close it when the command ends: a world in a file is let go then. */
export interface OpenedLab {
  readonly lab: Lab;
  readonly here: Here;
  /** How the world began, where it begins here: null where it was there before, or has steps of a scenario behind it. */
  readonly beginning: Beginning | null;
  close(): Promise<void>;
}

/** Which world to open. */
export interface LabChoice {
  /** The file that the world is in, or is to be in; left out, the world ends with the command. */
  readonly world?: string;
  /** See `createLab`: the same root key, the same access keys. A world in a file has its own. */
  readonly rootKey?: Bytes;
  /** A scenario to play first; its world takes the place of the default one. */
  readonly setup?: Scenario;
  /** The id of the default world's main account. */
  readonly accountId?: string;
  /** Where a new world's clock starts, whatever a scenario says; a world that is there already goes on to it. */
  readonly start?: EpochMs;
  readonly region?: string;
}

/**
 * Opens a lab: everything that serves or shows one comes by here.
 * @throws {LabError, ScenarioError} where the world can't be made, or the scenario doesn't get to its end
 * @throws {UsageError} for a file that can't be opened as a world, or is one already where a new one is asked for
 */
export async function openLab(choice: LabChoice = {}): Promise<OpenedLab> {
  const { LabError } = await import('../../core/index.ts');
  const { lab, letGo, isNew } = await (choice.world === undefined ? throwAwayLab(choice) : labIn(choice.world, choice));
  process.once('exit', letGo);
  const { principals } = await lab.ask({ type: 'view' });
  const [first] = principals;
  if (first === undefined) throw new LabError('the world has no principals');
  return {
    lab,
    here: { as: first.arn, region: choice.region ?? 'us-east-1' },
    beginning: isNew ? await beginningFor(choice, lab.world.now) : null,
    async close() {
      await lab.close();
      process.off('exit', letGo);
    },
  };
}

/** How a world begins that is made of a choice. */
async function beginningFor({ setup, accountId, start }: LabChoice, now: EpochMs): Promise<Beginning | null> {
  const { beginningOf, DEFAULT_WORLD } = await import('../../core/index.ts');
  if (setup === undefined) return beginningOf(defaultWorld(DEFAULT_WORLD, accountId, start), now);
  if (setup.steps.length > 0) return null;
  const { world, files } = withStart(setup, start);
  return { world, ...(files === undefined ? {} : { files }) };
}

interface LetGo {
  readonly lab: Lab;
  readonly isNew: boolean;
  /** Keeps what is not kept yet, when the process ends and nobody closes the lab. */
  readonly letGo: () => void;
}

async function throwAwayLab(choice: LabChoice): Promise<LetGo> {
  const { nodePorts } = await import('../../core/node/index.ts');
  return { lab: await makeLab(choice, nodePorts, choice.rootKey), isNew: true, letGo: () => undefined };
}

/** What a choice makes of an empty store. */
async function makeLab(
  { setup, accountId, start }: LabChoice,
  ports: () => Ports,
  rootKey: Bytes | undefined,
): Promise<Lab> {
  const { createLab, DEFAULT_WORLD, playToEnd } = await import('../../core/index.ts');
  if (setup === undefined) return createLab(ports(), defaultWorld(DEFAULT_WORLD, accountId, start), undefined, rootKey);
  return playToEnd(withStart(setup, start), { ports, ...(rootKey === undefined ? {} : { rootKey }) });
}

async function labIn(file: string, choice: LabChoice): Promise<LetGo> {
  const [{ LabError }, { openWorldFile }] = await Promise.all([
    import('../../core/index.ts'),
    import('../../core/node/index.ts'),
  ]);
  try {
    const opened = await openWorldFile(file, {
      missing: 'make',
      make: (ports, rootKey) => makeLab(choice, () => ports, rootKey),
    });
    if (opened.isNew)
      say(
        `made a new world in ${file}${process.env.KMSLAB_ROOT_KEY ? '' : `, its root key in ${file}.key: keep both`}`,
      );
    if (opened.copyOfOlder !== null) {
      say(`brought ${file} to this version's format; as it was, it is in ${opened.copyOfOlder}`);
    }
    if (!opened.isNew) await goOn(opened.lab, file, choice);
    return opened;
  } catch (error) {
    if (error instanceof LabError) throw new UsageError(error.message);
    throw error;
  }
}

/** A world that is there already takes no new beginning; its clock can only go on. */
async function goOn(lab: Lab, file: string, { setup, accountId, start }: LabChoice): Promise<void> {
  const given = setup === undefined ? (accountId === undefined ? null : '--account') : '--setup';
  if (given !== null) {
    await lab.close();
    throw new UsageError(`${given} is for a new world, and ${file} is there already`);
  }
  if (start === undefined) return;
  const moved = await lab.act({ type: 'advanceTo', at: start });
  if (moved.ok) return;
  await lab.close();
  throw new UsageError(moved.error.message);
}

function defaultWorld(world: WorldSpec, accountId: string | undefined, start: EpochMs | undefined): WorldSpec {
  const accounts = accountId === undefined ? world.accounts : { ...world.accounts, main: accountId };
  return { ...world, accounts, start: start ?? world.start };
}

function say(text: string): void {
  process.stderr.write(`kmslab: ${text}\n`);
}
