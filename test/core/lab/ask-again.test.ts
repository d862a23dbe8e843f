import { describe, expect, it } from 'vitest';
import { BUNDLED_SCENARIOS, bundledScenario, type Lab, playToEnd } from '../../../core/index.ts';
import { askAgain, worldBefore } from '../../../core/lab/ask-again.ts';
import type { Store } from '../../../core/lab/store.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { ADMIN, arnOf, DAY, labWith, OTHER, OTHER_ADMIN, trusting } from '../../helpers/lab-with.ts';
import { richWorld } from './rich-world.ts';

/** What the lab decided about each request of the trail, and what it decides when it is asked again from the trail. */
function answers(lab: Lab, store: Store) {
  return store.trailEntries({}).flatMap((entry) => {
    const { row } = entry.fact;
    const before = row.requestId === null ? undefined : lab.history.get(row.requestId);
    // The key's owner is not told who called, and KMS makes a replica's key for the caller: no request is behind that.
    if (before === undefined || row.record.userIdentity.type === 'AWSAccount' || row.causedBy === row.requestId)
      return [];
    const decided = before.trace.flatMap((step) => (step.room === 'authorise' ? step.decisions : []));
    const again = askAgain(worldBefore(store, entry), row);
    const what = `${entry.seq} ${row.record.eventName} ${row.because ?? 'ok'}`;
    return [{ what, decided, again: again?.decisions, error: again?.error?.message, missing: again?.missing }];
  });
}

function expectSame(found: ReturnType<typeof answers>): void {
  for (const { what, decided, again, missing } of found) {
    expect({ what, decisions: again, missing }).toEqual({ what, decisions: decided, missing: [] });
  }
}

