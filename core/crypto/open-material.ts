import type { KeyRecord } from '../keys/key-record.ts';
import type { Bytes, Ports } from '../ports.ts';
import { importAesKey } from './aes-gcm.ts';
import { concat, toHex, utf8 } from './bytes.ts';
import { formatHeader } from './ciphertext-blob.ts';
import type { KeyPair } from './key-pair.ts';
import { factsOf, isKeyPairSpec, type KeySpec } from './key-specs.ts';

/** What the vault needs to know of a key. */
export type KeyName = Pick<KeyRecord, 'arn' | 'keyId' | 'accountId' | 'keySpec'>;

/** A key material, ready for use; only the vault holds one. */
export interface OpenMaterial {
  readonly keyMaterialId: string;
  readonly means:
    | { readonly kind: 'symmetric'; readonly key: CryptoKey; readonly header: Bytes }
    | { readonly kind: 'hmac'; readonly key: Bytes }
    | { readonly kind: 'pair'; readonly pair: KeyPair };
}

/** New material for a spec: random bytes, or a private key in PKCS #8 DER. */
export function newMaterial(spec: KeySpec, { random, primitives }: Ports): Promise<Bytes> | Bytes {
  if (isKeyPairSpec(spec)) return primitives.generateKeyPair(spec, random);
  return random.bytes(factsOf(spec).materialBytes ?? 0);
}

/**
 * Opens material: the bytes of a symmetric or HMAC key, or a private key in PKCS #8 DER. The caller may wipe `raw`
 * afterwards. Null when it's no material of the key's spec.
 *
 * Its id is 64 hexadecimal digits: SHA-256 of key id and bytes, or public key, so that the same material in another
 * key has another id, as on AWS, and in a replica the same. Source: lifecycle.md section 6.
 */
export async function openMaterial(name: KeyName, raw: Bytes, ports: Ports): Promise<OpenMaterial | null> {
  const { keySpec } = name;
  if (isKeyPairSpec(keySpec)) {
    const pair = await ports.primitives.openKeyPair(keySpec, raw);
    return pair && { keyMaterialId: idOf(name, pair.publicKey, ports), means: { kind: 'pair', pair } };
  }
  if (raw.length !== factsOf(keySpec).materialBytes) return null;
  const keyMaterialId = idOf(name, raw, ports);
  if (keySpec !== 'SYMMETRIC_DEFAULT') return { keyMaterialId, means: { kind: 'hmac', key: raw.slice() } };
  const key = await importAesKey(ports.subtle, raw);
  return { keyMaterialId, means: { kind: 'symmetric', key, header: formatHeader({ ...name, keyMaterialId }) } };
}

function idOf({ keyId }: KeyName, bytes: Bytes, { primitives }: Ports): string {
  return toHex(primitives.sha256(concat(utf8(keyId), bytes)));
}
