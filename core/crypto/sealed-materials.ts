import type { KeyArn } from '../cloud/arn.ts';
import type { Bytes, Ports } from '../ports.ts';
import { IV_BYTES, openAesGcm, sealAesGcm } from './aes-gcm.ts';
import { concat } from './bytes.ts';
import { contextBytes } from './encryption-context.ts';

/**
 * Key material at rest: sealed with AES-256-GCM under the world's root key, with key ARN and key material id as
 * additional data, and kept under both. Replicas of a multi-Region key share a material id; each has its own copy.
 */
export class SealedMaterials {
  readonly #ports: Ports;
  readonly #rootKey: CryptoKey;

  /** `rootKey` is an AES-GCM key that can't be exported. */
  constructor(ports: Ports, rootKey: CryptoKey) {
    this.#ports = ports;
    this.#rootKey = rootKey;
  }

  /** Seals `raw` and keeps it. */
  async put(keyArn: KeyArn, keyMaterialId: string, raw: Bytes): Promise<void> {
    const iv = this.#ports.random.bytes(IV_BYTES);
    const aad = sealingContext(keyArn, keyMaterialId);
    const sealed = await sealAesGcm(this.#ports.subtle, this.#rootKey, raw, { iv, aad });
    this.#ports.store.putSealed({ keyArn, keyMaterialId }, concat(iv, sealed));
  }

  /**
   * The clear bytes; whoever takes them wipes them.
   * @throws {InvalidCiphertextException} when there are none, or they are not what was sealed.
   */
  async take(keyArn: KeyArn, keyMaterialId: string): Promise<Bytes> {
    const kept = this.#ports.store.getSealed({ keyArn, keyMaterialId }) ?? NOTHING;
    const box = { iv: kept.subarray(0, IV_BYTES), sealed: kept.subarray(IV_BYTES) };
    return openAesGcm(this.#ports.subtle, this.#rootKey, box, sealingContext(keyArn, keyMaterialId));
  }
}

const NOTHING: Bytes = new Uint8Array(0);

function sealingContext(keyArn: KeyArn, keyMaterialId: string): Bytes {
  return contextBytes({ keyArn, keyMaterialId });
}
