import { LAB } from '../manual/lab.ts';
import { learnerOf } from './classroom-over.ts';
import { labInTerminal } from './lab-in-terminal.ts';
import { type LabAtLesson, labWithLessons } from './lab-with-lessons.ts';
import { type OpenedLab, openLab } from './open-lab.ts';
import { parseOptions } from './parse-options.ts';
import { recordedLab, recordingBeside } from './recorded-lab.ts';

/** `kmslab [--world FILE]` in a terminal: the lab. */
export async function runLab(argv: readonly string[]): Promise<number> {
  const { values } = parseOptions(argv, LAB.options, 0);
  let world: OpenedLab | null = null;
  let atLesson: LabAtLesson | null = null;
  try {
    return await labInTerminal(values, async () => {
      // A world that can't be opened is told of before the terminal is taken.
      if (typeof values.world === 'string') world = await openLab({ world: values.world });
      return async () => {
        const opened = world ?? (await openLab());
        const { client, recorder } = await recordedLab(opened);
        atLesson = await labWithLessons({ client, lab: opened.lab, here: opened.here }, null, {
          profile: learnerOf(values).profile,
        });
        return { ...atLesson, recording: recordingBeside(recorder) };
      };
    });
  } finally {
    await (atLesson as LabAtLesson | null)?.close();
    await (world as OpenedLab | null)?.close();
  }
}
