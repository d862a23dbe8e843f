import { describe, expect, it } from 'vitest';
import { parseAccountId } from '../../../core/cloud/arn.ts';
import type { Principal } from '../../../core/cloud/principal.ts';
import { applyFact } from '../../../core/lab/apply-fact.ts';
import type { Fact } from '../../../core/lab/facts.ts';
import type { IdentityAtRest } from '../../../core/lab/iam-at-rest.ts';
import { World } from '../../../core/lab/world.ts';
import { OWN } from '../../helpers/lab-with.ts';

const accountId = parseAccountId(OWN) ?? never();
const ANN = `arn:aws:iam::${OWN}:user/ann`;
const DEVS = `arn:aws:iam::${OWN}:group/devs`;
const LIMITS = `arn:aws:iam::${OWN}:policy/limits`;
const text = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource: '*' } });

function never(): never {
  throw new Error('no account id');
}

const ann: IdentityAtRest = {
  arn: ANN,
  type: 'user',
  accountId,
  name: 'ann',
  id: 'AIDAANN',
  policies: [{ name: 'own', text: text('kms:Encrypt') }],
  attachedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess', LIMITS],
  groups: [DEVS],
  boundary: LIMITS,
  tags: [{ Key: 'team', Value: 'blue' }],
};
const principal: Principal = { type: 'user', accountId, arn: ANN, name: 'ann', id: 'AIDAANN' };

const limits = (action: string): Fact => ({
  type: 'managedPolicyPut',
  policy: {
    arn: LIMITS,
    accountId,
    name: 'limits',
    path: '/',
    id: 'ANPALIMITS',
    description: null,
    createDate: 0,
    updateDate: 0,
    tags: [],
    versions: [{ versionId: 'v1', createDate: 0, text: text(action) }],
    defaultVersionId: 'v1',
    lastVersion: 1,
  },
});
const devs = (...actions: readonly string[]): Fact => ({
  type: 'groupPut',
  group: {
    arn: DEVS,
    type: 'group',
    accountId,
    name: 'devs',
    id: 'AGPADEVS',
    policies: actions.map((action) => ({ name: action.replace(':', '-'), text: text(action) })),
    attachedPolicies: [],
  },
});
const put = (over: Partial<IdentityAtRest> = {}): Fact => ({ type: 'identityPut', identity: { ...ann, ...over } });

function worldOf(...facts: readonly Fact[]): World {
  const world = new World();
  for (const fact of facts) applyFact(world, 1, fact);
  return world;
}
const start = () => worldOf(limits('kms:*'), devs('kms:Sign'), put());

