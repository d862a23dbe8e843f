import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { unitIn } from '../find.ts';
import { unitOutput } from '../outputs.ts';
import { UnitId } from '../shapes.ts';

export const describeOrganizationalUnit = managementOperation({
  name: 'DescribeOrganizationalUnit',
  summary: 'Shows an organizational unit.',
  input: structure({ OrganizationalUnitId: UnitId }, {}),
  readOnly: true,
  about: ({ OrganizationalUnitId }) => [OrganizationalUnitId],
  handle(input, scope) {
    const unit = unitIn(scope, input.OrganizationalUnitId);
    return { output: { OrganizationalUnit: unitOutput(scope.organizations, scope.organization, unit) } };
  },
});
