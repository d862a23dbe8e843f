import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { unitIn } from '../find.ts';
import { unitOutput } from '../outputs.ts';
import { UnitId, UnitName } from '../shapes.ts';
import { checkUnitName } from '../unit-names.ts';

export const updateOrganizationalUnit = managementOperation({
  name: 'UpdateOrganizationalUnit',
  summary: 'Renames an organizational unit.',
  input: structure({ OrganizationalUnitId: UnitId }, { Name: UnitName }),
  readOnly: false,
  about: ({ OrganizationalUnitId }) => [OrganizationalUnitId],
  check(input, scope) {
    const unit = unitIn(scope, input.OrganizationalUnitId);
    if (input.Name !== undefined && input.Name !== unit.name) {
      checkUnitName(scope.organizations, unit.parentId, input.Name);
    }
  },
  handle(input, scope) {
    const before = unitIn(scope, input.OrganizationalUnitId);
    const unit = { ...before, name: input.Name ?? before.name };
    return {
      output: { OrganizationalUnit: unitOutput(scope.organizations, scope.organization, unit) },
      facts: [{ type: 'unitRenamed', unitId: unit.id, name: unit.name }],
    };
  },
});
