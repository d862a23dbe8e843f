import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { accountIn } from '../find.ts';
import { masterCannotLeave } from '../leaving.ts';
import { AccountIdShape } from '../shapes.ts';

/** Simplified as LeaveOrganization is. */
export const removeAccountFromOrganization = managementOperation({
  name: 'RemoveAccountFromOrganization',
  summary: 'Takes a member account out of the organization.',
  input: structure({ AccountId: AccountIdShape }, {}),
  readOnly: false,
  about: ({ AccountId }) => [AccountId],
  check(input, scope) {
    const { accountId } = accountIn(scope, input.AccountId);
    if (accountId === scope.organization.managementAccountId) throw masterCannotLeave();
  },
  handle(input, scope) {
    const { accountId } = accountIn(scope, input.AccountId);
    return { output: {}, facts: [{ type: 'accountLeft', accountId }] };
  },
});
