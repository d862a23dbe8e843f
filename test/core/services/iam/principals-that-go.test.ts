import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
} from '@aws-sdk/client-iam';
import { ListKeysCommand } from '@aws-sdk/client-kms';
import { AssumeRoleCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { endpointWith } from '../../../helpers/endpoint-with.ts';
import { ADMIN, arnOf, OWN } from '../../../helpers/lab-with.ts';
import { allowing, as, type IamLab, iamLab, roleArn, trusting, userArn } from './iam-lab.ts';

const ROOT = `arn:aws:iam::${OWN}:root`;

/** A key policy that names one principal and nobody else. */
function only(principal: string): string {
  const statement = { Effect: 'Allow', Principal: { AWS: principal }, Action: 'kms:*', Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

/** An account whose one key only role/keymaster can manage. */
async function withOneManager(): Promise<IamLab & { readonly KeyId: string }> {
  const lab = await iamLab();
  await lab.iam('CreateRole', { RoleName: 'keymaster', AssumeRolePolicyDocument: trusting(OWN) });
  await lab.iam('PutRolePolicy', {
    RoleName: 'keymaster',
    PolicyName: 'make',
    PolicyDocument: allowing('kms:CreateKey'),
  });
  const KeyId = await lab.test.key({ Policy: only(roleArn('keymaster')) }, as(roleArn('keymaster')));
  return { ...lab, KeyId };
}

async function deleteKeymaster({ iam }: IamLab): Promise<void> {
  await iam('DeleteRolePolicy', { RoleName: 'keymaster', PolicyName: 'make' });
  await iam('DeleteRole', { RoleName: 'keymaster' });
}

describe('deleting the only one who can manage a key', () => {
  it('is let happen, and leaves a key that nobody can manage, root user and administrator included', async () => {
    const lab = await withOneManager();
    const { test, KeyId } = lab;
    await test.ok('GetKeyPolicy', { KeyId }, as(roleArn('keymaster')));
    const { id } = test.lab.world.identities.get(roleArn('keymaster')) ?? {};
    await deleteKeymaster(lab);
    for (const caller of [ADMIN, as(ROOT)]) {
      for (const operation of ['GetKeyPolicy', 'PutKeyPolicy', 'ScheduleKeyDeletion', 'DescribeKey']) {
        const input = { KeyId, ...(operation === 'PutKeyPolicy' ? { Policy: only(ROOT) } : {}) };
        const [name, message] = await test.refusal(operation, input, caller);
        expect([name, message]).toEqual([
          'AccessDeniedException',
          expect.stringContaining(`because no resource-based policy allows the kms:${operation} action`),
        ]);
      }
    }
    const view = await test.lab.ask({ type: 'key', keyArn: arnOf(KeyId) });
    expect(JSON.parse(view?.policy ?? '').Statement[0].Principal).toEqual({ AWS: id });
  });

  it('is explained: who is gone, and that nothing in this world helps', async () => {
    const lab = await withOneManager();
    const { test, KeyId } = lab;
    const before = await test.call('DescribeKey', { KeyId });
    expect((await test.lab.ask({ type: 'why', requestId: before.requestId }))?.fix).toMatch(/^Add a statement/);
    const { id } = test.lab.world.identities.get(roleArn('keymaster')) ?? {};
    await deleteKeymaster(lab);
    for (const caller of [ADMIN, as(ROOT)]) {
      const { requestId } = await test.call('DescribeKey', { KeyId }, caller);
      const why = await test.lab.ask({ type: 'why', requestId });
      expect(why?.summary).toMatch(new RegExp(` names ${id}, who was role/keymaster, deleted \\d{4}-\\d\\d-\\d\\d: `));
      expect(why?.fix).toMatch(/^Nobody can change this key policy any more: .* For new data, make a new key\.$/);
      expect(why?.decisions[0]).toMatchObject({ fixChanges: [], diffs: [] });
    }
    const who = await test.lab.ask({ type: 'who', key: KeyId, actions: ['kms:PutKeyPolicy'] });
    expect(who.mayChangePolicy).toEqual([]);
  });

  it('is not mended by a role of the same name', async () => {
    const lab = await withOneManager();
    await deleteKeymaster(lab);
    await lab.iam('CreateRole', { RoleName: 'keymaster', AssumeRolePolicyDocument: trusting(OWN) });
    await lab.iam('AttachRolePolicy', {
      RoleName: 'keymaster',
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    });
    const [name] = await lab.test.refusal('GetKeyPolicy', { KeyId: lab.KeyId }, as(roleArn('keymaster')));
    expect(name).toBe('AccessDeniedException');
  });

  it('ends nothing that the key does for others', async () => {
    const { test, iam } = await iamLab();
    await iam('CreateUser', { UserName: 'ann' });
    const both = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: userArn('ann') }, Action: 'kms:*', Resource: '*' },
        { Effect: 'Allow', Principal: { AWS: ADMIN.as }, Action: 'kms:Encrypt', Resource: '*' },
      ],
    });
    const KeyId = await test.key({ Policy: both, BypassPolicyLockoutSafetyCheck: true });
    await iam('DeleteUser', { UserName: 'ann' });
    await test.ok('Encrypt', { KeyId, Plaintext: Uint8Array.of(1) });
  });
});

