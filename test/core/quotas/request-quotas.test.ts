import { describe, expect, it } from 'vitest';
import { parseRegion } from '../../../core/cloud/regions.ts';
import type { Outcome } from '../../../core/index.ts';
import { createLab, DEFAULT_WORLD, openLab } from '../../../core/index.ts';
import { OPERATIONS } from '../../../core/operations/index.ts';
import type { QuotaChange } from '../../../core/quotas/quota-settings.ts';
import { REQUEST_QUOTAS, requestsPerSecond } from '../../../core/quotas/request-quotas.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { ADMIN, arnOf, labWith, OTHER, OTHER_ADMIN, OWN, type TestLab, trusting } from '../../helpers/lab-with.ts';
import { ADMIN as EBS_ADMIN } from '../services/ebs/ebs-lab.ts';

const THROTTLED = [
  'ThrottlingException',
  'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.',
];
const KEY = '11111111-aaaa-4aaa-8aaa-111111111111';
const RSA_KEY = '22222222-aaaa-4aaa-8aaa-222222222222';
const HMAC_KEY = '33333333-aaaa-4aaa-8aaa-333333333333';
const FOREIGN = '44444444-aaaa-4aaa-8aaa-444444444444';
const Plaintext = Uint8Array.of(1);

/** A lab whose requests are counted, with a symmetric, an RSA and an HMAC key. */
async function counting(change: QuotaChange = {}): Promise<TestLab> {
  const own = { account: 'main', region: 'us-east-1' } as const;
  const policy = JSON.parse(trusting(OTHER, OWN)) as Record<string, unknown>;
  return labWith({
    quotas: { requests: 'on', ...change },
    keys: [
      { ...own, id: KEY },
      { ...own, id: RSA_KEY, keySpec: 'RSA_2048', keyUsage: 'ENCRYPT_DECRYPT' },
      { ...own, id: HMAC_KEY, keySpec: 'HMAC_256' },
      { account: 'partner', region: 'us-east-1', id: FOREIGN, policy },
    ],
  });
}

/** What the admit room wrote of a call: quota, use and limit of each. */
function admitted({ trace }: Outcome): readonly (readonly [string, number, number])[] {
  const entry = trace.find(({ room }) => room === 'admit');
  if (entry?.room !== 'admit') return [];
  return (entry.quotas ?? []).map(({ quota, used, limit }) => [quota, used, limit]);
}

const isOk = ({ reply }: Outcome): boolean => reply.ok;

describe('the table of request quotas', () => {
  it.each(OPERATIONS.filter(({ service }) => service === 'kms').map(({ name }) => name))(
    'has one for %s',
    async (name) => {
      const shared = ['symmetric', 'rsa', 'ecc', 'mlDsa', 'mlKem'];
      const isCryptographic =
        /^(?:Encrypt|Decrypt|ReEncrypt|GenerateDataKey|GenerateDataKeyWithoutPlaintext|GenerateMac|VerifyMac|GenerateRandom|Sign|Verify|DeriveSharedSecret|Encapsulate|Decapsulate)$/.test(
          name,
        );
      const own = [...REQUEST_QUOTAS.keys()].filter((id) => id === name || id.startsWith(`${name}:`));
      if (name === 'GenerateDataKeyPairWithoutPlaintext') return; // shares GenerateDataKeyPair's
      expect(isCryptographic ? shared.every((id) => REQUEST_QUOTAS.has(id as 'rsa')) : own.length > 0).toBe(true);
    },
  );

  it.each([
    ['symmetric', 'us-east-1', 100_000],
    ['symmetric', 'eu-west-2', 20_000],
    ['symmetric', 'sa-east-1', 10_000],
    ['rsa', 'us-east-1', 1_000],
    ['CreateKey', 'us-east-1', 5],
    ['GenerateDataKeyPair:RSA_4096', 'us-east-1', 1],
  ] as const)('gives %s in %s %i requests a second', (id, region, rate) => {
    expect(requestsPerSecond(id, parseRegion(region) ?? expect.unreachable())).toBe(rate);
  });
});

