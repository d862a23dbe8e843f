import { utf8 } from '../crypto/bytes.ts';
import type { LabAction } from '../lab/client.ts';
import type { ScenarioStep } from './schema.ts';

/** What a step writes to or reads from: one of the two. */
export type StoreNamed = NonNullable<ScenarioStep['read']>;

interface StepCaller {
  readonly as: string;
  readonly region: string;
}

type StoreAction = Extract<
  LabAction,
  { readonly type: 'writeVolume' | 'readVolume' | 'writeDatabase' | 'readDatabase' }
>;

/** The action that a step with `write` takes. */
export function writeAction(write: NonNullable<ScenarioStep['write']>, caller: StepCaller): LabAction {
  const rest = { bytes: utf8(write.text), ...caller };
  const { volume, database = '' } = write;
  return volume === undefined
    ? { type: 'writeDatabase', database, ...rest }
    : { type: 'writeVolume', volumeId: volume, ...rest };
}

/** The action that a step with `read` takes. */
export function readAction(read: StoreNamed, caller: StepCaller): LabAction {
  const { volume, database = '' } = read;
  return volume === undefined
    ? { type: 'readDatabase', database, ...caller }
    : { type: 'readVolume', volumeId: volume, ...caller };
}

/** What an action wrote to or read from, as a step names it. */
export function storeOf(action: StoreAction): StoreNamed {
  return 'volumeId' in action ? { volume: action.volumeId } : { database: action.database };
}

/** By what a step names it. */
export function nameOfStore({ volume, database }: StoreNamed): string {
  return volume ?? database ?? '';
}
