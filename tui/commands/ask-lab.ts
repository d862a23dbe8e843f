import type { AnswerTo, LabQuery, TurnedAway } from '../../core/index.ts';
import { askServer, pickServer, startOfServer } from './find-server.ts';
import { UsageError } from './usage-error.ts';

/** Somebody who answers questions about a world. */
export interface Asker {
  ask<Q extends LabQuery>(query: Q): Promise<AnswerTo<Q>>;
  /** Requests that were refused before they reached the lab, later than the last refusal in its trail; a file has none. */
  turnedAway(): Promise<readonly TurnedAway[]>;
}

/**
 * Whoever answers: the world file of `--world`, which may be open elsewhere; or the running serve of this user, the one
 * at `--connect` or the only one. Nothing is changed either way. What the lab can't answer is a UsageError, in its words.
 * @throws {UsageError} where there is neither
 */
export async function askerFor({ world, connect }: Readonly<Record<string, unknown>>): Promise<Asker> {
  if (world !== undefined && connect !== undefined) throw new UsageError('expected --world or --connect, got both');
  if (world !== undefined) return fileAsker(String(world));
  if (connect === undefined) await startOfServer();
  const server = pickServer(connect === undefined ? null : String(connect));
  return {
    ask: async <Q extends LabQuery>(query: Q) => (await askServer(server, 'ask', query)) as AnswerTo<Q>,
    turnedAway: async () => (await askServer(server, 'turned-away', {})) as readonly TurnedAway[],
  };
}

async function fileAsker(file: string): Promise<Asker> {
  const [{ LabError }, { worldAdmin }] = await Promise.all([
    import('../../core/index.ts'),
    import('../../core/node/index.ts'),
  ]);
  const { askFile } = await worldAdmin();
  return {
    turnedAway: async () => [],
    ask: async (query) => {
      try {
        return askFile(file, query);
      } catch (error) {
        if (error instanceof LabError) throw new UsageError(error.message);
        throw error;
      }
    },
  };
}