describe('a request that is asked about again, from the trail alone', () => {
  it.each(BUNDLED_SCENARIOS)('is decided as it was when it was made: %s', async (name) => {
    const ports = fixedPorts();
    const lab = await playToEnd(await bundledScenario(name), { ports: () => ports });
    const found = answers(lab, ports.store);
    expect(found.length).toBeGreaterThan(5);
    expectSame(found);
  });

  it('is decided as it was when it was made: a world with something of everything', async () => {
    const { lab, store } = await richWorld();
    const found = answers(lab, store);
    expect(found.length).toBeGreaterThan(50);
    expectSame(found);
  });

  it('is refused as it was, whatever it was about', async () => {
    const { lab, store, call, key, ok } = await labWith({
      principals: {
        'main/role/admin': ['AdministratorAccess'],
        'partner/role/admin': ['AdministratorAccess'],
        'main/role/app': [TENANT_SEVEN],
        'main/user/eve': [],
      },
      grantDelayMs: DAY,
    });
    const [app, eve] = [
      { as: 'arn:aws:iam::111122223333:role/app', region: 'us-east-1' },
      { as: 'arn:aws:iam::111122223333:user/eve', region: 'us-east-1' },
    ];
    const [own, open] = [await key(), await key({ Policy: trusting('111122223333', OTHER) })];
    await ok('CreateAlias', { AliasName: 'alias/orders', TargetKeyId: own });
    const Plaintext = Uint8Array.of(1);
    const sealed = async (KeyId: string, EncryptionContext = {}) =>
      (await ok('Encrypt', { KeyId, Plaintext, EncryptionContext })).CiphertextBlob;
    const { GrantId, GrantToken } = await ok('CreateGrant', {
      KeyId: own,
      GranteePrincipal: eve.as,
      RetiringPrincipal: app.as,
      Operations: ['Decrypt', 'CreateGrant'],
      Constraints: { EncryptionContextSubset: { tenant: '8' } },
    });
    const six = { EncryptionContext: { tenant: '6' } };
    const asked = [
      await call('Encrypt', { KeyId: 'alias/orders', Plaintext, ...six }, app),
      await call('Encrypt', { KeyId: 'alias/orders', Plaintext, EncryptionContext: { tenant: '7' } }, app),
      await call('GenerateDataKey', { KeyId: arnOf(own), KeySpec: 'AES_256', ...six }, app),
      await call('Decrypt', { CiphertextBlob: await sealed(own, { tenant: '8' }), ...six }, eve),
      await call('Decrypt', { CiphertextBlob: await sealed(own), GrantTokens: [GrantToken] }, eve),
      await call(
        'Decrypt',
        {
          CiphertextBlob: await sealed(own, { tenant: '8' }),
          EncryptionContext: { tenant: '8' },
          GrantTokens: [GrantToken],
        },
        eve,
      ),
      await call(
        'CreateGrant',
        { KeyId: own, GranteePrincipal: app.as, Operations: ['Encrypt'], GrantTokens: [GrantToken] },
        eve,
      ),
      await call('ReEncrypt', { CiphertextBlob: await sealed(own), DestinationKeyId: open }, eve),
      await call('Decrypt', { CiphertextBlob: await sealed(own) }, OTHER_ADMIN),
      await call('Decrypt', { CiphertextBlob: await sealed(open) }, OTHER_ADMIN),
      await call('DescribeKey', { KeyId: arnOf(own) }, OTHER_ADMIN),
      await call('PutKeyPolicy', { KeyId: arnOf(open), Policy: trusting(OTHER) }, OTHER_ADMIN),
      await call('TagResource', { KeyId: own, Tags: [{ TagKey: 'team', TagValue: 'a' }] }, eve),
      await call('ScheduleKeyDeletion', { KeyId: own, PendingWindowInDays: 7 }, eve),
      await call('CreateKey', { Tags: [{ TagKey: 'team', TagValue: 'a' }] }, eve),
      await call('UpdateAlias', { AliasName: 'alias/orders', TargetKeyId: open }, eve),
      await call('RetireGrant', { GrantToken }, eve),
      await call('RetireGrant', { KeyId: arnOf(own), GrantId }, OTHER_ADMIN),
      await call('ListKeys', {}, eve),
      await call('DescribeKey', { KeyId: 'alias/none' }, eve),
      await call('DescribeKey', {}, eve),
      await call('PutKeyPolicy', { KeyId: own, Policy: trusting(OTHER), BypassPolicyLockoutSafetyCheck: true }),
      await call('GetKeyPolicy', { KeyId: own }),
      await call('RetireGrant', { GrantToken }, app),
    ];
    await lab.runAws(
      `aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id ${open}`,
      eve,
    );
    await lab.runAws(
      `aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id ${own}`,
      ADMIN,
    );
    await lab.runAws('aws sts assume-role --role-arn arn:aws:iam::111122223333:role/app --role-session-name s', eve);
    await lab.act({ type: 'advance', by: DAY });

    const found = answers(lab, store);
    expectSame(found);
    const refused = asked.filter(({ reply }) => !reply.ok);
    expect(refused.length).toBe(19);
    for (const { reply, requestId } of refused) {
      const entry = store.trailEntries({ requestId })[0];
      const again = entry && askAgain(worldBefore(store, entry), entry.fact.row);
      expect([requestId, again?.error?.name, again?.error?.message]).toEqual(
        reply.ok ? [] : [requestId, reply.error.name, reply.error.message],
      );
    }
  });

  it('is bound by what bound it then, though it is bound no more', async () => {
    const deny = (Action: string, more = {}) => ({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action, Resource: '*', ...more }],
    });
    const units = {
      Apps: {
        scps: [deny('kms:DescribeKey')],
        rcps: [deny('kms:GetKeyRotationStatus', { Principal: '*' })],
        accounts: { partner: {} },
      },
    };
    const { lab, store, call } = await labWith({
      organization: { management: 'main', units },
      boundaries: {
        'main/role/admin': {
          Version: '2012-10-17',
          Statement: { Effect: 'Allow', NotAction: 'kms:DescribeKey', Resource: '*' },
        },
      },
      keys: [{ account: 'partner', region: 'us-east-1', id: KEY, policy: JSON.parse(trusting('111122223333', OTHER)) }],
    });
    const KeyId = `arn:aws:kms:us-east-1:${OTHER}:key/${KEY}`;
    await call('DescribeKey', { KeyId }, OTHER_ADMIN);
    await call('GetKeyRotationStatus', { KeyId }, OTHER_ADMIN);
    await call('DescribeKey', { KeyId }, ADMIN);
    const reasons = store.trailEntries({}).flatMap(({ fact }) => fact.row.because ?? []);
    expect(new Set(reasons)).toEqual(
      new Set(['explicit-deny-scp', 'explicit-deny-rcp', 'no-permissions-boundary-statement']),
    );
    const [unit] = lab.world.organizations.units.values();
    for (const policy of lab.world.organizations.policies.values()) {
      const line = `detach-policy --policy-id ${policy.id} --target-id ${unit?.id}`;
      expect((await lab.runAws(`aws organizations ${line}`, ADMIN)).stderr).toBe('');
    }
    await lab.runAws('aws iam delete-role-permissions-boundary --role-name admin', ADMIN);
    await call('DescribeKey', { KeyId }, OTHER_ADMIN);
    expectSame(answers(lab, store));
  });

  it('is made in the session in which it was made: its policies, tags, second factor and source identity', async () => {
    const { lab, store, call, key } = await labWith({ principals: { 'main/role/admin': ['AdministratorAccess'] } });
    const KeyId = await key({ Policy: SESSIONS });
    const iam = (operation: string, input: object) => lab.call({ service: 'iam', operation, input, ...ADMIN });
    const narrow = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'kms:Sign', Resource: '*' },
    });
    await iam('CreatePolicy', { PolicyName: 'narrow', PolicyDocument: narrow });
    const issuedAt = fixedPorts().clock.now();
    const sessions = [
      {},
      { policy: narrow, sourceIdentity: 'ann' },
      { policyArns: ['arn:aws:iam::111122223333:policy/narrow'], sourceIdentity: 'ann' },
      { tags: { team: 'a' } },
      { tags: { team: 'b' } },
      { mfaAt: issuedAt - 1000 },
      { sourceIdentity: 'ann' },
      { sourceIdentity: 'bob', tags: { team: 'a' }, mfaAt: issuedAt },
    ];
    for (const session of sessions) {
      await lab.call({
        service: 'kms',
        operation: 'DescribeKey',
        input: { KeyId },
        ...ADMIN,
        session: { issuedAt, ...session },
      });
    }
    await call('DescribeKey', { KeyId });
    await iam('CreatePolicyVersion', {
      PolicyArn: 'arn:aws:iam::111122223333:policy/narrow',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 'kms:*', Resource: '*' },
      }),
      SetAsDefault: true,
    });
    const because = store.trailEntries({}).map(({ fact }) => fact.row.because);
    expect(new Set(because).size).toBeGreaterThan(2);
    expectSame(answers(lab, store));
  });

  it('says what is missing where the trail is older than what is kept beside it', async () => {
    const { store, call, key } = await labWith();
    const { requestId } = await call(
      'Encrypt',
      { KeyId: arnOf(await key()), Plaintext: Uint8Array.of(1) },
      OTHER_ADMIN,
    );
    const [entry] = store.trailEntries({ requestId });
    if (entry === undefined) throw new Error('no such row');
    const { asked, ...older } = entry.fact.row;
    expect(asked).toEqual({ parameters: expect.objectContaining({ encryptionAlgorithm: 'SYMMETRIC_DEFAULT' }) });
    expect(askAgain(worldBefore(store, entry), older)?.missing).toEqual([
      'its parameters, which CloudTrail leaves out of a denied call',
    ]);
  });
});

/** Admin may do all, but for DescribeKey, which is for team a with a second factor, or for ann. */
const SESSIONS = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: ADMIN.as }, NotAction: 'kms:DescribeKey', Resource: '*' },
    {
      Effect: 'Allow',
      Principal: { AWS: ADMIN.as },
      Action: 'kms:DescribeKey',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a' }, Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    },
    {
      Effect: 'Allow',
      Principal: { AWS: ADMIN.as },
      Action: 'kms:DescribeKey',
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceIdentity': 'ann' } },
    },
  ],
});
const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';
const TENANT_SEVEN = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Action: 'kms:*',
    Resource: '*',
    Condition: { StringEquals: { 'kms:EncryptionContext:tenant': '7', 'kms:RequestAlias': 'alias/orders' } },
  },
};
