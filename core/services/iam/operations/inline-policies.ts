import type { NamedPolicy } from '../../../access/decision.ts';
import { policySize } from '../../../access/policy-limits.ts';
import { IamError } from '../../../errors/iam-errors.ts';
import type { Operation } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { ENTITIES, ENTITY_KINDS, type EntityKind, nameIn } from '../entities.ts';
import { encodedDocument } from '../entity-output.ts';
import { entityPut } from '../iam-facts.ts';
import { iamOperation } from '../iam-operation.ts';
import { Marker, MaxItems, PolicyDocument, PolicyName } from '../iam-shapes.ts';
import { byName, pageByMarker } from '../page-by-marker.ts';
import { acceptIdentityPolicy } from '../policy-documents.ts';

/** One of the same name is replaced. */
function put(kind: EntityKind): Operation {
  const { member, shape, find, target, inlineLimit } = ENTITIES[kind];
  const lower = kind.toLowerCase();
  return iamOperation({
    name: `Put${kind}Policy`,
    summary: `Writes an inline policy of a ${lower}, which belongs to it alone.`,
    input: structure({ [member]: shape, PolicyName, PolicyDocument }, {}),
    target: (input, scope) => target(scope, nameIn(input, kind)),
    handle(input, scope) {
      const entity = find(scope, nameIn(input, kind));
      const name = String(input.PolicyName);
      const policy = acceptIdentityPolicy(String(input.PolicyDocument), scope);
      const others = entity.inlinePolicies.filter((other) => other.name !== name);
      const inlinePolicies = [...others, { name, policy }];
      const size = inlinePolicies.reduce((sum, each) => sum + policySize(each.policy.text, inlineLimit), 0);
      if (size > inlineLimit.most) {
        throw IamError.limitExceeded(
          `Maximum policy size of ${inlineLimit.most} bytes exceeded for ${lower} ${entity.name}`,
        );
      }
      return { output: {}, facts: [entityPut({ ...entity, inlinePolicies })] };
    },
  });
}

function get(kind: EntityKind): Operation {
  const { member, shape, find, target } = ENTITIES[kind];
  return iamOperation({
    name: `Get${kind}Policy`,
    summary: `Returns an inline policy of a ${kind.toLowerCase()}.`,
    input: structure({ [member]: shape, PolicyName }, {}),
    target: (input, scope) => target(scope, nameIn(input, kind)),
    handle(input, scope) {
      const entity = find(scope, nameIn(input, kind));
      const { name, policy } = inlinePolicy(kind, entity.inlinePolicies, String(input.PolicyName));
      const document = encodedDocument(policy.text);
      return { output: { [member]: entity.name, PolicyName: name, PolicyDocument: document } };
    },
  });
}

function remove(kind: EntityKind): Operation {
  const { member, shape, find, target } = ENTITIES[kind];
  return iamOperation({
    name: `Delete${kind}Policy`,
    summary: `Deletes an inline policy of a ${kind.toLowerCase()}.`,
    input: structure({ [member]: shape, PolicyName }, {}),
    target: (input, scope) => target(scope, nameIn(input, kind)),
    handle(input, scope) {
      const entity = find(scope, nameIn(input, kind));
      const gone = inlinePolicy(kind, entity.inlinePolicies, String(input.PolicyName));
      const inlinePolicies = entity.inlinePolicies.filter((policy) => policy !== gone);
      return { output: {}, facts: [entityPut({ ...entity, inlinePolicies })] };
    },
  });
}

function list(kind: EntityKind): Operation {
  const { member, shape, find, target } = ENTITIES[kind];
  return iamOperation({
    name: `List${kind}Policies`,
    summary: `Lists the names of the inline policies of a ${kind.toLowerCase()}.`,
    input: structure({ [member]: shape }, { Marker, MaxItems }),
    target: (input, scope) => target(scope, nameIn(input, kind)),
    handle(input, scope) {
      const { inlinePolicies } = find(scope, nameIn(input, kind));
      const { items, truncation } = pageByMarker(byName(inlinePolicies), ({ name }) => name, input);
      return { output: { PolicyNames: items.map(({ name }) => name), ...truncation } };
    },
  });
}

function inlinePolicy(kind: EntityKind, policies: readonly NamedPolicy[], name: string): NamedPolicy {
  const policy = policies.find((each) => each.name === name);
  if (policy !== undefined) return policy;
  throw IamError.noSuchEntity(`The ${kind.toLowerCase()} policy with name ${name} cannot be found.`);
}

/** Put, get, delete and list, for users, roles and groups. */
export const INLINE_POLICY_OPERATIONS: readonly Operation[] = ENTITY_KINDS.flatMap((kind) => [
  put(kind),
  get(kind),
  remove(kind),
  list(kind),
]);
