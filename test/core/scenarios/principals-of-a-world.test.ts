import { describe, expect, it } from 'vitest';
import { createLab, type Lab } from '../../../core/index.ts';
import { parseScenario } from '../../../core/scenarios/parse-scenario.ts';
import { toWorldSpec } from '../../../core/scenarios/to-world-spec.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { OWN } from '../../helpers/lab-with.ts';

const allowing = (Action: string) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action, Resource: '*' },
});
const ANN = `arn:aws:iam::${OWN}:user/team/ann`;
const APP = `arn:aws:iam::${OWN}:role/app`;

function labOf(world: object, files: object = {}): Promise<Lab> {
  const scenario = {
    title: 't',
    world: { start: '2026-01-01T00:00:00Z', accounts: { ops: OWN }, ...world },
    files,
    steps: [{ note: 'x' }],
  };
  return createLab(fixedPorts(), toWorldSpec(parseScenario(JSON.stringify(scenario), 'a.yaml')));
}

describe('the principals that a scenario starts with', () => {
  it('have policies of AWS, of files and of their own, groups, a boundary and tags', async () => {
    const lab = await labOf(
      {
        groups: { 'ops/group/devs': { policies: ['ReadOnlyAccess', allowing('kms:Sign')] } },
        principals: {
          'ops/user/team/ann': {
            policies: ['PowerUserAccess', 'own policy.json', allowing('kms:Verify')],
            groups: ['devs'],
            boundary: 'most.json',
            tags: { team: 'blue' },
          },
          'ops/role/app': { policies: [], boundary: 'most.json' },
          'ops/role/other': { policies: [], boundary: 'PowerUserAccess' },
          'ops/role/third': { policies: [], boundary: allowing('kms:*') },
        },
      },
      { 'own policy.json': { json: allowing('kms:Encrypt') }, 'most.json': { json: allowing('kms:*') } },
    );
    const { directory, identities } = lab.world;
    const ann = identities.get(ANN);
    expect(ann).toMatchObject({
      path: '/team/',
      attachedPolicies: ['arn:aws:iam::aws:policy/PowerUserAccess'],
      groups: [`arn:aws:iam::${OWN}:group/devs`],
      boundary: `arn:aws:iam::${OWN}:policy/most`,
      tags: [{ Key: 'team', Value: 'blue' }],
    });
    expect(ann?.inlinePolicies.map(({ name }) => name)).toEqual(['own-policy.json', 'policy-3']);
    expect(identities.get(APP)?.boundary).toBe(`arn:aws:iam::${OWN}:policy/most`);
    expect(identities.get(`arn:aws:iam::${OWN}:role/other`)?.boundary).toBe('arn:aws:iam::aws:policy/PowerUserAccess');
    expect([...directory.policies.keys()]).toEqual(
      ['most', 'third-boundary'].map((name) => `arn:aws:iam::${OWN}:policy/${name}`),
    );
    expect(ann === undefined ? [] : directory.policiesOn(ann).map(({ name }) => name)).toEqual([
      'PowerUserAccess',
      'own-policy.json',
      'policy-3',
      'ReadOnlyAccess (group devs)',
      'policy-2 (group devs)',
    ]);
  });

  it('trust those who come after them, and not who has their name later', async () => {
    const trust = {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS: ANN }, Action: 'sts:AssumeRole' },
    };
    const lab = await labOf({
      principals: {
        'ops/role/app': { policies: [], trust },
        'ops/user/team/ann': { policies: [] },
        'ops/role/admin': { policies: ['AdministratorAccess'] },
      },
    });
    const role = lab.world.identities.get(APP);
    const id = lab.world.identities.get(ANN)?.id;
    expect(role?.type === 'role' && role.trustPolicy.principalIds).toEqual({ [ANN]: id });
  });

  it.each([
    ['a group that is not there', { 'ops/user/ann': { policies: [], groups: ['devs'] } }, 'no group ops/group/devs'],
    ['a role in a group', { 'ops/role/app': { policies: [], groups: ['devs'] } }, 'only users are in groups'],
    [
      'a boundary that is not there',
      { 'ops/role/app': { policies: [], boundary: 'none.json' } },
      "'none.json' is neither",
    ],
    [
      'a policy that is not there',
      { 'ops/role/app': { policies: ['None'] } },
      "principal ops/role/app: 'None' is neither",
    ],
    [
      'two policies of one name',
      { 'ops/role/app': { policies: ['ReadOnlyAccess', 'ReadOnlyAccess'] } },
      'principal ops/role/app: more than one of its policies is called arn:aws:iam::aws:policy/ReadOnlyAccess',
    ],
    [
      'two documents of one name',
      { 'ops/role/app': { policies: ['a b.json', 'a-b.json'] } },
      'more than one of its policies is called a-b.json',
    ],
    [
      'the path of service-linked roles',
      { 'ops/role/aws-service-role/kms.amazonaws.com/AWSServiceRoleForMe': { policies: [] } },
      'the path /aws-service-role/ is for service-linked roles, which only AWS makes',
    ],
    ['a root user', { 'ops/root': { policies: [] } }, 'expected ACCOUNT/role/NAME'],
  ])('are refused with %s', async (_, principals, message) => {
    const files = { 'a b.json': { json: allowing('kms:Sign') }, 'a-b.json': { json: allowing('kms:Verify') } };
    await expect(labOf({ principals }, files)).rejects.toThrow(message);
  });
});
