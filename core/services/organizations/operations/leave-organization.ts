import { structure } from '../../../operations/shape.ts';
import { memberOperation } from '../define-operation.ts';
import { masterCannotLeave } from '../leaving.ts';

/**
 * Simplified: an account that CreateAccount made must in AWS be a week old and have a means of payment first.
 * Source: Organizations User Guide, "Leave an organization from a member account".
 */
export const leaveOrganization = memberOperation({
  name: 'LeaveOrganization',
  summary: 'Takes your own account out of the organization.',
  input: structure({}, {}),
  readOnly: false,
  check(_, { organization, request }) {
    if (organization.managementAccountId === request.accountId) throw masterCannotLeave();
  },
  handle: (_, { request: { accountId } }) => ({ output: {}, facts: [{ type: 'accountLeft', accountId }] }),
});
