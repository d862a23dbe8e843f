import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../core/operations/index.ts';
import { ADMIN, type Caller, DAY, labWith, OTHER, OTHER_ADMIN, OWN, type TestLab } from '../../helpers/lab-with.ts';
import { FOREVER, material, wrapped } from './imported-lab.ts';

/** What each operation is asked, beside the key. */
const INPUTS: Readonly<Record<string, unknown>> = {
  AliasName: 'alias/mine',
  Description: 'mine',
  EncryptedKeyMaterial: new Uint8Array(3),
  GrantId: 'a'.repeat(64),
  GranteePrincipal: ADMIN.as,
  ImportToken: new Uint8Array(3),
  KeyAgreementAlgorithm: 'ECDH',
  KeyPairSpec: 'RSA_2048',
  Mac: new Uint8Array(32),
  MacAlgorithm: 'HMAC_SHA_256',
  Message: new Uint8Array(3),
  Operations: ['Decrypt'],
  Plaintext: new Uint8Array(3),
  Policy: '{"Version":"2012-10-17","Statement":[]}',
  PrimaryRegion: 'eu-west-1',
  PublicKey: new Uint8Array(91),
  ReplicaRegion: 'eu-west-1',
  Signature: new Uint8Array(3),
  SigningAlgorithm: 'ECDSA_SHA_256',
  TagKeys: ['mine'],
  Tags: [{ TagKey: 'mine', TagValue: 'yes' }],
  WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
  WrappingKeySpec: 'RSA_2048',
};
/** Of keys of other kinds than an AWS managed one ever is. */
const OF_OTHER_KINDS = ['Decapsulate', 'Encapsulate', 'RetireGrant', 'UpdateAlias'];
const LOOKING = [
  'DescribeKey',
  'GetKeyLastUsage',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListAliases',
  'ListGrants',
  'ListKeyPolicies',
  'ListKeyRotations',
  'ListResourceTags',
];

/** All operations of KMS that name a key, and the member that does. */
const ON_A_KEY = OPERATIONS.filter(({ service }) => service === 'kms').flatMap((operation) => {
  const members = { ...operation.input.required, ...operation.input.optional };
  const named = ['KeyId', 'TargetKeyId', 'DestinationKeyId'].find((member) => member in members);
  return named === undefined || OF_OTHER_KINDS.includes(operation.name) ? [] : [{ ...operation, named }];
});

/** An encrypted volume under aws/ebs, which EBS makes for it. */
async function managedKey(test: TestLab) {
  const input = { AvailabilityZone: 'us-east-1a', Size: 1, Encrypted: true };
  await test.lab.call({ service: 'ec2', operation: 'CreateVolume', input, ...ADMIN });
  await test.pass(60_000);
  const key = [...test.lab.world.keys.values()].find(({ keyManager }) => keyManager === 'AWS');
  const [volume] = test.lab.world.volumes.values();
  if (key === undefined || volume === undefined) throw new Error('EBS made no key');
  return {
    key,
    ciphertext: new Uint8Array(Buffer.from(volume.machine.context.data?.dataKey?.ciphertextBlob ?? '', 'base64')),
  };
}

describe('what the administrator of an account may do with its AWS managed key', () => {
  const results: Record<string, string> = {};
  beforeAll(async () => {
    const test = await labWith();
    const { key, ciphertext } = await managedKey(test);
    for (const { name, named, input: shape } of ON_A_KEY) {
      const inputs: Readonly<Record<string, unknown>> = { ...INPUTS, CiphertextBlob: ciphertext };
      const members = [
        ...Object.keys(shape.required),
        ...('CiphertextBlob' in shape.optional ? ['CiphertextBlob'] : []),
      ];
      const required = Object.fromEntries(members.map((member) => [member, inputs[member]]));
      const spec = name.startsWith('GenerateDataKey') && !name.includes('Pair') ? { KeySpec: 'AES_256' } : {};
      const { reply } = await test.call(name, { ...required, ...spec, [named]: key.keyId });
      results[name] = reply.ok ? 'done' : reply.error.name;
    }
  });

  it('is to look at it, and nothing else', () => {
    expect(Object.keys(results).filter((name) => results[name] === 'done')).toEqual(LOOKING);
  });

  it('all that would change it or use it is denied, by its policy', () => {
    const others = Object.entries(results).filter(([name]) => !LOOKING.includes(name));
    const elsewhere = {
      GetParametersForImport: 'UnsupportedOperationException',
      GetPublicKey: 'UnsupportedOperationException',
      RevokeGrant: 'NotFoundException',
    };
    expect(Object.fromEntries(others)).toEqual({
      ...Object.fromEntries(others.map(([name]) => [name, 'AccessDeniedException'])),
      ...elsewhere,
    });
    expect(others.length).toBeGreaterThan(25);
  });
});

/** One kind of key, in a lab of its own, as its account's administrator meets it. */
interface Kind {
  readonly test: TestLab;
  /** Null where there is none that anybody could name. */
  readonly keyId: string | null;
  /** Some use of the key, by a service or a call. */
  use(): Promise<unknown>;
}

