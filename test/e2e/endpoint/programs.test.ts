import { constants, createPublicKey, verify as verifySignature } from 'node:crypto';
import { buildClient, CommitmentPolicy, KmsKeyringNode } from '@aws-crypto/client-node';
import { CreateAliasCommand, CreateKeyCommand, GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AwsKmsSigner } from '@nexusmutual/ethers-v6-aws-kms-signer';
import { JsonRpcProvider, Transaction, verifyMessage, verifyTypedData } from 'ethers';
import { setClient, sign, verify } from 'jwt-on-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, serve } from './serving.ts';

/** Programs that know nothing of kmslab find it by the environment that `kmslab env` prints, as a user's shell would have it. */
let serving: Serving;
let env: Readonly<Record<string, string>>;
const before: Record<string, string | undefined> = {};
beforeAll(async () => {
  serving = await serve();
  env = await serving.env();
  for (const [name, value] of Object.entries(env)) {
    before[name] = process.env[name];
    process.env[name] = value;
  }
});
afterAll(async () => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  await serving?.stop();
});

async function newKey(input: ConstructorParameters<typeof CreateKeyCommand>[0] = {}): Promise<string> {
  const { KeyMetadata } = await new KMSClient().send(new CreateKeyCommand(input));
  return KeyMetadata?.Arn ?? '';
}

describe('the AWS Encryption SDK', () => {
  it('encrypts under one key, opens under another that may too, and notices a changed byte', async () => {
    const { encrypt, decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
    const [generatorKeyId, other] = [await newKey(), await newKey()];
    const text = Buffer.from('a letter of some length, '.repeat(1_000));
    const context = { purpose: 'test', tenant: 'ü' };
    const sealing = new KmsKeyringNode({ generatorKeyId, keyIds: [other] });
    const { result, messageHeader } = await encrypt(sealing, text, { encryptionContext: context });
    expect(messageHeader.encryptedDataKeys.map(({ providerInfo }) => providerInfo)).toEqual([generatorKeyId, other]);

    for (const keyIds of [[generatorKeyId], [other]]) {
      const opened = await decrypt(new KmsKeyringNode({ keyIds }), result);
      expect(opened.plaintext.equals(text)).toBe(true);
      expect(opened.messageHeader.encryptionContext).toMatchObject(context);
    }
    const stranger = new KmsKeyringNode({ keyIds: [await newKey()] });
    await expect(decrypt(stranger, result)).rejects.toThrow();
    const changed = Buffer.from(result);
    changed[changed.length - 200] = (changed[changed.length - 200] ?? 0) ^ 1;
    await expect(decrypt(new KmsKeyringNode({ keyIds: [other] }), changed)).rejects.toThrow();
  });
});

describe('an Ethereum signer on KMS', () => {
  it('signs what ethers verifies as its address', async () => {
    const kmsKeyId = await newKey({ KeySpec: 'ECC_SECG_P256K1', KeyUsage: 'SIGN_VERIFY' });
    const { AWS_REGION: region = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = env;
    const nowhere = new JsonRpcProvider('http://127.0.0.1:1', 1, { staticNetwork: true });
    const credentials = { region, accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, kmsKeyId };
    const signer = new AwsKmsSigner(credentials, nowhere);
    const address = await signer.getAddress();
    expect(address).toMatch(/^0x[0-9a-fA-F]{40}$/);

    expect(verifyMessage('hello', await signer.signMessage('hello')).toLowerCase()).toBe(address.toLowerCase());
    const signed = await signer.signTransaction({
      to: `0x${'11'.repeat(20)}`,
      value: 1n,
      nonce: 0,
      gasLimit: 21_000n,
      gasPrice: 1n,
      chainId: 1n,
    });
    expect(Transaction.from(signed).from?.toLowerCase()).toBe(address.toLowerCase());
    const typed = [
      { name: 'kmslab', chainId: 1 },
      { Mail: [{ name: 'text', type: 'string' }] },
      { text: 'hi' },
    ] as const;
    const domainTypes = { Mail: [...typed[1].Mail] };
    const signature = await signer.signTypedData(typed[0], domainTypes, typed[2]);
    expect(verifyTypedData(typed[0], domainTypes, typed[2], signature).toLowerCase()).toBe(address.toLowerCase());
    nowhere.destroy();
  });
});

describe('JSON Web Tokens on KMS', () => {
  it('are signed by the key, and verified with its public key alone', async () => {
    const keyId = await newKey({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
    setClient(new KMSClient());
    const token = await sign({ hello: 'world' }, keyId, { expiresIn: 60 });
    expect(await verify(token, keyId)).toMatchObject({ isValid: true, payload: { hello: 'world' } });
    expect((await verify(`${token.slice(0, -8)}AAAAAAAA`, keyId)).isValid).toBe(false);

    const [head = '', body = '', signature = ''] = token.split('.');
    const { PublicKey } = await new KMSClient().send(new GetPublicKeyCommand({ KeyId: keyId }));
    const key = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
    const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    expect(verifySignature('sha256', Buffer.from(`${head}.${body}`), pss, Buffer.from(signature, 'base64url'))).toBe(
      true,
    );
  });
});

describe('STS', () => {
  it('tells who calls, and lends roles to those whom they trust', async () => {
    const sts = new STSClient();
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe('arn:aws:sts::111122223333:assumed-role/admin/kmslab');
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::111122223333:role/admin', RoleSessionName: 'deploy' }),
    );
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const kms = new KMSClient({ credentials });
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/deploy', TargetKeyId: await newKey() }));
    const { Arn: lent } = await new STSClient({ credentials }).send(new GetCallerIdentityCommand({}));
    expect(lent).toBe('arn:aws:sts::111122223333:assumed-role/admin/deploy');
  });
});
