import { usableKey } from '../views/usable-key.ts';
import type { LabView } from '../world-shapes.ts';
import type { Envelope, EnvelopeFile, EnvelopeRun, EnvelopeStep } from './envelope-shapes.ts';

/** Larger than KMS encrypts itself. Source: KMS API Reference, Encrypt, `Plaintext` (4,096 bytes). */
const BIG_BYTES = 2_100_000;
const MOST_FOR_KMS = 4096;

interface Asked {
  readonly view: LabView;
  readonly here: { readonly as: string; readonly region: string };
  readonly runs: readonly EnvelopeRun[];
  readonly envelope: Envelope | null;
}

/** The next command on the way from nothing to a sealed file whose key only KMS can open, and back to the file. */
export function nextInEnvelope({ view, here, runs, envelope }: Asked): EnvelopeStep | null {
  if (envelope === null) return firstStep(view, here);
  const { answerIn: answer, plaintext, plaintextIn, wrappedIn, sealed, isOpenedAgain } = envelope;
  const again = { ...firstStep(view, here), says: 'ask again, and have the answer in a file' };
  if (wrappedIn.length === 0) return again;
  const wrapped = wrappedIn.find(({ name }) => name !== answer);
  if (sealed.length === 0 && !isOpenedAgain && plaintext !== null) {
    const key = plaintextIn.find(({ name }) => name !== answer);
    if (key === undefined || key.bytes === 0) {
      if (answer === null) return again;
      if (isEmpty(plaintextIn, answer)) return firstStep(view, here);
      return step(`laptop pick ${answer} Plaintext > dk.plain`, 'take the plaintext data key out of the answer');
    }
    if (wrapped === undefined) return answer === null ? again : pickWrapped(answer);
    const file = bigFile(view);
    if (file === undefined) return step(`laptop random ${BIG_BYTES} > big.bin`, 'have something to encrypt');
    return step(
      `laptop encrypt --key ${key.name} ${file} > ${file.replace(/\.\w+$/, '')}.sealed`,
      'encrypt it here, without KMS',
    );
  }
  if (wrapped === undefined) return answer === null || isEmpty(wrappedIn, answer) ? null : pickWrapped(answer);
  if (!isOpenedAgain) {
    const held = plaintextIn.find(({ bytes }) => bytes > 0);
    if (held !== undefined) return step(`laptop forget ${held.name}`, `drop the plaintext data key in ${held.name}`);
    return step(decryptLine(wrapped.name, envelope.context), 'to read the file again, have KMS open the wrapped key');
  }
  return afterOpening(envelope, answer, runs);
}

/** From the data key that KMS gave again to the file as it was. */
function afterOpening(
  { sealed, restored, plaintextIn }: Envelope,
  answer: string | null,
  runs: readonly EnvelopeRun[],
): EnvelopeStep | null {
  const box = sealed.at(-1);
  const opened = plaintextIn.filter(({ name, bytes }) => bytes > 0 && name !== answer);
  const back = restored.find(({ from }) => from.name === box?.to.name);
  if (box !== undefined && back === undefined) {
    const key = opened.find(({ bytes }) => bytes === DATA_KEY_BYTES);
    const again = opened[0];
    if (key !== undefined)
      return step(
        `laptop decrypt --key ${key.name} ${box.to.name} > ${box.from.name}.again`,
        'decrypt the file here, with it',
      );
    if (again !== undefined)
      return step(`laptop pick ${again.name} Plaintext > dk.again`, 'take the data key out of the answer');
  }
  if (box !== undefined && back !== undefined) {
    const line = `laptop compare ${box.from.name} ${back.to.name}`;
    if (!runs.some((run) => run.line === line)) return step(line, 'see that it is the file that it was');
  }
  const held = opened[0];
  return held === undefined ? null : step(`laptop forget ${held.name}`, 'drop the data key again');
}

/** An AES_256 data key: what `laptop encrypt` takes. */
const DATA_KEY_BYTES = 32;

/** What KMS refuses, where there is something to show it with. */
export function refusalsOf({ view, here, envelope }: Asked): readonly EnvelopeStep[] {
  const key = envelope === null ? undefined : usableKey(view, here);
  const file = bigFile(view);
  const wrapped = envelope?.wrappedIn.find(({ name, bytes }) => bytes > 0 && name !== envelope.answerIn);
  const [pair] = Object.entries(envelope?.context ?? {});
  return [
    ...(envelope === null || wrapped === undefined || pair === undefined
      ? []
      : [
          step(
            decryptLine(wrapped.name, { ...envelope.context, [pair[0]]: `not-${pair[1]}` }),
            'open the wrapped key with another context',
          ),
        ]),
    ...(key === undefined || file === undefined
      ? []
      : [
          step(
            `aws kms encrypt --key-id ${key.alias ?? key.keyId} --plaintext fileb://${file}`,
            `have KMS encrypt the file itself, which is over ${MOST_FOR_KMS.toLocaleString('en-US')} bytes`,
          ),
        ]),
  ];
}

function firstStep(view: LabView, here: Asked['here']): EnvelopeStep {
  const key = usableKey(view, here);
  if (key === undefined) return step('aws kms create-key --description envelope', 'make a KMS key');
  return step(
    `aws kms generate-data-key --key-id ${key.alias ?? key.keyId} --key-spec AES_256 --encryption-context order=42 > dk.json`,
    'ask KMS for a data key',
  );
}

/** A file that is too large for KMS; not one that `laptop encrypt` made. */
function bigFile({ files }: LabView): string | undefined {
  return files.find(({ name, sizeBytes }) => sizeBytes > MOST_FOR_KMS && !/\.(sealed|again)$/.test(name))?.name;
}

function decryptLine(wrapped: string, context: Envelope['context']): string {
  const pairs = Object.entries(context).map(([name, value]) => `${name}=${value}`);
  const option = pairs.length === 0 ? '' : ` --encryption-context ${pairs.join(',')}`;
  return `aws kms decrypt --ciphertext-blob fileb://${wrapped}${option} > again.json`;
}

function pickWrapped(answer: string): EnvelopeStep {
  return step(`laptop pick ${answer} CiphertextBlob > dk.wrapped`, 'and the wrapped one');
}

function isEmpty(files: readonly EnvelopeFile[], name: string): boolean {
  return files.some((file) => file.name === name && file.bytes === 0);
}

function step(line: string, says: string): EnvelopeStep {
  return { line, says };
}
