import { describe, expect, it } from 'vitest';
import type { Lab } from '../../../../core/index.ts';
import { ADMIN, labWith } from '../../../helpers/lab-with.ts';

const ROOT = 'arn:aws:iam::111122223333:root';
const TRUST = { Sid: 'root', Effect: 'Allow', Principal: { AWS: ROOT }, Action: 'kms:*', Resource: '*' };

async function labWithKey(): Promise<{ readonly lab: Lab; readonly key: string }> {
  const { lab } = await labWith();
  await lab.act({ type: 'run', line: 'aws kms create-key', ...ADMIN });
  const { keys } = await lab.ask({ type: 'view' });
  return { lab, key: keys[0]?.keyArn ?? '' };
}

/** What is said of a policy: how grave, of which part of the text, and in what words. */
async function remarks(policy: string, as: string = ADMIN.as) {
  const { lab, key } = await labWithKey();
  const view = await lab.ask({ type: 'policyLint', key, policy, as });
  return {
    ...view,
    said: view.remarks.map(({ severity, from, to, says }) => [severity, policy.slice(from, to), says]),
  };
}

const withStatement = (...statements: readonly unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [TRUST, ...statements] }, null, 2);
const allowing = (more: object) => ({
  Effect: 'Allow',
  Principal: { AWS: ROOT },
  Action: 'kms:Encrypt',
  Resource: '*',
  ...more,
});

describe('what KMS would say of a key policy', () => {
  it.each([
    ['no JSON any more', '{ "Version": "2012-10-17", }', '}', /^line 1, column 28: expected an element name/],
    ['an unknown element', withStatement(allowing({ Efect: 1 })), '"Efect"', /found element "Efect"/],
    [
      'an action of no form',
      withStatement(allowing({ Action: ['kms:Encrypt', 'decrypt'] })),
      '"decrypt"',
      /an action such as/,
    ],
    ['an effect', withStatement(allowing({ Effect: 'allow' })), '"allow"', /expected "Allow" or "Deny"/],
    [
      'nobody',
      withStatement(allowing({ Principal: { AWS: 'arn:aws:iam::111122223333:role/nobody' } })),
      '"arn:aws:iam::111122223333:role/nobody"',
      /^Policy contains a statement with one or more invalid principals\.$/,
    ],
    [
      'an operator',
      withStatement(allowing({ Condition: { StringEqual: { a: 'b' } } })),
      '"StringEqual"',
      /expected a condition operator/,
    ],
    [
      'a value of no form',
      withStatement(allowing({ Condition: { Bool: { 'aws:SecureTransport': 'yes' } } })),
      '"yes"',
      /"true" or "false"/,
    ],
  ])('refuses %s, and says where', async (_, policy, where, says) => {
    const { lab, key } = await labWithKey();
    const { remarks: found, isLockOut } = await lab.ask({ type: 'policyLint', key, policy, as: ADMIN.as });
    expect(isLockOut).toBe(false);
    expect(found).toMatchObject([
      { severity: 'error', error: 'MalformedPolicyDocumentException', says: expect.stringMatching(says) },
    ]);
    expect(policy.slice(found[0]?.from, found[0]?.to)).toBe(where);
    // It is what KMS itself says.
    await lab.act({ type: 'putFile', name: 'policy.json', bytes: new TextEncoder().encode(policy) });
    const line = `aws kms put-key-policy --key-id ${key} --policy file://policy.json`;
    const outcome = await lab.act({ type: 'run', line, ...ADMIN });
    const reply = outcome.ok ? outcome.run?.outcome?.reply : undefined;
    expect(reply?.ok === false && reply.error).toMatchObject({ name: found[0]?.error, message: found[0]?.says });
  });

  it('fears a lock-out for whoever puts it', async () => {
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [allowing({})] });
    const { isLockOut, said, statements } = await remarks(policy);
    expect(isLockOut).toBe(true);
    expect(said).toEqual([
      ['error', '"Statement"', 'The new key policy will not allow you to update the key policy in the future.'],
    ]);
    expect(statements.map(({ from, to }) => JSON.parse(policy.slice(from, to)))).toEqual([allowing({})]);
  });

  it.each([
    ['an action that is none of KMS', { Action: 's3:GetObject' }, '"s3:GetObject"', /No action of KMS/],
    [
      'another key',
      { Resource: 'arn:aws:kms:us-east-1:111122223333:key/other' },
      '"arn:aws:kms:us-east-1:111122223333:key/other"',
      /not the ARN of this key/,
    ],
    [
      'a condition key that is in no request',
      { Condition: { StringEquals: { 'kms:ViaServise': 'x' } } },
      '"kms:ViaServise"',
      /No request has/,
    ],
    [
      'one of IAM policies alone',
      { Condition: { StringEquals: { 'aws:ResourceTag/a': 'x' } } },
      '"aws:ResourceTag/a"',
      /has no value/,
    ],
    ['everybody', { Principal: '*' }, '"*"', /lets in everybody/],
  ])('takes %s, and tells that it is in vain or too much', async (_, more, where, says) => {
    const { said, isLockOut } = await remarks(withStatement(allowing(more)));
    expect(isLockOut).toBe(false);
    expect(said).toEqual([['warning', where, expect.stringMatching(says)]]);
  });

  it('fears nothing for somebody of another account, who can put no policy here', async () => {
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [allowing({})] });
    expect((await remarks(policy, 'arn:aws:iam::444455556666:role/admin')).isLockOut).toBe(false);
  });

  it('has nothing to say of the default key policy', async () => {
    const { said } = await remarks(withStatement());
    expect(said).toEqual([]);
  });

  it('offers the actions, and the users and roles of the world, where they may stand', async () => {
    const { lab, key } = await labWithKey();
    const labels = async (marked: string) => {
      const query = { type: 'policyComplete', key, policy: marked.replace('|', ''), at: marked.indexOf('|') } as const;
      return (await lab.ask(query))?.options.map(({ label }) => label) ?? [];
    };
    expect(await labels('{"Statement":[{"Action":"|"}]}')).toEqual(
      expect.arrayContaining(['kms:*', 'kms:ReEncryptFrom']),
    );
    expect(await labels('{"Statement":[{"Principal":{"AWS":"|"}}]}')).toContain(ADMIN.as);
    const keys = await labels('{"Statement":[{"Condition":{"StringEquals":{"|"}}}]}');
    expect(keys).toEqual(expect.arrayContaining(['kms:EncryptionContext:', 'aws:PrincipalArn']));
    expect(keys).not.toContain('kms:ResourceAliases');
  });
});
