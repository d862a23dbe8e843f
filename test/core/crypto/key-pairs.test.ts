import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { factsOf, isKeyPairSpec, KEY_SPECS, type KeyPairSpec } from '../../../core/crypto/key-specs.ts';
import { nodePorts } from '../../../core/node/index.ts';

const { primitives, random } = nodePorts();
const pairSpecs = KEY_SPECS.filter(isKeyPairSpec).filter((spec) => spec !== 'SM2');

/** What node:crypto, which is another implementation for some of them, says of a key: its type and its curve or size. */
const SEEN_BY_NODE: Readonly<Partial<Record<KeyPairSpec, string>>> = {
  RSA_2048: 'rsa 2048',
  RSA_3072: 'rsa 3072',
  RSA_4096: 'rsa 4096',
  ECC_NIST_P256: 'ec prime256v1',
  ECC_NIST_P384: 'ec secp384r1',
  ECC_NIST_P521: 'ec secp521r1',
  ECC_SECG_P256K1: 'ec secp256k1',
  ECC_NIST_EDWARDS25519: 'ed25519 ',
};
const nodeSpecs = Object.entries(SEEN_BY_NODE) as [KeyPairSpec, string][];

async function newPair(spec: KeyPairSpec) {
  const privateKey = await primitives.generateKeyPair(spec, random);
  const pair = await primitives.openKeyPair(spec, privateKey);
  if (pair === null) throw new Error('it was just made');
  return { privateKey, pair };
}

const pairs = new Map<KeyPairSpec, ReturnType<typeof newPair>>();

/** One pair a spec: an RSA pair takes seconds to make. */
function pairOf(spec: KeyPairSpec) {
  const pair = pairs.get(spec) ?? newPair(spec);
  pairs.set(spec, pair);
  return pair;
}

describe('key pairs', () => {
  it.each(nodeSpecs)(
    'a private key of %s is PKCS #8 that node:crypto reads, and has the same public key',
    async (spec, seen) => {
      const { privateKey, pair } = await pairOf(spec);
      const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
      const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {};
      expect(`${key.asymmetricKeyType} ${namedCurve ?? modulusLength ?? ''}`).toBe(seen);
      const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
      expect(Buffer.from(pair.publicKey)).toEqual(der);
    },
  );

  it.each(pairSpecs)('a private key of %s is one of that spec and of no other', async (spec) => {
    const { privateKey } = await pairOf(spec);
    for (const other of pairSpecs) {
      expect((await primitives.openKeyPair(other, privateKey)) !== null).toBe(other === spec);
    }
  });

  it.each(pairSpecs)('bytes that are no private key are none of %s', async (spec) => {
    const { privateKey } = await pairOf(spec);
    for (const wrong of [new Uint8Array(0), privateKey.slice(1), privateKey.slice(0, -1), new Uint8Array(48)]) {
      expect(await primitives.openKeyPair(spec, wrong)).toBeNull();
    }
  });

  it.each(pairSpecs)('%s can do what its usages say, and nothing else', async (spec) => {
    const { pair } = await pairOf(spec);
    const { usages } = factsOf(spec);
    expect(pair.signing !== undefined).toBe('SIGN_VERIFY' in usages);
    expect(pair.encryption !== undefined).toBe('ENCRYPT_DECRYPT' in usages);
    expect(pair.agreement !== undefined).toBe('KEY_AGREEMENT' in usages);
    expect(pair.encapsulation !== undefined).toBe('ENCAPSULATE_DECAPSULATE' in usages);
  });

  it('no two keys share a pair', async () => {
    for (const spec of pairSpecs.filter((one) => !/^RSA_[34]/.test(one))) {
      const [one, other] = [await pairOf(spec), await newPair(spec)];
      expect(one.pair.publicKey).not.toEqual(other.pair.publicKey);
    }
  });

  it('an RSA key is made off the main thread: timers fire meanwhile', async () => {
    let fired = 0;
    const timer = setInterval(() => fired++, 1);
    await primitives.generateKeyPair('RSA_4096', random);
    clearInterval(timer);
    expect(fired).toBeGreaterThan(10);
  });

  it('an RSA signature that lost its leading zero is none, though the platform would take it', async () => {
    const { signing } = (await pairOf('RSA_2048')).pair;
    const message = new TextEncoder().encode('short');
    for (let tries = 0; tries < 5000; tries++) {
      const signature = await signing?.sign('RSASSA_PSS_SHA_256', message, 'RAW', random);
      if (signature?.[0] !== 0) continue;
      expect(await signing?.verify('RSASSA_PSS_SHA_256', { message, type: 'RAW', signature })).toBe(true);
      expect(await signing?.verify('RSASSA_PSS_SHA_256', { message, type: 'RAW', signature: signature.slice(1) })).toBe(
        false,
      );
      return;
    }
    throw new Error('one in 256 begins with a zero');
  }, 30_000);
});
