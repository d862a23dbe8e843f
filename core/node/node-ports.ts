import { randomFillSync } from 'node:crypto';
import { Crypto } from '@peculiar/webcrypto';
import { MemoryStore } from '../lab/memory-store.ts';
import type { Bytes, Ports } from '../ports.ts';
import { openssl } from './openssl/openssl.ts';
import { nodePrimitives } from './primitives.ts';

/** Random bytes are drawn from the platform a page at a time: a draw a call would cost more than the AES after it. */
const POOL_BYTES = 4096;

/** The ports as Node supplies them; the store is in memory. */
export function nodePorts(): Ports {
  return {
    clock: { now: () => Date.now() },
    random: { bytes: pooledRandom() },
    subtle: new Crypto().subtle,
    primitives: nodePrimitives,
    store: new MemoryStore(),
    outsideCrypto: openssl,
  };
}

/** Every byte of the pool is handed out once and wiped there. */
function pooledRandom(): (length: number) => Bytes {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return (length) => {
    if (length > POOL_BYTES / 4) return randomFillSync(new Uint8Array(length));
    if (used + length > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    const bytes = pool.slice(used, used + length);
    pool.fill(0, used, used + length);
    used += length;
    return bytes;
  };
}
