import { describe, expect, it } from 'vitest';
import { createLab, type Lab, readScenario } from '../../../core/index.ts';
import { toWorldSpec } from '../../../core/scenarios/to-world-spec.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';

const HEAD = `
title: An organization
files:
  keep.json:
    json: { Version: '2012-10-17', Statement: [{ Effect: Deny, Action: 'kms:Schedule*', Resource: '*' }] }
steps: [{ note: nothing }]
world:
  start: 2026-01-01T00:00:00Z
  accounts: { org: '111111111111', prod: '222222222222', dev: '333333333333', lone: '444444444444' }
  principals: { prod/role/admin: { policies: [AdministratorAccess] } }
  organization:
`;

async function labOf(organization: string): Promise<Lab> {
  const indented = organization.trim().replace(/^/gm, '    ');
  const scenario = await readScenario(`${HEAD}${indented}\n`, 'test.yaml');
  return createLab(fixedPorts(), toWorldSpec(scenario));
}

/** Name of a root, unit or account → the names of what is attached there. */
function tree({ world }: Lab): Readonly<Record<string, readonly string[]>> {
  const { organizations, accounts } = world;
  const [organization] = organizations.all.values();
  if (organization === undefined) throw new Error('there is no organization');
  const nameOf = (id: string) => {
    const account = [...accounts.values()].find(({ accountId }) => accountId === id);
    return organizations.units.get(id)?.name ?? account?.name ?? 'root';
  };
  return Object.fromEntries(
    organizations
      .targetsIn(organization)
      .map((id) => [
        organizations.pathTo(id).map(nameOf).join('/'),
        (['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const).flatMap((type) =>
          organizations.attached(organization, id, type).map(({ name }) => name),
        ),
      ]),
  );
}

describe('the organization of a scenario’s world', () => {
  it('has accounts by their names in its root', async () => {
    const lab = await labOf('management: org\naccounts: [prod, dev]');
    expect(tree(lab)).toEqual({
      root: ['FullAWSAccess'],
      'root/org': ['FullAWSAccess'],
      'root/prod': ['FullAWSAccess'],
      'root/dev': ['FullAWSAccess'],
    });
    expect(lab.world.organizations.of('444444444444')).toBeUndefined();
  });

  it('has an id to rely on, units in units, and policies by file or document at every level', async () => {
    const lab = await labOf(`
management: org
id: o-exampleorg
scps: [keep.json]
rcps:
  - { Version: '2012-10-17', Statement: [{ Effect: Deny, Principal: '*', Action: 'kms:Get*', Resource: '*' }] }
units:
  Workloads:
    scps:
      - { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: 'kms:*', Resource: '*' }] }
    fullAccess: false
    accounts: [prod]
    units:
      Test:
        accounts:
          dev: { scps: [keep.json] }
          lone: null
`);
    expect(lab.world.organizations.all.get('o-exampleorg')).toMatchObject({ managementAccountId: '111111111111' });
    expect(tree(lab)).toEqual({
      root: ['FullAWSAccess', 'keep', 'RCPFullAWSAccess', 'root-rcp-1'],
      'root/Workloads': ['Workloads-scp-1', 'RCPFullAWSAccess'],
      'root/Workloads/Test': ['FullAWSAccess', 'RCPFullAWSAccess'],
      'root/org': ['FullAWSAccess', 'RCPFullAWSAccess'],
      'root/Workloads/prod': ['FullAWSAccess', 'RCPFullAWSAccess'],
      'root/Workloads/Test/dev': ['FullAWSAccess', 'keep', 'RCPFullAWSAccess'],
      'root/Workloads/Test/lone': ['FullAWSAccess', 'RCPFullAWSAccess'],
    });
    expect(lab.world.organizations.policies.size).toBe(3);
  });

  it.each([
    ['management: nobody', "organization: this world has no account 'nobody'"],
    ['management: org\naccounts: [nobody]', "organization: this world has no account 'nobody'"],
    ['management: org\naccounts: [prod]\nunits: { A: { accounts: [prod] } }', 'the account prod is in it twice'],
    ['management: org\naccounts: [org]', 'the account org is in it twice'],
    ['management: org\nscps: [gone.json]', "'gone.json' is neither"],
    ['management: org\nfullAccess: false', 'expected scps where fullAccess is false'],
    ['management: org\nrcps: [keep.json]', 'organization, policy keep: Statement[0]'],
    ['management: org\nid: org-1', 'expected o- and 10 or more small letters and digits'],
    ['management: org\nunits: { A: { unit: {} } }', 'world.organization.units.A'],
    [
      'management: org\nunits: { A: { units: { B: { units: { C: { units: { D: { units: { E: { units: { F: {} } } } } } } } } } } }',
      'the unit F is more than 5 levels deep',
    ],
  ])('%s is told to be wrong', async (organization, message) => {
    await expect(labOf(organization)).rejects.toThrow(message);
  });
});
