import { describe, expect, it } from 'vitest';
import { createLab, DEFAULT_WORLD, openLab, type WhyView } from '../../../../core/index.ts';
import { nodePorts } from '../../../../core/node/index.ts';
import { fixedPorts } from '../../../helpers/fixed-ports.ts';
import { arnOf, OTHER_ADMIN, START } from '../../../helpers/lab-with.ts';
import { APP, EVE, KEY_ID, POLICY, whyIf, whyLab } from './why-lab.ts';

const ADMIN = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;
const Plaintext = Uint8Array.of(1);

describe('why a request was refused', () => {
  it.each([
    ['DisableKey', `aws kms enable-key --key-id ${KEY_ID}`],
    ['ScheduleKeyDeletion', `aws kms cancel-key-deletion --key-id ${KEY_ID}, and then enable-key`],
  ])('after %s it names a command for this very key', async (operation, fix) => {
    const keys = [{ account: 'main', region: 'us-east-1', id: KEY_ID }];
    const lab = await createLab(nodePorts(), { ...DEFAULT_WORLD, start: 0, keys });
    await lab.call({ service: 'kms', operation, input: { KeyId: KEY_ID }, ...ADMIN });
    const input = { KeyId: KEY_ID, Plaintext };
    const { requestId } = await lab.call({ service: 'kms', operation: 'Encrypt', input, ...ADMIN });
    expect((await lab.ask({ type: 'why', requestId }))?.fix).toBe(fix);
  });

  it('has AWS’s words, the key as it was named, and the statement that nearly allows it', async () => {
    const test = await whyLab();
    const { requestId, reply } = await test.call(
      'Encrypt',
      { KeyId: 'alias/orders', Plaintext, EncryptionContext: { tenant: '8' } },
      APP,
    );
    const why = await test.lab.ask({ type: 'why', requestId });
    expect(why).toMatchObject({
      verdict: 'denied',
      error: reply.ok ? null : { name: reply.error.name, message: reply.error.message },
      keys: [{ given: 'alias/orders', keyArn: arnOf(KEY_ID), alias: 'alias/orders' }],
      keyCheck: { result: 'notReached' },
      missing: [],
    });
    const [decision] = why?.decisions ?? [];
    expect(decision?.quotes.map(({ title, role, failed }) => [title, role, failed])).toEqual([
      ['key policy · "Tenant seven"', 'nearly', 'Condition'],
    ]);
    expect(decision?.quotes[0]?.lines.filter(({ mark }) => mark === 'failed')).toEqual([
      {
        text: expect.stringContaining('"kms:EncryptionContext:tenant": "7"'),
        mark: 'failed',
        note: 'the request has "8"',
      },
    ]);
    expect(decision?.diffs.map(({ policy }) => policy)).toEqual(['key policy']);
    expect(decision?.whoWouldGain).toMatchObject({
      type: 'gains',
      key: arnOf(KEY_ID),
      encryptionContext: { tenant: '8' },
    });
  });

  it('without an id is that of the last refusal; a dry run and a success are none', async () => {
    const test = await whyLab();
    const last = async () => (await test.lab.ask({ type: 'why' }))?.requestId ?? null;
    expect(await last()).toBeNull();
    const { requestId } = await test.call('Encrypt', { KeyId: KEY_ID, Plaintext }, EVE);
    await test.call('Encrypt', { KeyId: KEY_ID, Plaintext });
    await test.call('Encrypt', { KeyId: KEY_ID, Plaintext, DryRun: true });
    expect(await last()).toBe(requestId);
    expect(await test.lab.ask({ type: 'why', requestId: 'none' })).toBeNull();
  });

  it('quotes what allowed it, too', async () => {
    const test = await whyLab();
    const { requestId } = await test.call(
      'Encrypt',
      { KeyId: KEY_ID, Plaintext, EncryptionContext: { tenant: '7' } },
      APP,
    );
    const why = await test.lab.ask({ type: 'why', requestId });
    expect(why).toMatchObject({ verdict: 'allowed', error: null, keyCheck: { result: 'passed' } });
    expect(why?.decisions[0]?.quotes).toMatchObject([{ title: 'key policy · "Tenant seven"', role: 'deciding' }]);
    expect(why?.summary).toContain('Statement "Tenant seven" of the key policy allows it');
  });
});

