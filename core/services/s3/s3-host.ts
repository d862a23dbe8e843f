import type { SealedBytes } from '../../crypto/aes-gcm.ts';
import { concat, fromBase64, toBase64, utf8 } from '../../crypto/bytes.ts';
import { AwsError } from '../../errors/aws-error.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import type { Bytes } from '../../ports.ts';
import type { DataCipher, SealedText } from '../data-cipher.ts';
import { ObjectKeys, type S3Works } from './object-keys.ts';
import type { StoredBlock, StoredPart } from './stored-object.ts';

/** Objects lie in blocks of so many bytes, the last of a part in what is left. Ours: AWS does not say how. */
export const CHUNK_BYTES = 1024 * 1024;

/** Some bytes of an object, from the first up to, not with, the last. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** The data that an object or an upload has. */
export interface StoredData {
  readonly dataId: string;
  readonly parts: readonly StoredPart[];
}

/** The hosts of S3: where data keys are opened, and data is encrypted on its way to the disk. */
export class S3Host {
  readonly keys: ObjectKeys;
  readonly #works: S3Works;

  constructor(works: S3Works) {
    this.#works = works;
    this.keys = new ObjectKeys(works);
  }

  /** Encrypts bytes and puts them on the disk. */
  async write(cipher: DataCipher, dataId: string, partNumber: number, bytes: Bytes): Promise<StoredPart> {
    const blocks: StoredBlock[] = [];
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      const blockId = `block-${this.#works.ids.hex(32)}`;
      const chunk = bytes.length <= CHUNK_BYTES ? bytes : bytes.subarray(at, at + CHUNK_BYTES);
      const { iv, sealed } = await cipher.seal(chunk, chunkName(dataId, partNumber, blocks.length));
      this.#works.ports.store.putBlock(blockId, sealed);
      blocks.push({ blockId, iv: toBase64(iv) });
    }
    return { partNumber, sizeBytes: bytes.length, blocks };
  }

  /** Some bytes from the disk, decrypted; only the blocks that hold them are. @throws {S3Error} for changed blocks */
  async read(cipher: DataCipher, { dataId, parts }: StoredData, { from, to }: ByteRange): Promise<Bytes> {
    const pieces: Bytes[] = [];
    let partStart = 0;
    for (const { partNumber, sizeBytes, blocks } of parts) {
      for (const [index, block] of blocks.entries()) {
        const start = partStart + index * CHUNK_BYTES;
        const end = Math.min(start + CHUNK_BYTES, partStart + sizeBytes);
        if (end <= from || start >= to) continue;
        const opened = await intact(cipher.open(this.#sealed(block), chunkName(dataId, partNumber, index)));
        pieces.push(opened.subarray(Math.max(from - start, 0), Math.min(to, end) - start));
      }
      partStart += sizeBytes;
    }
    const [only] = pieces;
    return pieces.length === 1 && only !== undefined ? only : concat(...pieces);
  }

  /** A checksum as it lies beside the data. */
  sealChecksum(cipher: DataCipher, dataId: string, checksum: Bytes): Promise<SealedText> {
    return cipher.sealText(checksum, checksumName(dataId));
  }

  /** @throws {S3Error} for one that was changed */
  openChecksum(cipher: DataCipher, dataId: string, sealed: SealedText): Promise<Bytes> {
    return intact(cipher.openText(sealed, checksumName(dataId)));
  }

  #sealed({ blockId, iv }: StoredBlock): SealedBytes {
    const sealed = this.#works.ports.store.getBlock(blockId);
    if (sealed === undefined) throw damaged();
    return { iv: fromBase64(iv), sealed };
  }
}

/** @throws {S3Error} in place of KMS's refusal, where something does not open */
async function intact(opened: Promise<Bytes>): Promise<Bytes> {
  try {
    return await opened;
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    throw damaged({ cause });
  }
}

/** What is bound to a block: it opens nowhere else. */
function chunkName(dataId: string, partNumber: number, index: number): Bytes {
  return utf8(`${dataId}/${partNumber}/${index}`);
}

function checksumName(dataId: string): Bytes {
  return utf8(`${dataId}/checksum`);
}

/** The disk holds something else than S3 wrote. On AWS nobody sees that. */
function damaged(options?: ErrorOptions): S3Error {
  const message = 'We encountered an internal error. Please try again.';
  return new S3Error('InternalError', message, 'invalid-ciphertext', {}, options);
}
