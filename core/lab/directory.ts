import type { IdentityPolicy, NamedPolicy } from '../access/decision.ts';
import { type AccountId, AWS_ACCOUNT } from '../cloud/arn.ts';
import type { AccessKey, Group, IamTag, Identity, ManagedPolicy, Role, User } from '../cloud/identity.ts';
import { identityArnOf, type Principal } from '../cloud/principal.ts';
import { awsManagedPolicy } from '../services/iam/aws-managed-policies.ts';

/** Where a policy stands that a user or role has. */
export interface PolicyPlace {
  /** The ARN of the user, role or group that it is attached to or inline in. */
  readonly holder: string;
  /** A managed one's ARN, or its holder and its name: who has it from elsewhere has the same document. */
  readonly document: string;
}

/** What is in force for one user or role; worked out when it is first asked for. */
interface InForce {
  /** The state of the directory that it was worked out from. */
  readonly version: number;
  readonly id: string;
  readonly policies: readonly IdentityPolicy[];
  readonly boundary: NamedPolicy | null;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A world's users, roles, groups and managed policies, and what they come to for a principal that calls. Only
 * `applyFact` writes to it.
 */
export class Directory {
  readonly identities = new Map<string, Identity>();
  readonly groups = new Map<string, Group>();
  /** The customers' own. */
  readonly policies = new Map<string, ManagedPolicy>();
  /** ARNs by account, type and name, in lower case: IAM's names are unique whatever their case. */
  readonly #names = new Map<string, string>();
  /** ARNs of users and roles by their unique ids. */
  readonly #ids = new Map<string, string>();
  /** The ids of the access keys that CreateAccessKey made → the ARNs of their users. */
  readonly #accessKeys = new Map<string, string>();
  readonly #inForce = new Map<string, InForce>();
  #version = 0;
  #population = 0;
  #boundOrTagged = 0;

  /** A number that changes whenever a user or role comes, goes or takes another name. */
  get population(): number {
    return this.#population;
  }

  /** Whether any user or role has a permissions boundary or tags: most worlds need not look for them. */
  get hasBoundOrTagged(): boolean {
    return this.#boundOrTagged > 0;
  }

