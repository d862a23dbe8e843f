import { createInterface } from 'node:readline';
import type { ActionOutcome, LabAction, LabClient, ScenarioRecorder } from '../../core/index.ts';
import type { Here } from '../lab/model.ts';
import { EXIT } from './exit-codes.ts';
import { UsageError } from './usage-error.ts';

/** Who does the lines, and where. */
interface Recorded {
  readonly client: LabClient;
  readonly recorder: ScenarioRecorder;
  readonly here: Here;
}

/**
 * Does lines as they come: `aws …` and `laptop …`, or a part of a scenario's step in YAML, such as `as: partner/role/admin`,
 * `advance: 8d` or `note: why`. A line that ends in `\` goes on in the next; one that begins with `#` is none.
 * @throws {UsageError} for a line that is neither, with its number
 */
export async function recordLines(input: NodeJS.ReadableStream, recorded: Recorded): Promise<number> {
  let { here } = recorded;
  let pending = '';
  let n = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    n += 1;
    pending += text;
    if (text.endsWith('\\')) {
      pending += '\n';
      continue;
    }
    const line = pending.trim();
    pending = '';
    if (line === '' || line.startsWith('#')) continue;
    try {
      here = /^(?:aws|laptop)(?:\s|$)/.test(line)
        ? await runLine(line, here, recorded)
        : await takeStep(line, here, recorded);
    } catch (error) {
      const { ScenarioError, LabError } = await import('../../core/index.ts');
      if (!(error instanceof ScenarioError || error instanceof LabError)) throw error;
      throw new UsageError(`line ${n}: ${error.message}`);
    }
  }
  return EXIT.ok;
}

async function runLine(line: string, here: Here, { client }: Recorded): Promise<Here> {
  tell(await client.act({ type: 'run', line, ...here }));
  return here;
}

/** @throws {ScenarioError} for what is no step, or has in it what the recorder makes itself */
async function takeStep(text: string, before: Here, { client, recorder }: Recorded): Promise<Here> {
  const { clockMove, outsideAction, readAction, readStep, ScenarioError, writeAction } = await import(
    '../../core/index.ts'
  );
  const { note, mark, as, region, advance, write, read, outside, run, ...rest } = await readStep(text);
  const [other] = Object.keys(rest);
  if (other !== undefined) throw new ScenarioError(`expected no ${other}: what is recorded has it where it belongs`);
  recorder.head({ ...(note === undefined ? {} : { note }), ...(mark === undefined ? {} : { mark }) });
  const here: Here = {
    as: as === undefined ? before.as : await principalOf(as, client),
    region: region ?? before.region,
  };
  const does = async (action: LabAction) => tell(await client.act(action));
  if (run !== undefined) await does({ type: 'run', line: run, ...here });
  if (advance !== undefined) await does(clockMove(advance));
  if (outside !== undefined) await does(outsideAction(outside));
  if (write !== undefined) await does(writeAction(write, here));
  if (read !== undefined) await does(readAction(read, here));
  return here;
}

/** @throws {ScenarioError} where the world has no such principal */
async function principalOf(name: string, client: LabClient): Promise<string> {
  const { principals } = await client.ask({ type: 'view' });
  const found = principals.find(({ label }) => label === name);
  if (found !== undefined) return found.arn;
  const { ScenarioError } = await import('../../core/index.ts');
  throw new ScenarioError(`this world has no principal '${name}'`);
}

function tell(outcome: ActionOutcome): void {
  if (!outcome.ok) {
    process.stderr.write(`kmslab: ${outcome.error.message}\n`);
    return;
  }
  process.stderr.write(outcome.run?.stderr ?? '');
  process.stdout.write(outcome.run?.bytes ?? outcome.run?.stdout ?? outcome.bytes ?? '');
}
