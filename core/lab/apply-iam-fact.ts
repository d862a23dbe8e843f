import { bindPrincipals, parsePolicy } from '../access/policy.ts';
import { renamePrincipal } from '../access/rename-principal.ts';
import type { Identity, User } from '../cloud/identity.ts';
import type { Grant } from '../grants/grant.ts';
import type { EpochMs } from '../ports.ts';
import type { IamFact } from './facts.ts';
import { groupOf, identityOf, managedPolicyOf } from './iam-at-rest.ts';
import type { World } from './world.ts';

/** Makes a fact about users, roles, groups and managed policies true. */
export function applyIamFact(world: World, at: EpochMs, fact: IamFact): void {
  const { directory } = world;
  switch (fact.type) {
    case 'identityPut': {
      const before = directory.identities.get(fact.identity.arn);
      const idOf = (arn: string) => world.idOf(arn);
      const identity = identityOf(fact.identity, { at, idOf, before });
      directory.putIdentity(identity);
      if (before?.id !== identity.id) world.principals.clear();
      return;
    }
    case 'identityDeleted': {
      const identity = directory.identities.get(fact.arn);
      if (identity === undefined) throw new Error(`no identity ${fact.arn}`);
      directory.deleteIdentity(fact.arn);
      world.principals.clear();
      replaceInGrants(world, (principal) => idInPlaceOf(identity, principal));
      return;
    }
    case 'userRenamed':
      renameUser(world, fact);
      return;
    case 'accessKeyUsed': {
      const user = userOf(world, fact.userArn);
      const { service, region } = fact;
      const accessKeys = user.accessKeys.map((key) =>
        key.accessKeyId === fact.accessKeyId ? { ...key, lastUsed: { at, service, region } } : key,
      );
      directory.putIdentity(Object.freeze({ ...user, accessKeys }));
      return;
    }
    case 'groupPut':
      directory.putGroup(groupOf(fact.group, { at, before: directory.groups.get(fact.group.arn) }));
      return;
    case 'groupDeleted':
      directory.deleteGroup(fact.arn);
      return;
    case 'managedPolicyPut':
      directory.putPolicy(managedPolicyOf(fact.policy, directory.policies.get(fact.policy.arn)));
      return;
    case 'managedPolicyDeleted':
      directory.deletePolicy(fact.arn);
      return;
  }
}

function userOf({ directory }: World, arn: string): User {
  const user = directory.identities.get(arn);
  if (user?.type !== 'user') throw new Error(`no user ${arn}`);
  return user;
}

/**
 * A user under another name or path is the same one. Policies that name it as a principal, and grants, go along.
 * Source: IAM User Guide, "Renaming an IAM user".
 */
function renameUser(world: World, { arn, name, path }: Extract<IamFact, { type: 'userRenamed' }>): void {
  const { directory } = world;
  const user = userOf(world, arn);
  const renamed = Object.freeze({ ...user, arn: `${arn.slice(0, arn.indexOf('/'))}${path}${name}`, name, path });
  directory.deleteIdentity(arn);
  directory.putIdentity(renamed);
  world.principals.clear();
  const named = { from: arn, to: renamed.arn };
  const isNamedIn = (ids: Readonly<Record<string, string>>) => ids[arn] === user.id;
  for (const key of world.keys.values()) {
    if (!isNamedIn(key.policy.principalIds)) continue;
    const text = renamePrincipal(key.policy.document, named);
    const ids = { ...key.policy.principalIds, [renamed.arn]: user.id };
    key.policy = bindPrincipals(parsePolicy(text, { kind: 'key', accountId: key.accountId }), (each) => ids[each]);
  }
  for (const role of directory.identities.values()) {
    if (role.type !== 'role' || !isNamedIn(role.trustPolicy.principalIds)) continue;
    const text = renamePrincipal(role.trustPolicy.document, named);
    const ids = { ...role.trustPolicy.principalIds, [renamed.arn]: user.id };
    const trustPolicy = bindPrincipals(
      parsePolicy(text, { kind: 'trust', accountId: role.accountId }),
      (each) => ids[each],
    );
    directory.putIdentity(Object.freeze({ ...role, trustPolicy }));
  }
  replaceInGrants(world, (principal) => (principal === arn ? renamed.arn : principal));
}

/**
 * A grant to one that is gone stands with its unique id, and reaches nobody who takes the name.
 * Source: KMS Developer Guide, "Grants in AWS KMS"; IAM User Guide, "IAM identifiers", "Unique identifiers".
 */
function idInPlaceOf({ arn, accountId, type, name, id }: Identity, principal: string): string {
  if (principal === arn) return id;
  const session = `:${accountId}:assumed-role/${name}/`;
  const at = type === 'role' ? principal.indexOf(session) : -1;
  return at === -1 ? principal : `${id}:${principal.slice(at + session.length)}`;
}

function replaceInGrants(world: World, replaced: (principal: string) => string): void {
  for (const [keyArn, grants] of world.grants) {
    const changed = grants.map((grant): Grant => {
      const granteePrincipal = replaced(grant.granteePrincipal);
      const retiringPrincipal = grant.retiringPrincipal === null ? null : replaced(grant.retiringPrincipal);
      const isSame = granteePrincipal === grant.granteePrincipal && retiringPrincipal === grant.retiringPrincipal;
      return isSame ? grant : { ...grant, granteePrincipal, retiringPrincipal };
    });
    if (changed.some((grant, index) => grant !== grants[index])) world.grants.set(keyArn, changed);
  }
}
