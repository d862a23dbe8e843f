import { ml_kem512, ml_kem768, ml_kem1024 } from '@noble/post-quantum/ml-kem.js';
import { subjectPublicKeyInfo } from '../../crypto/der.ts';
import type { Encapsulation } from '../../crypto/key-pair.ts';
import type { KeyPairSpec } from '../../crypto/key-specs.ts';
import type { KeyFamily } from './key-family.ts';
import { seedIn, seedPrivateKey } from './seed-private-key.ts';

/** d and z. Source: FIPS 203, section 7.1. */
const SEED_BYTES = 64;

interface ParameterSet {
  readonly algorithm: string;
  readonly ciphertextBytes: number;
  readonly kem: typeof ml_kem512;
}

/** AlgorithmIdentifiers: id-alg-ml-kem-512, -768 and -1024, without parameters. Source: RFC 9935, section 3. */
const SETS: Readonly<Partial<Record<KeyPairSpec, ParameterSet>>> = {
  ML_KEM_512: { algorithm: '300b0609608648016503040401', ciphertextBytes: 768, kem: ml_kem512 },
  ML_KEM_768: { algorithm: '300b0609608648016503040402', ciphertextBytes: 1088, kem: ml_kem768 },
  ML_KEM_1024: { algorithm: '300b0609608648016503040403', ciphertextBytes: 1568, kem: ml_kem1024 },
};

/** ML-KEM (FIPS 203) through @noble/post-quantum. */
export const mlKem: KeyFamily = {
  async generate(spec, random) {
    return seedPrivateKey(setOf(spec).algorithm, random.bytes(SEED_BYTES));
  },

  async open(spec, info) {
    const set = setOf(spec);
    const seed = seedIn(info, set.algorithm, SEED_BYTES);
    if (seed === null) return null;
    const { secretKey, publicKey } = set.kem.keygen(seed);
    seed.fill(0);
    return {
      publicKey: subjectPublicKeyInfo(set.algorithm, publicKey),
      encapsulation: encapsulation(set, secretKey, publicKey),
    };
  },
};

function setOf(spec: KeyPairSpec): ParameterSet {
  const set = SETS[spec];
  if (set === undefined) throw new Error(`${spec} is not ML-KEM`);
  return set;
}

function encapsulation(
  { kem, ciphertextBytes }: ParameterSet,
  secretKey: Uint8Array,
  publicKey: Uint8Array,
): Encapsulation {
  return {
    async encapsulate(random) {
      const { cipherText, sharedSecret } = kem.encapsulate(publicKey, random.bytes(32));
      return { sharedSecret: new Uint8Array(sharedSecret), ciphertext: new Uint8Array(cipherText) };
    },
    async decapsulate(ciphertext) {
      return ciphertext.length === ciphertextBytes ? new Uint8Array(kem.decapsulate(ciphertext, secretKey)) : null;
    },
  };
}