describe('request quotas', () => {
  it('are not counted unless the world says so: a burst at one instant goes through', async () => {
    const { lab, call } = await labWith();
    const outcomes = [];
    for (let n = 0; n < 20; n += 1) outcomes.push(await call('CreateKey'));
    expect(outcomes.every(isOk)).toBe(true);
    expect(outcomes.flatMap(admitted)).toEqual([]);
    expect(lab.world.quotas.requests).toBe('off');
  });

  it('let one second’s requests through at one instant, and refuse the next in AWS’s words', async () => {
    const { call, refusal } = await counting();
    for (let n = 1; n <= 5; n += 1) expect(admitted(await call('CreateKey'))).toEqual([['CreateKey', n, 5]]);
    expect(await refusal('CreateKey')).toEqual(THROTTLED);
  });

  it('stand in the trace and in CloudTrail', async () => {
    const { call, lab } = await counting({ rates: { DescribeKey: 1 } });
    await call('DescribeKey', { KeyId: KEY });
    const { trace, records, requestId } = await call('DescribeKey', { KeyId: KEY });
    expect(trace.map(({ room }) => room)).toEqual(['parse', 'find', 'authorise', 'admit', 'record']);
    expect(trace[3]).toEqual({
      room: 'admit',
      quotas: [
        { quota: 'DescribeKey', name: 'DescribeKey request rate', of: OWN, region: 'us-east-1', used: 1, limit: 1 },
      ],
      refusal: { error: THROTTLED[0], message: THROTTLED[1], because: 'request-quota-exceeded' },
    });
    expect(records).toMatchObject([
      {
        eventName: 'DescribeKey',
        errorCode: 'ThrottlingException',
        errorMessage: THROTTLED[1],
        responseElements: null,
      },
    ]);
    const why = await lab.ask({ type: 'why', requestId });
    expect(why?.summary).toContain('within a second');
    expect(why?.summary).toMatch(
      /DescribeKey request rate of 111122223333 in us-east-1: 1 a second, and 1 were in use\.$/,
    );
  });

  it('give room again evenly as the lab’s clock moves: one request of CreateKey every 200 ms', async () => {
    const { call, pass } = await counting();
    for (let n = 0; n < 5; n += 1) await call('CreateKey');
    await pass(199);
    expect(isOk(await call('CreateKey'))).toBe(false);
    await pass(1);
    expect(isOk(await call('CreateKey'))).toBe(true);
    expect(isOk(await call('CreateKey'))).toBe(false);
    await pass(60_000);
    for (let n = 0; n < 5; n += 1) expect(isOk(await call('CreateKey'))).toBe(true);
    expect(isOk(await call('CreateKey'))).toBe(false);
  });

  it('are of an account in a Region: others have their own', async () => {
    const { call } = await counting({ rates: { CreateKey: 1 } });
    expect(isOk(await call('CreateKey'))).toBe(true);
    expect(isOk(await call('CreateKey'))).toBe(false);
    expect(isOk(await call('CreateKey', {}, { ...ADMIN, region: 'eu-west-1' }))).toBe(true);
    expect(isOk(await call('CreateKey', {}, OTHER_ADMIN))).toBe(true);
  });

  it('are shared by all cryptography with symmetric and HMAC keys, and by GenerateRandom', async () => {
    const { call, ok } = await counting({ rates: { symmetric: 5 } });
    const { CiphertextBlob } = await ok('Encrypt', { KeyId: KEY, Plaintext });
    await ok('Decrypt', { CiphertextBlob });
    await ok('GenerateDataKey', { KeyId: KEY, KeySpec: 'AES_256' });
    await ok('GenerateMac', { KeyId: HMAC_KEY, Message: Plaintext, MacAlgorithm: 'HMAC_SHA_256' });
    expect(admitted(await call('GenerateRandom', { NumberOfBytes: 8 }))).toEqual([['symmetric', 5, 5]]);
    expect(isOk(await call('Encrypt', { KeyId: KEY, Plaintext }))).toBe(false);
    expect(admitted(await call('Encrypt', rsa()))).toEqual([['rsa', 1, 1_000]]);
  });

  it('count ReEncrypt once for keys of one kind, and for both kinds where they differ', async () => {
    const { call, ok } = await counting();
    const { CiphertextBlob } = await ok('Encrypt', { KeyId: KEY, Plaintext });
    const same = await call('ReEncrypt', { CiphertextBlob, DestinationKeyId: KEY });
    expect(admitted(same)).toEqual([['symmetric', 2, 100_000]]);
    const toRsa = { DestinationKeyId: RSA_KEY, DestinationEncryptionAlgorithm: 'RSAES_OAEP_SHA_256' };
    expect(admitted(await call('ReEncrypt', { CiphertextBlob, ...toRsa }))).toEqual([
      ['symmetric', 3, 100_000],
      ['rsa', 1, 1_000],
    ]);
  });

  it('take nothing from one quota where another is used up', async () => {
    const { call, ok } = await counting({ rates: { rsa: 1 } });
    const { CiphertextBlob } = await ok('Encrypt', { KeyId: KEY, Plaintext });
    await ok('Encrypt', rsa());
    const toRsa = { DestinationKeyId: RSA_KEY, DestinationEncryptionAlgorithm: 'RSAES_OAEP_SHA_256' };
    expect(isOk(await call('ReEncrypt', { CiphertextBlob, ...toRsa }))).toBe(false);
    expect(admitted(await call('Encrypt', { KeyId: KEY, Plaintext }))).toEqual([['symmetric', 2, 100_000]]);
  });

  it('are those of the spec for data key pairs, with and without plaintext', async () => {
    const { call } = await counting();
    const pairOf = (operation: string, KeyPairSpec: string) => call(operation, { KeyId: KEY, KeyPairSpec });
    expect(admitted(await pairOf('GenerateDataKeyPair', 'ECC_NIST_P256'))).toEqual([
      ['GenerateDataKeyPair:ECC_NIST_P256', 1, 100],
    ]);
    expect(admitted(await pairOf('GenerateDataKeyPairWithoutPlaintext', 'ECC_NIST_P256'))).toEqual([
      ['GenerateDataKeyPair:ECC_NIST_P256', 2, 100],
    ]);
  });

  it('are the caller’s for a key of another account', async () => {
    const { call } = await counting({ rates: { DescribeKey: 1 } });
    const KeyId = arnOf(FOREIGN, { accountId: OTHER });
    expect(isOk(await call('DescribeKey', { KeyId }))).toBe(true);
    expect(isOk(await call('DescribeKey', { KeyId }))).toBe(false);
    expect(isOk(await call('DescribeKey', { KeyId }, OTHER_ADMIN))).toBe(true);
  });

  it('count a replica as one ReplicateKey here and two CreateKey there', async () => {
    const { call, key } = await counting();
    const KeyId = await key({ MultiRegion: true });
    expect(admitted(await call('ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-1' }))).toEqual([
      ['ReplicateKey', 1, 5],
      ['CreateKey', 2, 5],
    ]);
    expect(admitted(await call('CreateKey', {}, { ...ADMIN, region: 'eu-west-1' }))).toEqual([['CreateKey', 3, 5]]);
  });

  it('hold denied requests against nobody: they are turned away before', async () => {
    const { call } = await labWith({
      quotas: { requests: 'on', rates: { CreateKey: 1 } },
      principals: { 'main/role/admin': ['AdministratorAccess'], 'main/role/guest': [] },
    });
    const guest = { as: `arn:aws:iam::${OWN}:role/guest`, region: 'us-east-1' };
    expect((await call('CreateKey', {}, guest)).reply).toMatchObject({ error: { name: 'AccessDeniedException' } });
    expect(isOk(await call('CreateKey'))).toBe(true);
  });

  it('count what a service asks for somebody as that caller’s', async () => {
    const { lab, pass, call } = await counting();
    const input = { AvailabilityZone: 'us-east-1a', Size: 1, Encrypted: true, KmsKeyId: KEY };
    await lab.call({ service: 'ec2', operation: 'CreateVolume', input, ...EBS_ADMIN });
    await pass(1_000); // EBS's first call comes then
    const names = (await lab.ask({ type: 'trail' })).map(({ record }) => record.eventName);
    expect(names).toEqual(['CreateVolume', 'DescribeKey', 'GenerateDataKeyWithoutPlaintext']);
    expect(admitted(await call('GenerateRandom', { NumberOfBytes: 8 }))).toEqual([['symmetric', 2, 100_000]]);
  });
});

