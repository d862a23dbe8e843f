import { beforeEach, describe, expect, it } from 'vitest';
import {
  ADMIN,
  arnOf,
  type Caller,
  DAY,
  labWith,
  OTHER,
  OTHER_ADMIN,
  OWN,
  START,
  type TestLab,
} from '../../helpers/lab-with.ts';

const PLAIN = Uint8Array.of(1);
const principal = (label: string, account = OWN): Caller => ({ ...ADMIN, as: `arn:aws:iam::${account}:${label}` });
const JOB = principal('role/job');
const ANN = principal('user/ann');
const ROOT = principal('root');
const RETIRER = principal('user/retirer');
const allow = (...Action: readonly string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});

let test: TestLab;
let KeyId: string;
beforeEach(() => setUp());

async function setUp(over: Parameters<typeof labWith>[0] = {}): Promise<void> {
  test = await labWith({
    principals: {
      'main/role/admin': ['AdministratorAccess'],
      'main/role/job': [],
      'main/user/ann': [],
      'main/user/retirer': [allow('kms:RetireGrant')],
      'partner/role/admin': ['AdministratorAccess'],
      'partner/role/job': [],
    },
    ...over,
  });
  KeyId = await test.key();
}

const grant = async (over: object = {}, caller?: Caller) =>
  (await test.ok(
    'CreateGrant',
    { KeyId, GranteePrincipal: JOB.as, Operations: ['Encrypt', 'Decrypt'], ...over },
    caller,
  )) as {
    GrantId: string;
    GrantToken: string;
  };
const may = async (over: object = {}, caller: Caller = JOB) =>
  (await test.call('Encrypt', { KeyId, Plaintext: PLAIN, ...over }, caller)).reply.ok;
const grants = async (input: object = {}) =>
  (await test.ok('ListGrants', { KeyId, ...input })).Grants as Record<string, unknown>[];

