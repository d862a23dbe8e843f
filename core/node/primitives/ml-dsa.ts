import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js';
import { subjectPublicKeyInfo } from '../../crypto/der.ts';
import type { Signing } from '../../crypto/key-pair.ts';
import type { KeyPairSpec } from '../../crypto/key-specs.ts';
import type { KeyFamily } from './key-family.ts';
import { seedIn, seedPrivateKey } from './seed-private-key.ts';

const SEED_BYTES = 32;

/** AlgorithmIdentifiers: id-ml-dsa-44, -65 and -87, without parameters. Source: RFC 9881, section 2. */
const SETS: Readonly<Partial<Record<KeyPairSpec, { readonly algorithm: string; readonly dsa: typeof ml_dsa44 }>>> = {
  ML_DSA_44: { algorithm: '300b0609608648016503040311', dsa: ml_dsa44 },
  ML_DSA_65: { algorithm: '300b0609608648016503040312', dsa: ml_dsa65 },
  ML_DSA_87: { algorithm: '300b0609608648016503040313', dsa: ml_dsa87 },
};

/** ML-DSA (FIPS 204) through @noble/post-quantum: hedged, with an empty context. */
export const mlDsa: KeyFamily = {
  async generate(spec, random) {
    return seedPrivateKey(setOf(spec).algorithm, random.bytes(SEED_BYTES));
  },

  async open(spec, info) {
    const { algorithm, dsa } = setOf(spec);
    const seed = seedIn(info, algorithm, SEED_BYTES);
    if (seed === null) return null;
    const { secretKey, publicKey } = dsa.keygen(seed);
    seed.fill(0);
    return { publicKey: subjectPublicKeyInfo(algorithm, publicKey), signing: signing(dsa, secretKey, publicKey) };
  },
};

function setOf(spec: KeyPairSpec) {
  const set = SETS[spec];
  if (set === undefined) throw new Error(`${spec} is not ML-DSA`);
  return set;
}

function signing(dsa: typeof ml_dsa44, secretKey: Uint8Array, publicKey: Uint8Array): Signing {
  return {
    async sign(_, message, type, random) {
      const extraEntropy = random.bytes(32);
      return new Uint8Array(
        type === 'EXTERNAL_MU'
          ? dsa.internal.sign(message, secretKey, { externalMu: true, extraEntropy })
          : dsa.sign(message, secretKey, { extraEntropy }),
      );
    },
    async verify(_, { message, type, signature }) {
      try {
        return type === 'EXTERNAL_MU'
          ? dsa.internal.verify(signature, message, publicKey, { externalMu: true })
          : dsa.verify(signature, message, publicKey);
      } catch {
        return false; // a signature of the wrong length
      }
    },
  };
}
