import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseAccountId, keyArn as toKeyArn } from '../../../core/cloud/arn.ts';
import { parseRegion } from '../../../core/cloud/regions.ts';
import { importAesKey, openAesGcm, sealAesGcm } from '../../../core/crypto/aes-gcm.ts';
import { fromHex, toHex } from '../../../core/crypto/bytes.ts';
import { contextBytes } from '../../../core/crypto/encryption-context.ts';
import { Vault } from '../../../core/crypto/vault.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';

const region = parseRegion('us-east-1');
const accountId = parseAccountId('111122223333');
if (region === null || accountId === null) throw new Error('both are right');
const nameOf = (keyId: string) => ({
  keyId,
  accountId,
  arn: toKeyArn(region, accountId, keyId),
  keySpec: 'SYMMETRIC_DEFAULT' as const,
});
const KEY = nameOf('1234abcd-12ab-34cd-56ef-1234567890ab');
const OTHER_KEY = nameOf('ffffabcd-12ab-34cd-56ef-1234567890ab');
const SECRET = new TextEncoder().encode('the plaintext');
const REFUSED = expect.objectContaining({ name: 'InvalidCiphertextException', message: '' });

describe('AES-256-GCM', () => {
  // Test cases 13 to 16 (256-bit keys) of McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", appendix B;
  // each is reckoned here with node:crypto too, which is another implementation than the lab's.
  it.each([
    ['nothing, under a key of zeros', '00'.repeat(32), '00'.repeat(12), '', '', '530f8afbc74536b9a963b4f1c4cb738b'],
    [
      'a block of zeros',
      '00'.repeat(32),
      '00'.repeat(12),
      '00'.repeat(16),
      '',
      'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919',
    ],
    [
      'four blocks',
      'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
      'cafebabefacedbaddecaf888',
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255',
      '',
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015adb094dac5d93471bdec1a502270e3cc6c',
    ],
    [
      'less than four blocks, with additional data',
      'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
      'cafebabefacedbaddecaf888',
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
      'feedfacedeadbeeffeedfacedeadbeefabaddad2',
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b',
    ],
  ])(
    'seals %s to the published bytes, as node:crypto does, and opens them',
    async (_, key, iv, plaintext, aad, sealed) => {
      const { subtle } = fixedPorts();
      const imported = await importAesKey(subtle, fromHex(key));
      const made = await sealAesGcm(subtle, imported, fromHex(plaintext), { iv: fromHex(iv), aad: fromHex(aad) });
      expect(toHex(made)).toBe(sealed);
      const cipher = createCipheriv('aes-256-gcm', fromHex(key), fromHex(iv)).setAAD(fromHex(aad));
      expect(
        Buffer.concat([cipher.update(fromHex(plaintext)), cipher.final(), cipher.getAuthTag()]).toString('hex'),
      ).toBe(sealed);
      expect(toHex(await openAesGcm(subtle, imported, { iv: fromHex(iv), sealed: made }, fromHex(aad)))).toBe(
        plaintext,
      );
    },
  );

  it('keys cannot be taken out again', async () => {
    const { subtle } = fixedPorts();
    await expect(subtle.exportKey('raw', await importAesKey(subtle, new Uint8Array(32)))).rejects.toThrow();
  });
});

