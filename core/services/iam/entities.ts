import { POLICY_LIMITS, type PolicyLimit } from '../../access/policy-limits.ts';
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
  /** Of all its inline policies together. */
  readonly inlineLimit: PolicyLimit;
}

export const ENTITIES = {
  User: {
    member: 'UserName',
    shape: ExistingUserName,
    find: userNamed,
    target: userTarget,
    inlineLimit: POLICY_LIMITS.inlineOfUser,
  },
  Role: {
    member: 'RoleName',
    shape: RoleName,
    find: roleNamed,
    target: roleTarget,
    inlineLimit: POLICY_LIMITS.inlineOfRole,
  },
  Group: {
    member: 'GroupName',
    shape: GroupName,
    find: groupNamed,
    target: groupTarget,
    inlineLimit: POLICY_LIMITS.inlineOfGroup,
  },
} as const satisfies Record<EntityKind, EntityRules>;

/** The name that an input gives, whose member depends on the kind. */
export function nameIn(input: Readonly<Record<string, unknown>>, kind: EntityKind): string {
  return String(input[ENTITIES[kind].member]);
}
