import { IamError } from '../../../errors/iam-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { usesOf } from '../entity-output.ts';
import { customerPolicy, policyTarget } from '../find-entity.ts';
import { iamOperation } from '../iam-operation.ts';
import { Arn } from '../iam-shapes.ts';

export const deletePolicy = iamOperation({
  name: 'DeletePolicy',
  summary: 'Deletes a customer managed policy that nobody has any more.',
  input: structure({ PolicyArn: Arn }, {}),
  target: ({ PolicyArn: arn }, scope) => policyTarget(scope, arn),
  handle({ PolicyArn: arn }, scope) {
    const policy = customerPolicy(scope, arn);
    const { attached, asBoundary } = usesOf(arn, scope.world.directory, scope.request.accountId);
    if (attached.length + asBoundary.length > 0) {
      throw IamError.deleteConflict('Cannot delete a policy attached to entities.');
    }
    if (policy.versions.length > 1) {
      throw IamError.deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    }
    return { output: {}, facts: [{ type: 'managedPolicyDeleted', arn }] };
  },
});
