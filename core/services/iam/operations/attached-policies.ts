import { IamError } from '../../../errors/iam-errors.ts';
import type { Operation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { ENTITIES, ENTITY_KINDS, type EntityKind, nameIn } from '../entities.ts';
import { attachedOutput } from '../entity-output.ts';
import { attachablePolicy } from '../find-entity.ts';
import { entityPut } from '../iam-facts.ts';
import { iamOperation } from '../iam-operation.ts';
import { Arn, Marker, MaxItems, PolicyPath } from '../iam-shapes.ts';
import { pageByMarker } from '../page-by-marker.ts';

/** Managed policies that one user, role or group may have. Source: IAM User Guide, "IAM and AWS STS quotas". */
const MOST_ATTACHED = 10;

/** Whoever has it already, has it. Source: IAM API Reference, AttachUserPolicy and its likes. */
function attach(kind: EntityKind): Operation {
  const { member, shape, find, target } = ENTITIES[kind];
  return iamOperation({
    name: `Attach${kind}Policy`,
    summary: `Attaches a managed policy to a ${kind.toLowerCase()}.`,
    input: structure({ [member]: shape, PolicyArn: Arn }, {}),
    target: (input, scope) => target(scope, nameIn(input, kind)),
    handle(input, scope) {
      const entity = find(scope, nameIn(input, kind));
      const { arn } = attachablePolicy(scope, String(input.PolicyArn));
      if (entity.attachedPolicies.includes(arn)) return { output: {} };
      if (entity.attachedPolicies.length >= MOST_ATTACHED) {
        throw IamError.limitExceeded(`Cannot exceed quota for PoliciesPer${kind}: ${MOST_ATTACHED}`);
      }
      const attachedPolicies = [...entity.attachedPolicies, arn];
      return { output: {}, facts: [entityPut({ ...entity, attachedPolicies })] };
    },
  });
}

function detach(kind: EntityKind): Operation {
  const { member, shape, find, target } = ENTITIES[kind];
  return iamOperation({
    name: `Detach${kind}Policy`,
    summary: `Takes a managed policy away from a ${kind.toLowerCase()}.`,
    input: structure({ [member]: shape, PolicyArn: Arn }, {}),
    target: (input, scope) => target(scope, nameIn(input, kind)),
    handle(input, scope) {
      const entity = find(scope, nameIn(input, kind));
      const { PolicyArn: arn } = input;
      const attachedPolicies = entity.attachedPolicies.filter((each) => each !== arn);
      if (attachedPolicies.length === entity.attachedPolicies.length) {
        throw IamError.noSuchEntity(`Policy ${arn} was not found.`);
      }
      return { output: {}, facts: [entityPut({ ...entity, attachedPolicies })] };
    },
  });
}

function listAttached(kind: EntityKind): Operation {
  const { member, shape, find, target } = ENTITIES[kind];
  return iamOperation({
    name: `ListAttached${kind}Policies`,
    summary: `Lists the managed policies that are attached to a ${kind.toLowerCase()}.`,
    input: structure({ [member]: shape }, { PathPrefix: PolicyPath, Marker, MaxItems }),
    target: (input, scope) => target(scope, nameIn(input, kind)),
    handle(input, scope) {
      const { attachedPolicies } = find(scope, nameIn(input, kind));
      const { PathPrefix: prefix = '/' } = input;
      const shown = attachedPolicies.filter((arn) => scope.world.managedPolicy(arn)?.path.startsWith(prefix));
      const { items, truncation } = pageByMarker(shown, (arn) => arn, input);
      return { output: { AttachedPolicies: attachedOutput(items), ...truncation } };
    },
  });
}

/** Attach, detach and list, for users, roles and groups. */
export const ATTACHED_POLICY_OPERATIONS: readonly Operation[] = ENTITY_KINDS.flatMap((kind) => [
  attach(kind),
  detach(kind),
  listAttached(kind),
]);
