import { bindPrincipals } from '../../../access/policy.ts';
import { structure } from '../../../operations/shape.ts';
import { roleNamed, roleTarget } from '../find-entity.ts';
import { entityPut } from '../iam-facts.ts';
import { iamOperation } from '../iam-operation.ts';
import { PolicyDocument, RoleName } from '../iam-shapes.ts';
import { acceptTrustPolicy } from '../policy-documents.ts';

export const updateAssumeRolePolicy = iamOperation({
  name: 'UpdateAssumeRolePolicy',
  summary: 'Replaces the trust policy of a role: who may assume it.',
  input: structure({ RoleName, PolicyDocument }, {}),
  target: ({ RoleName: name }, scope) => roleTarget(scope, name),
  handle({ RoleName: name, PolicyDocument: document }, scope) {
    const role = roleNamed(scope, name);
    const trustPolicy = bindPrincipals(acceptTrustPolicy(document, scope), (arn) => scope.world.idOf(arn));
    return { output: {}, facts: [entityPut({ ...role, trustPolicy })] };
  },
});
