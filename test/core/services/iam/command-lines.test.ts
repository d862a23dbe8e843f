import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, OWN } from '../../../helpers/lab-with.ts';
import { allowing, type IamLab, iamLab, policyArn, trusting } from './iam-lab.ts';

let lab: IamLab;
beforeAll(async () => {
  lab = await iamLab();
  await lab.iam('CreateUser', { UserName: 'ann', Path: '/team/' });
  await lab.iam('CreateAccessKey', { UserName: 'ann' });
  await lab.iam('CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: trusting(OWN) });
  await lab.iam('PutRolePolicy', { RoleName: 'app', PolicyName: 'own', PolicyDocument: allowing('kms:*') });
  await lab.iam('CreateGroup', { GroupName: 'devs' });
  await lab.iam('CreatePolicy', { PolicyName: 'keys', PolicyDocument: allowing('kms:*') });
  await lab.test.lab.act({ type: 'putFile', name: 'p.json', bytes: new TextEncoder().encode(allowing('kms:Sign')) });
});

async function texts(line: string): Promise<readonly string[]> {
  return (await lab.test.lab.ask({ type: 'complete', line, ...ADMIN })).map(({ text }) => text);
}
const run = (line: string) => lab.test.lab.runAws(line, ADMIN);

describe('a line that begins with aws iam', () => {
  it.each([
    ['aws iam get-user --user-name ', 'ann'],
    ['aws iam get-role --role-name ', 'app'],
    ['aws iam get-group --group-name ', 'devs'],
    ['aws iam get-role-policy --role-name app --policy-name ', 'own'],
    ['aws iam attach-user-policy --policy-arn ', policyArn('keys')],
    ['aws iam attach-user-policy --policy-arn arn:aws:iam::aws', 'arn:aws:iam::aws:policy/AdministratorAccess'],
    ['aws iam put-user-permissions-boundary --permissions-boundary ', policyArn('keys')],
    ['aws sts assume-role --role-arn ', `arn:aws:iam::${OWN}:role/app`],
    ['aws iam create-policy --policy-document ', 'file://p.json'],
    ['aws iam create-role --assume-role-policy-document ', 'file://p.json'],
  ])('%s… is completed by %s', async (line, text) => {
    expect(await texts(line)).toContain(text);
  });

  it.each(['aws iam create-user --user-name ', 'aws iam create-policy --policy-name '])(
    '%s… asks for a name that nobody has',
    async (line) => {
      expect(await texts(line)).toEqual([]);
    },
  );

  it('completes access keys, and not by keys of KMS', async () => {
    await lab.test.key();
    expect(await texts('aws iam delete-access-key --access-key-id ')).toEqual([expect.stringMatching(/^AKIA\w{16}$/)]);
  });

  it('waits for what comes, and gives up on what does not', async () => {
    expect((await run('aws iam wait user-exists --user-name ann')).exitCode).toBe(0);
    const before = lab.test.lab.now;
    const { exitCode, stderr } = await run('aws iam wait role-exists --role-name nobody');
    expect([exitCode, stderr]).toEqual([255, '\nWaiter RoleExists failed: Max attempts exceeded\n']);
    expect(lab.test.lab.now - before).toBe(19_000);
  });

  it('shows policies as what they are, whatever the format', async () => {
    const line =
      'aws iam get-role --role-name app --query Role.AssumeRolePolicyDocument.Statement.Action --output text';
    expect((await run(line)).stdout).toBe('sts:AssumeRole\n');
    expect((await run('aws iam get-role-policy --role-name app --policy-name own --output yaml')).stdout).toContain(
      'PolicyDocument:\n  Statement:\n    Action: kms:*',
    );
  });

  it('pages: --max-items is the CLI’s own, and a page’s further lists are shown once', async () => {
    await lab.iam('AttachRolePolicy', { RoleName: 'app', PolicyArn: policyArn('keys') });
    await lab.iam('AttachUserPolicy', { UserName: 'ann', PolicyArn: policyArn('keys') });
    await lab.iam('AttachGroupPolicy', { GroupName: 'devs', PolicyArn: policyArn('keys') });
    const line = `aws iam list-entities-for-policy --policy-arn ${policyArn('keys')}`;
    const whole = JSON.parse((await run(line)).stdout) as object;
    expect(JSON.parse((await run(`${line} --page-size 1`)).stdout)).toEqual(whole);
    expect(Object.entries(whole).map(([name, list]) => [name, (list as unknown[]).length])).toEqual([
      ['PolicyGroups', 1],
      ['PolicyUsers', 1],
      ['PolicyRoles', 1],
    ]);
    expect((await run('aws iam list-users --marker x')).stderr).toContain('(ValidationError)');
  });

  it('has help for each operation', async () => {
    const { stdout } = await run('aws iam help');
    for (const name of ['create-user', 'simulate-principal-policy', 'put-role-permissions-boundary', 'wait']) {
      expect(stdout).toContain(`o ${name}`);
    }
    expect((await run('aws iam create-role help')).stdout).toContain(
      '--assume-role-policy-document (string) [required]',
    );
  });
});
