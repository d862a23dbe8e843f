import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, OTHER, OTHER_ADMIN, OWN } from '../../../helpers/lab-with.ts';
import { allowing, as, type IamLab, iamLab, policyArn, trusting, userArn } from './iam-lab.ts';

const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const long = (length: number) => allowing(Array.from({ length }, (_, n) => `kms:Action${1000 + n}`));

let lab: IamLab;
beforeAll(async () => {
  lab = await iamLab({
    principals: {
      'main/role/admin': ['AdministratorAccess'],
      'partner/role/admin': ['AdministratorAccess'],
      'main/user/eve': [],
    },
  });
  const { iam } = lab;
  await iam('CreateUser', { UserName: 'ann' });
  await iam('CreateAccessKey', { UserName: 'ann' });
  await iam('CreateAccessKey', { UserName: 'ann' });
  await iam('CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: trusting(OWN) });
  await iam('CreateGroup', { GroupName: 'devs' });
  await iam('AddUserToGroup', { GroupName: 'devs', UserName: 'ann' });
  await iam('CreatePolicy', { PolicyName: 'keys', PolicyDocument: allowing('kms:*') });
  for (let n = 2; n <= 5; n++) {
    await iam('CreatePolicyVersion', { PolicyArn: policyArn('keys'), PolicyDocument: allowing(`kms:Get${n}*`) });
  }
  await iam('AttachRolePolicy', { RoleName: 'app', PolicyArn: policyArn('keys') });
});

describe('IAM refuses, in AWS’s words', () => {
  it.each<[string, string, Readonly<Record<string, unknown>>, string, string | RegExp]>([
    [
      'a user who is not there',
      'GetUser',
      { UserName: 'bob' },
      'NoSuchEntity',
      'The user with name bob cannot be found.',
    ],
    [
      'a role that is not there',
      'DeleteRole',
      { RoleName: 'bob' },
      'NoSuchEntity',
      'The role with name bob cannot be found.',
    ],
    [
      'a group that is not there',
      'GetGroup',
      { GroupName: 'bob' },
      'NoSuchEntity',
      'The group with name bob cannot be found.',
    ],
    [
      'a policy that is not there',
      'GetPolicy',
      { PolicyArn: policyArn('no') },
      'NoSuchEntity',
      `Policy ${policyArn('no')} was not found.`,
    ],
    [
      'a policy of another account',
      'AttachUserPolicy',
      { UserName: 'ann', PolicyArn: `arn:aws:iam::${OTHER}:policy/keys` },
      'NoSuchEntity',
      `Policy arn:aws:iam::${OTHER}:policy/keys does not exist or is not attachable.`,
    ],
    ['what is no policy', 'GetPolicy', { PolicyArn: userArn('somebody') }, 'InvalidInput', /is not valid/],
    [
      'a version that is not there',
      'GetPolicyVersion',
      { PolicyArn: policyArn('keys'), VersionId: 'v9' },
      'NoSuchEntity',
      /version v9 does not exist/,
    ],
    [
      'a policy that is not attached',
      'DetachUserPolicy',
      { UserName: 'ann', PolicyArn: READ_ONLY },
      'NoSuchEntity',
      `Policy ${READ_ONLY} was not found.`,
    ],
    [
      'an inline policy that is not there',
      'GetRolePolicy',
      { RoleName: 'app', PolicyName: 'no' },
      'NoSuchEntity',
      'The role policy with name no cannot be found.',
    ],
    [
      'a trust policy about something else',
      'UpdateAssumeRolePolicy',
      { RoleName: 'app', PolicyDocument: trusting(OWN).replace('sts:AssumeRole', 'kms:Decrypt') },
      'MalformedPolicyDocument',
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      'a password, which nobody has',
      'GetLoginProfile',
      { UserName: 'ann' },
      'NoSuchEntity',
      'Login Profile for User ann cannot be found.',
    ],
    [
      'a boundary that is not there',
      'DeleteUserPermissionsBoundary',
      { UserName: 'ann' },
      'NoSuchEntity',
      /does not have a permission boundary/,
    ],
    [
      'an access key that is not there',
      'DeleteAccessKey',
      { UserName: 'ann', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
      'NoSuchEntity',
      'The Access Key with id AKIAIOSFODNN7EXAMPLE cannot be found.',
    ],
    [
      'a name that is taken, in other letters',
      'CreateUser',
      { UserName: 'ANN' },
      'EntityAlreadyExists',
      'User with name ANN already exists.',
    ],
    [
      'a role’s name that is taken',
      'CreateRole',
      { RoleName: 'app', AssumeRolePolicyDocument: trusting(OWN) },
      'EntityAlreadyExists',
      'Role with name app already exists.',
    ],
    [
      'a policy’s name that is taken',
      'CreatePolicy',
      { PolicyName: 'keys', PolicyDocument: allowing('kms:*') },
      'EntityAlreadyExists',
      'A policy called keys already exists. Duplicate names are not allowed.',
    ],
    [
      'to rename a user to another',
      'UpdateUser',
      { UserName: 'ann', NewUserName: 'eve' },
      'EntityAlreadyExists',
      'User with name eve already exists.',
    ],
    [
      'to delete a user with access keys',
      'DeleteUser',
      { UserName: 'ann' },
      'DeleteConflict',
      'Cannot delete entity, must delete access keys first.',
    ],
    [
      'to delete a role with a policy',
      'DeleteRole',
      { RoleName: 'app' },
      'DeleteConflict',
      'Cannot delete entity, must detach all policies first.',
    ],
    [
      'to delete a group with users',
      'DeleteGroup',
      { GroupName: 'devs' },
      'DeleteConflict',
      'Cannot delete entity, must remove users from group first.',
    ],
    [
      'to delete a policy that is attached',
      'DeletePolicy',
      { PolicyArn: policyArn('keys') },
      'DeleteConflict',
      'Cannot delete a policy attached to entities.',
    ],
    [
      'to delete the version in force',
      'DeletePolicyVersion',
      { PolicyArn: policyArn('keys'), VersionId: 'v1' },
      'DeleteConflict',
      'Cannot delete the default version of a policy.',
    ],
    ['to change AWS’s policies', 'DeletePolicy', { PolicyArn: READ_ONLY }, 'AccessDenied', /AWS managed policy/],
    [
      'a third access key',
      'CreateAccessKey',
      { UserName: 'ann' },
      'LimitExceeded',
      'Cannot exceed quota for AccessKeysPerUser: 2',
    ],
    [
      'a sixth version',
      'CreatePolicyVersion',
      { PolicyArn: policyArn('keys'), PolicyDocument: allowing('kms:*') },
      'LimitExceeded',
      /can have up to 5 versions/,
    ],
    [
      'a managed policy that is too long',
      'CreatePolicy',
      { PolicyName: 'long', PolicyDocument: long(500) },
      'LimitExceeded',
      'Cannot exceed quota for PolicySize: 6144',
    ],
    [
      'an inline policy that is too long',
      'PutUserPolicy',
      { UserName: 'ann', PolicyName: 'long', PolicyDocument: long(200) },
      'LimitExceeded',
      'Maximum policy size of 2048 bytes exceeded for user ann',
    ],
    [
      'a policy that is no JSON',
      'PutUserPolicy',
      { UserName: 'ann', PolicyName: 'p', PolicyDocument: '{' },
      'MalformedPolicyDocument',
      /line 1/,
    ],
    [
      'an IAM policy with a principal',
      'CreatePolicy',
      { PolicyName: 'p', PolicyDocument: trusting(OWN) },
      'MalformedPolicyDocument',
      /expected no Principal/,
    ],
    [
      'a trust policy that names nobody there is',
      'CreateRole',
      { RoleName: 'x', AssumeRolePolicyDocument: trusting(userArn('nobody')) },
      'MalformedPolicyDocument',
      `Invalid principal in policy: "AWS":"${userArn('nobody')}"`,
    ],
    [
      'a name with a blank',
      'CreateUser',
      { UserName: 'a b' },
      'ValidationError',
      "1 validation error detected: Value 'a b' at 'userName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+",
    ],
    [
      'a name that is too long',
      'CreateUser',
      { UserName: 'a'.repeat(65) },
      'ValidationError',
      /length less than or equal to 64/,
    ],
    ['a path without slashes', 'CreateUser', { UserName: 'b', Path: 'team' }, 'ValidationError', /at 'path' failed/],
    ['no name', 'CreateUser', {}, 'ValidationError', /Value null at 'userName'/],
    [
      'a tag key twice',
      'TagUser',
      {
        UserName: 'ann',
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'A', Value: '2' },
        ],
      },
      'InvalidInput',
      /Duplicate tag keys/,
    ],
    [
      'a tag key of AWS’s own',
      'TagUser',
      { UserName: 'ann', Tags: [{ Key: 'aws:x', Value: '1' }] },
      'InvalidInput',
      /reserved/,
    ],
    [
      'a session that is too long',
      'UpdateRole',
      { RoleName: 'app', MaxSessionDuration: 43_201 },
      'ValidationError',
      /less than or equal to 43200/,
    ],
    ['a marker that no list gave', 'ListUsers', { Marker: 'x' }, 'ValidationError', 'Invalid Marker.'],
    [
      'a role to say who it is',
      'GetUser',
      {},
      'ValidationError',
      'Must specify userName when calling with non-User credentials',
    ],
  ])('%s: %s', async (_, operation, input, code, message) => {
    const [name, text] = await lab.refusal(operation, input);
    expect([name, text]).toEqual([code, typeof message === 'string' ? message : expect.stringMatching(message)]);
  });

  it.each([
    ['CreateUser', { UserName: 'bob', Path: '/team/' }, userArn('team/bob')],
    ['DeleteUser', { UserName: 'ann' }, userArn('ann')],
    ['ListUsers', {}, userArn('')],
    ['AttachRolePolicy', { RoleName: 'app', PolicyArn: READ_ONLY }, `arn:aws:iam::${OWN}:role/app`],
    ['CreatePolicyVersion', { PolicyArn: policyArn('keys'), PolicyDocument: allowing('kms:*') }, policyArn('keys')],
    ['GetAccountSummary', {}, '*'],
  ])('%s to one whom no policy lets, naming what it is about', async (operation, input, resource) => {
    expect(await lab.refusal(operation, input, as(userArn('eve')))).toEqual([
      'AccessDenied',
      `User: ${userArn('eve')} is not authorized to perform: iam:${operation} on resource: ${resource} because no identity-based policy allows the iam:${operation} action`,
    ]);
  });

  it('whatever is in another account, as if it were not there', async () => {
    expect(await lab.refusal('GetUser', { UserName: 'ann' }, OTHER_ADMIN)).toEqual([
      'NoSuchEntity',
      'The user with name ann cannot be found.',
    ]);
    expect((await lab.iam('ListUsers', {}, ADMIN)).Users).toHaveLength(2);
    expect((await lab.iam('ListUsers', {}, OTHER_ADMIN)).Users).toEqual([]);
  });
});
