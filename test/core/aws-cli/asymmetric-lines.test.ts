import { createHash, createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, labWith, type TestLab } from '../../helpers/lab-with.ts';

const MESSAGE = Buffer.from('the file that is signed');
let test: TestLab;
beforeAll(async () => {
  const digest = new Uint8Array(createHash('sha256').update(MESSAGE).digest());
  test = await labWith({ files: { 'message.txt': new Uint8Array(MESSAGE), 'message.sha256': digest } });
});

/** What a line prints, which must succeed. */
async function run(line: string): Promise<string> {
  const { stdout, stderr, exitCode } = await test.lab.runAws(line, ADMIN);
  expect([exitCode, stderr]).toEqual([0, '']);
  return stdout.trim();
}

async function newKey(options: string): Promise<string> {
  return run(`aws kms create-key ${options} --query KeyMetadata.KeyId --output text`);
}

describe('lines about keys that sign, authenticate and agree', () => {
  it('a file is signed, by itself and by its digest, and the signature verified inside KMS and outside', async () => {
    const key = await newKey('--key-spec ECC_NIST_P256 --key-usage SIGN_VERIFY');
    const by = `--key-id ${key} --signing-algorithm ECDSA_SHA_256`;
    const spki = await run(`aws kms get-public-key --key-id ${key} --query PublicKey --output text`);
    const publicKey = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
    for (const what of ['fileb://message.txt', 'fileb://message.sha256 --message-type DIGEST']) {
      const signature = await run(`aws kms sign ${by} --message ${what} --query Signature --output text`);
      expect(verify('sha256', MESSAGE, publicKey, Buffer.from(signature, 'base64'))).toBe(true);
      const verified = await run(`aws kms verify ${by} --message fileb://message.txt --signature ${signature}`);
      expect(JSON.parse(verified)).toMatchObject({ SignatureValid: true, SigningAlgorithm: 'ECDSA_SHA_256' });
    }
  });

  it('a signature over another message ends the line with 254 and KMS’s error', async () => {
    const key = await newKey('--key-spec ECC_SECG_P256K1 --key-usage SIGN_VERIFY');
    const by = `--key-id ${key} --signing-algorithm ECDSA_SHA_256`;
    const signature = await run(`aws kms sign ${by} --message fileb://message.txt --query Signature --output text`);
    const line = `aws kms verify ${by} --message fileb://message.sha256 --signature ${signature}`;
    const { exitCode, stderr } = await test.lab.runAws(line, ADMIN);
    expect(exitCode).toBe(254);
    expect(stderr).toMatch(
      /^\s*An error occurred \(KMSInvalidSignatureException\) when calling the Verify operation: \s*$/,
    );
  });

  it('a MAC is made, kept in a file, and checked', async () => {
    const key = await newKey('--key-spec HMAC_512 --key-usage GENERATE_VERIFY_MAC');
    const by = `--key-id ${key} --mac-algorithm HMAC_SHA_512 --message fileb://message.txt`;
    const mac = await run(`aws kms generate-mac ${by} --query Mac --output text`);
    expect(JSON.parse(await run(`aws kms verify-mac ${by} --mac ${mac}`))).toMatchObject({ MacValid: true });
  });

  it('two keys of the lab agree on one secret', async () => {
    const [one, other] = [
      await newKey('--key-spec ECC_NIST_P384 --key-usage KEY_AGREEMENT'),
      await newKey('--key-spec ECC_NIST_P384 --key-usage KEY_AGREEMENT'),
    ];
    const secretOf = async (own: string, peer: string) => {
      const publicKey = await run(`aws kms get-public-key --key-id ${peer} --query PublicKey --output text`);
      const by = `--key-id ${own} --key-agreement-algorithm ECDH --public-key ${publicKey}`;
      return run(`aws kms derive-shared-secret ${by} --query SharedSecret --output text`);
    };
    expect(await secretOf(one, other)).toBe(await secretOf(other, one));
  });

  it('an RSA key encrypts and decrypts, and wants the algorithm said', async () => {
    const key = await newKey('--key-spec RSA_2048 --key-usage ENCRYPT_DECRYPT');
    const by = `--key-id ${key} --encryption-algorithm RSAES_OAEP_SHA_256`;
    const blob = await run(
      `aws kms encrypt ${by} --plaintext fileb://message.txt --query CiphertextBlob --output text`,
    );
    const plain = await run(`aws kms decrypt ${by} --ciphertext-blob ${blob} --query Plaintext --output text`);
    expect(Buffer.from(plain, 'base64')).toEqual(MESSAGE);
    const { exitCode } = await test.lab.runAws(`aws kms decrypt --key-id ${key} --ciphertext-blob ${blob}`, ADMIN);
    expect(exitCode).toBe(254);
  });
});