describe('what is in force for a principal', () => {
  it('is what is attached to it, its own, and what its groups bring', () => {
    const world = start();
    const names = world.policiesOf(principal).map(({ name }) => name);
    expect(names).toEqual(['ReadOnlyAccess', 'limits', 'own', 'kms-Sign (group devs)']);
    expect(world.boundaryOf(principal)).toBe(world.managedPolicy(LIMITS)?.inForce);
    expect(world.tagsOf(principal)).toEqual({ team: 'blue' });
  });

  it.each<[string, Fact]>([
    ['its tags change', put({ tags: [] })],
    [
      'it gets an access key',
      put({ accessKeys: [{ accessKeyId: 'AKIA1', status: 'Active', createDate: 1, lastUsed: null }] }),
    ],
    ['another user comes', put({ arn: `arn:aws:iam::${OWN}:user/bob`, name: 'bob', id: 'AIDABOB' })],
    ['its policies are put again as they are', put()],
    ['its group is put again as it is', devs('kms:Sign')],
  ])('stays the same object when %s', (_, fact) => {
    const world = start();
    const before = world.policiesOf(principal);
    const boundary = world.boundaryOf(principal);
    applyFact(world, 2, fact);
    expect(world.policiesOf(principal)).toBe(before);
    expect(world.boundaryOf(principal)).toBe(boundary);
  });

  it.each<[string, Fact, readonly string[]]>([
    [
      'its group gets a policy',
      devs('kms:Sign', 'kms:Verify'),
      ['ReadOnlyAccess', 'limits', 'own', 'kms-Sign (group devs)', 'kms-Verify (group devs)'],
    ],
    [
      'a policy of another text takes effect',
      limits('kms:Get*'),
      ['ReadOnlyAccess', 'limits', 'own', 'kms-Sign (group devs)'],
    ],
    ['it leaves its group', put({ groups: [] }), ['ReadOnlyAccess', 'limits', 'own']],
    ['a policy is detached', put({ attachedPolicies: [] }), ['own', 'kms-Sign (group devs)']],
    ['its own policy goes', put({ policies: [] }), ['ReadOnlyAccess', 'limits', 'kms-Sign (group devs)']],
  ])('is another object when %s', (_, fact, names) => {
    const world = start();
    const before = world.policiesOf(principal);
    applyFact(world, 2, fact);
    expect(world.policiesOf(principal)).not.toBe(before);
    expect(world.policiesOf(principal).map(({ name }) => name)).toEqual(names);
  });

  it('has a name of its own for each policy, wherever it comes from', () => {
    const own = [{ name: 'limits', text: text('kms:Encrypt') }];
    const world = worldOf(limits('kms:*'), devs('kms:Sign'), put({ policies: own }));
    const names = world.policiesOf(principal).map(({ name }) => name);
    expect(names).toEqual(['ReadOnlyAccess', 'limits', 'limits (inline)', 'kms-Sign (group devs)']);
  });

  it('tells a policy of the account’s own from AWS’s of the same name, for a group’s too', () => {
    const own = `arn:aws:iam::${OWN}:policy/team/ReadOnlyAccess`;
    const attachedPolicies = [own, 'arn:aws:iam::aws:policy/ReadOnlyAccess'];
    const ours = limits('kms:Sign') as Extract<Fact, { type: 'managedPolicyPut' }>;
    const group = devs() as Extract<Fact, { type: 'groupPut' }>;
    const world = worldOf(
      { ...ours, policy: { ...ours.policy, arn: own, name: 'ReadOnlyAccess', path: '/team/' } },
      { ...group, group: { ...group.group, attachedPolicies } },
      put({ attachedPolicies, policies: [{ name: 'ReadOnlyAccess', text: text('kms:Encrypt') }] }),
    );
    expect(world.policiesOf(principal).map(({ name, policy }) => [name, policy.accountId])).toEqual([
      ['ReadOnlyAccess (customer managed)', OWN],
      ['ReadOnlyAccess', 'aws'],
      ['ReadOnlyAccess (inline)', OWN],
      ['ReadOnlyAccess (customer managed) (group devs)', OWN],
      ['ReadOnlyAccess (group devs)', 'aws'],
    ]);
  });

  it('is nothing for one that is gone, whoever has its name by now', () => {
    const world = start();
    applyFact(world, 2, { type: 'identityDeleted', arn: ANN });
    expect([world.policiesOf(principal), world.boundaryOf(principal), world.tagsOf(principal)]).toEqual([[], null, {}]);
    applyFact(world, 3, put({ id: 'AIDAANN2' }));
    expect(world.policiesOf(principal)).toEqual([]);
    expect(world.policiesOf({ ...principal, id: 'AIDAANN2' })).toHaveLength(4);
  });

  it('is found by names whatever their case, and by unique ids', () => {
    const { directory } = start();
    expect(directory.userNamed(accountId, 'ANN')?.arn).toBe(ANN);
    expect(directory.roleNamed(accountId, 'ann')).toBeUndefined();
    expect(directory.groupNamed(accountId, 'Devs')?.arn).toBe(DEVS);
    expect(directory.policyNamed(accountId, 'limits')?.arn).toBe(LIMITS);
    expect(directory.identityOfId('AIDAANN')?.arn).toBe(ANN);
  });
});
