import type { IamTag } from '../../../cloud/identity.ts';
import type { IamFact } from '../../../lab/facts.ts';
import type { Operation, Scope } from '../../../operations/operation.ts';
import { type StringShape, structure } from '../../../operations/shape.ts';
import {
  customerPolicy,
  policyOfArn,
  policyTarget,
  roleNamed,
  roleTarget,
  userNamed,
  userTarget,
} from '../find-entity.ts';
import { entityPut, managedPolicyPut } from '../iam-facts.ts';
import { type IamTarget, iamOperation } from '../iam-operation.ts';
import { Arn, ExistingUserName, Marker, MaxItems, RoleName, TagKeys, Tags } from '../iam-shapes.ts';
import { withoutTags, withTags } from '../iam-tags.ts';
import { pageByMarker } from '../page-by-marker.ts';

/** What the operations on tags differ in, by what has the tags. */
interface Tagged {
  /** The member of the input that names it. */
  readonly member: string;
  readonly shape: StringShape;
  readonly target: (scope: Scope, name: string) => IamTarget;
  readonly tagsOf: (scope: Scope, name: string) => readonly IamTag[];
  /** The fact that it has other tags from now on. */
  readonly change: (scope: Scope, name: string, change: (tags: readonly IamTag[]) => readonly IamTag[]) => IamFact;
}

const TAGGED = {
  User: {
    member: 'UserName',
    shape: ExistingUserName,
    target: userTarget,
    tagsOf: (scope, name) => userNamed(scope, name).tags,
    change(scope, name, change) {
      const user = userNamed(scope, name);
      return entityPut({ ...user, tags: change(user.tags) });
    },
  },
  Role: {
    member: 'RoleName',
    shape: RoleName,
    target: roleTarget,
    tagsOf: (scope, name) => roleNamed(scope, name).tags,
    change(scope, name, change) {
      const role = roleNamed(scope, name);
      return entityPut({ ...role, tags: change(role.tags) });
    },
  },
  Policy: {
    member: 'PolicyArn',
    shape: Arn,
    target: policyTarget,
    tagsOf: (scope, arn) => policyOfArn(scope, arn).tags,
    change(scope, arn, change) {
      const policy = customerPolicy(scope, arn);
      return managedPolicyPut({ ...policy, tags: change(policy.tags) });
    },
  },
} as const satisfies Record<string, Tagged>;

function tag(kind: keyof typeof TAGGED): Operation {
  const { member, shape, target, change }: Tagged = TAGGED[kind];
  return iamOperation({
    name: `Tag${kind}`,
    summary: `Puts tags on a ${kind.toLowerCase()}.`,
    input: structure({ [member]: shape, Tags }, {}),
    target: (input, scope) => target(scope, String(input[member])),
    handle(input, scope) {
      const more = input.Tags as readonly IamTag[];
      return {
        output: {},
        facts: [change(scope, String(input[member]), (tags) => withTags(tags, more, `TagsPer${kind}`))],
      };
    },
  });
}

function untag(kind: keyof typeof TAGGED): Operation {
  const { member, shape, target, change }: Tagged = TAGGED[kind];
  return iamOperation({
    name: `Untag${kind}`,
    summary: `Takes tags away from a ${kind.toLowerCase()}.`,
    input: structure({ [member]: shape, TagKeys }, {}),
    target: (input, scope) => target(scope, String(input[member])),
    handle(input, scope) {
      const keys = input.TagKeys as readonly string[];
      return { output: {}, facts: [change(scope, String(input[member]), (tags) => withoutTags(tags, keys))] };
    },
  });
}

function list(kind: keyof typeof TAGGED): Operation {
  const { member, shape, target, tagsOf }: Tagged = TAGGED[kind];
  return iamOperation({
    name: `List${kind}Tags`,
    summary: `Lists the tags of a ${kind.toLowerCase()}.`,
    input: structure({ [member]: shape }, { Marker, MaxItems }),
    target: (input, scope) => target(scope, String(input[member])),
    handle(input, scope) {
      const tags = [...tagsOf(scope, String(input[member]))].sort((a, b) => (a.Key < b.Key ? -1 : 1));
      const { items, truncation } = pageByMarker(tags, ({ Key }) => Key, input);
      return { output: { Tags: items, ...truncation } };
    },
  });
}

/** Tag, untag and list, for users, roles and managed policies. */
export const TAG_OPERATIONS: readonly Operation[] = (['User', 'Role', 'Policy'] as const).flatMap((kind) => [
  tag(kind),
  untag(kind),
  list(kind),
]);
