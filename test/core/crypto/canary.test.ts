import { createPublicKey, publicEncrypt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Bytes,
  createLab,
  DEFAULT_WORLD,
  type Lab,
  type LabEvent,
  type Outcome,
  type Ports,
} from '../../../core/index.ts';
import type { JournalEntry } from '../../../core/lab/journal.ts';
import { MemoryStore } from '../../../core/lab/memory-store.ts';
import type { SealedName } from '../../../core/lab/store.ts';
import { nodePorts, openWorldFile } from '../../../core/node/index.ts';
import { exportFile } from '../../../core/node/world-admin.ts';
import { OPERATIONS } from '../../../core/operations/index.ts';
import { asBytes, isSeenIn } from '../../helpers/sightings.ts';
import { privateKeyOf } from './private-keys.ts';

const ADMIN = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;
const STRANGER = { as: 'arn:aws:iam::444455556666:role/admin', region: 'us-east-1' } as const;
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const MATERIAL = new TextEncoder().encode('canary-key-material-32-bytes-ok!');
const MESSAGE = new TextEncoder().encode('canary message that was encrypted');
const HSM_PASSWORD = new TextEncoder().encode('canary-kmsuser-pass');
const PROXY_SECRET = new TextEncoder().encode('canary/proxy+secret=0123456789abcdefghijklmnop');
const QUEUE_TEXT = new TextEncoder().encode('canary text that was sent to a queue');
const TABLE_TEXT = new TextEncoder().encode('canary text that was put into a table');
const PARAMETER_TEXT = new TextEncoder().encode('canary text that is a secure string');
const SECRET_TEXT = new TextEncoder().encode('canary text that is a kept secret');
const VARIABLE = new TextEncoder().encode('canary-in-an-environment-variable');
const DATABASE_TEXT = new TextEncoder().encode('canary text that was written to a database');
const DATABASE_PASSWORD = new TextEncoder().encode('canary-password-of-the-database');
const VOLUME_TEXT = new TextEncoder().encode('canary text that was written to a volume');

/** Keys of the other kinds: id, spec, usage, and the secret inside their material. */
const KINDS = [
  ['11111111-12ab-4d34-a6ef-1234567890ab', 'HMAC_256', 'GENERATE_VERIFY_MAC', 'canary-of-the-hmac-key-32-bytes!'],
  ['22222222-12ab-4d34-a6ef-1234567890ab', 'ECC_NIST_P256', 'SIGN_VERIFY', 'canary-scalar-of-the-P256-key-ok'],
  ['33333333-12ab-4d34-a6ef-1234567890ab', 'ECC_NIST_P384', 'KEY_AGREEMENT', 'canary-scalar-of-the-P384-key-ok'],
  ['44444444-12ab-4d34-a6ef-1234567890ab', 'ECC_SECG_P256K1', 'SIGN_VERIFY', 'canary-scalar-of-the-K256-key-ok'],
  ['55555555-12ab-4d34-a6ef-1234567890ab', 'ECC_NIST_EDWARDS25519', 'SIGN_VERIFY', 'canary-seed-of-the-Ed25519-key-k'],
  ['66666666-12ab-4d34-a6ef-1234567890ab', 'ML_DSA_44', 'SIGN_VERIFY', 'canary-seed-of-the-ML-DSA-key-ok'],
  [
    '77777777-12ab-4d34-a6ef-1234567890ab',
    'ML_KEM_512',
    'ENCAPSULATE_DECAPSULATE',
    'canary-seed-of-the-ML-KEM-key-which-has-sixty-four-bytes-in-all!',
  ],
] as const;
const SECRETS = KINDS.map(([, , , secret]) => new TextEncoder().encode(secret));
const [HMAC, P256, P384, K256, ED25519, ML_DSA, ML_KEM] = KINDS.map(([id]) => id);
/** What such operations hand out. Signatures and MACs are no secrets, but AWS logs none of them. */
const SECRET_MEMBERS = ['Plaintext', 'PrivateKeyPlaintext', 'SharedSecret', 'Signature', 'Mac'];

/** Secrets that the lab hands out, collected as they come: nobody but the caller may see them. */
const handedOut: Uint8Array[] = [];
/** Everything that the lab keeps or tells, except the replies themselves. */
const kept: { readonly where: string; readonly bytes: Buffer }[] = [];

function keep(where: string, value: unknown): void {
  kept.push({ where, bytes: asBytes(value) });
}

/** Ports whose store keeps a copy of every byte that is put into it. */
function watchedPorts(): Ports {
  return { ...nodePorts(), store: new WatchedStore() };
}

