import { constants, createPublicKey, publicEncrypt } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { labWith, type TestLab } from '../../helpers/lab-with.ts';

const SHA_1 = 'RSAES_OAEP_SHA_1';
const SHA_256 = 'RSAES_OAEP_SHA_256';
/** Bytes that fit. Source: KMS API Reference, Encrypt. */
const CAPACITIES = [
  ['RSA_2048', SHA_1, 214],
  ['RSA_2048', SHA_256, 190],
  ['RSA_3072', SHA_1, 342],
  ['RSA_3072', SHA_256, 318],
  ['RSA_4096', SHA_1, 470],
  ['RSA_4096', SHA_256, 446],
] as const;
const TEXT = new TextEncoder().encode('a small secret');

let test: TestLab;
let symmetric: string;
const ids = new Map<string, string>();
beforeAll(async () => {
  test = await labWith();
  symmetric = await test.key();
  for (const KeySpec of ['RSA_2048', 'RSA_3072', 'RSA_4096']) {
    ids.set(KeySpec, await test.key({ KeySpec, KeyUsage: 'ENCRYPT_DECRYPT' }));
  }
}, 60_000);
const rsa = (spec = 'RSA_2048') => ({ KeyId: ids.get(spec) ?? '' });

describe('encryption under an RSA key', () => {
  it.each(CAPACITIES)('%s, %s: %i bytes fit, one more does not', async (spec, EncryptionAlgorithm, capacity) => {
    const method = { ...rsa(spec), EncryptionAlgorithm };
    const Plaintext = new Uint8Array(capacity).fill(1);
    const { CiphertextBlob } = await test.ok('Encrypt', { ...method, Plaintext });
    expect(CiphertextBlob).toHaveLength(Number(spec.slice(4)) / 8);
    expect((await test.ok('Decrypt', { ...method, CiphertextBlob })).Plaintext).toEqual(Plaintext);
    expect(await test.refusal('Encrypt', { ...method, Plaintext: new Uint8Array(capacity + 1) })).toEqual([
      'ValidationException',
      `Algorithm ${EncryptionAlgorithm} and key spec ${spec} cannot encrypt data larger than ${capacity} bytes.`,
    ]);
  });

  it('opens what anybody encrypts to the public key, and says nothing of key material', async () => {
    const { PublicKey } = await test.ok('GetPublicKey', rsa());
    const key = createPublicKey({ key: Buffer.from(PublicKey as Uint8Array), format: 'der', type: 'spki' });
    const oaep = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
    const CiphertextBlob = new Uint8Array(publicEncrypt(oaep, TEXT));
    const { reply, records } = await test.call('Decrypt', { ...rsa(), CiphertextBlob, EncryptionAlgorithm: SHA_256 });
    expect(reply.ok && reply.output).toEqual({
      KeyId: expect.stringContaining(rsa().KeyId),
      Plaintext: TEXT,
      EncryptionAlgorithm: SHA_256,
    });
    expect(records[0]?.additionalEventData).toBeUndefined();
  });

  it('is refused by the symmetric algorithm, which is the one where none is named', async () => {
    const refused = ['InvalidKeyUsageException', 'Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.'];
    expect(await test.refusal('Encrypt', { ...rsa(), Plaintext: TEXT })).toEqual(refused);
  });

  it('a ciphertext is taken for a symmetric one where no algorithm is named', async () => {
    const { CiphertextBlob } = await test.ok('Encrypt', { ...rsa(), Plaintext: TEXT, EncryptionAlgorithm: SHA_1 });
    for (const input of [{ CiphertextBlob }, { ...rsa(), CiphertextBlob }]) {
      expect(await test.refusal('Decrypt', input)).toEqual(['InvalidCiphertextException', '']);
    }
  });

  it.each(['by the other algorithm', 'changed', 'cut short', 'of another key'])(
    'a ciphertext %s does not open',
    async (what) => {
      const method = { ...rsa(), EncryptionAlgorithm: SHA_256 };
      const blob = (await test.ok('Encrypt', { ...method, Plaintext: TEXT })).CiphertextBlob as Uint8Array;
      const inputs: Record<string, object> = {
        'by the other algorithm': { ...method, CiphertextBlob: blob, EncryptionAlgorithm: SHA_1 },
        changed: { ...method, CiphertextBlob: blob.map((byte, i) => (i === 100 ? byte ^ 1 : byte)) },
        'cut short': { ...method, CiphertextBlob: blob.slice(1) },
        'of another key': { ...method, ...rsa('RSA_3072'), CiphertextBlob: blob },
      };
      expect(await test.refusal('Decrypt', inputs[what])).toEqual(['InvalidCiphertextException', '']);
    },
  );

  it('takes no encryption context; an empty one is as none', async () => {
    const method = { ...rsa(), EncryptionAlgorithm: SHA_256 };
    const refused = [
      'ValidationException',
      'EncryptionContext is not supported when encrypting/decrypting with asymmetric CMKs.',
    ];
    const EncryptionContext = { a: 'b' };
    expect(await test.refusal('Encrypt', { ...method, Plaintext: TEXT, EncryptionContext })).toEqual(refused);
    const { CiphertextBlob } = await test.ok('Encrypt', { ...method, Plaintext: TEXT, EncryptionContext: {} });
    expect(await test.refusal('Decrypt', { ...method, CiphertextBlob, EncryptionContext })).toEqual(refused);
  });
});

describe('ReEncrypt between kinds of keys', () => {
  const from = { SourceEncryptionAlgorithm: SHA_256 };
  const to = { DestinationEncryptionAlgorithm: SHA_1 };

  it('goes from symmetric to RSA, and tells the symmetric material alone', async () => {
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId: symmetric, Plaintext: TEXT });
    const { reply, records } = await test.call('ReEncrypt', { CiphertextBlob, DestinationKeyId: rsa().KeyId, ...to });
    const output = reply.ok ? reply.output : {};
    expect(output).toMatchObject({
      SourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      DestinationEncryptionAlgorithm: SHA_1,
    });
    expect([output.SourceKeyMaterialId, output.DestinationKeyMaterialId]).toEqual([expect.any(String), undefined]);
    expect(Object.keys(records[0]?.additionalEventData ?? {})).toEqual(['sourceKeyMaterialId']);
    const opened = await test.ok('Decrypt', {
      ...rsa(),
      CiphertextBlob: output.CiphertextBlob,
      EncryptionAlgorithm: SHA_1,
    });
    expect(opened.Plaintext).toEqual(TEXT);
  });

  it('goes from RSA to symmetric, and the source must be named', async () => {
    const { CiphertextBlob } = await test.ok('Encrypt', { ...rsa(), Plaintext: TEXT, EncryptionAlgorithm: SHA_256 });
    const input = { CiphertextBlob, DestinationKeyId: symmetric, ...from };
    expect(await test.refusal('ReEncrypt', input)).toEqual(['ValidationException', 'KeyId must not be null']);
    const output = await test.ok('ReEncrypt', { ...input, SourceKeyId: rsa().KeyId });
    expect((await test.ok('Decrypt', { CiphertextBlob: output.CiphertextBlob })).Plaintext).toEqual(TEXT);
  });

  it('is refused what does not fit the destination', async () => {
    const Plaintext = new Uint8Array(215);
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId: symmetric, Plaintext });
    const input = { CiphertextBlob, DestinationKeyId: rsa().KeyId, ...to };
    expect((await test.refusal('ReEncrypt', input))[0]).toBe('ValidationException');
  });
});
