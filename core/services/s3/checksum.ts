import { crc32 } from '../../checksums/crc32.ts';
import { crc32c } from '../../checksums/crc32c.ts';
import { crc64Nvme } from '../../checksums/crc64-nvme.ts';
import { fromBase64, sameBytes } from '../../crypto/bytes.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import type { Bytes, Ports } from '../../ports.ts';

/**
 * The checksums by which S3 looks whether what came is what was sent.
 * Source: S3 User Guide, "Checking object integrity in Amazon S3".
 */
export const CHECKSUM_ALGORITHMS = ['CRC32', 'CRC32C', 'SHA1', 'SHA256', 'CRC64NVME'] as const;
/** `CRC32` … */
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

/** Of all bytes of an object, or of the checksums of its parts. */
export const CHECKSUM_TYPES = ['FULL_OBJECT', 'COMPOSITE'] as const;
/** `FULL_OBJECT` … */
export type ChecksumType = (typeof CHECKSUM_TYPES)[number];

/** Bytes that each gives. */
const BYTES = { CRC32: 4, CRC32C: 4, SHA1: 20, SHA256: 32, CRC64NVME: 8 } as const satisfies Record<
  ChecksumAlgorithm,
  number
>;

/** A checksum of bytes that are there. */
export interface ComputedChecksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: Bytes;
}

/** A checksum as a client gives it, or asks for. */
export interface ClientChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; null where S3 is to work it out. */
  readonly value: string | null;
}

/** The member of inputs and outputs that holds an algorithm's checksum. */
export function checksumMember<A extends ChecksumAlgorithm>(algorithm: A): `Checksum${A}` {
  return `Checksum${algorithm}`;
}

/**
 * The checksum in an input; null for none. One that is only named is worked out when the bytes are there, as clients
 * work it out on AWS. @throws {S3Error} for two, or for one that can't be of its algorithm
 */
export function clientChecksum(input: Readonly<Record<string, unknown>>): ClientChecksum | null {
  const given = CHECKSUM_ALGORITHMS.filter((algorithm) => input[checksumMember(algorithm)] !== undefined);
  const [algorithm, another] = given;
  if (another !== undefined) {
    throw new S3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
      'bad-digest',
    );
  }
  if (algorithm !== undefined) {
    const value = String(input[checksumMember(algorithm)]);
    if (bytesOf(value)?.length !== BYTES[algorithm]) throw invalid(algorithm);
    return { algorithm, value };
  }
  const asked = CHECKSUM_ALGORITHMS.find((name) => name === input.ChecksumAlgorithm);
  return asked === undefined ? null : { algorithm: asked, value: null };
}

/** The checksum of bytes. */
export async function checksumOf(
  algorithm: ChecksumAlgorithm,
  bytes: Bytes,
  { subtle, primitives }: Pick<Ports, 'subtle' | 'primitives'>,
): Promise<Bytes> {
  switch (algorithm) {
    case 'CRC32':
      return bigEndian(crc32(bytes));
    case 'CRC32C':
      return bigEndian(crc32c(bytes));
    case 'CRC64NVME':
      return crc64Nvme(bytes);
    case 'SHA256':
      return primitives.sha256(bytes);
    case 'SHA1':
      return new Uint8Array(await subtle.digest('SHA-1', bytes));
  }
}

/** The checksum of what came. @throws {S3Error} where the client's own is another */
export async function checkedChecksum(
  { algorithm, value }: ClientChecksum,
  bytes: Bytes,
  ports: Pick<Ports, 'subtle' | 'primitives'>,
): Promise<ComputedChecksum> {
  const computed = await checksumOf(algorithm, bytes, ports);
  if (value !== null && !sameBytes(computed, fromBase64(value))) {
    throw new S3Error(
      'BadDigest',
      `The ${algorithm} you specified did not match the calculated checksum.`,
      'bad-digest',
    );
  }
  return { algorithm, value: computed };
}

/** @throws {S3Error} where what came has another MD5 than the client says, or that is none */
export function checkContentMd5(
  contentMd5: string | undefined,
  bytes: Bytes,
  { primitives }: Pick<Ports, 'primitives'>,
): void {
  if (contentMd5 === undefined) return;
  const expected = bytesOf(contentMd5);
  if (expected?.length !== 16) {
    throw new S3Error('InvalidDigest', 'The Content-MD5 you specified was invalid.', 'bad-digest', {
      'Content-MD5': contentMd5,
    });
  }
  if (!sameBytes(primitives.md5(bytes), expected)) {
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.', 'bad-digest');
  }
}

function invalid(algorithm: ChecksumAlgorithm): S3Error {
  const header = `x-amz-checksum-${algorithm.toLowerCase()}`;
  return new S3Error('InvalidRequest', `Value for ${header} header is invalid.`, 'bad-digest');
}

function bytesOf(base64: string): Bytes | null {
  try {
    return fromBase64(base64);
  } catch {
    return null; // not base64
  }
}

function bigEndian(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
