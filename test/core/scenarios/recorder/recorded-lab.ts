import {
  beginningOf,
  createLab,
  DEFAULT_WORLD,
  type Lab,
  type LabClient,
  labelIn,
  type PlayedStep,
  type RunOutcome,
  readScenario,
  recordingClient,
  type Scenario,
  ScenarioPlayer,
  ScenarioRecorder,
  scenarioText,
} from '../../../../core/index.ts';
import { fixedPorts } from '../../../helpers/fixed-ports.ts';

export const START = Date.UTC(2026, 0, 1, 9);
export const ADMIN = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' };
export const PARTNER = { as: 'arn:aws:iam::444455556666:role/admin', region: 'us-east-1' };

/** A lab that is recorded. */
export interface RecordedLab {
  readonly lab: Lab;
  readonly client: LabClient;
  readonly recorder: ScenarioRecorder;
  readonly ports: ReturnType<typeof fixedPorts>;
  /** Runs a line; gives what it came to. */
  run(line: string, caller?: typeof ADMIN): Promise<RunOutcome>;
}

export async function recordedLab(world = DEFAULT_WORLD): Promise<RecordedLab> {
  const ports = fixedPorts();
  const spec = { ...world, start: START };
  const lab = await createLab(ports, spec);
  const recorder = new ScenarioRecorder(beginningOf(spec, START), labelIn(lab));
  const client = recordingClient(lab, recorder);
  return {
    lab,
    client,
    recorder,
    ports,
    async run(line, caller = ADMIN) {
      const outcome = await client.act({ type: 'run', line, ...caller });
      if (!outcome.ok || outcome.run === undefined) throw new Error(`${line}: not run`);
      return outcome.run;
    },
  };
}

/** What was recorded, through its file, and the lab that playing it leaves. */
export async function replayed(recorder: ScenarioRecorder): Promise<{
  readonly scenario: Scenario;
  readonly steps: readonly PlayedStep[];
  readonly ok: boolean;
  readonly lab: Lab;
}> {
  const text = await scenarioText(recorder.scenario('recorded'));
  const scenario = await readScenario(text, 'recorded.yaml');
  const player = await ScenarioPlayer.open(scenario, { name: 'recorded', ports: () => fixedPorts('replay') });
  await player.play();
  return { scenario, steps: player.replay.steps, ok: player.replay.ok, lab: player.lab };
}

/** All that is to be seen of a lab, and in its trail. With the same seed, ids are the same too. */
export async function seenOf(lab: Lab): Promise<unknown> {
  const { clock: _, ...view } = await lab.ask({ type: 'view' });
  const keys = await Promise.all(view.keys.map(({ keyArn }) => lab.ask({ type: 'key', keyArn })));
  const trail = (await lab.ask({ type: 'trail' })).map(
    ({ record: { eventName, errorCode, eventTime, userIdentity } }) => [
      eventName,
      errorCode,
      eventTime,
      userIdentity.arn,
    ],
  );
  // What is encrypted differs, and with it whatever comes of random bytes alone.
  return { view, keys: keys.map((key) => ({ ...key, materials: key?.materials.length })), trail };
}
