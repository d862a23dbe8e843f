import { crc32 as nodeCrc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../core/checksums/crc32.ts';
import { crc32c } from '../../../core/checksums/crc32c.ts';
import { crc64Nvme } from '../../../core/checksums/crc64-nvme.ts';
import { toHex, utf8 } from '../../../core/crypto/bytes.ts';

/** The check value of every catalogue of CRCs is that of these nine digits. */
const CHECK = utf8('123456789');

describe('checksums', () => {
  it('CRC-32 has the published check value, and agrees with zlib', () => {
    expect(crc32(CHECK)).toBe(0xcbf43926);
    const bytes = Uint8Array.from({ length: 10_000 }, (_, n) => (n * 31) & 0xff);
    expect(crc32(bytes)).toBe(nodeCrc32(bytes));
  });

  it('CRC-32C has the published check value', () => {
    expect(crc32c(CHECK)).toBe(0xe3069283);
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa); // RFC 3720, B.4: 32 bytes of zeroes
  });

  it('CRC-64/NVME has the published check value', () => {
    expect(toHex(crc64Nvme(CHECK))).toBe('ae8b14860a799888');
    expect(toHex(crc64Nvme(new Uint8Array(0)))).toBe('0000000000000000');
    expect(toHex(crc64Nvme(new Uint8Array(4096)))).toBe('6482d367eb22b64e'); // NVM Command Set Specification, "64b CRC Test Cases"
    expect(toHex(crc64Nvme(new Uint8Array(4096).fill(0xff)))).toBe('c0ddba7302eca3ac');
  });
});
