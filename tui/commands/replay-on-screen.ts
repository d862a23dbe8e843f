import type { Scenario } from '../../core/index.ts';
import { EXIT } from './exit-codes.ts';
import { labInTerminal } from './lab-in-terminal.ts';
import { type LabAtLesson, labWithLessons } from './lab-with-lessons.ts';
import { type OpenedLab, openLab } from './open-lab.ts';

/** How a replay is put on the screen. */
export interface OnScreen {
  /** What it is called. */
  readonly name: string;
  readonly seed: number;
  readonly speed: number;
  /** The mark to begin at; null for its beginning. */
  readonly from: string | null;
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** Shows a scenario's replay in this process's terminal, in a lab that is free beside it. Ends with 1 where an expectation does not hold. */
export async function replayOnScreen(
  scenario: Scenario,
  values: Values,
  { name, seed, speed, from }: OnScreen,
): Promise<number> {
  let failure: string | null = null;
  const code = await shown(values, {}, async ({ stage }) => {
    const [{ scenarioTimeLine }, { nodePorts }] = await Promise.all([
      import('../../core/index.ts'),
      import('../../core/node/index.ts'),
    ]);
    const timeLine = await scenarioTimeLine(scenario, { name, ports: nodePorts, seed });
    const last = timeLine.steps.at(-1);
    if (!timeLine.ok) failure = `step ${last?.n}: expected ${last?.expect?.expected}, found ${last?.expect?.found}`;
    stage.show(timeLine, speed);
    const at = from === null ? undefined : timeLine.steps.find(({ mark }) => mark === from)?.n;
    if (at !== undefined) await stage.act({ type: 'replay', does: 'goTo', at });
  });
  if (failure === null || code !== EXIT.ok) return code;
  process.stderr.write(`kmslab: ${failure}\n`);
  return EXIT.expectationFailed;
}

/** Shows what was done in the world of a file, in that lab. */
export async function worldOnScreen(values: Values, world: string): Promise<number> {
  return shown(values, { world }, async ({ client }) => {
    const opened = await client.act({ type: 'replay', does: 'open', name: 'world' });
    if (!opened.ok) throw new Error(opened.error.message);
  });
}

async function shown(
  values: Values,
  choice: Parameters<typeof openLab>[0],
  putOn: (lab: LabAtLesson) => Promise<void>,
): Promise<number> {
  let free: OpenedLab | null = null;
  let lab: LabAtLesson | null = null;
  try {
    return await labInTerminal(values, async () => {
      // A world that can't be opened is told of before the terminal is taken.
      const opened = await openLab(choice);
      free = opened;
      return async () => {
        lab = await labWithLessons({ client: opened.lab, lab: opened.lab, here: opened.here }, null);
        await putOn(lab);
        return lab;
      };
    });
  } finally {
    await (lab as LabAtLesson | null)?.close();
    await (free as OpenedLab | null)?.close();
  }
}
