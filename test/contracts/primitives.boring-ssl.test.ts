import * as nodeCrypto from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { nodePorts } from '../../core/node/index.ts';
import { describePrimitives } from './primitives.contract.ts';

/**
 * node:crypto as Electron has it, which links BoringSSL: no secp256k1, no SM family, no AES key wrap, no Ed448, no
 * X448, no DSA. Whoever asks for one of these is told what BoringSSL tells.
 */
vi.mock('node:crypto', async (original) => {
  const { promisify } = await import('node:util');
  const crypto = await original<typeof nodeCrypto>();
  const LACKING = /secp256k1|prime239|sect\d|sm[234]|wrap|448|dsa$|brainpool/i;
  const refuse = (what: unknown) => {
    if (typeof what === 'string' && LACKING.test(what)) throw new Error(`BoringSSL has no ${what}`);
  };
  const readable = (key: nodeCrypto.KeyObject) => {
    refuse(key.asymmetricKeyType);
    refuse(key.asymmetricKeyDetails?.namedCurve);
    return key;
  };
  const generated = (type: string, options: { readonly namedCurve?: string }) => {
    refuse(type);
    refuse(options.namedCurve);
  };
  return {
    ...crypto,
    createPrivateKey: (...args: Parameters<typeof crypto.createPrivateKey>) =>
      readable(crypto.createPrivateKey(...args)),
    createPublicKey: (...args: Parameters<typeof crypto.createPublicKey>) => readable(crypto.createPublicKey(...args)),
    createHash: (...args: Parameters<typeof crypto.createHash>) => {
      refuse(args[0]);
      return crypto.createHash(...args);
    },
    createCipheriv: (algorithm: string, ...rest: [nodeCrypto.CipherKey, nodeCrypto.BinaryLike]) => {
      refuse(algorithm);
      return crypto.createCipheriv(algorithm, ...rest);
    },
    // node:crypto's own gives both keys when it is promisified.
    generateKeyPair: Object.assign(() => refuse('wrap'), {
      [promisify.custom]: (type: 'ec', options: { namedCurve: string }) => {
        generated(type, options);
        return promisify(crypto.generateKeyPair)(type, options);
      },
    }),
    generateKeyPairSync: (type: 'ec', options: { namedCurve: string }) => {
      generated(type, options);
      return crypto.generateKeyPairSync(type, options);
    },
    createECDH: (curve: string) => {
      refuse(curve);
      return crypto.createECDH(curve);
    },
  };
});

describe('the primitives, on what BoringSSL offers', () => {
  it('it is BoringSSL’s list: what Node has beyond it is refused', () => {
    expect(() => nodeCrypto.generateKeyPairSync('ec', { namedCurve: 'secp256k1' })).toThrow('BoringSSL');
    expect(() => nodeCrypto.createHash('sm3')).toThrow('BoringSSL');
    expect(() => nodeCrypto.createCipheriv('id-aes256-wrap-pad', new Uint8Array(32), new Uint8Array(4))).toThrow(
      'BoringSSL',
    );
    expect(nodeCrypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.asymmetricKeyType).toBe('ec');
  });

  describePrimitives(nodePorts());
});