  userNamed(accountId: AccountId, name: string): User | undefined {
    const identity = this.identities.get(this.#arnNamed(accountId, 'user', name));
    return identity?.type === 'user' ? identity : undefined;
  }

  roleNamed(accountId: AccountId, name: string): Role | undefined {
    const identity = this.identities.get(this.#arnNamed(accountId, 'role', name));
    return identity?.type === 'role' ? identity : undefined;
  }

  groupNamed(accountId: AccountId, name: string): Group | undefined {
    return this.groups.get(this.#arnNamed(accountId, 'group', name));
  }

  policyNamed(accountId: AccountId, name: string): ManagedPolicy | undefined {
    return this.policies.get(this.#arnNamed(accountId, 'policy', name));
  }

  usersOf(accountId: AccountId): readonly User[] {
    return this.#identitiesOf(accountId).filter((identity) => identity.type === 'user');
  }

  rolesOf(accountId: AccountId): readonly Role[] {
    return this.#identitiesOf(accountId).filter((identity) => identity.type === 'role');
  }

  groupsOf(accountId: AccountId): readonly Group[] {
    return [...this.groups.values()].filter((group) => group.accountId === accountId);
  }

  /** The customer managed policies of an account. */
  managedPoliciesOf(accountId: AccountId): readonly ManagedPolicy[] {
    return [...this.policies.values()].filter((policy) => policy.accountId === accountId);
  }

  membersOf(group: Group): readonly User[] {
    return this.usersOf(group.accountId).filter(({ groups }) => groups.includes(group.arn));
  }

  /** The user or role of a unique id. */
  identityOfId(id: string): Identity | undefined {
    return this.identities.get(this.#ids.get(id) ?? '');
  }

  /** A managed policy by its ARN: a customer's, or one that AWS keeps for everybody. */
  managedPolicy(arn: string): ManagedPolicy | undefined {
    return awsManagedPolicy(arn) ?? this.policies.get(arn);
  }

  /** The user of an access key that CreateAccessKey made, and the key. */
  holderOf(accessKeyId: string): { readonly user: User; readonly accessKey: AccessKey } | undefined {
    const user = this.identities.get(this.#accessKeys.get(accessKeyId) ?? '');
    if (user?.type !== 'user') return undefined;
    const accessKey = user.accessKeys.find((key) => key.accessKeyId === accessKeyId);
    return accessKey === undefined ? undefined : { user, accessKey };
  }

  /**
   * The IAM policies of a principal: what is attached to its user or role, what is its own, and what its groups bring.
   * The same object as long as nothing in it has changed. None for a root user, a service, or one that is gone.
   */
  policiesOf(principal: Principal): readonly IdentityPolicy[] {
    return this.#of(principal)?.policies ?? NO_POLICIES;
  }

  /** The permissions boundary of a principal's user or role; the same object as long as it is the same. */
  boundaryOf(principal: Principal): NamedPolicy | null {
    return this.#of(principal)?.boundary ?? null;
  }

  /** The tags of a principal's user or role, by their keys; the same object as long as they are the same. */
  tagsOf(principal: Principal): Readonly<Record<string, string>> {
    return this.#of(principal)?.tags ?? NO_TAGS;
  }

  /**
   * The policies that a user, role or group has: attached ones, its own, and those of a user's groups. Decisions tell
   * policies apart by their names, so no two have the same.
   */
  policiesOn(identity: Identity | Group): readonly IdentityPolicy[] {
    const policies = [...this.#policiesOf(identity)];
    if (identity.type === 'user') {
      for (const arn of identity.groups) {
        const group = this.groups.get(arn);
        if (group === undefined) continue;
        policies.push(...this.#policiesOf(group).map((one) => renamed(one, `group ${group.name}`)));
      }
    }
    return policies;
  }

  /** Where each of these policies stands, in the same order. */
  placesOn(identity: Identity | Group): readonly PolicyPlace[] {
    const groups = identity.type === 'user' ? identity.groups.flatMap((arn) => this.groups.get(arn) ?? []) : [];
    return [identity, ...groups].flatMap(({ arn, attachedPolicies, inlinePolicies }) => [
      ...attachedPolicies
        .filter((attached) => this.managedPolicy(attached) !== undefined)
        .map((attached) => ({ holder: arn, document: attached })),
      ...inlinePolicies.map(({ name }) => ({ holder: arn, document: `${arn} ${name}` })),
    ]);
  }

  putIdentity(identity: Identity): void {
    const before = this.identities.get(identity.arn);
    if (before !== undefined) this.#forget(before);
    if (before?.id !== identity.id) this.#population += 1;
    if (isBoundOrTagged(identity)) this.#boundOrTagged += 1;
    this.identities.set(identity.arn, identity);
    this.#names.set(nameKey(identity.accountId, identity.type, identity.name), identity.arn);
    this.#ids.set(identity.id, identity.arn);
    if (identity.type === 'user') {
      for (const { accessKeyId } of identity.accessKeys) this.#accessKeys.set(accessKeyId, identity.arn);
    }
    this.#version += 1;
  }

  deleteIdentity(arn: string): void {
    const identity = this.identities.get(arn);
    if (identity === undefined) return;
    this.#forget(identity);
    this.identities.delete(arn);
    this.#inForce.delete(arn);
    this.#version += 1;
    this.#population += 1;
  }

  putGroup(group: Group): void {
    this.groups.set(group.arn, group);
    this.#names.set(nameKey(group.accountId, 'group', group.name), group.arn);
    this.#version += 1;
  }

  deleteGroup(arn: string): void {
    const group = this.groups.get(arn);
    if (group === undefined) return;
    this.groups.delete(arn);
    this.#names.delete(nameKey(group.accountId, 'group', group.name));
    this.#version += 1;
  }

  putPolicy(policy: ManagedPolicy): void {
    this.policies.set(policy.arn, policy);
    this.#names.set(nameKey(policy.accountId, 'policy', policy.name), policy.arn);
    this.#version += 1;
  }

  deletePolicy(arn: string): void {
    const policy = this.policies.get(arn);
    if (policy === undefined) return;
    this.policies.delete(arn);
    this.#names.delete(nameKey(policy.accountId, 'policy', policy.name));
    this.#version += 1;
  }

  #forget(identity: Identity): void {
    if (isBoundOrTagged(identity)) this.#boundOrTagged -= 1;
    this.#names.delete(nameKey(identity.accountId, identity.type, identity.name));
    this.#ids.delete(identity.id);
    if (identity.type === 'user') {
      for (const { accessKeyId } of identity.accessKeys) this.#accessKeys.delete(accessKeyId);
    }
  }

  #identitiesOf(accountId: AccountId): readonly Identity[] {
    return [...this.identities.values()].filter((identity) => identity.accountId === accountId);
  }

  #arnNamed(accountId: AccountId, type: EntityType, name: string): string {
    return this.#names.get(nameKey(accountId, type, name)) ?? '';
  }

  /** Asked for every request: a look-up, unless something has changed. */
  #of(principal: Principal): InForce | undefined {
    if (principal.type === 'root' || principal.type === 'service') return undefined;
    const arn = identityArnOf(principal);
    let inForce = this.#inForce.get(arn);
    if (inForce?.version !== this.#version) {
      const identity = this.identities.get(arn);
      if (identity === undefined) return undefined;
      inForce = this.#workOut(identity, inForce);
      this.#inForce.set(arn, inForce);
    }
    return inForce.id === principal.id ? inForce : undefined; // else the principal is gone, and another has its name
  }

  #workOut(identity: Identity, before: InForce | undefined): InForce {
    const policies = this.policiesOn(identity);
    const tags = tagsByKey(identity.tags);
    return {
      version: this.#version,
      id: identity.id,
      policies: before !== undefined && isSameList(before.policies, policies) ? before.policies : policies,
      boundary: identity.boundary === null ? null : (this.managedPolicy(identity.boundary)?.inForce ?? null),
      tags: before !== undefined && isSameRecord(before.tags, tags) ? before.tags : tags,
    };
  }

  #policiesOf({ attachedPolicies, inlinePolicies }: Identity | Group): readonly IdentityPolicy[] {
    const managed = attachedPolicies.flatMap((arn) => this.managedPolicy(arn)?.inForce ?? []);
    const attached = managed.map((one) => (isNamedAsAws(one, managed) ? renamed(one, 'customer managed') : one));
    const inline = inlinePolicies.map((one) =>
      attached.some(({ name }) => name === one.name) ? renamed(one, 'inline') : one,
    );
    return [...attached, ...inline];
  }
}

/** Whether a customer's policy has the name of one of AWS's beside it. */
function isNamedAsAws({ name, policy }: NamedPolicy, beside: readonly NamedPolicy[]): boolean {
  if (policy.accountId === AWS_ACCOUNT) return false;
  return beside.some((one) => one.name === name && one.policy.accountId === AWS_ACCOUNT);
}

function renamed({ name, policy }: NamedPolicy, apart: string): NamedPolicy {
  return Object.freeze({ name: `${name} (${apart})`, policy });
}

type EntityType = 'user' | 'role' | 'group' | 'policy';

const NO_POLICIES: readonly IdentityPolicy[] = Object.freeze([]);
const NO_TAGS: Readonly<Record<string, string>> = Object.freeze({});

function nameKey(accountId: AccountId, type: EntityType, name: string): string {
  return `${accountId} ${type} ${name.toLowerCase()}`;
}

function tagsByKey(tags: readonly IamTag[]): Readonly<Record<string, string>> {
  if (tags.length === 0) return NO_TAGS;
  return Object.freeze(Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])));
}

function isBoundOrTagged({ boundary, tags }: Identity): boolean {
  return boundary !== null || tags.length > 0;
}

function isSameList(a: readonly NamedPolicy[], b: readonly NamedPolicy[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ name, policy }, index) => name === b[index]?.name && policy === b[index]?.policy)
  );
}

function isSameRecord(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
