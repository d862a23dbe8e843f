import { clockMove, type EpochMs, type Happening, LabError, ScenarioError } from '../../core/index.ts';
import { openWorldFile } from '../../core/node/index.ts';
import { askServer, pickServer, startOfServer } from './find-server.ts';
import { UsageError } from './usage-error.ts';

/** Where a clock has come to, and what happened on the way. */
export interface Moved {
  readonly now: EpochMs;
  readonly happened: readonly Happening[];
}

/**
 * Moves the clock of a world file (`--world`), or of a running serve of this user.
 * @param time - `365d`, an instant, or `next`
 * @throws {UsageError} for a time that is none, and where there is no such world, or another program has it open
 */
export async function moveClock({ world, connect }: Readonly<Record<string, unknown>>, time: string): Promise<Moved> {
  if (world !== undefined && connect !== undefined) throw new UsageError('expected --world or --connect, got both');
  if (world !== undefined) return moveInFile(String(world), time);
  if (connect === undefined) await startOfServer();
  const server = pickServer(connect === undefined ? null : String(connect));
  const { now, happened } = (await askServer(server, 'move', { advance: time })) as {
    readonly now: string;
    readonly happened: readonly Happening[];
  };
  return { now: Date.parse(now), happened };
}

async function moveInFile(file: string, time: string): Promise<Moved> {
  try {
    const move = clockMove(time);
    const { lab } = await openWorldFile(file, { missing: 'refuse' });
    try {
      const outcome = await lab.act(move);
      if (!outcome.ok) throw new UsageError(outcome.error.message);
      return { now: lab.now, happened: outcome.happened ?? [] };
    } finally {
      await lab.close();
    }
  } catch (error) {
    if (error instanceof LabError || error instanceof ScenarioError) throw new UsageError(error.message);
    throw error;
  }
}
