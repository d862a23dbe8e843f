import { bindPrincipals } from '../../../access/policy.ts';
import type { Role } from '../../../cloud/identity.ts';
import { isServiceLinkedPath } from '../../../cloud/service-linked-roles.ts';
import { IamError } from '../../../errors/iam-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { roleOutput } from '../entity-output.ts';
import { entityPut } from '../iam-facts.ts';
import { iamOperation, ownArn } from '../iam-operation.ts';
import { Arn, MaxSessionDuration, Path, PolicyDocument, RoleDescription, RoleName, Tags } from '../iam-shapes.ts';
import { newPrincipal } from '../new-principal.ts';
import { acceptTrustPolicy } from '../policy-documents.ts';

export const createRole = iamOperation({
  name: 'CreateRole',
  summary: 'Makes a role, and says who may assume it.',
  input: structure(
    { RoleName, AssumeRolePolicyDocument: PolicyDocument },
    { Path, Description: RoleDescription, MaxSessionDuration, PermissionsBoundary: Arn, Tags },
  ),
  target: ({ RoleName: name, Path: path = '/' }, scope) => ({ arn: ownArn(scope, `role${path}${name}`) }),
  handle(input, scope) {
    const { RoleName: name, Path: path = '/', PermissionsBoundary: boundary, Tags: tags = [] } = input;
    const { world, request } = scope;
    if (isServiceLinkedPath(path)) throw IamError.reservedPath();
    const trustPolicy = acceptTrustPolicy(input.AssumeRolePolicyDocument, scope);
    if (world.directory.roleNamed(request.accountId, name) !== undefined) {
      throw IamError.alreadyExists(`Role with name ${name} already exists.`);
    }
    const role: Role = {
      type: 'role',
      ...newPrincipal('role', { name, path, boundary, tags }, scope),
      description: input.Description ?? null,
      maxSessionSeconds: input.MaxSessionDuration ?? 3_600,
      trustPolicy: bindPrincipals(trustPolicy, (arn) => world.idOf(arn)),
    };
    return { output: { Role: withoutUse(roleOutput(role, world)) }, facts: [entityPut(role)] };
  },
});

/** A role that was made a moment ago tells of no use, not even that there was none. */
function withoutUse({ RoleLastUsed: _, MaxSessionDuration, ...role }: Readonly<Record<string, unknown>>) {
  return MaxSessionDuration === 3_600 ? role : { ...role, MaxSessionDuration };
}