describe('CreateGrant', () => {
  it('lets the grantee do the operations that it lists, and nobody else', async () => {
    expect(await may()).toBe(false);
    const { GrantId, GrantToken } = await grant();
    expect(GrantId).toMatch(/^[0-9a-f]{64}$/);
    expect(GrantToken.length).toBeLessThanOrEqual(8192);
    expect(await may()).toBe(true);
    expect(await may({}, ANN)).toBe(false);
    expect((await test.refusal('GenerateDataKey', { KeyId, KeySpec: 'AES_256' }, JOB))[0]).toBe(
      'AccessDeniedException',
    );
  });

  it('to an account reaches those of its users and roles whom IAM lets', async () => {
    await setUp({
      principals: {
        'main/role/admin': ['AdministratorAccess'],
        'main/user/ann': [],
        'partner/role/job': [allow('kms:Encrypt')],
        'partner/user/ann': [],
      },
    });
    await grant({ GranteePrincipal: `arn:aws:iam::${OTHER}:root` });
    const [job, ann] = [principal('role/job', OTHER), principal('user/ann', OTHER)];
    const { Arn } = (await test.ok('DescribeKey', { KeyId })).KeyMetadata as { Arn: string };
    expect(await may({ KeyId: Arn }, job)).toBe(true);
    expect(await may({ KeyId: Arn }, principal('root', OTHER))).toBe(true);
    expect((await test.refusal('Encrypt', { KeyId: Arn, Plaintext: PLAIN }, ann))[1]).toMatch(
      /because no identity-based policy allows the kms:Encrypt action$/,
    );
    expect(await may({}, ANN)).toBe(false);
  });

  it('narrows to an encryption context that has the pairs of a Subset', async () => {
    await grant({ Constraints: { EncryptionContextSubset: { tenant: '7' } } });
    expect(await may({ EncryptionContext: { tenant: '7', more: 'x' } })).toBe(true);
    expect(await may({ EncryptionContext: { TENANT: '7' } })).toBe(true);
    expect(await may({ EncryptionContext: { tenant: '8' } })).toBe(false);
    expect(await may()).toBe(false);
    expect(await may({ EncryptionContext: { tenant: '7' } })).toBe(true);
  });

  it('narrows to an encryption context that is the pairs of an Equals', async () => {
    await grant({ Constraints: { EncryptionContextEquals: { tenant: '7' } } });
    expect(await may({ EncryptionContext: { tenant: '7' } })).toBe(true);
    expect(await may({ EncryptionContext: { tenant: '7', more: 'x' } })).toBe(false);
    expect(await may({ EncryptionContext: {} })).toBe(false);
  });

  it('lists as it was asked for, without its token, the issuing account by its root user', async () => {
    const { GrantId } = await grant({
      RetiringPrincipal: RETIRER.as,
      Name: 'job',
      Constraints: { EncryptionContextSubset: { tenant: '7' } },
    });
    expect(await grants()).toEqual([
      {
        KeyId: arnOf(KeyId),
        GrantId,
        Name: 'job',
        CreationDate: START / 1000,
        GranteePrincipal: JOB.as,
        RetiringPrincipal: RETIRER.as,
        IssuingAccount: ROOT.as,
        Operations: ['Encrypt', 'Decrypt'],
        Constraints: { EncryptionContextSubset: { tenant: '7' } },
      },
    ]);
    expect(await grants({ GranteePrincipal: ANN.as })).toEqual([]);
    expect(await grants({ GrantId })).toHaveLength(1);
  });

  it('under the same name and with the same parameters makes no second grant, but a fresh token', async () => {
    const first = await grant({ Name: 'job' });
    const again = await grant({ Name: 'job', Operations: ['Decrypt', 'Encrypt'] });
    expect(again.GrantId).toBe(first.GrantId);
    expect(again.GrantToken).not.toBe(first.GrantToken);
    expect((await grant({ Name: 'job', Operations: ['Decrypt'] })).GrantId).not.toBe(first.GrantId);
    expect((await grant()).GrantId).not.toBe((await grant()).GrantId);
    expect(await grants()).toHaveLength(4);
  });

  it.each([
    ['no grantee', { GranteePrincipal: undefined }, 'ValidationException'],
    ['two grantees', { GranteeServicePrincipal: 'logs.amazonaws.com' }, 'ValidationException'],
    [
      'a service without a source',
      { GranteePrincipal: undefined, GranteeServicePrincipal: 'logs.amazonaws.com', RetiringPrincipal: ANN.as },
      'ValidationException',
    ],
    ['nobody by that ARN', { GranteePrincipal: `${JOB.as}x` }, 'InvalidArnException'],
    ['an unknown account', { GranteePrincipal: 'arn:aws:iam::999999999999:root' }, 'InvalidArnException'],
    ['an operation of other keys', { Operations: ['Sign'] }, 'ValidationException'],
    ['no operation', { Operations: [] }, 'ValidationException'],
    [
      'nine pairs',
      { Constraints: { EncryptionContextSubset: Object.fromEntries([...'123456789'].map((n) => [n, n])) } },
      'ValidationException',
    ],
    ['too long a pair', { Constraints: { EncryptionContextEquals: { a: 'b'.repeat(384) } } }, 'ValidationException'],
  ])('is refused for %s', async (_, over, error) => {
    const input = { KeyId, GranteePrincipal: JOB.as, Operations: ['Decrypt'], ...over };
    expect((await test.refusal('CreateGrant', input))[0]).toBe(error);
    expect(await grants()).toEqual([]);
  });

  it('takes roles, sessions, federated users, root users and services as grantees', async () => {
    for (const GranteePrincipal of [
      JOB.as,
      ROOT.as,
      OTHER_ADMIN.as,
      `arn:aws:sts::${OWN}:assumed-role/job/one`,
      `arn:aws:sts::${OWN}:federated-user/bob`,
    ]) {
      await grant({ GranteePrincipal });
    }
    await grant({
      GranteePrincipal: undefined,
      GranteeServicePrincipal: 'logs.amazonaws.com',
      RetiringServicePrincipal: 'logs.amazonaws.com',
      Constraints: { SourceArn: `arn:aws:logs:us-east-1:${OWN}:log-group:x` },
    });
    expect((await grants({ GranteeServicePrincipal: 'logs.amazonaws.com' }))[0]).toMatchObject({
      GranteeServicePrincipal: 'logs.amazonaws.com',
      RetiringServicePrincipal: 'logs.amazonaws.com',
    });
  });

  it('says of a principal that is not there that it is a principal, and not a key', async () => {
    const input = { KeyId, GranteePrincipal: 'role/job', Operations: ['Encrypt'] };
    const { reply } = await test.call('CreateGrant', input);
    expect(reply).toMatchObject({ error: { name: 'InvalidArnException', because: 'no-such-principal' } });
  });

  it('is refused to a disabled key, while ListGrants and RevokeGrant are not', async () => {
    const { GrantId } = await grant();
    await test.ok('DisableKey', { KeyId });
    const input = { KeyId, GranteePrincipal: JOB.as, Operations: ['Decrypt'] };
    expect((await test.refusal('CreateGrant', input))[0]).toBe('DisabledException');
    await test.ok('RevokeGrant', { KeyId, GrantId });
    expect(await grants()).toEqual([]);
  });

  it('is logged with its constraints, and without its token', async () => {
    const Constraints = { EncryptionContextEquals: { tenant: '7' } };
    const input = { KeyId, GranteePrincipal: JOB.as, Operations: ['Decrypt'], Constraints };
    const { records, reply } = await test.call('CreateGrant', input);
    const GrantId = reply.ok ? reply.output.GrantId : null;
    expect(records[0]).toMatchObject({
      requestParameters: {
        keyId: KeyId,
        granteePrincipal: JOB.as,
        operations: ['Decrypt'],
        constraints: { encryptionContextEquals: { tenant: '7' } },
      },
      responseElements: { grantId: GrantId, keyId: arnOf(KeyId) },
    });
    expect(JSON.stringify(records)).not.toContain(reply.ok ? reply.output.GrantToken : '');
  });
});

