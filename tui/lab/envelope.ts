import type { LoggedRun, Model, RunBytes } from './model.ts';

/** A file of the world, as the picture needs it. */
export interface EnvelopeFile {
  readonly name: string;
  readonly bytes: number;
}

/** A data key, and what was done with it, as far as the lines of this sitting tell. */
export interface Envelope {
  /** The run that brought the data key. */
  readonly made: LoggedRun;
  readonly plaintext: NonNullable<RunBytes['plaintext']> | null;
  readonly wrapped: NonNullable<RunBytes['wrapped']>;
  /** Files that had the plaintext data key; those with no bytes were emptied. */
  readonly plaintextIn: readonly EnvelopeFile[];
  readonly wrappedIn: readonly EnvelopeFile[];
  /** What was encrypted with it outside of KMS. */
  readonly sealed: readonly { readonly from: EnvelopeFile; readonly to: EnvelopeFile }[];
  /** Whether KMS has opened it again since. */
  readonly isOpenedAgain: boolean;
}

/** All that KMS was asked in this sitting, in numbers. */
export interface KmsTraffic {
  readonly calls: number;
  readonly sentBytes: number;
}

/** The data key that was asked for last; null where none was. */
export function envelopeOf({ log, data }: Pick<Model, 'log' | 'data'>): Envelope | null {
  const at = log.findLastIndex(
    ({ operation, exitCode }) => exitCode === 0 && operation?.startsWith('GenerateDataKey') === true,
  );
  const made = log[at];
  const wrapped = made?.bytes.wrapped;
  if (made === undefined || wrapped === undefined || wrapped === null) return null;
  const sizeOf = (name: string): EnvelopeFile => ({
    name,
    bytes: data?.view.files.find((file) => file.name === name)?.sizeBytes ?? 0,
  });
  const since = log.slice(at + 1).filter(({ exitCode }) => exitCode === 0);
  const { plaintext } = made.bytes;
  const opened = since.filter(
    ({ operation, bytes }) => operation === 'Decrypt' && plaintext !== null && bytes.plaintext?.head === plaintext.head,
  );
  const answers = [made, ...opened].flatMap(({ line }) => targetOf(line) ?? []);
  const picked = since.flatMap(({ line }) => picks(line, answers));
  const unpicked = answers.filter((name) => name !== null);
  const plaintextIn = [
    ...(plaintext === null ? [] : unpicked),
    ...picked.filter(({ member }) => member === 'Plaintext').map(({ to }) => to),
  ];
  const wrappedIn = [
    ...(targetOf(made.line) === null ? [] : [targetOf(made.line) ?? '']),
    ...picked.filter(({ member }) => member === 'CiphertextBlob').map(({ to }) => to),
  ];
  return {
    made,
    plaintext,
    wrapped,
    plaintextIn: [...new Set(plaintextIn)].map(sizeOf),
    wrappedIn: [...new Set(wrappedIn)].map(sizeOf),
    sealed: since.flatMap(({ line }) => {
      const [, key = '', from = '', to = ''] = /^laptop encrypt --key (\S+) (\S+) > (\S+)$/.exec(line.trim()) ?? [];
      return plaintextIn.includes(key) ? [{ from: sizeOf(from), to: sizeOf(to) }] : [];
    }),
    isOpenedAgain: opened.length > 0,
  };
}

/** What went to KMS since this lab was opened. */
export function kmsTraffic(log: readonly LoggedRun[]): KmsTraffic {
  const calls = log.filter(({ line, operation }) => operation !== null && /^aws kms /.test(line));
  return { calls: calls.length, sentBytes: calls.reduce((sum, { bytes }) => sum + bytes.sent, 0) };
}

/** The file behind `>`; null where the answer went to the screen. */
function targetOf(line: string): string | null {
  return />\s*(\S+)\s*$/.exec(line)?.[1] ?? null;
}

function picks(line: string, answers: readonly string[]): readonly { readonly member: string; readonly to: string }[] {
  const [, from = '', member = '', to = ''] = /^laptop pick (\S+) (\w+) > (\S+)$/.exec(line.trim()) ?? [];
  return answers.includes(from) ? [{ member, to }] : [];
}

/** The next command on the way from nothing to a sealed file whose key only KMS can open. */
export function nextInEnvelope(model: Model): { readonly line: string; readonly says: string } | null {
  const { data, here } = model;
  if (data === null) return null;
  const accountId = here.as.split(':')[4];
  const key = data.view.keys.find(
    (one) =>
      one.accountId === accountId &&
      one.region === here.region &&
      one.keyManager === 'CUSTOMER' &&
      one.keyState === 'Enabled' &&
      one.keySpec === 'SYMMETRIC_DEFAULT',
  );
  if (key === undefined) return { line: 'aws kms create-key --description envelope', says: 'make a KMS key' };
  const envelope = envelopeOf(model);
  if (envelope === null)
    return {
      line: `aws kms generate-data-key --key-id ${key.alias ?? key.keyId} --key-spec AES_256 > dk.json`,
      says: 'ask KMS for a data key',
    };
  const has = (files: readonly EnvelopeFile[], name: string): boolean =>
    files.some((file) => file.name === name && file.bytes > 0);
  const { plaintextIn, wrappedIn, sealed, isOpenedAgain } = envelope;
  if (targetOf(envelope.made.line) === 'dk.json' && sealed.length === 0) {
    if (!has(plaintextIn, 'dk.plain'))
      return {
        line: 'laptop pick dk.json Plaintext > dk.plain',
        says: 'take the plaintext data key out of the answer',
      };
    if (!has(wrappedIn, 'dk.wrapped'))
      return { line: 'laptop pick dk.json CiphertextBlob > dk.wrapped', says: 'and the wrapped one' };
    if (!data.view.files.some(({ name }) => name === 'big.bin'))
      return { line: 'laptop random 4096 > big.bin', says: 'have something to encrypt' };
    return { line: 'laptop encrypt --key dk.plain big.bin > big.sealed', says: 'encrypt it here, without KMS' };
  }
  const held =
    sealed.length === 0 ? undefined : plaintextIn.find(({ bytes, name }) => bytes > 0 && name !== 'dk.again');
  if (held !== undefined && !isOpenedAgain)
    return { line: `laptop forget ${held.name}`, says: 'drop the plaintext data key' };
  if (!isOpenedAgain && has(wrappedIn, 'dk.wrapped'))
    return {
      line: 'aws kms decrypt --ciphertext-blob fileb://dk.wrapped > again.json',
      says: 'to read the file again, have KMS open the wrapped key',
    };
  return null;
}
