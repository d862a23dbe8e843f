import type { Bytes, EpochMs, Lab, Ports, Scenario, WorldSpec } from '../../core/index.ts';
import type { Here } from '../lab/model.ts';

/** A lab, and who acts in it at first. */
export interface OpenedLab {
  readonly lab: Lab;
  readonly here: Here;
}

/** Which world to open. */
export interface LabChoice {
  readonly ports: () => Ports;
  /** See `createLab`: the same root key, the same access keys. */
  readonly rootKey?: Bytes;
  /** A scenario to play first; its world takes the place of the default one. */
  readonly setup?: Scenario;
  /** The id of the default world's main account. */
  readonly accountId?: string;
  /** Where the world's clock starts, whatever a scenario says. */
  readonly start?: EpochMs;
  readonly region: string;
}

/**
 * Opens a lab: everything that serves or shows one comes by here.
 * @throws {LabError, ScenarioError} where the world can't be made, or the scenario doesn't get to its end
 */
export async function openLab({ ports, rootKey, setup, accountId, start, region }: LabChoice): Promise<OpenedLab> {
  const core = await import('../../core/index.ts');
  const lab =
    setup === undefined
      ? await core.createLab(ports(), defaultWorld(core.DEFAULT_WORLD, accountId, start), undefined, rootKey)
      : await core.playToEnd(withStart(setup, start), { ports, ...(rootKey === undefined ? {} : { rootKey }) });
  const { principals } = await lab.ask({ type: 'view' });
  const [first] = principals;
  if (first === undefined) throw new core.LabError('the world has no principals');
  return { lab, here: { as: first.arn, region } };
}

/** A lab in memory with the world that everybody starts with, and who acts in it at first. */
export async function openThrowAwayLab(): Promise<OpenedLab> {
  const { nodePorts } = await import('../../core/node/index.ts');
  return openLab({ ports: nodePorts, region: 'us-east-1' });
}

function defaultWorld(world: WorldSpec, accountId: string | undefined, start: EpochMs | undefined): WorldSpec {
  const accounts = accountId === undefined ? world.accounts : { ...world.accounts, main: accountId };
  return { ...world, accounts, start: start ?? world.start };
}

function withStart(scenario: Scenario, start: EpochMs | undefined): Scenario {
  if (start === undefined) return scenario;
  return { ...scenario, world: { ...scenario.world, start: new Date(start).toISOString() } };
}