describe('a grantee with CreateGrant', () => {
  const child = { GranteePrincipal: ANN.as, Operations: ['Decrypt'] };

  it('passes on what it has, and no more', async () => {
    await grant({ Operations: ['Decrypt', 'CreateGrant'] });
    expect((await test.call('CreateGrant', { KeyId, ...child }, JOB)).reply.ok).toBe(true);
    const more = { ...child, Operations: ['Decrypt', 'Encrypt'] };
    expect((await test.refusal('CreateGrant', { KeyId, ...more }, JOB))[0]).toBe('AccessDeniedException');
  });

  it.each([
    ['Subset', 'the same Subset', { EncryptionContextSubset: { a: '1' } }, true],
    ['Subset', 'a wider Subset', { EncryptionContextSubset: { a: '1', b: '2' } }, true],
    ['Subset', 'an Equals with its pairs', { EncryptionContextEquals: { a: '1', b: '2' } }, true],
    ['Subset', 'another Subset', { EncryptionContextSubset: { b: '2' } }, false],
    ['Subset', 'no constraint', undefined, false],
    ['Equals', 'the same Equals', { EncryptionContextEquals: { a: '1' } }, true],
    ['Equals', 'a wider Equals', { EncryptionContextEquals: { a: '1', b: '2' } }, false],
    ['Equals', 'a Subset of its pairs', { EncryptionContextSubset: { a: '1' } }, false],
  ])('under %s may pass it on under %s: %o, %s', async (kind, _, Constraints, allowed) => {
    await grant({
      Operations: ['Decrypt', 'CreateGrant'],
      Constraints: { [`EncryptionContext${kind}`]: { a: '1' } },
    });
    const input = { KeyId, ...child, ...(Constraints === undefined ? {} : { Constraints }) };
    expect((await test.call('CreateGrant', input, JOB)).reply.ok).toBe(allowed);
  });
});

