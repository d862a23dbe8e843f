import { LabError } from '../../core/index.ts';
import { EXIT } from './exit-codes.ts';
import type { Desk } from './lesson-desk.ts';
import { UsageError } from './usage-error.ts';

/** `kmslab lessons handout [LESSON]`: a lesson on paper, in Markdown, with answers unless `--no-answers`. */
export async function handout({ classroom, values, words: [lesson] }: Desk): Promise<number> {
  const name = lesson ?? classroom.current;
  if (name === null) throw new UsageError('expected a lesson, by its number or name: kmslab lessons handout 1');
  try {
    process.stdout.write(
      await classroom.ask({ type: 'handout', of: 'lesson', name, hasAnswers: values['no-answers'] !== true }),
    );
  } catch (error) {
    if (error instanceof LabError) throw new UsageError(error.message);
    throw error;
  }
  return EXIT.ok;
}
