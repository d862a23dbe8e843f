import { keyArnOf } from '../../audit/record.ts';
import type { RunOutcome } from '../client.ts';
import type { BytesSeen, RunBytes } from './envelope-shapes.ts';

/** Bytes that are shown of a key or a ciphertext. */
const HEAD = 8;

/**
 * What a line sent to KMS and got from it: sizes, and the first bytes of what matters in the picture of an envelope.
 * @param outcome - of the last call that the line made; null where it made none
 * @param sizeOf - bytes of a file of the world by its name; undefined where there is none
 */
export function runBytes(
  line: string,
  { outcome }: Pick<RunOutcome, 'outcome'>,
  sizeOf: (file: string) => number | undefined,
): RunBytes {
  const output = outcome?.reply.ok === true ? outcome.reply.output : {};
  const record = outcome?.records[0];
  const isDataKey = record?.eventName.startsWith('GenerateDataKey') === true || record?.eventName === 'Decrypt';
  const context = record?.requestParameters?.encryptionContext;
  return {
    keyArn: record === undefined ? null : keyArnOf(record),
    sent: sentBytes(line, sizeOf),
    plaintext: isDataKey ? seen(output.Plaintext) : null,
    wrapped: seen(output.CiphertextBlob),
    context: isTexts(context) ? context : {},
  };
}

function seen(value: unknown): BytesSeen | null {
  if (!(value instanceof Uint8Array)) return null;
  const head = [...value.subarray(0, HEAD)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return { head, bytes: value.length };
}

const BYTES_OPTIONS = /--(?:plaintext|ciphertext-blob|message)[ =](?:"([^"]*)"|'([^']*)'|(\S+))/g;

/** Bytes of plaintext, ciphertext or message in the request of a line. */
function sentBytes(line: string, sizeOf: (file: string) => number | undefined): number {
  let sum = 0;
  for (const [, double, single, bare] of line.matchAll(BYTES_OPTIONS)) {
    const value = double ?? single ?? bare ?? '';
    const name = /^fileb?:\/\/(.*)$/.exec(value)?.[1];
    sum += name === undefined ? Math.floor((value.replace(/=+$/, '').length * 3) / 4) : (sizeOf(name) ?? 0);
  }
  return sum;
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');
}
