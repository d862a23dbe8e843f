import type { LabQuery } from '../../core/index.ts';
import { runningServers } from '../../core/node/index.ts';
import { type Asker, askerFor } from './ask-lab.ts';
import type { Offered, Place, Sources } from './completion-words.ts';

/**
 * What can be offered of worlds and of what is bundled. A world is only looked at, though another process may have it
 * open; what can't be read offers nothing, for the line is being typed still.
 */
export function completionSources(): Sources {
  return {
    keys: (place) =>
      asked(place, async (asker) =>
        (await asker.ask({ type: 'view' })).keys.flatMap(({ alias, keyId, keyState }) => [
          ...(alias === null ? [] : [{ word: alias, says: keyState }]),
          { word: keyId, says: keyState },
        ]),
      ),
    principals: (place) =>
      asked(place, async (asker) =>
        (await asker.ask({ type: 'view' })).principals.map(({ label, policies }) => ({
          word: label,
          says: policies.join(', '),
        })),
      ),
    snapshots: (place) =>
      asked(place, async (asker) =>
        (await asker.ask({ type: 'view' })).snapshots.map(({ snapshotId, state }) => ({
          word: snapshotId,
          says: state,
        })),
      ),
    aws,
    scenarios: async () => (await import('../../core/index.ts')).BUNDLED_SCENARIOS,
    lessons: async () => (await import('../../core/index.ts')).LESSON_IDS,
    marks: async (scenario) => {
      const { bundledScenario, BUNDLED_SCENARIOS } = await import('../../core/index.ts');
      if (!BUNDLED_SCENARIOS.includes(scenario)) return [];
      return (await bundledScenario(scenario)).steps.flatMap(({ mark }) => mark ?? []);
    },
    servers: async () => runningServers().map(({ url }) => url),
  };
}

async function asked(place: Place, find: (asker: Asker) => Promise<readonly Offered[]>): Promise<readonly Offered[]> {
  if (place.world === null && runningServers().length === 0) return [];
  try {
    return await find(
      await askerFor({
        ...(place.world === null ? {} : { world: place.world }),
        ...(place.connect === null ? {} : { connect: place.connect }),
      }),
    );
  } catch {
    return [];
  }
}

/** How an `aws …` line goes on: in the world that the line names, or in a new one, which has no keys of anybody's yet. */
async function aws(line: string, { world }: Place): Promise<readonly Offered[]> {
  const query = (as: string) => ({ type: 'complete', line, as, region: 'us-east-1' }) as const satisfies LabQuery;
  if (world === null) {
    const { openLab } = await import('./open-lab.ts');
    const { lab, here, close } = await openLab();
    const completions = await lab.ask(query(here.as));
    await close();
    return completions.map(({ text, hint }) => ({ word: text, says: hint }));
  }
  return asked({ world, connect: null }, async (asker) => {
    const [first] = (await asker.ask({ type: 'view' })).principals;
    if (first === undefined) return [];
    return (await asker.ask(query(first.arn))).map(({ text, hint }) => ({ word: text, says: hint }));
  });
}
