import { structure } from '../../../operations/shape.ts';
import { roleNamed, roleTarget } from '../find-entity.ts';
import { iamOperation } from '../iam-operation.ts';
import { Marker, MaxItems, RoleName } from '../iam-shapes.ts';

/** Simplified: kmslab has no instances, so no role is in a profile. Terraform asks before it deletes a role. */
export const listInstanceProfilesForRole = iamOperation({
  name: 'ListInstanceProfilesForRole',
  summary: 'Lists the instance profiles of a role: none, in kmslab.',
  input: structure({ RoleName }, { Marker, MaxItems }),
  target: ({ RoleName: name }, scope) => roleTarget(scope, name),
  handle({ RoleName: name }, scope) {
    roleNamed(scope, name);
    return { output: { InstanceProfiles: [], IsTruncated: false } };
  },
});
