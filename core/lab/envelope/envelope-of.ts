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
  const file = (name: string): EnvelopeFile => ({ name, bytes: known.get(name) ?? 0 });
  const fileMade = (one: { readonly from: string; readonly to: string }): FileMade => ({
    from: file(one.from),
    to: file(one.to),
  });
  const since = done.slice(at + 1);
  const { plaintext } = made.bytes;
  const opened = since.filter(
    ({ operation, bytes }) =>
      operation === 'Decrypt' &&
      bytes.plaintext !== null &&
      (plaintext === null
        ? bytes.sent === wrapped.bytes && bytes.keyArn === made.bytes.keyArn
        : bytes.plaintext.head === plaintext.head),
  );
  const answers = [...(plaintext === null ? [] : [made]), ...opened].flatMap(({ line }) => targetOf(line) ?? []);
  const picks = since.flatMap(({ line }) => picked(line)).filter(({ to }) => isThere(to));
  const plaintextIn = [
    ...answers.filter(isThere),
    ...picks.filter(({ from, member }) => member === 'Plaintext' && answers.includes(from)).map(({ to }) => to),
  ];
  const wrappedIn = [
    ...(target === null ? [] : [target]),
    ...picks.filter(({ from, member }) => member === 'CiphertextBlob' && from === target).map(({ to }) => to),
  ];
  const withKey = (verb: 'encrypt' | 'decrypt'): readonly FileMade[] =>
    since
      .flatMap(({ line }) => outside(line, verb))
      .filter(({ key, to }) => plaintextIn.includes(key) && isThere(to))
      .map(fileMade);
  const copies = [...new Set(plaintextIn)].map(file);
  return {
    operation: made.operation,
    keyArn: made.bytes.keyArn,
    context: made.bytes.context,
    plaintext,
    held: copies.some(({ bytes }) => bytes > 0) ? 'files' : copies.length > 0 ? 'dropped' : 'screen',
    wrapped,
    plaintextIn: copies,
    wrappedIn: [...new Set(wrappedIn)].map(file),
    sealed: withKey('encrypt'),
    isOpenedAgain: opened.length > 0,
    restored: withKey('decrypt'),
  };
}
