import type { KeyPair } from '../../crypto/key-pair.ts';
import type { KeyPairSpec } from '../../crypto/key-specs.ts';
import type { Bytes, RandomSource } from '../../ports.ts';

/** What `Primitives` asks of each family of key pairs; see there. */
export interface KeyFamily {
  generate(spec: KeyPairSpec, random: RandomSource): Promise<Bytes>;
  open(spec: KeyPairSpec, privateKey: Bytes): Promise<KeyPair | null>;
}
