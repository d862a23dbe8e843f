import { OrganizationsError } from '../../../errors/organizations-errors.ts';
import { structure } from '../../../operations/shape.ts';
import { managementOperation } from '../define-operation.ts';
import { accountIn, checkParent, missing } from '../find.ts';
import { AccountIdShape, ParentId } from '../shapes.ts';

export const moveAccount = managementOperation({
  name: 'MoveAccount',
  summary: 'Moves an account to another unit, or to the root.',
  input: structure({ AccountId: AccountIdShape, SourceParentId: ParentId, DestinationParentId: ParentId }, {}),
  readOnly: false,
  about: ({ AccountId, SourceParentId, DestinationParentId }) => [AccountId, SourceParentId, DestinationParentId],
  check({ AccountId, SourceParentId, DestinationParentId }, scope) {
    const account = accountIn(scope, AccountId);
    checkParent(scope, SourceParentId, 'SourceParentNotFoundException');
    checkParent(scope, DestinationParentId, 'DestinationParentNotFoundException');
    if (account.parentId === DestinationParentId) {
      throw new OrganizationsError(
        'DuplicateAccountException',
        'That account is already present in the specified destination.',
        'exists-in-organization',
      );
    }
    if (account.parentId !== SourceParentId) {
      throw missing('SourceParentNotFoundException', 'The account is not in the source parent that you specified.');
    }
  },
  handle(input, scope) {
    const { accountId } = accountIn(scope, input.AccountId);
    return { output: {}, facts: [{ type: 'accountMoved', accountId, parentId: input.DestinationParentId }] };
  },
});
