import type { LabView } from '../world-shapes.ts';
import type { Envelope, EnvelopeFile, EnvelopeRun, FileMade } from './envelope-shapes.ts';
import { outside, picked, targetOf } from './laptop-lines.ts';

/** The data key that was asked for last; null where none was, or where its answer's file is of another world. */
export function envelopeOf(runs: readonly EnvelopeRun[], files: LabView['files']): Envelope | null {
  const done = runs.filter(({ exitCode }) => exitCode === 0);
  // A data key pair comes in no envelope: it is not the picture's.
  const at = done.findLastIndex(
    ({ operation, bytes }) => operation?.startsWith('GenerateDataKey') === true && bytes.wrapped !== null,
  );
  const made = done[at];
  const wrapped = made?.bytes.wrapped;
  if (made?.operation == null || wrapped == null) return null;
  const known = new Map(files.map(({ name, sizeBytes }) => [name, sizeBytes]));
  // A file that isn't there was taken back, or is in a world that was left.
  const isThere = (name: string): boolean => known.has(name);
  const target = targetOf(made.line);
  if (target !== null && !isThere(target)) return null;
  const { plaintext } = made.bytes;
  const isOpening = ({ operation, bytes }: EnvelopeRun): boolean =>
    operation === 'Decrypt' &&
    bytes.plaintext !== null &&
    (plaintext === null
      ? bytes.sent === wrapped.bytes && bytes.keyArn === made.bytes.keyArn
      : bytes.plaintext.head === plaintext.head);
  const written = contentsAfter(done.slice(at), made, isOpening);
  const file = (name: string): EnvelopeFile => ({ name, bytes: known.get(name) ?? 0 });
  const filesWith = (...whats: readonly Content['what'][]): readonly EnvelopeFile[] =>
    [...written].flatMap(([name, { what }]) => (whats.includes(what) && isThere(name) ? [file(name)] : []));
  const filesMade = (what: 'sealed' | 'restored'): readonly FileMade[] =>
    [...written].flatMap(([name, content]) =>
      content.what === what && isThere(name) ? [{ from: file(content.from), to: file(name) }] : [],
    );
  const answers = filesWith('answer');
  const copies = [...(plaintext === null ? [] : answers), ...filesWith('opened'), ...filesWith('plaintext')];
  return {
    operation: made.operation,
    keyArn: made.bytes.keyArn,
    context: made.bytes.context,
    plaintext,
    held: copies.some(({ bytes }) => bytes > 0) ? 'files' : copies.length > 0 ? 'dropped' : 'screen',
    wrapped,
    answerIn: answers[0]?.name ?? null,
    plaintextIn: copies,
    wrappedIn: [...answers, ...filesWith('wrapped')],
    sealed: filesMade('sealed'),
    isOpenedAgain: done.slice(at + 1).some(isOpening),
    restored: filesMade('restored'),
  };
}

/** What a file holds of an envelope: KMS's answer or a part of it, or what was made of another file under the data key. */
type Content =
  | { readonly what: 'answer' | 'opened' | 'plaintext' | 'wrapped' | 'other' }
  | { readonly what: 'sealed' | 'restored'; readonly from: string };

/** What is in each file that the lines wrote, in the order of the last time that each was written. */
function contentsAfter(
  lines: readonly EnvelopeRun[],
  made: EnvelopeRun,
  isOpening: (run: EnvelopeRun) => boolean,
): ReadonlyMap<string, Content> {
  const written = new Map<string, Content>();
  const hasKey = (name: string): boolean => {
    const what = written.get(name)?.what;
    return what === 'plaintext' || what === 'opened' || (what === 'answer' && made.bytes.plaintext !== null);
  };
  const contentOf = (run: EnvelopeRun): Content => {
    if (run === made) return { what: 'answer' };
    if (isOpening(run)) return { what: 'opened' };
    const pick = picked(run.line);
    if (pick?.member === 'Plaintext' && hasKey(pick.from)) return { what: 'plaintext' };
    if (pick?.member === 'CiphertextBlob' && written.get(pick.from)?.what === 'answer') return { what: 'wrapped' };
    const done = outside(run.line);
    if (done === null || !hasKey(done.key)) return { what: 'other' };
    return { what: done.verb === 'encrypt' ? 'sealed' : 'restored', from: done.from };
  };
  for (const run of lines) {
    const to = targetOf(run.line);
    if (to === null) continue;
    const content = contentOf(run);
    written.delete(to);
    written.set(to, content);
  }
  return written;
}
