import { importAesKey, openAesGcm, sealAesGcm, TAG_BYTES } from '../../../crypto/aes-gcm.ts';
import { concat, utf8 } from '../../../crypto/bytes.ts';
import { InvalidCiphertextException } from '../../../errors/kms-errors.ts';
import type { Bytes, Ports } from '../../../ports.ts';
import { ByteReader, field, numberBytes } from './byte-reader.ts';
import { ALGORITHM, FRAME_BYTES, type MessageHeader, readHeader, writeHeader } from './message-header.ts';
import { isSigned, type MessageSigner } from './signer.ts';

/**
 * Messages in the format of the AWS Encryption SDK, version 1: a header that names the wrapped data key and the context,
 * frames of AES-256-GCM under a key derived from the data key, and a signature over all.
 * Source: AWS Encryption SDK Developer Guide, "AWS Encryption SDK message format reference", "Body additional
 * authenticated data (AAD) reference", "Algorithms reference".
 */

/** The member of the context that tells the key which signed. */
export const PUBLIC_KEY = 'aws-crypto-public-key';

const LAST_FRAME = 0xffff_ffff;
const NO_IV = new Uint8Array(12);

/** Encrypts and signs. @param dataKey - 32 bytes; they are wiped */
export async function sealMessage(
  { subtle, random }: Pick<Ports, 'subtle' | 'random'>,
  plaintext: Bytes,
  { dataKey, signer, ...parts }: Omit<MessageHeader, 'messageId'> & { dataKey: Bytes; signer: MessageSigner },
): Promise<Bytes> {
  const messageId = random.bytes(16);
  const key = await messageKey(subtle, dataKey, messageId);
  const header = writeHeader({ messageId, ...parts });
  const written: Bytes[] = [header, NO_IV, await sealAesGcm(subtle, key, NO_BYTES, { iv: NO_IV, aad: header })];
  for (let at = 0, sequence = 1; at === 0 || at < plaintext.length; at += FRAME_BYTES, sequence++) {
    const content = plaintext.slice(at, at + FRAME_BYTES);
    const isLast = at + FRAME_BYTES >= plaintext.length;
    // The key is this message's alone, and a frame's number is in no other frame: no IV comes twice.
    const iv = numberBytes(sequence, 12);
    const sealed = await sealAesGcm(subtle, key, content, { iv, aad: frameAad(messageId, isLast, sequence, content) });
    const number = numberBytes(sequence, 4);
    const ahead = isLast
      ? concat(numberBytes(LAST_FRAME, 4), number, iv, numberBytes(content.length, 4))
      : concat(number, iv);
    written.push(ahead, sealed);
  }
  const signed = concat(...written);
  return concat(signed, field(await signer.sign(signed)));
}

/** The header alone: what it takes to have the data key unwrapped. @throws {InvalidCiphertextException} */
export function headerOf(message: Bytes): MessageHeader {
  return read(() => readHeader(new ByteReader(message)));
}

/** Checks and decrypts. @param dataKey - 32 bytes; they are wiped. @throws {InvalidCiphertextException} */
export async function openMessage(subtle: SubtleCrypto, message: Bytes, dataKey: Bytes): Promise<Bytes> {
  const { messageId, context, header, tag, frames, signed, signature } = read(() => partsOf(message));
  const key = await messageKey(subtle, dataKey, messageId);
  await openAesGcm(subtle, key, { iv: NO_IV, sealed: tag }, header);
  if (!(await isSigned(subtle, context[PUBLIC_KEY] ?? '', signature, signed))) throw new InvalidCiphertextException();
  const opened: Bytes[] = [];
  for (const [index, { iv, sealed }] of frames.entries()) {
    const content = { length: sealed.length - TAG_BYTES };
    const aad = frameAad(messageId, index === frames.length - 1, index + 1, content);
    opened.push(await openAesGcm(subtle, key, { iv, sealed }, aad));
  }
  return concat(...opened);
}

const NO_BYTES: Bytes = new Uint8Array(0);

function partsOf(message: Bytes) {
  const reader = new ByteReader(message);
  const { messageId, context } = readHeader(reader);
  const header = reader.since(0);
  reader.take(NO_IV.length);
  const tag = reader.take(TAG_BYTES);
  const frames: { readonly iv: Bytes; readonly sealed: Bytes }[] = [];
  for (let isLast = false; !isLast; ) {
    isLast = reader.number(4) === LAST_FRAME;
    if (isLast) reader.number(4);
    const iv = reader.take(12);
    const length = isLast ? reader.number(4) : FRAME_BYTES;
    frames.push({ iv, sealed: reader.take(length + TAG_BYTES) });
  }
  const signed = reader.since(0);
  const signature = reader.field();
  if (!reader.isAtEnd) throw new RangeError('bytes behind the message');
  return { messageId, context, header, tag, frames, signed, signature };
}

/** What is bound to a frame: its message, its kind, its number and its length. */
function frameAad(messageId: Bytes, isLast: boolean, sequence: number, { length }: { readonly length: number }): Bytes {
  const kind = isLast ? 'AWSKMSEncryptionClient Final Frame' : 'AWSKMSEncryptionClient Frame';
  return concat(messageId, utf8(kind), numberBytes(sequence, 4), numberBytes(length, 8));
}

async function messageKey(subtle: SubtleCrypto, dataKey: Bytes, messageId: Bytes): Promise<CryptoKey> {
  const secret = await subtle.importKey('raw', dataKey, 'HKDF', false, ['deriveBits']);
  dataKey.fill(0);
  const derivation = { name: 'HKDF', hash: 'SHA-384', salt: new Uint8Array(48), info: concat(ALGORITHM, messageId) };
  return importAesKey(subtle, new Uint8Array(await subtle.deriveBits(derivation, secret, 256)));
}

function read<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new InvalidCiphertextException({ cause });
  }
}
