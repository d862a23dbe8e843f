import { OrganizationsError } from '../../../errors/organizations-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { unitIn } from '../find.ts';
import { UnitId } from '../shapes.ts';

export const deleteOrganizationalUnit = managementOperation({
  name: 'DeleteOrganizationalUnit',
  summary: 'Deletes an organizational unit, which must be empty.',
  input: structure({ OrganizationalUnitId: UnitId }, {}),
  readOnly: false,
  about: ({ OrganizationalUnitId }) => [OrganizationalUnitId],
  check(input, scope) {
    const { id } = unitIn(scope, input.OrganizationalUnitId);
    const { units, accounts } = scope.organizations;
    if (![...units.values(), ...accounts.values()].some(({ parentId }) => parentId === id)) return;
    throw new OrganizationsError(
      'OrganizationalUnitNotEmptyException',
      'The specified organizational unit is not empty. Move its accounts and delete its units first.',
      'organization-not-empty',
    );
  },
  handle: ({ OrganizationalUnitId }) => ({
    output: {},
    facts: [{ type: 'unitDeleted', unitId: OrganizationalUnitId }],
  }),
});
