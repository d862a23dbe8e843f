import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { checkTaggable } from '../find.ts';
import { pageByToken } from '../page-by-token.ts';
import { NextToken, ResourceId } from '../shapes.ts';

export const listTagsForOrganizationResource = managementOperation({
  name: 'ListTagsForResource',
  summary: 'Lists the tags of the root, a unit, an account or a policy.',
  input: structure({ ResourceId }, { NextToken }),
  readOnly: true,
  about: ({ ResourceId: resourceId }) => [resourceId],
  handle(input, scope) {
    checkTaggable(scope, input.ResourceId);
    const tags = scope.organizations.tags.get(input.ResourceId) ?? [];
    const { items, next } = pageByToken(tags, ({ Key }) => Key, input);
    return { output: { Tags: items, ...next } };
  },
});
