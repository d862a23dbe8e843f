import { iamArn } from '../../../cloud/arn.ts';
import { structure } from '../../../operations/shape.ts';
import { seconds, userOutput } from '../entity-output.ts';
import { ownUserName, userNamed, userTarget } from '../find-entity.ts';
import { iamOperation, ownArn } from '../iam-operation.ts';
import { ExistingUserName } from '../iam-shapes.ts';

/** Without a name it is about the caller: a user, or the account's root user. */
export const getUser = iamOperation({
  name: 'GetUser',
  summary: 'Tells of a user, or of yourself.',
  input: structure({}, { UserName: ExistingUserName }),
  target({ UserName: name }, scope) {
    if (name === undefined && scope.request.principal.type === 'root') return { arn: ownArn(scope, 'root') };
    return userTarget(scope, name ?? ownUserName(scope));
  },
  handle({ UserName: name }, scope) {
    const { principal } = scope.request;
    if (name === undefined && principal.type === 'root') {
      const { accountId } = principal;
      const created = seconds(scope.world.startedAt);
      return { output: { User: { UserId: accountId, Arn: iamArn('aws', accountId, 'root'), CreateDate: created } } };
    }
    return { output: { User: userOutput(userNamed(scope, name ?? ownUserName(scope))) } };
  },
});
