import type { EntityFacts } from '../../access/decision.ts';
import { parseAccountId, parseArn } from '../../cloud/arn.ts';
import type { Group, Identity, ManagedPolicy, Role, User } from '../../cloud/identity.ts';
import { IamError } from '../../errors/iam-errors.ts';
import type { Scope } from '../../operations/operation.ts';
import { type IamTarget, ownArn } from './iam-operation.ts';

/** The user of that name in the caller's account. @throws {IamError} NoSuchEntity */
export function userNamed({ world, request }: Scope, name: string): User {
  const user = world.directory.userNamed(request.accountId, name);
  if (user === undefined) throw IamError.noSuchEntity(`The user with name ${name} cannot be found.`);
  return user;
}

/** The role of that name in the caller's account. @throws {IamError} NoSuchEntity */
export function roleNamed({ world, request }: Scope, name: string): Role {
  const role = world.directory.roleNamed(request.accountId, name);
  if (role === undefined) throw IamError.noSuchEntity(`The role with name ${name} cannot be found.`);
  return role;
}

/** The group of that name in the caller's account. @throws {IamError} NoSuchEntity */
export function groupNamed({ world, request }: Scope, name: string): Group {
  const group = world.directory.groupNamed(request.accountId, name);
  if (group === undefined) throw IamError.noSuchEntity(`The group with name ${name} cannot be found.`);
  return group;
}

/** The managed policy of an ARN: the caller's account's, or AWS's. @throws {IamError} NoSuchEntity, InvalidInput */
export function policyOfArn(scope: Scope, arn: string): ManagedPolicy {
  const policy = ownOrAwsPolicy(scope, arn);
  if (policy === undefined) throw IamError.noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
}

/** The managed policy that is to be attached. @throws {IamError} NoSuchEntity, InvalidInput */
export function attachablePolicy(scope: Scope, arn: string): ManagedPolicy {
  const policy = ownOrAwsPolicy(scope, arn);
  if (policy === undefined) throw IamError.noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  return policy;
}

/** A customer managed policy, which can be changed. @throws {IamError} NoSuchEntity, AccessDenied for AWS's */
export function customerPolicy(scope: Scope, arn: string): ManagedPolicy {
  const policy = policyOfArn(scope, arn);
  if (policy.accountId !== scope.request.accountId) {
    // AWS's wording for it is unpublished; nobody may change what is AWS's.
    throw new IamError('AccessDenied', `${arn} is an AWS managed policy: it cannot be changed.`, 'invalid-parameter');
  }
  return policy;
}

/** Policies of other accounts cannot be seen, as if they were not there. */
function ownOrAwsPolicy({ world, request }: Scope, text: string): ManagedPolicy | undefined {
  const arn = parseArn(text);
  if (arn === null || arn.service !== 'iam' || !arn.resource.startsWith('policy/')) {
    throw IamError.invalidInput(`ARN ${text} is not valid.`);
  }
  const accountId = parseAccountId(arn.accountId);
  return accountId !== null && accountId !== request.accountId ? undefined : world.managedPolicy(text);
}

/** What an operation on a user is about; one that is not there would be in the root path. */
export function userTarget(scope: Scope, name: string): IamTarget {
  const user = scope.world.directory.userNamed(scope.request.accountId, name);
  return user === undefined ? { arn: ownArn(scope, `user/${name}`) } : { arn: user.arn, entity: entityFacts(user) };
}

/** The role of that name as the question's resource, there or not. */
export function roleTarget(scope: Scope, name: string): IamTarget {
  const role = scope.world.directory.roleNamed(scope.request.accountId, name);
  return role === undefined ? { arn: ownArn(scope, `role/${name}`) } : { arn: role.arn, entity: entityFacts(role) };
}

/** The group of that name as the question's resource, there or not. */
export function groupTarget(scope: Scope, name: string): IamTarget {
  return {
    arn: scope.world.directory.groupNamed(scope.request.accountId, name)?.arn ?? ownArn(scope, `group/${name}`),
  };
}

/** The managed policy of that ARN as the question's resource, there or not. */
export function policyTarget({ world }: Scope, arn: string): IamTarget {
  const policy = world.managedPolicy(arn);
  return policy === undefined ? { arn } : { arn, entity: { boundary: null, tags: policy.tags } };
}

function entityFacts({ boundary, tags }: Identity): EntityFacts {
  return { boundary, tags };
}

/** The name of the calling user, for operations that may leave it out. @throws {IamError} for another caller */
export function ownUserName({ request: { principal } }: Scope): string {
  if (principal.type === 'user') return principal.name;
  throw IamError.validation('Must specify userName when calling with non-User credentials');
}
