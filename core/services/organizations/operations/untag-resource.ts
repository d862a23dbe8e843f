import { list, structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { checkTaggable } from '../find.ts';
import { ResourceId, TagKey } from '../shapes.ts';
import { checkTagKeys } from '../tags.ts';

export const untagOrganizationResource = managementOperation({
  name: 'UntagResource',
  summary: 'Takes tags off the root, a unit, an account or a policy.',
  input: structure({ ResourceId, TagKeys: list(TagKey) }, {}),
  readOnly: false,
  about: ({ ResourceId: resourceId }) => [resourceId],
  check(input, scope) {
    checkTaggable(scope, input.ResourceId);
    checkTagKeys(input.TagKeys);
  },
  handle({ ResourceId: resourceId, TagKeys }, { organizations }) {
    const tags = (organizations.tags.get(resourceId) ?? []).filter(({ Key }) => !TagKeys.includes(Key));
    return { output: {}, facts: [{ type: 'organizationTagsSet', resourceId, tags }] };
  },
});
