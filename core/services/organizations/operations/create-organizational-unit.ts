import type { OrganizationalUnit } from '../../../cloud/organization.ts';
import { OrganizationsError } from '../../../errors/organizations-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { checkParent } from '../find.ts';
import { unitOutput } from '../outputs.ts';
import { ParentId, Tags, UnitName } from '../shapes.ts';
import { checkTags } from '../tags.ts';
import { checkUnitName } from '../unit-names.ts';

/** Levels of units below the root. Source: Organizations User Guide, "Quotas and service limits". */
const DEEPEST = 5;

export const createOrganizationalUnit = managementOperation({
  name: 'CreateOrganizationalUnit',
  summary: 'Makes an organizational unit in the root or in another unit.',
  input: structure({ ParentId, Name: UnitName }, { Tags }),
  readOnly: false,
  about: ({ ParentId: parentId }) => [parentId],
  check(input, scope) {
    checkParent(scope, input.ParentId);
    checkUnitName(scope.organizations, input.ParentId, input.Name);
    checkTags(input.Tags);
    if (scope.organizations.pathTo(input.ParentId).length <= DEEPEST) return;
    throw OrganizationsError.constraint(
      `You have exceeded the maximum depth of organizational units, which is ${DEEPEST}.`,
      'OU_DEPTH_LIMIT_EXCEEDED',
    );
  },
  handle(input, { organizations, organization, ids }) {
    const unit: OrganizationalUnit = {
      id: `ou-${organization.rootId.slice('r-'.length)}-${ids.alphanumeric(8)}`,
      organizationId: organization.id,
      name: input.Name,
      parentId: input.ParentId,
    };
    return {
      output: { OrganizationalUnit: unitOutput(organizations, organization, unit) },
      facts: [
        { type: 'unitCreated', unit },
        { type: 'organizationTagsSet', resourceId: unit.id, tags: input.Tags ?? [] },
      ],
    };
  },
});
