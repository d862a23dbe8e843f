import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { checkTaggable } from '../find.ts';
import { ResourceId, Tags } from '../shapes.ts';
import { checkTags, withTags } from '../tags.ts';

export const tagOrganizationResource = managementOperation({
  name: 'TagResource',
  summary: 'Puts tags on the root, a unit, an account or a policy.',
  input: structure({ ResourceId, Tags }, {}),
  readOnly: false,
  about: ({ ResourceId: resourceId }) => [resourceId],
  check(input, scope) {
    checkTaggable(scope, input.ResourceId);
    checkTags(input.Tags, scope.organizations.tags.get(input.ResourceId));
  },
  handle({ ResourceId: resourceId, Tags: more }, { organizations }) {
    const tags = withTags(organizations.tags.get(resourceId) ?? [], more);
    return { output: {}, facts: [{ type: 'organizationTagsSet', resourceId, tags }] };
  },
});
