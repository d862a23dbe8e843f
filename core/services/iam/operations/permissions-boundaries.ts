import { IamError } from '../../../errors/iam-errors.ts';
import type { Operation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { ENTITIES, nameIn } from '../entities.ts';
import { attachablePolicy } from '../find-entity.ts';
import { entityPut } from '../iam-facts.ts';
import { iamOperation } from '../iam-operation.ts';
import { Arn } from '../iam-shapes.ts';

/** Groups have none. */
const KINDS = ['User', 'Role'] as const;

function put(kind: (typeof KINDS)[number]): Operation {
  const { member, shape, find, target } = ENTITIES[kind];
  return iamOperation({
    name: `Put${kind}PermissionsBoundary`,
    summary: `Sets the most that the policies of a ${kind.toLowerCase()} can allow.`,
    input: structure({ [member]: shape, PermissionsBoundary: Arn }, {}),
    target: (input, scope) => target(scope, nameIn(input, kind)),
    handle(input, scope) {
      const identity = find(scope, nameIn(input, kind));
      const { arn: boundary } = attachablePolicy(scope, String(input.PermissionsBoundary));
      return { output: {}, facts: [entityPut({ ...identity, boundary })] };
    },
  });
}

function remove(kind: (typeof KINDS)[number]): Operation {
  const { member, shape, find, target } = ENTITIES[kind];
  return iamOperation({
    name: `Delete${kind}PermissionsBoundary`,
    summary: `Takes the permissions boundary away from a ${kind.toLowerCase()}.`,
    input: structure({ [member]: shape }, {}),
    target: (input, scope) => target(scope, nameIn(input, kind)),
    handle(input, scope) {
      const identity = find(scope, nameIn(input, kind));
      if (identity.boundary === null) {
        throw IamError.noSuchEntity(`${kind} ${identity.name} does not have a permission boundary set.`);
      }
      return { output: {}, facts: [entityPut({ ...identity, boundary: null })] };
    },
  });
}

export const PERMISSIONS_BOUNDARY_OPERATIONS: readonly Operation[] = KINDS.flatMap((kind) => [put(kind), remove(kind)]);