const KINDS: Readonly<Record<string, () => Promise<Kind>>> = {
  async 'AWS owned'() {
    const test = await labWith();
    const s3 = (operation: string, input: object) => test.lab.call({ service: 's3', operation, input, ...ADMIN });
    await s3('CreateBucket', { Bucket: 'orders-2026' });
    const put = { Bucket: 'orders-2026', Key: 'note', Body: new Uint8Array(3) };
    return { test, keyId: null, use: () => s3('PutObject', put) };
  },
  async 'AWS managed'() {
    const test = await labWith();
    const { key } = await managedKey(test);
    return { test, keyId: key.keyId, use: () => managedKey(test) };
  },
  async 'customer managed'() {
    const test = await labWith();
    const KeyId = await test.key();
    return { test, keyId: KeyId, use: () => test.ok('Encrypt', { KeyId, Plaintext: new Uint8Array(3) }) };
  },
  async imported() {
    const test = await labWith();
    const KeyId = await test.key({ Origin: 'EXTERNAL' });
    await test.ok('ImportKeyMaterial', { ...(await wrapped(test, KeyId, material(1))), ...FOREVER });
    return { test, keyId: KeyId, use: () => test.ok('Encrypt', { KeyId, Plaintext: new Uint8Array(3) }) };
  },
};

const WITH_PARTNER = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: [OWN, OTHER] }, Action: 'kms:*', Resource: '*' }],
});

const succeeds = async (kind: Kind, operation: string, input: object, caller: Caller = ADMIN) =>
  (await kind.test.call(operation, { KeyId: kind.keyId, ...input }, caller)).reply.ok;

/** What the lab says of a kind, in the words of the README's table. */
const PROBES: Readonly<Record<string, (kind: Kind) => Promise<string>>> = {
  async 'in your account, for `list-keys`'({ test, keyId }) {
    const { Keys } = await test.ok('ListKeys');
    const ids = (Keys as readonly { readonly KeyId: string }[]).map(({ KeyId }) => KeyId);
    return keyId === null ? (ids.length === 0 ? 'no' : 'yes') : ids.includes(keyId) ? 'yes' : 'no';
  },
  async 'its policy'(kind) {
    if (kind.keyId === null) return 'not shown';
    if (!(await succeeds(kind, 'GetKeyPolicy', {}))) return 'not shown';
    return (await succeeds(kind, 'PutKeyPolicy', { Policy: WITH_PARTNER })) ? 'yours to change' : 'shown, and fixed';
  },
  async 'used in a call of your own'(kind) {
    if (kind.keyId === null) return 'no';
    return (await succeeds(kind, 'Encrypt', { Plaintext: new Uint8Array(3) })) ? 'yes' : 'no';
  },
  async 'used by another account'(kind) {
    if (kind.keyId === null) return 'no';
    await kind.test.call('PutKeyPolicy', { KeyId: kind.keyId, Policy: WITH_PARTNER });
    const KeyId = `arn:aws:kms:us-east-1:${OWN}:key/${kind.keyId}`;
    return (await succeeds(kind, 'Encrypt', { KeyId, Plaintext: new Uint8Array(3) }, OTHER_ADMIN))
      ? 'if its policy says so'
      : 'no';
  },
  async rotates(kind) {
    if (kind.keyId === null) return 'as its service sees fit';
    const rotations = async () => {
      await kind.test.pass(366 * DAY);
      return ((await kind.test.ok('ListKeyRotations', { KeyId: kind.keyId })).Rotations as unknown[]).length;
    };
    if ((await rotations()) > 0) return 'every year, always';
    if (!(await succeeds(kind, 'EnableKeyRotation', {}))) return 'by hand';
    return (await rotations()) > 0 ? 'every year, if you enable it' : 'never';
  },
  async 'costs a month, unused'({ test }) {
    await test.pass(60 * DAY);
    const [bill] = await test.lab.ask({ type: 'bill', month: '2026-02', accountId: OWN });
    return bill?.total ?? 'nothing';
  },
  async 'its use in your CloudTrail'({ test, keyId, use }) {
    const from = test.lab.world.trailLength;
    await use();
    const rows = await test.lab.ask({ type: 'trail', accountId: OWN });
    const since = rows.slice(from).flatMap(({ record }) => record.resources ?? []);
    return since.some(({ ARN }) => (keyId === null ? ARN.includes(':key/') : ARN.endsWith(keyId))) ? 'yes' : 'no';
  },
};

/** The table of the README, row by row. */
function readmeRows(): readonly (readonly string[])[] {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const [, section = ''] = readme.split('\n## Whose key is it?\n');
  const lines = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  const cells = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return cells.filter((_, index) => index !== 1);
}

describe('the table of the kinds of key in the README', () => {
  const [head = [], ...rows] = readmeRows();

  it('has a column for each kind, and a row for each question', () => {
    expect(head.slice(1)).toEqual(Object.keys(KINDS));
    expect(rows.map(([question]) => question)).toEqual(Object.keys(PROBES));
  });

  it.each(rows.map(([question = '', ...answers]) => [question, answers] as const))('%s', async (question, answers) => {
    const told = [];
    for (const make of Object.values(KINDS)) told.push(await PROBES[question]?.(await make()));
    expect(answers).toEqual(told);
  });
});
