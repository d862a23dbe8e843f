import type { Store } from './lab/store.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** Bytes over a plain (not shared) buffer, which is what WebCrypto takes and gives. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Every effect the core may have. Front ends supply the real ones, tests the fixed ones. */
export interface Ports {
  /** The host's clock: where a world starts when none is named, and what "follow real time" follows. */
  readonly clock: { now(): EpochMs };
  /** The platform's secure random source. Key material, IVs and nonces come from here and nowhere else. */
  readonly random: { bytes(length: number): Bytes };
  /** WebCrypto, as W3C "Web Cryptography API" defines it. */
  readonly subtle: SubtleCrypto;
  /** What WebCrypto can't do, or can't do synchronously. */
  readonly primitives: Primitives;
  readonly store: Store;
}

/** Cryptographic functions beside WebCrypto. */
export interface Primitives {
  /** SHA-256 (FIPS 180-4) of `data`, 32 bytes, at once. */
  sha256(data: Uint8Array): Bytes;
}
