import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { missing } from '../find.ts';
import { creationOutput } from '../outputs.ts';
import { AccountCreationId } from '../shapes.ts';

export const describeCreateAccountStatus = managementOperation({
  name: 'DescribeCreateAccountStatus',
  summary: 'Shows what came of a request to make an account.',
  input: structure({ CreateAccountRequestId: AccountCreationId }, {}),
  readOnly: true,
  handle(input, { organizations, organization }) {
    const creation = organizations.accountCreations.get(input.CreateAccountRequestId);
    if (creation?.organizationId !== organization.id) {
      throw missing(
        'CreateAccountStatusNotFoundException',
        "You specified a CreateAccountRequestId that doesn't exist.",
      );
    }
    return { output: { CreateAccountStatus: creationOutput(creation) } };
  },
});