describe('a grant token', () => {
  beforeEach(() => setUp({ grantDelayMs: 300_000 }));

  it('makes a new grant count at once; without it the grant counts when all of KMS knows of it', async () => {
    const { GrantToken } = await grant();
    expect(await may()).toBe(false);
    expect(await may({ GrantTokens: [GrantToken] })).toBe(true);
    expect(await may()).toBe(false);
    await test.pass(300_000);
    expect(await may()).toBe(true);
    expect(await may({ GrantTokens: [GrantToken] })).toBe(true);
  });

  it('is no right of whoever holds it', async () => {
    const { GrantToken } = await grant();
    expect(await may({ GrantTokens: [GrantToken] }, ANN)).toBe(false);
  });

  it.each(['nonsense', btoa('nonsense'), 'A'.repeat(200)])('is refused when it is %s', async (token) => {
    const refused = ['InvalidGrantTokenException', 'The grant token is not valid.'];
    for (const [operation, input] of [
      ['Encrypt', { Plaintext: PLAIN }],
      ['DescribeKey', {}],
      ['GenerateDataKey', { KeySpec: 'AES_256' }],
      ['CreateGrant', { GranteePrincipal: JOB.as, Operations: ['Decrypt'] }],
    ] as const) {
      expect(await test.refusal(operation, { KeyId, ...input, GrantTokens: [token] })).toEqual(refused);
    }
    expect(await test.refusal('RetireGrant', { GrantToken: token })).toEqual(refused);
  });

  it('is refused when its grant has ended', async () => {
    const { GrantId, GrantToken } = await grant();
    await test.ok('RevokeGrant', { KeyId, GrantId });
    const input = { KeyId, Plaintext: PLAIN, GrantTokens: [GrantToken] };
    expect((await test.refusal('Encrypt', input, JOB))[0]).toBe('InvalidGrantTokenException');
  });

  it('keeps EBS going while its grants are not known everywhere', async () => {
    const input = { AvailabilityZone: 'us-east-1a', Size: 1, Encrypted: true, KmsKeyId: KeyId };
    const made = await test.lab.call({ service: 'ec2', operation: 'CreateVolume', input, ...ADMIN });
    await test.pass(60_000);
    const volumeId = made.reply.ok ? String(made.reply.output.VolumeId) : '';
    expect(await test.lab.act({ type: 'writeVolume', volumeId, bytes: PLAIN, ...ADMIN })).toEqual({ ok: true });
  });
});

describe('RetireGrant', () => {
  const retire = async (caller: Caller, over: object) => {
    const made = await grant(over);
    const { reply } = await test.call('RetireGrant', { GrantToken: made.GrantToken }, caller);
    return reply.ok ? 'retired' : reply.error.name;
  };

  it.each([
    ['the retiring principal', ANN, { RetiringPrincipal: ANN.as }, 'retired'],
    ['the grantee, where the grant says so', JOB, { Operations: ['Decrypt', 'RetireGrant'] }, 'retired'],
    ['the grantee, where it does not', JOB, {}, 'AccessDeniedException'],
    ['the root user of the account that made it', ROOT, {}, 'retired'],
    ['whoever that account lets by IAM policy', RETIRER, {}, 'retired'],
    ['whoever it lets not', ANN, {}, 'AccessDeniedException'],
    ['an administrator of another account', OTHER_ADMIN, {}, 'AccessDeniedException'],
    [
      'an administrator of another account that the grant names',
      OTHER_ADMIN,
      { RetiringPrincipal: `arn:aws:iam::${OTHER}:root` },
      'retired',
    ],
  ] as const)('%s: %o', async (_, caller, over, result) => {
    expect(await retire(caller, over)).toBe(result);
  });

  it('is not let in by a key policy', async () => {
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: OWN }, Action: 'kms:*', Resource: '*' },
        { Effect: 'Allow', Principal: { AWS: ANN.as }, Action: 'kms:RetireGrant', Resource: '*' },
      ],
    });
    await test.ok('PutKeyPolicy', { KeyId, Policy });
    expect(await retire(ANN, {})).toBe('AccessDeniedException');
  });

  it('takes the key and the grant’s id too, and then ends what the grantee may do', async () => {
    const { GrantId } = await grant({ RetiringPrincipal: ANN.as });
    expect(await may()).toBe(true);
    expect(await test.ok('RetireGrant', { KeyId: arnOf(KeyId), GrantId }, ANN)).toEqual({});
    expect(await may()).toBe(false);
    expect((await test.refusal('RetireGrant', { KeyId, GrantId }, ANN))[0]).toBe('NotFoundException');
  });

  it.each([
    ['nothing', {}],
    ['a key alone', { KeyId: 'k' }],
    ['a token and a key', { KeyId: 'k', GrantToken: 't' }],
  ])('is refused for %s', async (_, input) => {
    expect((await test.refusal('RetireGrant', input))[0]).toBe('ValidationException');
  });

  it('knows tokens of the Region alone that is called', async () => {
    const { GrantToken } = await grant();
    const elsewhere = { ...ADMIN, region: 'eu-west-1' };
    expect((await test.refusal('RetireGrant', { GrantToken }, elsewhere))[0]).toBe('InvalidGrantTokenException');
  });

  it('is logged with the id of the grant, and without its token', async () => {
    const { GrantId, GrantToken } = await grant();
    const { records } = await test.call('RetireGrant', { GrantToken });
    expect(records[0]).toMatchObject({ requestParameters: null, additionalEventData: { grantId: GrantId } });
  });
});

