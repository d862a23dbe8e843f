import type { Group, Role, User } from '../../cloud/identity.ts';
import type { Scope } from '../../operations/operation.ts';
import type { StringShape } from '../../operations/shape.ts';
import { groupNamed, groupTarget, roleNamed, roleTarget, userNamed, userTarget } from './find-entity.ts';
import type { IamTarget } from './iam-operation.ts';
import { ExistingUserName, GroupName, RoleName } from './iam-shapes.ts';

/** The kinds of entities that policies are put on. */
export const ENTITY_KINDS = ['User', 'Role', 'Group'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** What the operations on users, roles and groups that are alike differ in. */
interface EntityRules {
  /** The member of the input that names it. */
  readonly member: 'UserName' | 'RoleName' | 'GroupName';
  readonly shape: StringShape;
  /** @throws {IamError} NoSuchEntity */
  readonly find: (scope: Scope, name: string) => User | Role | Group;
  readonly target: (scope: Scope, name: string) => IamTarget;
  /** Characters of all its inline policies together, white space not counted. Source: IAM User Guide, "IAM and AWS STS quotas". */
  readonly inlineQuota: number;
}

export const ENTITIES = {
  User: { member: 'UserName', shape: ExistingUserName, find: userNamed, target: userTarget, inlineQuota: 2_048 },
  Role: { member: 'RoleName', shape: RoleName, find: roleNamed, target: roleTarget, inlineQuota: 10_240 },
  Group: { member: 'GroupName', shape: GroupName, find: groupNamed, target: groupTarget, inlineQuota: 5_120 },
} as const satisfies Record<EntityKind, EntityRules>;

/** The name that an input gives, whose member depends on the kind. */
export function nameIn(input: Readonly<Record<string, unknown>>, kind: EntityKind): string {
  return String(input[ENTITIES[kind].member]);
}
