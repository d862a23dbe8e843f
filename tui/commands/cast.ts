import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Scenario, ScenarioPlayer } from '../../core/index.ts';
import { nodePorts } from '../../core/node/index.ts';
import { CAST_COLUMNS, castEvents } from '../replay/cast/cast-events.ts';
import { CAST_VERSIONS, type CastVersion, castFile } from '../replay/cast/cast-file.ts';
import { Masks } from '../replay/masks.ts';
import { EXIT } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

/** What a cast is to be. */
export interface CastChoice {
  /** Where it goes; `-` is stdout. */
  readonly file: string;
  readonly version: CastVersion;
  readonly speed: number;
  readonly seed: number;
  readonly hasColour: boolean;
}

/** As a terminal has it where nobody makes it larger. */
const ROWS = 24;

/**
 * Plays a scenario at once, and writes it as a cast to be watched at leisure. Ends with 1 where an expectation does not
 * hold: the cast then tells so as well. The same choice gives the same file.
 * @throws {UsageError} where the file can't be written
 */
export async function writeCast(scenario: Scenario, name: string, choice: CastChoice): Promise<number> {
  const { file, version, seed, speed, hasColour } = choice;
  const player = await ScenarioPlayer.open(scenario, { name: basename(name), ports: nodePorts, seed, speed: 0 });
  await player.play();
  const masks = new Masks();
  const replay = { ...player.replay, steps: player.replay.steps.map((step) => masks.step(step)) };
  const accounts = new Map(Object.entries(scenario.world.accounts).map(([account, id]) => [id, account]));
  const header = {
    columns: CAST_COLUMNS,
    rows: ROWS,
    title: scenario.title,
    command: `kmslab replay ${basename(name)}`,
  };
  const events = castEvents(scenario, replay, accounts, { speed, hasColour });
  write(file, castFile(header, events, version));
  const seconds = events.reduce((sum, { after }) => sum + after, 0);
  process.stderr.write(`kmslab: wrote ${replay.steps.length} steps, ${Math.round(seconds)} s, to ${file}\n`);
  return replay.ok ? EXIT.ok : EXIT.expectationFailed;
}

/** @throws {UsageError} for what is no version of the format */
export function castVersion(text: string): CastVersion {
  const version = CAST_VERSIONS.find((known) => String(known) === text);
  if (version === undefined) throw new UsageError(`--cast-version: expected 3 or 2, got "${text}"`);
  return version;
}

function write(file: string, text: string): void {
  if (file === '-') {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
