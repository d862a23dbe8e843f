import { describe, expect, it } from 'vitest';
import { HASH_BYTES, type SigningAlgorithm, signingFacts } from '../../core/crypto/algorithms.ts';
import { fromHex, toHex } from '../../core/crypto/bytes.ts';
import { factsOf, isKeyPairSpec, KEY_SPECS, type KeyPairSpec } from '../../core/crypto/key-specs.ts';
import type { Bytes, Ports } from '../../core/index.ts';

const MESSAGE = new TextEncoder().encode('what the contract signs');

/** What the lab expects of `Primitives`, on any platform. */
export function describePrimitives({ primitives, random }: Pick<Ports, 'primitives' | 'random'>): void {
  const pairs = new Map<KeyPairSpec, Promise<Bytes>>();
  const open = async (spec: KeyPairSpec, privateKey?: Promise<Bytes>) => {
    const made = privateKey ?? pairs.get(spec) ?? primitives.generateKeyPair(spec, random);
    if (privateKey === undefined) pairs.set(spec, made);
    const pair = await primitives.openKeyPair(spec, await made);
    if (pair === null) throw new Error(`a key pair of ${spec} doesn't open`);
    return pair;
  };
  // Larger RSA keys take seconds to make and differ in nothing else.
  const specs = KEY_SPECS.filter(isKeyPairSpec).filter((spec) => spec !== 'SM2' && !/^RSA_[34]/.test(spec));
  const specsFor = (usage: string) => specs.filter((spec) => usage in factsOf(spec).usages);

  describe.each(specsFor('SIGN_VERIFY'))('a key pair of %s', (spec) => {
    const algorithms = (factsOf(spec).usages.SIGN_VERIFY ?? []) as readonly SigningAlgorithm[];
    const ways = algorithms.flatMap((name) => signingFacts(name).messageTypes.map((type) => [name, type] as const));

    it.each(ways)('signs by %s, %s, what it verifies, and no change of it', async (algorithm, type) => {
      const { signing } = await open(spec);
      const length = type === 'EXTERNAL_MU' ? 64 : HASH_BYTES[signingFacts(algorithm).hash ?? 'sha256'];
      const message = type === 'RAW' ? MESSAGE : random.bytes(length);
      const signature = await signing?.sign(algorithm, message, type, random);
      if (signature === undefined) throw new Error(`${spec} signs`);
      expect(await signing?.verify(algorithm, { message, type, signature })).toBe(true);
      const other = message.map((byte) => byte ^ 1);
      expect(await signing?.verify(algorithm, { message: other, type, signature })).toBe(false);
      const changed = signature.map((byte, i) => (i === 9 ? byte ^ 1 : byte));
      expect(await signing?.verify(algorithm, { message, type, signature: changed })).toBe(false);
    });
  });

  it.each(specsFor('KEY_AGREEMENT'))('two key pairs of %s derive one secret', async (spec) => {
    const [one, other] = [await open(spec), await open(spec, primitives.generateKeyPair(spec, random))];
    const secret = await one.agreement?.deriveSharedSecret(other.publicKey);
    expect(secret).toEqual(await other.agreement?.deriveSharedSecret(one.publicKey));
    expect(secret).toHaveLength(Math.ceil((factsOf(spec).bits ?? 0) / 8));
  });

  it.each(specsFor('ENCRYPT_DECRYPT'))('a key pair of %s opens what is encrypted to it', async (spec) => {
    const { encryption, publicKey } = await open(spec);
    for (const algorithm of ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] as const) {
      const ciphertext = await encryption?.encrypt(algorithm, MESSAGE);
      expect(await encryption?.decrypt(algorithm, ciphertext ?? MESSAGE)).toEqual(MESSAGE);
      const outside = await primitives.encryptToPublicKey(publicKey, algorithm, MESSAGE);
      expect(await encryption?.decrypt(algorithm, outside ?? MESSAGE)).toEqual(MESSAGE);
      expect(await primitives.encryptToPublicKey(publicKey, algorithm, new Uint8Array(1024))).toBeNull();
    }
  });

  it.each(specsFor('ENCAPSULATE_DECAPSULATE'))('a key pair of %s decapsulates what it encapsulates', async (spec) => {
    const { encapsulation } = await open(spec);
    const { ciphertext, sharedSecret } = (await encapsulation?.encapsulate(random)) ?? {};
    expect(sharedSecret).toHaveLength(32);
    expect(await encapsulation?.decapsulate(ciphertext ?? MESSAGE)).toEqual(sharedSecret);
  });

  it('wraps keys as RFC 5649, section 6 prints', async () => {
    const wrappingKey = fromHex('5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8');
    for (const [key, wrapped] of [
      ['c37b7e6492584340bed12207808941155068f738', '138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a'],
      ['466f7250617369', 'afbeb0f07dfbf5419200f2ccb50bb24f'],
    ] as const) {
      expect(toHex(await primitives.wrapKey(wrappingKey, fromHex(key)))).toBe(wrapped);
      expect(await primitives.unwrapKey(wrappingKey, fromHex(wrapped))).toEqual(fromHex(key));
      expect(await primitives.unwrapKey(fromHex('00'.repeat(16)), fromHex(wrapped))).toBeNull();
    }
  });

  it('compares secrets of any lengths', () => {
    expect(primitives.sameSecret(MESSAGE, MESSAGE.slice())).toBe(true);
    expect(primitives.sameSecret(MESSAGE, MESSAGE.slice(1))).toBe(false);
    expect(
      primitives.sameSecret(
        MESSAGE,
        MESSAGE.map((byte) => byte ^ 1),
      ),
    ).toBe(false);
  });
}