describe('a user or role that is gone', () => {
  it('acts no more: its name is told as that of nobody', async () => {
    const { test, iam } = await iamLab();
    await iam('CreateUser', { UserName: 'ann' });
    await test.call('ListKeys', {}, as(userArn('ann')));
    await iam('DeleteUser', { UserName: 'ann' });
    await expect(test.call('ListKeys', {}, as(userArn('ann')))).rejects.toThrow(
      `the lab has no principal ${userArn('ann')}`,
    );
  });

  it('stays in the trail as it was', async () => {
    const { test, iam } = await iamLab();
    await iam('CreateUser', { UserName: 'ann' });
    await test.call('ListKeys', {}, as(userArn('ann')));
    await iam('DeleteUser', { UserName: 'ann' });
    const rows = await test.lab.ask({ type: 'trail' });
    expect(rows.find(({ record }) => record.eventName === 'ListKeys')?.record.userIdentity).toMatchObject({
      type: 'IAMUser',
      userName: 'ann',
    });
  });

  it('stands in grants with its unique id, and a later one of its name has no part in them', async () => {
    const { test, iam } = await iamLab();
    const made = await iam('CreateUser', { UserName: 'ann' });
    const { UserId } = made.User as { UserId: string };
    const KeyId = await test.key();
    await test.ok('CreateGrant', { KeyId, GranteePrincipal: userArn('ann'), Operations: ['Encrypt'] });
    await test.ok('Encrypt', { KeyId, Plaintext: Uint8Array.of(1) }, as(userArn('ann')));
    await iam('DeleteUser', { UserName: 'ann' });
    await iam('CreateUser', { UserName: 'ann' });
    expect((await test.ok('ListGrants', { KeyId })).Grants).toMatchObject([{ GranteePrincipal: UserId }]);
    const [name] = await test.refusal('Encrypt', { KeyId, Plaintext: Uint8Array.of(1) }, as(userArn('ann')));
    expect(name).toBe('AccessDeniedException');
  });

  it('is shown by its unique id in the trust policy that names it, which lets in nobody else', async () => {
    const { test, iam } = await iamLab();
    const made = await iam('CreateUser', { UserName: 'ann' });
    await iam('CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: trusting(userArn('ann')) });
    const assume = () =>
      test.lab.call({
        service: 'sts',
        operation: 'AssumeRole',
        input: { RoleArn: roleArn('app'), RoleSessionName: 'job' },
        ...as(userArn('ann')),
      });
    expect((await assume()).reply.ok).toBe(true);
    await iam('DeleteUser', { UserName: 'ann' });
    await iam('CreateUser', { UserName: 'ann' });
    expect((await assume()).reply.ok).toBe(false);
    await iam('TagRole', { RoleName: 'app', Tags: [{ Key: 'a', Value: 'b' }] }); // changes nothing about whom it trusts
    expect((await assume()).reply.ok).toBe(false);
    const { Role } = await iam('GetRole', { RoleName: 'app' });
    const document = decodeURIComponent((Role as { AssumeRolePolicyDocument: string }).AssumeRolePolicyDocument);
    expect(JSON.parse(document).Statement.Principal).toEqual({ AWS: (made.User as { UserId: string }).UserId });
  });

  it('has no access key and no session any more', async () => {
    const endpoint = await endpointWith();
    const iam = endpoint.iamClient();
    await iam.send(new CreateUserCommand({ UserName: 'ann' }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ann' }));
    const standing = endpoint.lab.accessKeys.of(userArn('ann'));
    const own = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
    const { Credentials } = await endpoint.stsClient({ credentials: own }).send(new GetSessionTokenCommand({}));
    const session = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    const ofStanding = { accessKeyId: standing.accessKeyId, secretAccessKey: standing.secretAccessKey };
    const all = [own, session, ofStanding].map((credentials) => ({ credentials }));
    for (const options of all) {
      await expect(endpoint.client(options).send(new ListKeysCommand({}))).rejects.toMatchObject({
        name: 'AccessDeniedException',
      });
    }
    await iam.send(new DeleteAccessKeyCommand({ UserName: 'ann', AccessKeyId: own.accessKeyId }));
    await iam.send(new DeleteUserCommand({ UserName: 'ann' }));
    await iam.send(new CreateUserCommand({ UserName: 'ann' })); // another
    for (const options of all) {
      await expect(endpoint.client(options).send(new ListKeysCommand({}))).rejects.toMatchObject({
        name: 'UnrecognizedClientException',
      });
      await expect(endpoint.stsClient(options).send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
        name: 'InvalidClientTokenId',
        $metadata: { httpStatusCode: 403 },
      });
    }
  });

  it('of a role has no sessions any more, and a role of its name gives new ones', async () => {
    const endpoint = await endpointWith();
    const { lab } = endpoint;
    const call = async (operation: string, input: object) => {
      const { reply } = await lab.call({ service: 'iam', operation, input, ...ADMIN });
      expect(reply.ok).toBe(true);
    };
    const make = () => call('CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: trusting(OWN) });
    const assume = async () => {
      const command = new AssumeRoleCommand({ RoleArn: roleArn('app'), RoleSessionName: 'job' });
      const { Credentials } = await endpoint.stsClient().send(command);
      return {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      };
    };
    const listKeys = (credentials: Awaited<ReturnType<typeof assume>>) =>
      endpoint.client({ credentials }).send(new ListKeysCommand({}));
    await make();
    const before = await assume();
    await call('DeleteRole', { RoleName: 'app' });
    await expect(listKeys(before)).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    await make();
    await expect(listKeys(before)).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    await expect(listKeys(await assume())).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('a user with another name', () => {
  it('is the same to key policies, trust policies, grants, groups, access keys and sessions', async () => {
    const { test, iam } = await iamLab();
    await iam('CreateUser', { UserName: 'ann' });
    await iam('CreateGroup', { GroupName: 'devs' });
    await iam('AddUserToGroup', { GroupName: 'devs', UserName: 'ann' });
    await iam('PutGroupPolicy', { GroupName: 'devs', PolicyName: 'list', PolicyDocument: allowing('kms:ListKeys') });
    await iam('CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: trusting(userArn('ann')) });
    const named = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: [userArn('ann'), ROOT] }, Action: 'kms:*', Resource: '*' }],
    };
    const KeyId = await test.key({ Policy: JSON.stringify(named) });
    const other = await test.key();
    await test.ok('CreateGrant', { KeyId: other, GranteePrincipal: userArn('ann'), Operations: ['Encrypt'] });
    const standing = test.lab.accessKeys.of(userArn('ann'));
    const session = test.lab.accessKeys.forSession(userArn('ann'), test.lab.now + 1000, 'x').sessionToken ?? '';

    await iam('UpdateUser', { UserName: 'ann', NewUserName: 'anne', NewPath: '/team/' });
    const anne = as(userArn('team/anne'));
    await test.ok('DescribeKey', { KeyId }, anne);
    await test.ok('Encrypt', { KeyId: other, Plaintext: Uint8Array.of(1) }, anne);
    await test.ok('ListKeys', {}, anne);
    const input = { RoleArn: roleArn('app'), RoleSessionName: 'job' };
    expect((await test.lab.call({ service: 'sts', operation: 'AssumeRole', input, ...anne })).reply.ok).toBe(true);
    const { Policy } = await test.ok('GetKeyPolicy', { KeyId });
    expect(JSON.parse(String(Policy)).Statement[0].Principal.AWS).toEqual([userArn('team/anne'), ROOT]);
    expect((await test.ok('ListGrants', { KeyId: other })).Grants).toMatchObject([
      { GranteePrincipal: userArn('team/anne') },
    ]);
    expect(test.lab.accessKeys.find(standing.accessKeyId)?.principalArn).toBe(userArn('team/anne'));
    expect(test.lab.accessKeys.findSession(session)?.principalArn).toBe(userArn('team/anne'));
    await expect(test.call('ListKeys', {}, as(userArn('ann')))).rejects.toThrow('the lab has no principal');
  });

  it('leaves its old name to others, who are let do nothing by it', async () => {
    const { test, iam } = await iamLab();
    await iam('CreateUser', { UserName: 'ann' });
    const KeyId = await test.key({ Policy: only(userArn('ann')), BypassPolicyLockoutSafetyCheck: true });
    await iam('UpdateUser', { UserName: 'ann', NewUserName: 'anne' });
    await iam('CreateUser', { UserName: 'ann' });
    await test.ok('DescribeKey', { KeyId }, as(userArn('anne')));
    expect((await test.refusal('DescribeKey', { KeyId }, as(userArn('ann'))))[0]).toBe('AccessDeniedException');
  });
});
