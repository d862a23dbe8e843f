import { BOUNDING_POLICY_TYPES, FULL_ACCESS, type Organization } from '../cloud/organization.ts';
import type { Organizations } from '../cloud/organizations.ts';
import {
  applyHandshakeEvent,
  type HandshakeSnapshot,
  handshakeDueAt,
  newHandshake,
} from '../services/organizations/handshake.ts';
import { type Applied, NOTHING } from './applied.ts';
import type { OrganizationFact } from './facts.ts';
import type { World } from './world.ts';

/** Makes a fact about organizations true. @throws {Error} for one about something that isn't there, which is a bug. */
export function applyOrganizationFact(world: World, fact: OrganizationFact): Applied {
  const applied = apply(world, world.organizations, fact);
  world.organizations.changed();
  world.surroundings.forget();
  return applied;
}

function apply(world: World, organizations: Organizations, fact: OrganizationFact): Applied {
  switch (fact.type) {
    case 'organizationCreated': {
      const { organization, account } = fact;
      organizations.all.set(organization.id, organization);
      organizations.accounts.set(account.accountId, account);
      attachFullAccess(organizations, organization, [organization.rootId, account.accountId]);
      return NOTHING;
    }
    case 'organizationDeleted':
      remove(organizations, there(organizations.all.get(fact.organizationId)));
      return NOTHING;
    case 'policyTypeEnabled': {
      const before = there(organizations.all.get(fact.organizationId));
      const enabledPolicyTypes = BOUNDING_POLICY_TYPES.filter(
        (type) => type === fact.policyType || before.enabledPolicyTypes.includes(type),
      );
      const organization = { ...before, enabledPolicyTypes };
      organizations.all.set(organization.id, organization);
      for (const target of organizations.targetsIn(organization)) {
        attach(organizations, target, FULL_ACCESS[fact.policyType].id);
      }
      return NOTHING;
    }
    case 'policyTypeDisabled': {
      const before = there(organizations.all.get(fact.organizationId));
      for (const target of organizations.targetsIn(before)) {
        for (const { id } of organizations.attached(before, target, fact.policyType)) detach(organizations, target, id);
      }
      const enabledPolicyTypes = before.enabledPolicyTypes.filter((type) => type !== fact.policyType);
      organizations.all.set(before.id, { ...before, enabledPolicyTypes });
      return NOTHING;
    }
    case 'unitCreated':
      organizations.units.set(fact.unit.id, fact.unit);
      attachFullAccess(organizations, there(organizations.all.get(fact.unit.organizationId)), [fact.unit.id]);
      return NOTHING;
    case 'unitRenamed':
      organizations.units.set(fact.unitId, { ...there(organizations.units.get(fact.unitId)), name: fact.name });
      return NOTHING;
    case 'unitDeleted':
      organizations.units.delete(fact.unitId);
      forget(organizations, fact.unitId);
      return NOTHING;
    case 'accountJoined': {
      const { account } = fact;
      organizations.accounts.set(account.accountId, account);
      attachFullAccess(organizations, there(organizations.all.get(account.organizationId)), [account.accountId]);
      return NOTHING;
    }
    case 'accountMoved': {
      const account = there(organizations.accounts.get(fact.accountId));
      organizations.accounts.set(fact.accountId, { ...account, parentId: fact.parentId });
      return NOTHING;
    }
    case 'accountLeft':
      organizations.accounts.delete(fact.accountId);
      forget(organizations, fact.accountId);
      return NOTHING;
    case 'organizationPolicyPut':
      organizations.policies.set(fact.policy.id, fact.policy);
      return NOTHING;
    case 'organizationPolicyDeleted':
      organizations.policies.delete(fact.policyId);
      organizations.tags.delete(fact.policyId);
      return NOTHING;
    case 'organizationPolicyAttached':
      attach(organizations, fact.targetId, fact.policyId);
      return NOTHING;
    case 'organizationPolicyDetached':
      detach(organizations, fact.targetId, fact.policyId);
      return NOTHING;
    case 'organizationTagsSet':
      if (fact.tags.length === 0) organizations.tags.delete(fact.resourceId);
      else organizations.tags.set(fact.resourceId, fact.tags);
      return NOTHING;
    case 'handshakeOpened': {
      const machine = newHandshake(fact.handshake.requestedAt);
      organizations.handshakes.set(fact.handshake.id, { ...fact.handshake, machine });
      return handshakeChanged(world, fact.handshake.id, 'InviteAccountToOrganization', '', machine);
    }
    case 'handshakeChanged': {
      const before = there(organizations.handshakes.get(fact.handshakeId));
      const machine = applyHandshakeEvent(before.machine, fact.event);
      organizations.handshakes.set(before.id, { ...before, machine });
      return handshakeChanged(world, before.id, fact.event.type, before.machine.value, machine);
    }
    case 'accountCreationEnded':
      organizations.accountCreations.set(fact.creation.id, fact.creation);
      return NOTHING;
  }
}

function handshakeChanged(world: World, of: string, event: string, from: string, machine: HandshakeSnapshot): Applied {
  world.agenda.set(of, handshakeDueAt(machine));
  return { change: { machine: 'handshake', of, event, from, to: machine.value }, effects: [] };
}

/** What AWS attaches by itself to whatever is new: its own policy of each type that is enabled. */
function attachFullAccess(
  organizations: Organizations,
  { enabledPolicyTypes }: Organization,
  targets: readonly string[],
): void {
  for (const target of targets) {
    for (const type of enabledPolicyTypes) attach(organizations, target, FULL_ACCESS[type].id);
  }
}

function attach({ attachments }: Organizations, targetId: string, policyId: string): void {
  const before = attachments.get(targetId) ?? [];
  if (!before.includes(policyId)) attachments.set(targetId, [...before, policyId]);
}

function detach({ attachments }: Organizations, targetId: string, policyId: string): void {
  const left = (attachments.get(targetId) ?? []).filter((id) => id !== policyId);
  if (left.length === 0) attachments.delete(targetId);
  else attachments.set(targetId, left);
}

function forget({ attachments, tags }: Organizations, id: string): void {
  attachments.delete(id);
  tags.delete(id);
}

/** An organization goes with all that is in it; its invitations are still told of. */
function remove(organizations: Organizations, organization: Organization): void {
  for (const target of organizations.targetsIn(organization)) forget(organizations, target);
  for (const { id } of organizations.unitsIn(organization.id)) organizations.units.delete(id);
  for (const { accountId } of organizations.accountsIn(organization.id)) organizations.accounts.delete(accountId);
  for (const { id, organizationId } of [...organizations.policies.values()]) {
    if (organizationId !== organization.id) continue;
    organizations.policies.delete(id);
    organizations.tags.delete(id);
  }
  organizations.all.delete(organization.id);
}

function there<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('a fact about something of an organization that is not there');
  return thing;
}
