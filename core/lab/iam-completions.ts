import { type AccountId, parseAccountId } from '../cloud/arn.ts';
import type { Group, Identity, ManagedPolicy } from '../cloud/identity.ts';
import { awsManagedPolicies } from '../services/iam/aws-managed-policies.ts';
import type { Completion } from './client.ts';
import type { Directory } from './directory.ts';

/** Operations whose name is one that nobody has yet. */
const MAKING = /^Create(?:User|Role|Group|Policy)$/;

/** What an account's IAM has for a member of an operation's input; null where the member is none of IAM's. */
export function iamCompletions(
  { directory }: { readonly directory: Directory },
  account: string,
  member: string,
  operation: string,
): readonly Completion[] | null {
  const accountId = parseAccountId(account);
  const offer = MEMBERS[member];
  if (offer === undefined || accountId === null) return null;
  return MAKING.test(operation) && member.endsWith('Name') ? [] : offer(directory, accountId);
}

type Offer = (directory: Directory, accountId: AccountId) => readonly Completion[];

const MEMBERS: Readonly<Record<string, Offer>> = Object.assign(Object.create(null), {
  UserName: (directory, accountId) => directory.usersOf(accountId).map(byName),
  RoleName: (directory, accountId) => directory.rolesOf(accountId).map(byName),
  GroupName: (directory, accountId) => directory.groupsOf(accountId).map(byName),
  PolicyName: (directory, accountId) =>
    entitiesOf(directory, accountId).flatMap(({ name, type, inlinePolicies }) =>
      inlinePolicies.map((policy) => ({ text: policy.name, hint: `inline, of ${type} ${name}` })),
    ),
  RoleArn: (directory, accountId) => directory.rolesOf(accountId).map(byArn),
  PolicyArn: policies,
  PermissionsBoundary: policies,
  PolicySourceArn: (directory, accountId) => entitiesOf(directory, accountId).map(byArn),
  AccessKeyId: (directory, accountId) =>
    directory
      .usersOf(accountId)
      .flatMap(({ name, accessKeys }) =>
        accessKeys.map(({ accessKeyId, status }) => ({ text: accessKeyId, hint: `${status}, of user ${name}` })),
      ),
} satisfies Record<string, Offer>);

function entitiesOf(directory: Directory, accountId: AccountId): readonly (Identity | Group)[] {
  return [...directory.usersOf(accountId), ...directory.rolesOf(accountId), ...directory.groupsOf(accountId)];
}

function policies(directory: Directory, accountId: AccountId): readonly Completion[] {
  const hint = ({ accountId: of, defaultVersionId }: ManagedPolicy) =>
    of === accountId ? `yours, ${defaultVersionId}` : "AWS's";
  return [...directory.managedPoliciesOf(accountId), ...awsManagedPolicies()].map((policy) => ({
    text: policy.arn,
    hint: hint(policy),
  }));
}

function byName({ name, path, type }: Identity | Group): Completion {
  return { text: name, hint: path === '/' ? type : `${type} in ${path}` };
}

function byArn({ arn, name, type }: Identity | Group): Completion {
  return { text: arn, hint: `${type} ${name}` };
}
