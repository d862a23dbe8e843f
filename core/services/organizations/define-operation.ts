import type { Organization } from '../../cloud/organization.ts';
import type { Organizations } from '../../cloud/organizations.ts';
import { OrganizationsError } from '../../errors/organizations-errors.ts';
import { iamTarget } from '../../operations/find-key.ts';
import {
  type CheckScope,
  defineOperation,
  type Handled,
  type HandleScope,
  type Operation,
  type Scope,
  type Target,
} from '../../operations/operation.ts';
import type { StructureShape, ValueOf } from '../../operations/shape.ts';
import { arnOfNamed } from './arns.ts';
import { loggedParameters, loggedResponse } from './logged.ts';

/** What an operation of Organizations sees beside the rest: the caller's organization, and all of them. */
interface InPlace {
  readonly organization: Organization;
  readonly organizations: Organizations;
}
export type OrganizationScope = HandleScope & InPlace;

interface Common<S extends StructureShape> {
  readonly name: string;
  readonly summary: string;
  readonly input: S;
  readonly readOnly: boolean;
}

interface InOrganization<S extends StructureShape> extends Common<S> {
  /** The ids of what it is done to, for IAM policies with a Resource; without it, `*`. */
  readonly about?: (input: ValueOf<S>, organization: Organization) => readonly string[];
  /** What must hold. @throws {OrganizationsError} */
  readonly check?: (input: ValueOf<S>, scope: CheckScope & InPlace) => void;
  readonly handle: (input: ValueOf<S>, scope: OrganizationScope) => Handled;
}

/**
 * An operation that only the management account may call.
 * Simplified: no member account can be a delegated administrator. Source: Organizations User Guide, "Delegated
 * administrator for AWS Organizations".
 */
export function managementOperation<const S extends StructureShape>(spec: InOrganization<S>): Operation {
  return inOrganization(spec, ({ managementAccountId }, accountId) => {
    if (managementAccountId === accountId) return;
    throw new OrganizationsError('AccessDeniedException', NO_PERMISSION, 'not-management-account');
  });
}

/** An operation that any account of an organization may call. */
export function memberOperation<const S extends StructureShape>(spec: InOrganization<S>): Operation {
  return inOrganization(spec, () => {});
}

/** An operation that any account may call, whether or not it belongs to an organization. */
export function accountOperation<const S extends StructureShape>(
  spec: Common<S> & {
    readonly check?: (input: ValueOf<S>, scope: CheckScope) => void;
    readonly handle: (input: ValueOf<S>, scope: HandleScope) => Handled;
  },
): Operation {
  const { check } = spec;
  return defineOperation({
    ...shared(spec),
    find: (input, scope) => targets(spec, input, scope, []),
    ...(check === undefined ? {} : { check }),
    handle: (input, scope) => spec.handle(input, scope),
  });
}

/** What Organizations answers to a member account that asks for what the management account may do. Source: observed. */
export const NO_PERMISSION = "You don't have permissions to access this resource.";

function inOrganization<const S extends StructureShape>(
  spec: InOrganization<S>,
  checkCaller: (organization: Organization, accountId: string) => void,
): Operation {
  return defineOperation({
    ...shared(spec),
    find(input, scope) {
      const { organizations } = scope.world;
      const organization = organizations.of(scope.request.accountId);
      if (organization === undefined) return targets(spec, input, scope, []);
      const named = spec.about?.(input, organization) ?? [];
      return targets(
        spec,
        input,
        scope,
        named.map((id) => arnOfNamed(organizations, organization, id)),
      );
    },
    check(input, scope) {
      const inside = inPlace(scope);
      checkCaller(inside.organization, scope.request.accountId);
      spec.check?.(input, inside);
    },
    handle: (input, scope) => spec.handle(input, inPlace(scope)),
  });
}

/** @throws {OrganizationsError} for an account of no organization */
function inPlace<S extends CheckScope>(scope: S): S & InPlace {
  const { organizations } = scope.world;
  const organization = organizations.of(scope.request.accountId);
  if (organization === undefined) {
    throw new OrganizationsError(
      'AWSOrganizationsNotInUseException',
      'Your account is not a member of an organization.',
      'not-in-organization',
    );
  }
  return { ...scope, organization, organizations };
}

function shared<const S extends StructureShape>({ name, summary, input, readOnly }: Common<S>) {
  return {
    service: 'organizations',
    name,
    summary,
    source: `https://docs.aws.amazon.com/organizations/latest/APIReference/API_${name}.html`,
    input,
    readOnly,
    mutates: !readOnly,
    record: {
      requestParameters: loggedParameters(input),
      ...(readOnly ? {} : { responseElements: loggedResponse }),
    },
  } as const;
}

/** The operation's own action on each thing; whoever makes something with tags on it must be let tag it too. */
function targets(
  { name }: { readonly name: string },
  input: object,
  scope: Scope,
  arns: readonly string[],
): readonly Target[] {
  const about = arns.length === 0 ? ['*'] : arns;
  const asked = about.map((arn) => iamTarget(scope, `organizations:${name}`, arn));
  const hasTags = name !== 'TagResource' && 'Tags' in input && Array.isArray(input.Tags) && input.Tags.length > 0;
  return hasTags ? [...asked, iamTarget(scope, 'organizations:TagResource')] : asked;
}
