import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEnclave } from '../../helpers/enclave.ts';
import { labWith, type TestLab } from '../../helpers/lab-with.ts';

const MESSAGE = new TextEncoder().encode('a message that openssl reads');
const HMAC_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const HMAC_KEY = new Uint8Array(48).fill(5);
const PSS = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest'];

let test: TestLab;
let folder: string;
beforeAll(async () => {
  const hmac = { account: 'main', region: 'us-east-1', id: HMAC_ID, keySpec: 'HMAC_384', material: HMAC_KEY } as const;
  test = await labWith({ keys: [hmac] });
  folder = mkdtempSync(join(tmpdir(), 'kmslab-openssl-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, bytes as Uint8Array);
  return path;
}

/** A key pair in KMS, and its public key in a file. */
async function keyPair(KeySpec: string, KeyUsage: string) {
  const KeyId = await test.key({ KeySpec, KeyUsage });
  const { PublicKey } = await test.ok('GetPublicKey', { KeyId });
  return { KeyId, publicKey: file('public.der', PublicKey) };
}

/** The program of the platform; where it is missing, node:crypto and the vectors are what is left. */
const isHere = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!isHere)(isHere ? 'openssl' : 'openssl (which is not here)', () => {
  const openssl = (...args: readonly string[]) =>
    execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const bytesFrom = (...args: readonly string[]) => new Uint8Array(openssl(...args));

  it.each([
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_256', '-sha256', []],
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_384', '-sha384', []],
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_512', '-sha512', []],
    ['RSA_2048', 'RSASSA_PSS_SHA_256', '-sha256', PSS],
    ['RSA_2048', 'RSASSA_PSS_SHA_384', '-sha384', PSS],
    ['RSA_3072', 'RSASSA_PSS_SHA_512', '-sha512', PSS],
    ['ECC_NIST_P256', 'ECDSA_SHA_256', '-sha256', []],
    ['ECC_NIST_P384', 'ECDSA_SHA_384', '-sha384', []],
    ['ECC_NIST_P521', 'ECDSA_SHA_512', '-sha512', []],
    ['ECC_SECG_P256K1', 'ECDSA_SHA_256', '-sha256', []],
  ] as const)(
    'verifies what a key of %s signs by %s, given the message or openssl’s own digest of it',
    async (spec, SigningAlgorithm, hash, options) => {
      const { KeyId, publicKey } = await keyPair(spec, 'SIGN_VERIFY');
      const message = file('message', MESSAGE);
      const digest = bytesFrom('dgst', hash, '-binary', message);
      for (const input of [{ Message: MESSAGE }, { Message: digest, MessageType: 'DIGEST' }]) {
        const { Signature } = await test.ok('Sign', { KeyId, SigningAlgorithm, ...input });
        const signature = file('signature', Signature);
        const verify = ['dgst', hash, ...options, '-keyform', 'DER', '-verify', publicKey, '-signature', signature];
        expect(openssl(...verify, message).toString()).toBe('Verified OK\n');
        expect(() => openssl(...verify, publicKey)).toThrow();
      }
    },
  );

  it('verifies an Ed25519 signature', async () => {
    const { KeyId, publicKey } = await keyPair('ECC_NIST_EDWARDS25519', 'SIGN_VERIFY');
    const { Signature } = await test.ok('Sign', { KeyId, Message: MESSAGE, SigningAlgorithm: 'ED25519_SHA_512' });
    const from = ['-rawin', '-in', file('message', MESSAGE), '-sigfile', file('signature', Signature)];
    const verified = openssl('pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-inkey', publicKey, ...from);
    expect(verified.toString()).toMatch(/Signature Verified Successfully/);
  });

  it.each([
    ['RSAES_OAEP_SHA_1', 'sha1'],
    ['RSAES_OAEP_SHA_256', 'sha256'],
  ])('encrypts to an RSA key by %s, and Decrypt opens it', async (EncryptionAlgorithm, hash) => {
    const { KeyId, publicKey } = await keyPair('RSA_2048', 'ENCRYPT_DECRYPT');
    const oaep = ['rsa_padding_mode:oaep', `rsa_oaep_md:${hash}`, `rsa_mgf1_md:${hash}`].flatMap((one) => [
      '-pkeyopt',
      one,
    ]);
    const key = ['-pubin', '-keyform', 'DER', '-inkey', publicKey];
    const CiphertextBlob = bytesFrom('pkeyutl', '-encrypt', ...key, ...oaep, '-in', file('message', MESSAGE));
    const { Plaintext } = await test.ok('Decrypt', { KeyId, CiphertextBlob, EncryptionAlgorithm });
    expect(Plaintext).toEqual(MESSAGE);
  });

  it.each([
    ['ECC_NIST_P256', 'P-256'],
    ['ECC_NIST_P384', 'P-384'],
    ['ECC_NIST_P521', 'P-521'],
  ])('derives the secret that DeriveSharedSecret derives with a key of %s', async (spec, curve) => {
    const { KeyId, publicKey } = await keyPair(spec, 'KEY_AGREEMENT');
    const own = join(folder, 'own.pem');
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`, '-out', own);
    const PublicKey = bytesFrom('pkey', '-in', own, '-pubout', '-outform', 'DER');
    const { SharedSecret } = await test.ok('DeriveSharedSecret', { KeyId, PublicKey, KeyAgreementAlgorithm: 'ECDH' });
    const peer = join(folder, 'peer.pem');
    openssl('pkey', '-pubin', '-inform', 'DER', '-in', publicKey, '-out', peer);
    expect(bytesFrom('pkeyutl', '-derive', '-inkey', own, '-peerkey', peer)).toEqual(SharedSecret);
  });

  it.each(['RSA_2048', 'ECC_NIST_P256', 'ECC_NIST_P384', 'ECC_NIST_P521', 'ECC_SECG_P256K1', 'ECC_NIST_EDWARDS25519'])(
    'finds a data key pair of %s whole, and its halves belong together',
    async (KeyPairSpec) => {
      const output = await test.ok('GenerateDataKeyPair', { KeyId: await test.key(), KeyPairSpec });
      const key = ['pkey', '-inform', 'DER', '-in', file('private.der', output.PrivateKeyPlaintext)];
      expect(openssl(...key, '-noout', '-check').toString()).toMatch(/^Key is valid/);
      expect(bytesFrom(...key, '-pubout', '-outform', 'DER')).toEqual(output.PublicKey);
      const { Plaintext } = await test.ok('Decrypt', { CiphertextBlob: output.PrivateKeyCiphertextBlob });
      expect(Plaintext).toEqual(output.PrivateKeyPlaintext);
    },
  );

  it('makes the MAC that GenerateMac makes', async () => {
    const input = { KeyId: HMAC_ID, Message: MESSAGE, MacAlgorithm: 'HMAC_SHA_384' };
    const key = `hexkey:${Buffer.from(HMAC_KEY).toString('hex')}`;
    const from = ['-macopt', key, '-binary', file('message', MESSAGE)];
    expect((await test.ok('GenerateMac', input)).Mac).toEqual(bytesFrom('dgst', '-sha384', '-mac', 'HMAC', ...from));
  });

  it('opens what KMS encrypts to an enclave', async () => {
    const enclave = startEnclave();
    const Recipient = { KeyEncryptionAlgorithm: 'RSAES_OAEP_SHA_256', AttestationDocument: enclave.attest() };
    const { CiphertextBlob } = await test.ok('Encrypt', { KeyId: await test.key({}), Plaintext: MESSAGE });
    const { CiphertextForRecipient } = await test.ok('Decrypt', { CiphertextBlob, Recipient });
    const envelope = file('envelope.der', CiphertextForRecipient);
    const key = file('enclave.pem', enclave.privateKey.export({ format: 'pem', type: 'pkcs8' }));
    expect(bytesFrom('cms', '-decrypt', '-inform', 'DER', '-in', envelope, '-inkey', key)).toEqual(MESSAGE);
  });
});