describe('a world that is opened again', () => {
  /** What is told of the trail's requests before the process ends, and after. */
  async function toldTwice(): Promise<readonly (readonly [WhyView | null, WhyView | null])[]> {
    const ports = fixedPorts();
    const rootKey = new Uint8Array(32).fill(7);
    const keys = [{ account: 'main', region: 'us-east-1', id: KEY_ID, alias: 'alias/orders', policy: POLICY }];
    const principals = { ...DEFAULT_WORLD.principals, 'main/role/app': [], 'main/user/eve': [] };
    const lab = await createLab(ports, { ...DEFAULT_WORLD, principals, start: START, keys }, 1, rootKey);
    const call = async (operation: string, input: object, by: { as: string; region: string }) =>
      (await lab.call({ service: 'kms', operation, input, ...by })).requestId;
    const told = [
      await call('Encrypt', { KeyId: 'alias/orders', Plaintext, EncryptionContext: { tenant: '8' } }, APP),
      await call('Encrypt', { KeyId: 'alias/orders', Plaintext, EncryptionContext: { tenant: '7' } }, APP),
      await call('DescribeKey', { KeyId: arnOf(KEY_ID) }, OTHER_ADMIN),
      await call('DescribeKey', { KeyId: 'alias/none' }, APP),
      await call('DescribeKey', {}, APP),
      await call('DisableKey', { KeyId: KEY_ID }, ADMIN),
      await call('Encrypt', { KeyId: KEY_ID, Plaintext }, ADMIN),
      await call('ScheduleKeyDeletion', { KeyId: KEY_ID, PendingWindowInDays: 1 }, ADMIN),
    ];
    const before = await Promise.all(told.map((requestId) => lab.ask({ type: 'why', requestId })));
    const again = await openLab(ports, rootKey);
    const after = await Promise.all(told.map((requestId) => again.ask({ type: 'why', requestId })));
    return before.map((why, index) => [why, after[index] ?? null]);
  }

  it('tells the same reasons as before', async () => {
    for (const [before, after] of await toldTwice()) expect(after).toEqual(before);
  });
});

describe('the key behind the decision', () => {
  it('is the last rung: passed, refusing, not reached, or not concerned', async () => {
    const test = await whyLab();
    const result = async (call: Parameters<typeof whyIf>[1]) => (await whyIf(test, call)).keyCheck.result;
    expect(await result({ as: ADMIN.as })).toBe('passed');
    expect(await result({ as: ADMIN.as, action: 'kms:GenerateMac' })).toBe('refused');
    expect(await result({})).toBe('notReached');
    expect(await result({ as: ADMIN.as, action: 'kms:ListKeys', key: undefined as never })).toBe('notApplicable');
  });
});

describe('why a role was not assumed', () => {
  it('to assume a role it speaks of the role’s trust policy', async () => {
    const trust = {
      'main/role/app': {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
    };
    const principals = { ...DEFAULT_WORLD.principals, 'main/role/app': [] };
    const lab = await createLab(nodePorts(), { ...DEFAULT_WORLD, start: 0, principals, trust });
    const input = { RoleArn: 'arn:aws:iam::111122223333:role/app', RoleSessionName: 'try' };
    const { requestId } = await lab.call({ service: 'sts', operation: 'AssumeRole', input, ...ADMIN });
    const why = await lab.ask({ type: 'why', requestId });
    expect(why?.summary).toBe(
      'Denied: main/role/admin may not call sts:AssumeRole on role/app. No statement of the trust policy of role/app allows sts:AssumeRole to arn:aws:iam::111122223333:root, so IAM policies alone cannot allow it on this role. Statement 1 of IAM policy AdministratorAccess allows it, but does not count: the trust policy of role/app does not trust the account with it.',
    );
    expect(why?.fix).toBe(
      'Add a statement to the trust policy of role/app that allows sts:AssumeRole to main/role/admin.',
    );
  });
});

describe('a caller whose name another account has too', () => {
  const principals = { ...DEFAULT_WORLD.principals, 'main/role/app': [] };
  const keys = [{ account: 'main', region: 'us-east-1', id: KEY_ID }];
  const asked = async (as: string) => {
    const lab = await createLab(nodePorts(), { ...DEFAULT_WORLD, start: 0, principals, keys });
    const key = `arn:aws:kms:us-east-1:111122223333:key/${KEY_ID}`;
    const input = { KeyId: key, Plaintext };
    const { requestId } = await lab.call({ service: 'kms', operation: 'Encrypt', input, as, region: 'us-east-1' });
    const why = await lab.ask({ type: 'why', requestId });
    return { why, says: JSON.stringify(why) };
  };

  it('is named with its account', async () => {
    const { why } = await asked('arn:aws:iam::444455556666:role/admin');
    expect(why?.summary).toMatch(/^Denied: partner\/role\/admin may not call kms:Encrypt/);
    expect(why?.fix).toContain('allows kms:Encrypt to partner/role/admin of account 444455556666');
    const rungs = why?.decisions[0]?.rungs ?? [];
    expect(rungs.map(({ title }) => title)).toContain('IAM policy of partner/role/admin');
    // The statement's own name is nothing that tells two accounts apart.
    expect(why?.decisions[0]?.fixStatement).toMatchObject({ Sid: 'Allow role admin' });
  });

  it('is named without it where the name is enough', async () => {
    const { why, says } = await asked('arn:aws:iam::111122223333:role/app');
    expect(why?.summary).toMatch(/^Denied: role\/app may not call kms:Encrypt/);
    expect(says).not.toContain('main/role/app may');
  });

  it('is a root user of an account where two accounts are concerned', async () => {
    expect((await asked('arn:aws:iam::444455556666:root')).why?.summary).toMatch(
      /^Denied: the root user of partner may not call/,
    );
    expect((await asked('arn:aws:iam::111122223333:root')).why?.summary).toMatch(/^Allowed: the root user may call/);
  });
});
