import { type AccountId, AWS_ACCOUNT, iamArn, parseAccountId } from '../../../cloud/arn.ts';
import type { AccountCreation } from '../../../cloud/organization.ts';
import { OrganizationsError } from '../../../errors/organizations-errors.ts';
import type { Fact } from '../../../lab/facts.ts';
import type { Ids } from '../../../lab/ids.ts';
import type { World } from '../../../lab/world.ts';
import { oneOf, string, structure } from '../../../operations/shape.ts';
import { accountWithEmail } from '../account-emails.ts';
import { managementOperation, type OrganizationScope } from '../define-operation.ts';
import { creationOutput } from '../outputs.ts';
import { recordAccountCreation } from '../record-account-creation.ts';
import { Tags } from '../shapes.ts';
import { checkTags } from '../tags.ts';

const DEFAULT_ROLE = 'OrganizationAccountAccessRole';
const ADMINISTRATOR_ACCESS = iamArn('aws', AWS_ACCOUNT, 'policy/AdministratorAccess');

/**
 * Makes an account with one role, which the management account may assume.
 * Simplified: in AWS the account takes a minute or more; here it is there as soon as the answer, which says IN_PROGRESS as
 * AWS's does, is given.
 */
export const createAccount = managementOperation({
  name: 'CreateAccount',
  summary: 'Makes an account in the organization, with a role for the management account in it.',
  input: structure(
    {
      Email: string({
        min: 6,
        max: 64,
        pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
        sensitive: true,
        standIn: 'hidden@example.com',
      }),
      AccountName: string({ min: 1, max: 50, pattern: /^[\u0020-\u007E]+$/, sensitive: true }),
    },
    {
      RoleName: string({ max: 64, pattern: /^[\w+=,.@-]{1,64}$/ }),
      IamUserAccessToBilling: oneOf(['ALLOW', 'DENY']),
      Tags,
    },
  ),
  readOnly: false,
  check({ RoleName = DEFAULT_ROLE, Tags: tags }) {
    checkTags(tags);
    if (!RoleName.startsWith('AWSServiceRoleFor')) return;
    throw OrganizationsError.invalid(
      "A role name can't begin with the reserved prefix AWSServiceRoleFor.",
      'INVALID_ROLE_NAME',
    );
  },
  handle(input, scope) {
    const { organization, world, ids, at } = scope;
    const isTaken = accountWithEmail(world, input.Email) !== undefined;
    const creation: AccountCreation = {
      id: `car-${ids.alphanumeric(32)}`,
      organizationId: organization.id,
      accountName: input.AccountName,
      state: isTaken ? 'FAILED' : 'SUCCEEDED',
      requestedAt: at,
      completedAt: at,
      accountId: isTaken ? null : newAccountId(world, ids),
      failureReason: isTaken ? 'EMAIL_ALREADY_EXISTS' : null,
    };
    const { Id, AccountName, RequestedTimestamp } = creationOutput(creation);
    return {
      output: { CreateAccountStatus: { Id, AccountName, State: 'IN_PROGRESS', RequestedTimestamp } },
      facts: [
        ...(creation.accountId === null ? [] : accountFacts(creation.accountId, input, scope)),
        { type: 'accountCreationEnded', creation },
        recordAccountCreation(creation, scope),
      ],
    };
  },
});

function newAccountId(world: World, ids: Ids): AccountId {
  for (;;) {
    const id = parseAccountId(ids.digits(12));
    if (id !== null && !id.startsWith('0') && !world.accounts.has(id)) return id;
  }
}

interface Wanted {
  readonly Email: string;
  readonly AccountName: string;
  readonly RoleName?: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

/** Scenarios and front ends name accounts, so that two of one name could not be told apart. */
function accountFacts(
  accountId: AccountId,
  { Email, AccountName, RoleName = DEFAULT_ROLE, Tags: tags = [] }: Wanted,
  { organization, world, ids, at }: OrganizationScope,
): readonly Fact[] {
  const isNamed = [...world.accounts.values()].some(({ name }) => name === AccountName);
  return [
    { type: 'accountAdded', account: { accountId, name: isNamed ? accountId : AccountName } },
    {
      type: 'identityPut',
      identity: {
        arn: iamArn('aws', accountId, `role/${RoleName}`),
        type: 'role',
        accountId,
        name: RoleName,
        id: ids.unique('AROA'),
        policies: [],
        attachedPolicies: [ADMINISTRATOR_ACCESS],
        trustPolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: iamArn('aws', organization.managementAccountId, 'root') },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
      },
    },
    {
      type: 'accountJoined',
      account: {
        accountId,
        organizationId: organization.id,
        name: AccountName,
        email: Email,
        parentId: organization.rootId,
        joinedMethod: 'CREATED',
        joinedAt: at,
      },
    },
    { type: 'organizationTagsSet', resourceId: accountId, tags },
  ];
}