class WatchedStore extends MemoryStore {
  override append(entries: readonly JournalEntry[]): void {
    keep('journal', entries);
    super.append(entries);
  }
  override putSealed(name: SealedName, sealed: Bytes): void {
    keep('sealed material', sealed);
    super.putSealed(name, sealed);
  }
  override putBlock(id: string, bytes: Bytes): void {
    keep('block', bytes);
    super.putBlock(id, bytes);
  }
}

/** Every operation of KMS that the walk does not call otherwise. */
const MANAGEMENT: readonly (readonly [string, object])[] = [
  ['CreateKey', { Description: 'beside the canary' }],
  ['DescribeKey', { KeyId: KEY_ID }],
  ['ListKeys', {}],
  ['CreateAlias', { AliasName: 'alias/second', TargetKeyId: KEY_ID }],
  ['UpdateAlias', { AliasName: 'alias/second', TargetKeyId: KEY_ID }],
  ['ListAliases', {}],
  ['DeleteAlias', { AliasName: 'alias/second' }],
  ['UpdateKeyDescription', { KeyId: KEY_ID, Description: 'a canary' }],
  ['GetKeyLastUsage', { KeyId: KEY_ID }],
  ['GetParametersForImport', { KeyId: KEY_ID, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' }],
  ['DeleteImportedKeyMaterial', { KeyId: KEY_ID }],
  ['ReplicateKey', { KeyId: KEY_ID, ReplicaRegion: 'eu-west-1' }],
  ['UpdatePrimaryRegion', { KeyId: KEY_ID, PrimaryRegion: 'eu-west-1' }],
  ['TagResource', { KeyId: KEY_ID, Tags: [{ TagKey: 'a', TagValue: 'b' }] }],
  ['ListResourceTags', { KeyId: KEY_ID }],
  ['UntagResource', { KeyId: KEY_ID, TagKeys: ['a'] }],
  ['CreateGrant', { KeyId: KEY_ID, GranteePrincipal: ADMIN.as, Operations: ['Decrypt'], Name: 'canary' }],
  ['ListGrants', { KeyId: KEY_ID }],
  ['ListRetirableGrants', { RetiringPrincipal: ADMIN.as }],
  ['RetireGrant', { KeyId: KEY_ID, GrantId: '0'.repeat(64) }],
  ['RevokeGrant', { KeyId: KEY_ID, GrantId: '0'.repeat(64) }],
  ['GetKeyPolicy', { KeyId: KEY_ID }],
  ['PutKeyPolicy', { KeyId: KEY_ID, Policy: '{"Version":"2012-10-17","Statement":[]}' }],
  ['ListKeyPolicies', { KeyId: KEY_ID }],
  ['EnableKeyRotation', { KeyId: KEY_ID }],
  ['GetKeyRotationStatus', { KeyId: KEY_ID }],
  ['ListKeyRotations', { KeyId: KEY_ID, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }],
  ['DisableKeyRotation', { KeyId: KEY_ID }],
  ['EnableKey', { KeyId: KEY_ID }],
  ['CancelKeyDeletion', { KeyId: KEY_ID }],
];

async function walk(): Promise<void> {
  const lab = await createLab(watchedPorts(), {
    ...DEFAULT_WORLD,
    start: 0,
    keys: [
      { account: 'main', region: 'us-east-1', id: KEY_ID, alias: 'alias/canary', material: MATERIAL },
      ...KINDS.map(([id, keySpec, keyUsage, secret]) => {
        const bytes = new TextEncoder().encode(secret);
        const material = keySpec === 'HMAC_256' ? bytes : privateKeyOf(keySpec, bytes);
        return { account: 'main', region: 'us-east-1', id, keySpec, keyUsage, material };
      }),
    ],
  });
  lab.subscribe((event: LabEvent) => keep(`event ${event.type}`, event));
  const call = async (
    operation: string,
    input: object,
    caller: typeof ADMIN | typeof STRANGER = ADMIN,
  ): Promise<Outcome> => {
    const outcome = await lab.call({ service: 'kms', operation, input, ...caller });
    const { reply, ...rest } = outcome;
    keep(`${operation} trace and records`, rest);
    if (!reply.ok) keep(`${operation} error`, reply);
    keep(`${operation} why`, await lab.ask({ type: 'why', requestId: outcome.requestId }));
    for (const name of SECRET_MEMBERS) {
      const value = reply.ok ? reply.output[name] : null;
      if (value instanceof Uint8Array) handedOut.push(value);
    }
    return outcome;
  };
  const blobOf = ({ reply }: Outcome) => (reply.ok ? (reply.output.CiphertextBlob as Uint8Array) : new Uint8Array(0));

  const secret = blobOf(
    await call('Encrypt', { KeyId: KEY_ID, Plaintext: MESSAGE, EncryptionContext: { tenant: '7' } }),
  );
  await call('Decrypt', { CiphertextBlob: secret, EncryptionContext: { tenant: '7' } });
  await call('Decrypt', { CiphertextBlob: secret, EncryptionContext: { tenant: '8' } });
  await call('Decrypt', { CiphertextBlob: secret, EncryptionContext: { tenant: '7' } }, STRANGER);
  await call('Encrypt', { KeyId: KEY_ID, Plaintext: MESSAGE, GrantTokens: 'not a list' });
  await call('Encrypt', { KeyId: KEY_ID, Plaintext: new Uint8Array([...MESSAGE, ...new Uint8Array(5000)]) });
  await call('Encrypt', { KeyId: 'alias/nobody', Plaintext: MESSAGE });
  await call('ReEncrypt', {
    CiphertextBlob: secret,
    SourceEncryptionContext: { tenant: '7' },
    DestinationKeyId: 'alias/canary',
  });
  const dataKey = await call('GenerateDataKey', { KeyId: KEY_ID, KeySpec: 'AES_256' });
  await call('Decrypt', { CiphertextBlob: blobOf(dataKey) });
  await call('GenerateRandom', { NumberOfBytes: 64 });
  await call('RotateKeyOnDemand', { KeyId: KEY_ID });
  await walkThroughImport(call);
  await walkThroughEbs(lab);
  await walkThroughQueues(lab);
  await walkThroughTables(lab);
  await walkThroughParameters(lab);
  await walkThroughSecrets(lab);
  await walkThroughRds(lab);
  await walkThroughLambda(lab);
  await walkThroughKeyStores(lab, call);
  await walkThroughKinds(call);
  const line = `aws kms encrypt --key-id alias/canary --plaintext ${Buffer.from(MESSAGE).toString('base64')}`;
  const run = await lab.runAws(line, ADMIN);
  keep('trace of a line', run.outcome?.trace);
  await call('GenerateDataKeyWithoutPlaintext', { KeyId: KEY_ID, NumberOfBytes: 64 });
  for (const [operation, input] of MANAGEMENT) await call(operation, input);
  await call('DisableKey', { KeyId: KEY_ID });
  await call('Encrypt', { KeyId: KEY_ID, Plaintext: MESSAGE });
  await call('ScheduleKeyDeletion', { KeyId: KEY_ID });
  keep('view', await lab.ask({ type: 'view' }));
  keep('key', await lab.ask({ type: 'key', keyArn: `arn:aws:kms:us-east-1:111122223333:key/${KEY_ID}` }));
  keep('due', await lab.ask({ type: 'due', until: Number.MAX_SAFE_INTEGER }));
  keep('trail', await lab.ask({ type: 'trail' }));
  keep('past view', await lab.ask({ type: 'view', at: 0 }));
  await lab.act({ type: 'advance', by: 40 * 86_400_000 });
  keep('view after deletion', await lab.ask({ type: 'view' }));
}

/** An item, in its key and elsewhere, as it is put, found, changed and refused. */
async function walkThroughTables(lab: Lab): Promise<void> {
  const call = async (operation: string, input: object) => {
    const given = { TableName: 'canary', ...input };
    const outcome = await lab.call({ service: 'dynamodb', operation, input: given, ...ADMIN });
    keep(`trace of ${operation}`, outcome.trace);
    keep(`records of ${operation}`, outcome.records);
    return outcome.reply.ok;
  };
  const S = new TextDecoder().decode(TABLE_TEXT);
  const Item = { id: { S }, list: { L: [{ M: { S: { S } } }] }, bytes: { B: TABLE_TEXT } };
  const KeySchema = [{ AttributeName: 'id', KeyType: 'HASH' }];
  const AttributeDefinitions = [{ AttributeName: 'id', AttributeType: 'S' }];
  const SSESpecification = { Enabled: true, KMSMasterKeyId: KEY_ID };
  const table = { KeySchema, AttributeDefinitions, BillingMode: 'PAY_PER_REQUEST', SSESpecification };
  expect(await call('CreateTable', table)).toBe(true);
  await lab.act({ type: 'advance', by: 5_000 });
  expect(await call('PutItem', { Item })).toBe(true);
  expect(await call('PutItem', { Item: { ...Item, twice: { SS: [S, S] } } })).toBe(false);
  expect(await call('PutItem', { Item: { ...Item, number: { N: S } } })).toBe(false);
  expect(await call('GetItem', { Key: { id: { S } } })).toBe(true);
  expect(await call('GetItem', { Key: { other: { S } } })).toBe(false);
  const ExpressionAttributeValues = { ':s': { S } };
  expect(await call('Scan', { FilterExpression: 'id = :s', ExpressionAttributeValues })).toBe(true);
  expect(
    await call('UpdateItem', { Key: { id: { S } }, UpdateExpression: 'SET a = :s', ExpressionAttributeValues }),
  ).toBe(true);
}

/** A message as it is sent under each kind of encryption, received, and refused. */
async function walkThroughQueues(lab: Lab): Promise<void> {
  const call = async (operation: string, input: object, caller: typeof ADMIN | typeof STRANGER = ADMIN) => {
    const outcome = await lab.call({ service: 'sqs', operation, input, ...caller });
    keep(`trace of ${operation}`, outcome.trace);
    keep(`records of ${operation}`, outcome.records);
    return outcome.reply.ok;
  };
  const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/111122223333/canary';
  const MessageBody = new TextDecoder().decode(QUEUE_TEXT);
  expect(await call('CreateQueue', { QueueName: 'canary' })).toBe(true);
  expect(await call('SendMessage', { QueueUrl, MessageBody })).toBe(true);
  expect(await call('SendMessage', { QueueUrl, MessageBody }, STRANGER)).toBe(false);
  expect(await call('SendMessage', { QueueUrl, MessageBody, DelaySeconds: 'soon' })).toBe(false);
  expect(await call('SetQueueAttributes', { QueueUrl, Attributes: { KmsMasterKeyId: KEY_ID } })).toBe(true);
  expect(await call('SendMessageBatch', { QueueUrl, Entries: [{ Id: 'a', MessageBody }] })).toBe(true);
  expect(await call('SendMessageBatch', { QueueUrl, Entries: [{ Id: 'a b', MessageBody }] })).toBe(false);
  expect(await call('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 })).toBe(true);
}

/** A SecureString of each tier as it is put, read, and refused. */
async function walkThroughParameters(lab: Lab): Promise<void> {
  const call = async (operation: string, input: object, caller: typeof ADMIN | typeof STRANGER = ADMIN) => {
    const outcome = await lab.call({ service: 'ssm', operation, input, ...caller });
    keep(`trace of ${operation}`, outcome.trace);
    keep(`records of ${operation}`, outcome.records);
    return outcome.reply.ok;
  };
  const secure = { Value: new TextDecoder().decode(PARAMETER_TEXT), Type: 'SecureString' };
  for (const Tier of ['Standard', 'Advanced']) {
    const Name = `/canary/${Tier}`;
    expect(await call('PutParameter', { Name, ...secure, Tier })).toBe(true);
    expect(await call('PutParameter', { Name, ...secure, Tier })).toBe(false);
    expect(await call('PutParameter', { Name, ...secure, Tier, KeyId: 'alias/none', Overwrite: true })).toBe(false);
    expect(await call('GetParameter', { Name, WithDecryption: true })).toBe(true);
    expect(await call('GetParameter', { Name })).toBe(true);
  }
  const named = { Name: 'canary', ...secure };
  expect(await call('PutParameter', { ...named, AllowedPattern: '^x$' })).toBe(false);
  expect(await call('PutParameter', { ...named, Type: 'Secret' })).toBe(false);
  expect(await call('PutParameter', { ...named, Tags: named.Value })).toBe(false);
  expect(await call('GetParametersByPath', { Path: '/', Recursive: true, WithDecryption: true })).toBe(true);
}

/** A secret as it is made, given other values, read, replicated, put under another key, and refused; and a password. */
async function walkThroughSecrets(lab: Lab): Promise<void> {
  const call = async (operation: string, input: object, caller: typeof ADMIN | typeof STRANGER = ADMIN) => {
    const outcome = await lab.call({ service: 'secretsmanager', operation, input, ...caller });
    keep(`trace of ${operation}`, outcome.trace);
    keep(`records of ${operation}`, outcome.records);
    return outcome.reply;
  };
  const SecretString = new TextDecoder().decode(SECRET_TEXT);
  const SecretId = 'canary';
  const replicated = { AddReplicaRegions: [{ Region: 'us-west-2' }] };
  expect((await call('CreateSecret', { Name: SecretId, SecretString, ...replicated })).ok).toBe(true);
  expect((await call('CreateSecret', { Name: SecretId, SecretString })).ok).toBe(false);
  expect((await call('CreateSecret', { Name: 'a b', SecretString })).ok).toBe(false);
  expect((await call('CreateSecret', { Name: 'other', SecretString, KmsKeyId: 'alias/none' })).ok).toBe(false);
  expect((await call('CreateSecret', { Name: 'other', SecretString, Tags: SecretString })).ok).toBe(false);
  expect((await call('PutSecretValue', { SecretId, SecretBinary: SECRET_TEXT })).ok).toBe(true);
  expect((await call('PutSecretValue', { SecretId, SecretString }, STRANGER)).ok).toBe(false);
  expect((await call('PutSecretValue', { SecretId, SecretString, SecretBinary: SECRET_TEXT })).ok).toBe(false);
  expect((await call('UpdateSecret', { SecretId, SecretString, KmsKeyId: KEY_ID })).ok).toBe(true);
  for (const VersionStage of ['AWSCURRENT', 'AWSPREVIOUS']) {
    expect((await call('GetSecretValue', { SecretId, VersionStage })).ok).toBe(true);
  }
  expect((await call('BatchGetSecretValue', { SecretIdList: [SecretId] })).ok).toBe(true);
  const made = await call('GetRandomPassword', { ExcludePunctuation: true });
  if (!made.ok) throw new Error(made.error.message);
  handedOut.push(new TextEncoder().encode(String(made.output.RandomPassword)));
}

/** Passwords and credentials of key stores, as they are made, used, changed, mistyped and refused. */
async function walkThroughKeyStores(
  lab: Lab,
  call: (operation: string, input: object) => Promise<Outcome>,
): Promise<void> {
  const text = new TextDecoder();
  const [password, secret] = [text.decode(HSM_PASSWORD), text.decode(PROXY_SECRET)];
  const cluster = { clusterId: 'cluster-abcdefghijk', accountId: '111122223333', region: 'us-east-1' };
  const made = await lab.act({
    type: 'createCloudHsmCluster',
    cluster: { ...cluster, kmsuserPassword: password, trustAnchorCertificate: 'certificate' },
  });
  expect(made).toEqual({ ok: true });
  const credential = { AccessKeyId: 'ABCDEFGHIJKLMNOPQRST', RawSecretAccessKey: secret };
  const address = { uriEndpoint: 'https://xks.example.com', uriPath: '/kms/xks/v1' };
  const proxy = { name: 'outside', ...address, externalKeys: { 'key-1': {} } };
  const known = { accessKeyId: credential.AccessKeyId, rawSecretAccessKey: secret };
  await lab.act({ type: 'createXksProxy', proxy: { ...proxy, credential: known } });
  const stores = [
    {
      CustomKeyStoreName: 'cluster',
      CloudHsmClusterId: cluster.clusterId,
      TrustAnchorCertificate: 'certificate',
      KeyStorePassword: password,
    },
    {
      CustomKeyStoreName: 'outside',
      CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
      XksProxyConnectivity: 'PUBLIC_ENDPOINT',
      XksProxyUriEndpoint: address.uriEndpoint,
      XksProxyUriPath: address.uriPath,
      XksProxyAuthenticationCredential: credential,
    },
  ];
  for (const input of stores) {
    await call('CreateCustomKeyStore', { ...input, KeyStorePassword: password.repeat(2) });
    const { reply } = await call('CreateCustomKeyStore', input);
    if (!reply.ok) throw new Error(reply.error.message);
    const { CustomKeyStoreId } = reply.output;
    await call('UpdateCustomKeyStore', { CustomKeyStoreId, KeyStorePassword: password });
    for (const wrong of [`${secret} `, secret.repeat(2), secret]) {
      const XksProxyAuthenticationCredential = { ...credential, RawSecretAccessKey: wrong };
      await call('UpdateCustomKeyStore', { CustomKeyStoreId, XksProxyAuthenticationCredential });
    }
    await call('ConnectCustomKeyStore', { CustomKeyStoreId });
    await lab.act({ type: 'advance', by: 3_600_000 });
    const Origin = 'CustomKeyStoreType' in input ? 'EXTERNAL_KEY_STORE' : 'AWS_CLOUDHSM';
    const xks = Origin === 'EXTERNAL_KEY_STORE' ? { XksKeyId: 'key-1' } : {};
    const key = await call('CreateKey', { Origin, CustomKeyStoreId, ...xks });
    const KeyId = key.reply.ok ? (key.reply.output.KeyMetadata as { KeyId: string }).KeyId : '';
    const sealed = await call('Encrypt', { KeyId, Plaintext: MESSAGE });
    const CiphertextBlob = sealed.reply.ok ? sealed.reply.output.CiphertextBlob : null;
    expect((await call('Decrypt', { CiphertextBlob })).reply.ok).toBe(true);
    await call('DisconnectCustomKeyStore', { CustomKeyStoreId });
    await call('DescribeCustomKeyStores', { CustomKeyStoreId });
    await call('DeleteCustomKeyStore', { CustomKeyStoreId });
  }
}

type Call = (operation: string, input: object) => Promise<Outcome>;

async function walkThroughKinds(call: Call): Promise<void> {
  const memberOf = ({ reply }: Outcome, name: string) => {
    if (!reply.ok) throw new Error(`${reply.error.name}: ${reply.error.message}`);
    return reply.output[name] as Uint8Array;
  };
  for (const [KeyId, SigningAlgorithm, MessageType] of [
    [P256, 'ECDSA_SHA_256', 'RAW'],
    [K256, 'ECDSA_SHA_256', 'RAW'],
    [ED25519, 'ED25519_SHA_512', 'RAW'],
    [ML_DSA, 'ML_DSA_SHAKE_256', 'RAW'],
  ]) {
    const input = { KeyId, Message: MESSAGE, MessageType, SigningAlgorithm };
    const Signature = memberOf(await call('Sign', input), 'Signature');
    await call('Verify', { ...input, Signature });
    await call('Verify', { ...input, Signature: Signature.slice(1) });
    await call('Sign', { ...input, MessageType: 'EXTERNAL_MU' });
  }
  const macInput = { KeyId: HMAC, Message: MESSAGE, MacAlgorithm: 'HMAC_SHA_256' };
  const Mac = memberOf(await call('GenerateMac', macInput), 'Mac');
  await call('VerifyMac', { ...macInput, Mac });
  await call('VerifyMac', { ...macInput, Mac: Mac.slice(1) });
  const PublicKey = memberOf(await call('GetPublicKey', { KeyId: P384 }), 'PublicKey');
  await call('DeriveSharedSecret', { KeyId: P384, KeyAgreementAlgorithm: 'ECDH', PublicKey });
  const kem = { KeyId: ML_KEM, EncapsulationAlgorithm: 'ML_KEM' };
  const SharedSecretCiphertextBlob = memberOf(await call('Encapsulate', kem), 'SharedSecretCiphertextBlob');
  await call('Decapsulate', { ...kem, SharedSecretCiphertextBlob });
  const pair = await call('GenerateDataKeyPair', { KeyId: KEY_ID, KeyPairSpec: 'ECC_NIST_P256' });
  await call('Decrypt', { CiphertextBlob: memberOf(pair, 'PrivateKeyCiphertextBlob') });
  await call('GenerateDataKeyPairWithoutPlaintext', { KeyId: KEY_ID, KeyPairSpec: 'RSA_2048' });
}

/** Imports the canary's material into a key of origin EXTERNAL, and takes it to another Region. */
async function walkThroughImport(call: (operation: string, input: object) => Promise<Outcome>): Promise<void> {
  const made = await call('CreateKey', { Origin: 'EXTERNAL', MultiRegion: true });
  const KeyId = made.reply.ok ? (made.reply.output.KeyMetadata as { KeyId: string }).KeyId : '';
  const wrapping = { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' };
  const { reply } = await call('GetParametersForImport', { KeyId, ...wrapping });
  const { PublicKey, ImportToken } = (reply.ok ? reply.output : {}) as Record<string, Uint8Array>;
  const key = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
  const EncryptedKeyMaterial = new Uint8Array(publicEncrypt({ key, oaepHash: 'sha256' }, MATERIAL));
  const imported = { KeyId, ImportToken, EncryptedKeyMaterial, ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' };
  expect((await call('ImportKeyMaterial', imported)).reply.ok).toBe(true);
  await call('ImportKeyMaterial', { ...imported, EncryptedKeyMaterial: MATERIAL });
  await call('ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-1' });
}

async function walkThroughEbs(lab: Lab): Promise<void> {
  const line =
    'aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id alias/canary --query VolumeId --output text';
  const volumeId = (await lab.runAws(line, ADMIN)).stdout.trim();
  await lab.act({ type: 'advance', by: 60_000 });
  expect(await lab.act({ type: 'writeVolume', volumeId, bytes: VOLUME_TEXT, ...ADMIN })).toEqual({ ok: true });
  const instanceId = (
    await lab.runAws(
      'aws ec2 run-instances --image-id ami-0123456789abcdef0 --query Instances[0].InstanceId --output text',
      ADMIN,
    )
  ).stdout.trim();
  await lab.act({ type: 'advance', by: 60_000 });
  await lab.runAws(
    `aws ec2 attach-volume --volume-id ${volumeId} --instance-id ${instanceId} --device /dev/sdf`,
    ADMIN,
  );
  await lab.act({ type: 'advance', by: 60_000 });
  expect(lab.world.attachments.get(volumeId)?.machine.context.key).not.toBeNull(); // its host holds the data key
  expect(await lab.act({ type: 'writeVolume', volumeId, bytes: VOLUME_TEXT, ...ADMIN })).toEqual({ ok: true });
  const snapshotId = (
    await lab.runAws(`aws ec2 create-snapshot --volume-id ${volumeId} --query SnapshotId --output text`, ADMIN)
  ).stdout.trim();
  await lab.act({ type: 'advance', by: 60_000 });
  await lab.runAws(
    `aws ec2 copy-snapshot --source-region us-east-1 --source-snapshot-id ${snapshotId} --encrypted --region eu-west-1`,
    ADMIN,
  );
  await lab.act({ type: 'advance', by: 3_600_000 });
}

/** Its variables are seen by an administrator, by the function, and in vain by whoever may not decrypt. */
async function walkThroughLambda(lab: Lab): Promise<void> {
  const trust = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  };
  const role = { RoleName: 'runner', AssumeRolePolicyDocument: JSON.stringify(trust) };
  await lab.call({ service: 'iam', operation: 'CreateRole', input: role, ...ADMIN });
  const FunctionName = 'canary';
  const Environment = { Variables: { SECRET: new TextDecoder().decode(VARIABLE) } };
  const made = {
    FunctionName,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: ADMIN.as.replace('admin', 'runner'),
    Code: { ZipFile: Uint8Array.of(80, 75, 5, 6) },
    KMSKeyArn: `arn:aws:kms:us-east-1:111122223333:key/${KEY_ID}`,
    Environment,
  };
  for (const [operation, input, who] of [
    ['CreateFunction', made, ADMIN],
    ['CreateFunction', made, STRANGER],
    ['UpdateFunctionConfiguration', { FunctionName, Environment }, ADMIN],
    ['UpdateFunctionConfiguration', { FunctionName: 'nobody', Environment }, ADMIN],
    ['GetFunctionConfiguration', { FunctionName }, ADMIN],
    ['Invoke', { FunctionName }, ADMIN],
  ] as const) {
    keep(`${operation} why`, await outcomeWithoutAnswer(lab, operation, input, who));
  }
}

async function outcomeWithoutAnswer(lab: Lab, operation: string, input: object, who: typeof ADMIN | typeof STRANGER) {
  const { reply, requestId, ...told } = await lab.call({ service: 'lambda', operation, input, ...who });
  return { ...told, reply: reply.ok ? {} : reply, why: await lab.ask({ type: 'why', requestId }) };
}

async function walkThroughRds(lab: Lab): Promise<void> {
  const aws = async (line: string) => {
    const run = await lab.runAws(`aws rds ${line}`, ADMIN);
    if (run.exitCode !== 0) throw new Error(run.stderr);
  };
  const password = new TextDecoder().decode(DATABASE_PASSWORD);
  const engine = '--db-instance-class db.t3.micro --engine mysql --storage-encrypted --kms-key-id alias/canary';
  await aws(`create-db-instance --db-instance-identifier canary ${engine} --master-user-password ${password}`);
  await aws('wait db-instance-available --db-instance-identifier canary');
  const write = { type: 'writeDatabase', database: 'canary', bytes: DATABASE_TEXT, ...ADMIN } as const;
  expect(await lab.act(write)).toEqual({ ok: true });
  await aws('create-db-snapshot --db-instance-identifier canary --db-snapshot-identifier first');
  await aws('wait db-snapshot-available --db-snapshot-identifier first');
  await aws('copy-db-snapshot --source-db-snapshot-identifier first --target-db-snapshot-identifier second');
  await aws('wait db-snapshot-available --db-snapshot-identifier second');
}

/** Where a secret stands in what was kept, in whatever form. */
function sightings(secret: Uint8Array): readonly string[] {
  return kept.filter(({ bytes }) => isSeenIn(bytes, secret)).map(({ where }) => where);
}

describe('what must not be seen', () => {
  beforeAll(walk);

  it('is looked for in much: journal, store, traces, records, events, errors and views', () => {
    const places = new Set(kept.map(({ where }) => where));
    for (const place of ['journal', 'sealed material', 'block', 'event called', 'Decrypt why', 'view', 'trail'])
      expect(places).toContain(place);
    expect(handedOut.length).toBeGreaterThanOrEqual(14);
  });

  it('is looked for in the traces and records of every operation of KMS', () => {
    const called = new Set(kept.map(({ where }) => where.split(' ')[0]));
    const open = OPERATIONS.filter(({ service }) => service === 'kms');
    expect(open.map(({ name }) => name).filter((name) => !called.has(name))).toEqual([]);
  });

  it('would be found if it were there', () => {
    for (const encoding of ['latin1', 'hex', 'base64'] as const) {
      kept.push({ where: 'planted', bytes: Buffer.from(`..${Buffer.from(MATERIAL).toString(encoding)}..`, 'latin1') });
      expect(sightings(MATERIAL)).toEqual(['planted']);
      kept.pop();
    }
  });

  it('key material of any kind stands nowhere', () => {
    for (const secret of [MATERIAL, ...SECRETS]) expect(sightings(secret)).toEqual([]);
  });

  it('what callers encrypt stands nowhere', () => {
    expect(sightings(MESSAGE)).toEqual([]);
  });

  it('what is written to an encrypted volume stands nowhere', () => {
    expect(sightings(VOLUME_TEXT)).toEqual([]);
    expect(sightings(QUEUE_TEXT)).toEqual([]);
    expect(sightings(TABLE_TEXT)).toEqual([]);
    expect(sightings(PARAMETER_TEXT)).toEqual([]);
    expect(sightings(SECRET_TEXT)).toEqual([]);
    expect(sightings(DATABASE_TEXT)).toEqual([]);
    expect(sightings(VARIABLE)).toEqual([]);
    expect(sightings(DATABASE_PASSWORD)).toEqual([]);
  });

  it('passwords and credentials of key stores stand nowhere', () => {
    for (const secret of [HSM_PASSWORD, PROXY_SECRET]) expect(sightings(secret)).toEqual([]);
  });

  it('plaintexts, data keys, shared secrets, signatures and random bytes that KMS hands out stand nowhere', () => {
    for (const secret of handedOut) expect(sightings(secret)).toEqual([]);
  });
});

describe('a world in a file', () => {
  it('holds none of it in its pages, its log and its export', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kmslab-canary-'));
    const file = join(folder, 'world.kmslab');
    const keys = [{ account: 'main', region: 'us-east-1', id: KEY_ID, alias: 'alias/canary', material: MATERIAL }];
    const { lab } = await openWorldFile(file, {
      missing: 'must be',
      make: (ports, rootKey) => createLab(ports, { ...DEFAULT_WORLD, start: 0, keys }, undefined, rootKey),
    });
    const secrets: Uint8Array[] = [
      MATERIAL,
      MESSAGE,
      VOLUME_TEXT,
      QUEUE_TEXT,
      TABLE_TEXT,
      PARAMETER_TEXT,
      SECRET_TEXT,
      DATABASE_TEXT,
      DATABASE_PASSWORD,
      VARIABLE,
    ];
    const call = async (operation: string, input: object): Promise<Uint8Array> => {
      const { reply } = await lab.call({ service: 'kms', operation, input, ...ADMIN });
      if (!reply.ok) throw new Error(`${operation}: ${reply.error.message}`);
      if (reply.output.Plaintext instanceof Uint8Array) secrets.push(reply.output.Plaintext);
      return reply.output.CiphertextBlob as Uint8Array;
    };
    const CiphertextBlob = await call('Encrypt', { KeyId: KEY_ID, Plaintext: MESSAGE });
    await call('Decrypt', { CiphertextBlob });
    await walkThroughQueues(lab);
    await walkThroughTables(lab);
    await walkThroughParameters(lab);
    await walkThroughSecrets(lab);
    await call('GenerateDataKey', { KeyId: KEY_ID, KeySpec: 'AES_256' });
    await call('GenerateDataKeyPair', { KeyId: KEY_ID, KeyPairSpec: 'ECC_NIST_P256' });
    await call('GenerateRandom', { NumberOfBytes: 64 });
    await lab.act({ type: 'putFile', name: 'note.txt', bytes: MESSAGE });
    await walkThroughEbs(lab);
    await walkThroughRds(lab);
    await walkThroughLambda(lab);
    const wal = readFileSync(`${file}-wal`);
    await lab.close();
    await exportFile(file, join(folder, 'out.jsonl'));
    const rootKey = readFileSync(`${file}.key`);
    const from = kept.length;
    keep('log', wal);
    keep('pages', readFileSync(file));
    keep('export', readFileSync(join(folder, 'out.jsonl')));
    rmSync(folder, { recursive: true });
    expect(kept.slice(from).map(({ bytes }) => bytes.includes(KEY_ID))).toEqual([true, true, true]);
    for (const secret of [...secrets, rootKey]) expect(sightings(secret)).toEqual([]);
  });
});
