import { existsSync, writeFileSync } from 'node:fs';
import type { Imported } from '../../core/index.ts';
import { line } from '../text/line.ts';
import { EXIT } from './exit-codes.ts';
import { act, type Desk } from './lesson-desk.ts';
import { printAnswer } from './print.ts';
import { textOfFile } from './text-of-file.ts';
import { UsageError } from './usage-error.ts';

/** `kmslab lessons export FILE`: how far the learner has come, to take along; without a file, or with `-`, to stdout. */
export async function exportProfile({ classroom, words: [file = '-'] }: Desk): Promise<number> {
  const text = await classroom.ask({ type: 'profile' });
  if (file === '-') {
    process.stdout.write(text);
    return EXIT.ok;
  }
  if (existsSync(file)) throw new UsageError(`${file} is there already`);
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  process.stderr.write(`kmslab: wrote ${file}; kmslab lessons import ${file} takes it over elsewhere\n`);
  return EXIT.ok;
}

/** `kmslab lessons import FILE`: adds what was done elsewhere. Nothing that was done here is lost. */
export async function importProfile({ classroom, values, words: [file = ''] }: Desk): Promise<number> {
  const { imported } = await act(classroom, { type: 'importProfile', text: textOfFile(file) });
  if (imported === undefined) throw new Error('a profile was imported and nothing came of it');
  printAnswer(values, imported, () => importedLines(imported).map((says) => line(says)));
  return EXIT.ok;
}

function importedLines({ done, underWay, kept, lessons }: Imported): readonly string[] {
  const lines = [
    ...told('done elsewhere', done),
    ...told('under way, at the step where they were left', underWay),
    ...told('new lessons', lessons),
    ...told('under way here too, left as they are', kept),
  ];
  return lines.length === 0 ? ['nothing in it is new here'] : lines;
}

function told(what: string, lessons: readonly string[]): readonly string[] {
  return lessons.length === 0 ? [] : [`${what}: ${lessons.join(', ')}`];
}
