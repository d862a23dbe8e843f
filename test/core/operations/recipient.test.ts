import { generateKeyPairSync } from 'node:crypto';
import { encode } from 'cborg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bytes } from '../../../core/index.ts';
import { type Enclave, pcr, startEnclave } from '../../helpers/enclave.ts';
import { labWith, type TestLab } from '../../helpers/lab-with.ts';

const SECRET = new TextEncoder().encode('for the enclave alone');
let test: TestLab;
let enclave: Enclave;
let KeyId: string;
beforeAll(async () => {
  test = await labWith();
  enclave = startEnclave();
  KeyId = await test.key();
});
const to = (AttestationDocument: Uint8Array) => ({
  Recipient: { KeyEncryptionAlgorithm: 'RSAES_OAEP_SHA_256', AttestationDocument },
});
const opened = (output: Readonly<Record<string, unknown>>) => enclave.open(output.CiphertextForRecipient as Uint8Array);

describe('an answer to an enclave', () => {
  it('Decrypt: the plaintext, encrypted to the key in the document and in no other form', async () => {
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId, Plaintext: SECRET });
    const output = await test.ok('Decrypt', { CiphertextBlob, ...to(enclave.attest()) });
    expect(Object.keys(output).sort()).toEqual(['CiphertextForRecipient', 'EncryptionAlgorithm', 'KeyId']);
    expect(opened(output)).toEqual(SECRET);
  });

  it('Decrypt under an RSA key: the same', async () => {
    const rsa = { KeyId: await test.key({ KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' }) };
    const method = { ...rsa, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' };
    const { CiphertextBlob } = await test.ok('Encrypt', { ...method, Plaintext: SECRET });
    expect(opened(await test.ok('Decrypt', { ...method, CiphertextBlob, ...to(enclave.attest()) }))).toEqual(SECRET);
  });

  it('GenerateDataKey: the data key that the ciphertext holds', async () => {
    const output = await test.ok('GenerateDataKey', { KeyId, KeySpec: 'AES_256', ...to(enclave.attest()) });
    expect(output.Plaintext).toBeUndefined();
    const { Plaintext } = await test.ok('Decrypt', { CiphertextBlob: output.CiphertextBlob });
    expect(opened(output)).toEqual(Plaintext);
  });

  it('GenerateDataKeyPair: the private key', async () => {
    const output = await test.ok('GenerateDataKeyPair', {
      KeyId,
      KeyPairSpec: 'ECC_NIST_P256',
      ...to(enclave.attest()),
    });
    expect(output.PrivateKeyPlaintext).toBeUndefined();
    expect(output.PublicKey).toBeInstanceOf(Uint8Array);
    const { Plaintext } = await test.ok('Decrypt', { CiphertextBlob: output.PrivateKeyCiphertextBlob });
    expect(opened(output)).toEqual(Plaintext);
  });

  it('DeriveSharedSecret: the secret', async () => {
    const agreeing = await test.key({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'KEY_AGREEMENT' });
    const { PublicKey } = await test.ok('GetPublicKey', { KeyId: agreeing });
    const input = { KeyId: agreeing, PublicKey, KeyAgreementAlgorithm: 'ECDH' };
    const output = await test.ok('DeriveSharedSecret', { ...input, ...to(enclave.attest()) });
    expect(output.SharedSecret).toBeUndefined();
    expect(opened(output)).toEqual((await test.ok('DeriveSharedSecret', input)).SharedSecret);
  });

  it('GenerateRandom: so many bytes, others every time', async () => {
    const input = { NumberOfBytes: 24, ...to(enclave.attest()) };
    const [one, other] = [await test.ok('GenerateRandom', input), await test.ok('GenerateRandom', input)];
    expect(Object.keys(one)).toEqual(['CiphertextForRecipient']);
    expect(opened(one)).toHaveLength(24);
    expect(opened(one)).not.toEqual(opened(other));
  });

  it('is logged with the enclave’s measurements, and without its document', async () => {
    const { records } = await test.call('GenerateDataKey', { KeyId, KeySpec: 'AES_256', ...to(enclave.attest()) });
    const hex = (n: number) => Buffer.from(pcr(n)).toString('hex');
    expect(records[0]?.additionalEventData).toEqual({
      keyMaterialId: expect.any(String),
      recipient: {
        attestationDocumentModuleId: 'i-0123456789abcdef0-enc0123456789abcde',
        attestationDocumentEnclaveImageDigest: hex(0),
        attestationDocumentEnclavePCR1: hex(1),
        attestationDocumentEnclavePCR2: hex(2),
        attestationDocumentEnclavePCR3: hex(3),
        attestationDocumentEnclavePCR4: hex(4),
        attestationDocumentEnclavePCR8: hex(8),
      },
    });
    expect(records[0]?.requestParameters).toMatchObject({
      recipient: { keyEncryptionAlgorithm: 'RSAES_OAEP_SHA_256' },
    });
  });

  it('a NitroTPM has its measurements under another name', async () => {
    const document = enclave.attest({ pcrs: undefined, nitrotpm_pcrs: new Map([[4, pcr(4)]]) });
    expect(opened(await test.ok('GenerateRandom', { NumberOfBytes: 8, ...to(document) }))).toHaveLength(8);
  });
});

describe('a recipient that is refused', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const ecKey = new Uint8Array(ec.publicKey.export({ format: 'der', type: 'spki' }));
  const documents: readonly (readonly [string, () => Bytes])[] = [
    ['bytes that are no CBOR', () => Uint8Array.of(255, 1)],
    ['CBOR that is no COSE_Sign1', () => new Uint8Array(encode({ a: 1 }))],
    ['three parts in place of four', () => new Uint8Array(encode([new Uint8Array(0), new Map(), new Uint8Array(0)]))],
    ['a payload that is no map', () => enclave.signed(new Uint8Array(encode('text')))],
    [
      'another algorithm in its header',
      () => enclave.signed(Uint8Array.of(0xa0), new Uint8Array(encode(new Map([[1, -7]])))),
    ],
    ['no public key', () => enclave.attest({ public_key: null })],
    ['a public key that is not RSA', () => enclave.attest({ public_key: ecKey })],
    ['a public key that is none', () => enclave.attest({ public_key: new Uint8Array(40) })],
    ['no measurements', () => enclave.attest({ pcrs: new Map() })],
    ['a measurement of a wrong length', () => enclave.attest({ pcrs: new Map([[0, new Uint8Array(20)]]) })],
    ['a measurement beyond 31', () => enclave.attest({ pcrs: new Map([[32, pcr(0)]]) })],
    ['another digest', () => enclave.attest({ digest: 'SHA256' })],
    ['no module id', () => enclave.attest({ module_id: '' })],
    ['no time', () => enclave.attest({ timestamp: 0 })],
    ['no certificates behind its own', () => enclave.attest({ cabundle: [] })],
    ['too long a nonce', () => enclave.attest({ nonce: new Uint8Array(513) })],
    ['no certificate', () => enclave.attest({ certificate: Uint8Array.of(48, 0) })],
    ['a changed signature', () => enclave.attest().map((byte, i, all) => (i === all.length - 1 ? byte ^ 1 : byte))],
    ['a changed payload', () => enclave.attest().map((byte, i, all) => (i === all.length - 110 ? byte ^ 1 : byte))],
  ];

  it.each(documents)('has %s', async (_, document) => {
    const { reply } = await test.call('GenerateRandom', { NumberOfBytes: 8, ...to(document()) });
    expect(reply).toMatchObject({ ok: false, error: { name: 'ValidationException' } });
  });

  it('has a document without an algorithm, or an algorithm without a document', async () => {
    for (const Recipient of [
      { KeyEncryptionAlgorithm: 'RSAES_OAEP_SHA_256' },
      { AttestationDocument: enclave.attest() },
      {},
    ]) {
      const [name] = await test.refusal('GenerateRandom', { NumberOfBytes: 8, Recipient });
      expect(name).toBe('ValidationException');
    }
  });
});
