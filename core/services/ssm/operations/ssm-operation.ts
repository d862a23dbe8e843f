import { iamTarget } from '../../../operations/find-key.ts';
import {
  defineOperation,
  type Operation,
  type OperationSpec,
  type Scope,
  type Target,
} from '../../../operations/operation.ts';
import type { StructureShape } from '../../../operations/shape.ts';
import { readName } from '../parameter-name.ts';

type Spec<S extends StructureShape> = Omit<OperationSpec<S>, 'service' | 'source' | 'mutates'>;

/** An operation of Parameter Store. Source: AWS Systems Manager API Reference. */
export function ssmOperation<const S extends StructureShape>(spec: Spec<S>): Operation {
  return defineOperation<S>({
    service: 'ssm',
    source: `https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_${spec.name}.html`,
    mutates: !spec.readOnly,
    ...spec,
  });
}

/** The question whether the caller may do `action` on a parameter, whether it is there or not. */
export function parameterTarget(scope: Scope, name: string, action: string): Target {
  const { arn } = readName(scope, name);
  const target = iamTarget(scope, action, arn);
  const parameter = scope.world.parameters.get(arn);
  if (parameter === undefined) return target;
  const tags = Object.entries(parameter.tags).map(([Key, Value]) => ({ Key, Value }));
  return { ...target, ownerAccountId: parameter.accountId, entity: { boundary: null, tags } };
}
