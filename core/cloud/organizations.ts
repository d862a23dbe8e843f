import type { NamedPolicy, PolicyLevel } from '../access/decision.ts';
import { parsePolicy } from '../access/policy.ts';
import type { PolicyKind } from '../access/policy-document.ts';
import type { Handshake } from '../services/organizations/handshake.ts';
import { type AccountId, AWS_ACCOUNT } from './arn.ts';
import {
  type AccountCreation,
  type BoundingPolicyType,
  FULL_ACCESS,
  type Organization,
  type OrganizationAccount,
  type OrganizationalUnit,
  type OrganizationPolicy,
  type OrganizationTag,
} from './organization.ts';

/** How the policies of each type are read. */
export const GRAMMARS = {
  SERVICE_CONTROL_POLICY: 'scp',
  RESOURCE_CONTROL_POLICY: 'rcp',
} as const satisfies Record<BoundingPolicyType, PolicyKind>;

/**
 * The organizations of a world: their trees, members, policies and invitations. An account is in one at most.
 * Operations read it; only `applyOrganizationFact` writes to it.
 */
export class Organizations {
  readonly all = new Map<string, Organization>();
  readonly units = new Map<string, OrganizationalUnit>();
  /** Members, the management accounts among them. */
  readonly accounts = new Map<AccountId, OrganizationAccount>();
  /** Customers' own; AWS's are in `FULL_ACCESS`. */
  readonly policies = new Map<string, OrganizationPolicy>();
  /** A root's, unit's or account's id → the ids of the policies attached there, in the order of their attachment. */
  readonly attachments = new Map<string, readonly string[]>();
  /** By the id of a root, unit, account or policy. */
  readonly tags = new Map<string, readonly OrganizationTag[]>();
  readonly handshakes = new Map<string, Handshake>();
  readonly accountCreations = new Map<string, AccountCreation>();
  /** Policies as they were compiled: one that changes is another object. */
  readonly #compiled = new WeakMap<OrganizationPolicy, NamedPolicy>();
  /** What was put together of it, by type and account. */
  readonly #levels = new Map<string, readonly PolicyLevel[] | null>();

  /** The organization that an account belongs to. */
  of(accountId: string): Organization | undefined {
    const account = this.accounts.get(accountId as AccountId);
    return account === undefined ? undefined : this.all.get(account.organizationId);
  }

  isManagementAccount(accountId: string): boolean {
    return this.of(accountId)?.managementAccountId === accountId;
  }

  /** A policy of an organization by its id, AWS's own among them. */
  policy(organization: Organization, policyId: string): OrganizationPolicy | undefined {
    const policy = this.policies.get(policyId) ?? Object.values(FULL_ACCESS).find(({ id }) => id === policyId);
    return policy?.organizationId === null || policy?.organizationId === organization.id ? policy : undefined;
  }

  /** The policies of one type attached to a root, unit or account. */
  attached(organization: Organization, targetId: string, type: BoundingPolicyType): readonly OrganizationPolicy[] {
    const ids = this.attachments.get(targetId) ?? [];
    return ids.flatMap((id) => {
      const policy = this.policy(organization, id);
      return policy?.type === type ? [policy] : [];
    });
  }

  /** Every root, unit and account of an organization, in that order. */
  targetsIn({ id, rootId }: Organization): readonly string[] {
    return [rootId, ...this.unitsIn(id).map((unit) => unit.id), ...this.accountsIn(id).map((one) => one.accountId)];
  }

  unitsIn(organizationId: string): readonly OrganizationalUnit[] {
    return [...this.units.values()].filter((unit) => unit.organizationId === organizationId);
  }

  accountsIn(organizationId: string): readonly OrganizationAccount[] {
    return [...this.accounts.values()].filter((account) => account.organizationId === organizationId);
  }

  /** From the root down to a unit or account, its own id last. */
  pathTo(targetId: string): readonly string[] {
    const parentId = (this.units.get(targetId) ?? this.accounts.get(targetId as AccountId))?.parentId;
    return parentId === undefined ? [targetId] : [...this.pathTo(parentId), targetId];
  }

  /**
   * An account's place as aws:PrincipalOrgPaths has it: `o-…/r-…/ou-…/`, without the account itself.
   * Source: IAM User Guide, "AWS global condition context keys", aws:PrincipalOrgPaths.
   */
  pathOf(accountId: string): string {
    const organization = this.of(accountId);
    if (organization === undefined) return '';
    return `${[organization.id, ...this.pathTo(accountId).slice(0, -1)].join('/')}/`;
  }

  /**
   * The policies of one type that bind an account, level by level from the root; null where none does: outside an
   * organization, in its management account, and while the type is not enabled.
   * Source: Organizations User Guide, "SCP evaluation" and "RCP evaluation".
   */
  levelsOf(accountId: string, type: BoundingPolicyType): readonly PolicyLevel[] | null {
    const name = `${type} ${accountId}`;
    let levels = this.#levels.get(name);
    if (levels === undefined) {
      levels = this.#putTogether(accountId, type);
      this.#levels.set(name, levels);
    }
    return levels;
  }

  /** Something is different: what was put together no longer holds. */
  changed(): void {
    this.#levels.clear();
  }

  #putTogether(accountId: string, type: BoundingPolicyType): readonly PolicyLevel[] | null {
    const organization = this.of(accountId);
    if (organization === undefined || organization.managementAccountId === accountId) return null;
    if (!organization.enabledPolicyTypes.includes(type)) return null;
    return this.pathTo(accountId).map((target) => ({
      target,
      policies: this.attached(organization, target, type).map((policy) => this.#inForce(policy, organization)),
    }));
  }

  /** One object as long as the policy stays the same: decisions are remembered by it. */
  #inForce(policy: OrganizationPolicy, { managementAccountId }: Organization): NamedPolicy {
    let inForce = this.#compiled.get(policy);
    if (inForce === undefined) {
      const { name, text, type, organizationId } = policy;
      const accountId = organizationId === null ? AWS_ACCOUNT : managementAccountId;
      inForce = Object.freeze({ name, policy: parsePolicy(text, { kind: GRAMMARS[type], accountId }) });
      this.#compiled.set(policy, inForce);
    }
    return inForce;
  }
}
