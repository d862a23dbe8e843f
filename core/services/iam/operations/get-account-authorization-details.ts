import type { NamedPolicy } from '../../../access/decision.ts';
import type { Group, ManagedPolicy, Role, User } from '../../../cloud/identity.ts';
import type { Directory } from '../../../lab/directory.ts';
import type { World } from '../../../lab/world.ts';
import { list, structure } from '../../../operations/shape.ts';
import { awsManagedPolicies } from '../aws-managed-policies.ts';
import {
  attachedOutput,
  boundaryOutput,
  encodedDocument,
  policyOutput,
  seconds,
  tagsOutput,
  trustDocument,
  usesOf,
  versionOutput,
} from '../entity-output.ts';
import { iamOperation } from '../iam-operation.ts';
import { type ENTITY_TYPES, EntityType, Marker, MaxItems } from '../iam-shapes.ts';
import { pageByMarker } from '../page-by-marker.ts';

type Members = Readonly<Record<string, unknown>>;
type Item = User | Role | Group | (ManagedPolicy & { readonly type: 'policy' });

/** Of AWS's policies those that somebody has, as on AWS. Source: IAM API Reference, GetAccountAuthorizationDetails. */
export const getAccountAuthorizationDetails = iamOperation({
  name: 'GetAccountAuthorizationDetails',
  summary: 'Tells everything at once: users, groups, roles and policies with their documents.',
  input: structure({}, { Filter: list(EntityType), MaxItems, Marker }),
  target: () => ({ arn: '*' }),
  handle(input, { world, request: { accountId } }) {
    const { directory } = world;
    const { Filter: filter } = input;
    const wants = (type: (typeof ENTITY_TYPES)[number]) =>
      filter === undefined || filter.length === 0 || filter.includes(type);
    const aws = awsManagedPolicies().filter(({ arn }) => {
      const { attached, asBoundary } = usesOf(arn, directory, accountId);
      return attached.length + asBoundary.length > 0;
    });
    const policies = [
      ...(wants('LocalManagedPolicy') ? directory.managedPoliciesOf(accountId) : []),
      ...(wants('AWSManagedPolicy') ? aws : []),
    ];
    const all: readonly Item[] = [
      ...(wants('User') ? directory.usersOf(accountId) : []),
      ...(wants('Group') ? directory.groupsOf(accountId) : []),
      ...(wants('Role') ? directory.rolesOf(accountId) : []),
      ...policies.map((policy) => ({ ...policy, type: 'policy' as const })),
    ];
    const { items, truncation } = pageByMarker(all, ({ arn }) => arn, input);
    return {
      output: {
        UserDetailList: items.flatMap((item) => (item.type === 'user' ? userDetail(item, directory) : [])),
        GroupDetailList: items.flatMap((item) => (item.type === 'group' ? groupDetail(item) : [])),
        RoleDetailList: items.flatMap((item) => (item.type === 'role' ? roleDetail(item, world) : [])),
        Policies: items.flatMap((item) => (item.type === 'policy' ? policyDetail(item, directory, accountId) : [])),
        ...truncation,
      },
    };
  },
});

function userDetail(user: User, { groups }: Directory): Members {
  const inline = documents(user.inlinePolicies);
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: seconds(user.createDate),
    ...(inline.length === 0 ? {} : { UserPolicyList: inline }),
    GroupList: user.groups.flatMap((arn) => groups.get(arn)?.name ?? []),
    AttachedManagedPolicies: attachedOutput(user.attachedPolicies),
    ...boundaryOutput(user),
    ...tagsOutput(user),
  };
}

function groupDetail(group: Group): Members {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: group.arn,
    CreateDate: seconds(group.createDate),
    GroupPolicyList: documents(group.inlinePolicies),
    AttachedManagedPolicies: attachedOutput(group.attachedPolicies),
  };
}

function roleDetail(role: Role, world: World): Members {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: seconds(role.createDate),
    AssumeRolePolicyDocument: trustDocument(role, world),
    InstanceProfileList: [],
    RolePolicyList: documents(role.inlinePolicies),
    AttachedManagedPolicies: attachedOutput(role.attachedPolicies),
    ...boundaryOutput(role),
    ...tagsOutput(role),
    RoleLastUsed: {},
  };
}

function policyDetail(policy: ManagedPolicy, directory: Directory, accountId: string): Members {
  const { CreateDate, UpdateDate, ...shown } = policyOutput(policy, directory, accountId, 'listed');
  const versions = [...policy.versions].reverse().map((version) => versionOutput(version, policy, true));
  return { ...shown, CreateDate, UpdateDate, PolicyVersionList: versions };
}

function documents(policies: readonly NamedPolicy[]): readonly Members[] {
  return policies.map(({ name, policy }) => ({ PolicyName: name, PolicyDocument: encodedDocument(policy.text) }));
}
