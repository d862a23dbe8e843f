import type { Role } from '../../../cloud/identity.ts';
import { structure } from '../../../operations/shape.ts';
import { roleOutput } from '../entity-output.ts';
import { roleNamed, roleTarget } from '../find-entity.ts';
import { entityPut } from '../iam-facts.ts';
import { iamOperation } from '../iam-operation.ts';
import { MaxSessionDuration, RoleDescription, RoleName } from '../iam-shapes.ts';

export const updateRole = iamOperation({
  name: 'UpdateRole',
  summary: 'Changes the description of a role, and how long its sessions may last.',
  input: structure({ RoleName }, { Description: RoleDescription, MaxSessionDuration }),
  target: ({ RoleName: name }, scope) => roleTarget(scope, name),
  handle(input, scope) {
    const role = roleNamed(scope, input.RoleName);
    const { Description: description = role.description, MaxSessionDuration: seconds = role.maxSessionSeconds } = input;
    return { output: {}, facts: [entityPut({ ...role, description, maxSessionSeconds: seconds })] };
  },
});

/** The older way to the same. */
export const updateRoleDescription = iamOperation({
  name: 'UpdateRoleDescription',
  summary: 'Changes the description of a role.',
  input: structure({ RoleName, Description: RoleDescription }, {}),
  target: ({ RoleName: name }, scope) => roleTarget(scope, name),
  handle({ RoleName: name, Description: description }, scope) {
    const role: Role = { ...roleNamed(scope, name), description };
    return { output: { Role: roleOutput(role, scope.world) }, facts: [entityPut(role)] };
  },
});