describe('RevokeGrant', () => {
  it('needs permission by policy, and ends the grant', async () => {
    const { GrantId } = await grant();
    expect((await test.refusal('RevokeGrant', { KeyId, GrantId }, JOB))[0]).toBe('AccessDeniedException');
    expect(await test.ok('RevokeGrant', { KeyId, GrantId })).toEqual({});
    expect(await may()).toBe(false);
    expect((await test.refusal('RevokeGrant', { KeyId, GrantId }))[0]).toBe('NotFoundException');
    expect((await test.refusal('RevokeGrant', { KeyId, GrantId: 'abc' }))[0]).toBe('InvalidGrantIdException');
  });
});

describe('ListRetirableGrants', () => {
  it('lists what a principal of one’s own account may retire, in one Region', async () => {
    const { GrantId } = await grant({ RetiringPrincipal: ANN.as });
    await grant();
    const input = { RetiringPrincipal: ANN.as };
    const { Grants } = await test.ok('ListRetirableGrants', input);
    expect(Grants).toMatchObject([{ GrantId, RetiringPrincipal: ANN.as }]);
    const elsewhere = await test.ok('ListRetirableGrants', input, { ...ADMIN, region: 'eu-west-1' });
    expect(elsewhere.Grants).toEqual([]);
    expect((await test.refusal('ListRetirableGrants', input, OTHER_ADMIN))[0]).toBe('AccessDeniedException');
    expect((await test.refusal('ListRetirableGrants', {}))[0]).toBe('ValidationException');
  });
});

describe('DryRun of grants', () => {
  const answer = ['DryRunOperationException', 'The request would have succeeded, but the DryRun option is set.'];

  it('says that a grant would be made, retired or revoked, and does nothing', async () => {
    const input = { KeyId, GranteePrincipal: JOB.as, Operations: ['Decrypt'], DryRun: true };
    expect(await test.refusal('CreateGrant', input)).toEqual(answer);
    expect(await grants()).toEqual([]);
    const { GrantId } = await grant();
    expect(await test.refusal('RevokeGrant', { KeyId, GrantId, DryRun: true })).toEqual(answer);
    expect(await test.refusal('RetireGrant', { KeyId, GrantId, DryRun: true })).toEqual(answer);
    expect(await grants()).toHaveLength(1);
    expect((await test.refusal('RevokeGrant', { KeyId, GrantId, DryRun: true }, JOB))[0]).toBe('AccessDeniedException');
  });
});

describe('the grants of a deleted key', () => {
  it('go with it', async () => {
    await grant();
    await test.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    await test.pass(7 * DAY);
    expect([...test.lab.world.grants.values()].flat()).toEqual([]);
  });
});
