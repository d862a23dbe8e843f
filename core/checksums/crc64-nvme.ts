/** The polynomial with its bits in reverse order, as two halves of 32 bits. */
const [HIGH_POLYNOMIAL, LOW_POLYNOMIAL] = [0x9a6c9329, 0xac4bc9b5];

/**
 * CRC-64/NVME of bytes, eight of them. In halves of 32 bits: JavaScript's numbers hold no 64, and its BigInt takes a
 * hundred times as long.
 * Source: NVM Express NVM Command Set Specification, "64b CRC"; S3 User Guide, "Checking object integrity in Amazon S3".
 */
export function crc64Nvme(data: Uint8Array): Uint8Array<ArrayBuffer> {
  let high = 0xffffffff;
  let low = 0xffffffff;
  for (let at = 0; at < data.length; at++) {
    const index = (low ^ (data[at] ?? 0)) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (LOW[index] ?? 0);
    high = (high >>> 8) ^ (HIGH[index] ?? 0);
  }
  const crc = new DataView(new ArrayBuffer(8));
  crc.setUint32(0, ~high >>> 0);
  crc.setUint32(4, ~low >>> 0);
  return new Uint8Array(crc.buffer);
}

const HIGH = new Uint32Array(256);
const LOW = new Uint32Array(256);
for (let n = 0; n < 256; n++) {
  let high = 0;
  let low = n;
  for (let bit = 0; bit < 8; bit++) {
    const isOdd = (low & 1) === 1;
    low = ((low >>> 1) | (high << 31)) >>> 0;
    high >>>= 1;
    if (isOdd) {
      low = (low ^ LOW_POLYNOMIAL) >>> 0;
      high = (high ^ HIGH_POLYNOMIAL) >>> 0;
    }
  }
  HIGH[n] = high;
  LOW[n] = low;
}