describe('the bytes of an encryption context', () => {
  const contexts = fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), { maxKeys: 4 });
  const sorted = (context: Record<string, string>) => JSON.stringify(Object.entries(context).sort());

  it('are the same for the same pairs and for no others', () => {
    fc.assert(
      fc.property(contexts, contexts, (a, b) => {
        expect(toHex(contextBytes(a)) === toHex(contextBytes(b))).toBe(sorted(a) === sorted(b));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    [{ ab: 'c' }, { a: 'bc' }],
    [{ a: 'b', c: 'd' }, { a: 'bcd' }],
    [{ a: '' }, { '': 'a' }],
    [{ é: '1' }, { 'e\u0301': '1' }],
    [{ a: '1' }, { A: '1' }],
  ])('tell %j from %j', (a, b) => {
    expect(toHex(contextBytes(a as Record<string, string>))).not.toBe(toHex(contextBytes(b as Record<string, string>)));
  });

  it('do not depend on the order of the pairs, in any plane of Unicode', () => {
    fc.assert(
      fc.property(contexts, (context) => {
        const turned = Object.fromEntries(Object.entries(context).reverse());
        expect(toHex(contextBytes(turned))).toBe(toHex(contextBytes(context)));
      }),
    );
    // U+FF61 comes before U+1F511 as a code point, and after it as a UTF-16 unit.
    expect(toHex(contextBytes({ '🔑': '', '｡': '' }))).toBe('00000003efbda10000000000000004f09f949100000000');
  });
});

describe('the vault', () => {
  let ports: ReturnType<typeof fixedPorts>;
  let rootKey: CryptoKey;
  let vault: Vault;
  let id: string;
  let blob: Uint8Array<ArrayBuffer>;
  beforeEach(async () => {
    ports = fixedPorts();
    rootKey = await importAesKey(ports.subtle, new Uint8Array(32).fill(7));
    vault = new Vault(ports, rootKey);
    id = await vault.createMaterial(KEY);
    blob = await vault.encrypt({ key: KEY, keyMaterialId: id }, SECRET, {});
  });

  it('finds its material again after a restart, in the same store under the same root key', async () => {
    const restarted = new Vault(ports, rootKey);
    expect(await restarted.decrypt(KEY, blob, {})).toEqual(SECRET);
    const again = await restarted.encrypt({ key: KEY, keyMaterialId: id }, SECRET, {});
    expect(await vault.decrypt(KEY, again, {})).toEqual(SECRET);
  });

  it('is shut under another root key', async () => {
    const other = new Vault(ports, await importAesKey(ports.subtle, new Uint8Array(32).fill(8)));
    await expect(other.decrypt(KEY, blob, {})).rejects.toEqual(REFUSED);
  });

  it('binds what is sealed to its key and its material id: neither can be passed off as another', async () => {
    const otherId = await vault.createMaterial(OTHER_KEY);
    const own = ports.store.getSealed({ keyArn: KEY.arn, keyMaterialId: id });
    const others = ports.store.getSealed({ keyArn: OTHER_KEY.arn, keyMaterialId: otherId });
    if (own === undefined || others === undefined) throw new Error('both are sealed');
    ports.store.putSealed({ keyArn: KEY.arn, keyMaterialId: id }, others);
    await expect(new Vault(ports, rootKey).decrypt(KEY, blob, {})).rejects.toEqual(REFUSED);
    ports.store.putSealed({ keyArn: OTHER_KEY.arn, keyMaterialId: id }, own);
    await expect(new Vault(ports, rootKey).decrypt(OTHER_KEY, blob, {})).rejects.toEqual(REFUSED);
  });

  it('notices any change of what is sealed', async () => {
    const name = { keyArn: KEY.arn, keyMaterialId: id };
    const sealed = ports.store.getSealed(name);
    if (sealed === undefined) throw new Error('it is sealed');
    expect(sealed).toHaveLength(12 + 32 + 16);
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x80;
      ports.store.putSealed(name, changed);
      await expect(new Vault(ports, rootKey).decrypt(KEY, blob, {})).rejects.toEqual(REFUSED);
    }
  });

  it('keeps what is sealed of a deleted key, so that a past moment can be shown', async () => {
    vault.close({ key: KEY, keyMaterialId: id });
    expect(await vault.decrypt(KEY, blob, {})).toEqual(SECRET);
  });

  it('gives the same bytes another id in another key', async () => {
    const bytes = new Uint8Array(32).fill(3);
    const ids = [await vault.createMaterial(KEY, bytes), await vault.createMaterial(OTHER_KEY, bytes)];
    expect(new Set(ids).size).toBe(2);
    for (const one of ids) expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(bytes).toEqual(new Uint8Array(32).fill(3));
  });

  it('opens no ciphertext whose header is another’s, of the same key or not', async () => {
    const secondId = await vault.createMaterial(KEY);
    const otherId = await vault.createMaterial(OTHER_KEY);
    for (const [name, material] of [
      [KEY, secondId],
      [OTHER_KEY, otherId],
    ] as const) {
      const other = await vault.encrypt({ key: name, keyMaterialId: material }, SECRET, {});
      const swapped = Uint8Array.of(...other.subarray(0, 60), ...blob.subarray(60));
      await expect(vault.decrypt(name, swapped, {})).rejects.toEqual(REFUSED);
    }
  });
});