/** RSA-encrypts. */
const rsa = () => ({ KeyId: RSA_KEY, Plaintext, EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' });

describe('setQuotas', () => {
  it('turns the counting on and off, and multiplies the rates', async () => {
    const { lab, call } = await labWith();
    await lab.act({ type: 'setQuotas', change: { requests: 'on', factor: 0.4 } });
    expect(admitted(await call('CreateKey'))).toEqual([['CreateKey', 1, 2]]);
    expect(admitted(await call('RotateKeyOnDemand', { KeyId: KEY }))).toEqual([]);
    await lab.act({ type: 'setQuotas', change: { rates: { CreateKey: 7 } } });
    expect(admitted(await call('CreateKey'))).toEqual([['CreateKey', 1, 7]]);
    await lab.act({ type: 'setQuotas', change: { rates: { CreateKey: null }, factor: 1 } });
    expect(admitted(await call('CreateKey'))).toEqual([['CreateKey', 1, 5]]);
    await lab.act({ type: 'setQuotas', change: { requests: 'off' } });
    expect(admitted(await call('CreateKey'))).toEqual([]);
  });

  it.each<[QuotaChange, string]>([
    [{ factor: 0 }, 'quotas: expected a factor above 0, got 0'],
    [{ rates: { CreateKey: 0 } }, 'quotas: expected a whole number from 1 on for CreateKey, got 0'],
    [{ resources: { keyPolicyBytes: 40_000 } }, 'quotas: keyPolicyBytes can be at most 32768, as on AWS, got 40000'],
  ])('refuses %j', async (change, message) => {
    const { lab } = await labWith();
    expect(await lab.act({ type: 'setQuotas', change })).toMatchObject({ ok: false, error: { message } });
  });

  it('names the quotas that there are, where it knows none of that name', async () => {
    const { lab } = await labWith();
    const outcome = await lab.act({ type: 'setQuotas', change: { rates: { createKey: 1 } } });
    expect(outcome).toMatchObject({ ok: false });
    expect(outcome.ok ? '' : outcome.error.message).toMatch(
      /^quotas: expected one of symmetric, .*CreateKey.*, got 'createKey'$/,
    );
  });

  it('lasts with the world', async () => {
    const ports = fixedPorts();
    const rootKey = new Uint8Array(32).fill(7);
    const lab = await createLab(ports, DEFAULT_WORLD, 1, rootKey);
    await lab.act({ type: 'setQuotas', change: { requests: 'on', resources: { keys: 3 } } });
    const again = await openLab(ports, rootKey);
    expect(again.world.quotas).toEqual({ requests: 'on', factor: 1, rates: {}, resources: { keys: 3 } });
  });
});
