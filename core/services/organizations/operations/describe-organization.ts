import { structure } from '../../../operations/shape.ts';
import { memberOperation } from '../define-operation.ts';
import { organizationOutput } from '../outputs.ts';

export const describeOrganization = memberOperation({
  name: 'DescribeOrganization',
  summary: 'Shows the organization that your account belongs to.',
  input: structure({}, {}),
  readOnly: true,
  handle: (_, { organizations, organization }) => ({
    output: { Organization: organizationOutput(organizations, organization) },
  }),
});
