import { structure } from '../../../operations/shape.ts';
import { roleOutput } from '../entity-output.ts';
import { roleNamed, roleTarget } from '../find-entity.ts';
import { iamOperation } from '../iam-operation.ts';
import { RoleName } from '../iam-shapes.ts';

export const getRole = iamOperation({
  name: 'GetRole',
  summary: 'Tells of a role, with its trust policy.',
  input: structure({ RoleName }, {}),
  target: ({ RoleName: name }, scope) => roleTarget(scope, name),
  handle: ({ RoleName: name }, scope) => ({ output: { Role: roleOutput(roleNamed(scope, name), scope.world) } }),
});
