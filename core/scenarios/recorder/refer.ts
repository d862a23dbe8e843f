import type { ScenarioStep } from '../schema.ts';
import type { StoreNamed } from '../stores.ts';
import { type MadeId, madeIds } from './made-ids.ts';

/** A step as it was done, and what came out of it. */
export interface RecordedStep {
  readonly step: ScenarioStep;
  /** Null where nothing came, or it was refused. */
  readonly output: unknown;
}

/**
 * The steps, with `${name}` in place of everything that an earlier step's output had first, and a `save` in that step. What
 * `known` says, the world's beginning, is nobody's output.
 */
export function withReferences(recorded: readonly RecordedStep[], known: string): readonly ScenarioStep[] {
  const made = new Map<string, { readonly id: MadeId; readonly by: number; name: string | null }>();
  const names = new Set<string>();
  const saves = new Map<number, Record<string, string>>();
  let told = known;
  const refer = (text: string): string => {
    const here = [...made.values()].filter(({ id }) => text.includes(id.value));
    here.sort((a, b) => b.id.value.length - a.id.value.length);
    let line = text;
    for (const one of here) {
      const standing = new RegExp(`(?<![A-Za-z0-9])${escaped(one.id.value)}(?![A-Za-z0-9])`, 'g');
      if (!standing.test(line)) continue;
      const name = one.name ?? freeName(one.id.name, names);
      one.name = name;
      saves.set(one.by, { ...saves.get(one.by), [name]: one.id.path });
      line = line.replaceAll(standing, () => `\${${name}}`);
    }
    return line;
  };
  const steps = recorded.map(({ step, output }, at) => {
    const written = inTexts(step, refer);
    told += `\n${JSON.stringify(step)}`;
    for (const id of madeIds(output)) {
      if (!made.has(id.value) && !told.includes(id.value)) made.set(id.value, { id, by: at, name: null });
    }
    return written;
  });
  return steps.map((step, at) => {
    const save = saves.get(at);
    return save === undefined ? step : { ...step, save };
  });
}

/** The step with its texts that may name things changed. */
function inTexts(step: ScenarioStep, change: (text: string) => string): ScenarioStep {
  const { run, write, read } = step;
  const changed = (store: StoreNamed) =>
    store.volume === undefined ? { database: change(store.database ?? '') } : { volume: change(store.volume) };
  return {
    ...step,
    ...(run === undefined ? {} : { run: change(run) }),
    ...(write === undefined ? {} : { write: { ...write, ...changed(write) } }),
    ...(read === undefined ? {} : { read: changed(read) }),
  };
}

function freeName(wanted: string, names: Set<string>): string {
  let name = wanted;
  for (let n = 2; names.has(name); n += 1) name = `${wanted}${n}`;
  names.add(name);
  return name;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
