import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { accountIn } from '../find.ts';
import { accountOutput } from '../outputs.ts';
import { AccountIdShape } from '../shapes.ts';

export const describeAccount = managementOperation({
  name: 'DescribeAccount',
  summary: 'Shows an account of the organization.',
  input: structure({ AccountId: AccountIdShape }, {}),
  readOnly: true,
  about: ({ AccountId }) => [AccountId],
  handle(input, scope) {
    const account = accountIn(scope, input.AccountId);
    return { output: { Account: accountOutput(scope.organizations, scope.organization, account) } };
  },
});
