import { existsSync, writeFileSync } from 'node:fs';
import type { LabClient, ScenarioRecorder } from '../../core/index.ts';
import { Recording } from '../lab/recording.ts';
import type { OpenedLab } from './open-lab.ts';
import { UsageError } from './usage-error.ts';

/** An opened lab with its recorder. */
export interface RecordedLab {
  readonly client: LabClient;
  /** Null where the world was there before: a scenario can't begin in the middle of one. */
  readonly recorder: ScenarioRecorder | null;
}

/** Records all that is done in a lab, where its world begins here. */
export async function recordedLab({ lab, beginning }: OpenedLab): Promise<RecordedLab> {
  if (beginning === null) return { client: lab, recorder: null };
  const { labelIn, recordingClient, ScenarioRecorder: Recorder } = await import('../../core/index.ts');
  const recorder = new Recorder(beginning, labelIn(lab));
  return { client: recordingClient(lab, recorder), recorder };
}

/** Recording from inside the lab, into `recorded-1.yaml` or the next that is free. */
export function recordingBeside(recorder: ScenarioRecorder | null): Recording | null {
  if (recorder === null) return null;
  return new Recording(recorder, (one) => writeRecorded(one, freeName(), 'An hour in the lab'), false);
}

/** Writes what was recorded into a file, and gives its name. @throws {UsageError} where it can't be written */
export async function writeRecorded(recorder: ScenarioRecorder, file: string, title: string): Promise<string> {
  const { scenarioText } = await import('../../core/index.ts');
  try {
    writeFileSync(file, await scenarioText(recorder.scenario(title)));
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return file;
}

function freeName(): string {
  for (let n = 1; ; n += 1) {
    const name = `recorded-${n}.yaml`;
    if (!existsSync(name)) return name;
  }
}
