import { type AccountId, parseAccountId } from '../../../cloud/arn.ts';
import { OrganizationsError } from '../../../errors/organizations-errors.ts';
import type { World } from '../../../lab/world.ts';
import { oneOf, string, structure } from '../../../operations/shape.ts';
import { accountWithEmail } from '../account-emails.ts';
import { managementOperation } from '../define-operation.ts';
import { newHandshake } from '../handshake.ts';
import { handshakeOutput } from '../outputs.ts';
import { Tags } from '../shapes.ts';
import { checkTags } from '../tags.ts';

const Target = structure(
  {
    Id: string({ min: 1, max: 64, sensitive: true }),
    Type: oneOf(['ACCOUNT', 'ORGANIZATION', 'EMAIL']),
  },
  {},
);

export const inviteAccountToOrganization = managementOperation({
  name: 'InviteAccountToOrganization',
  summary: 'Invites an account of the lab to join the organization.',
  input: structure({ Target }, { Notes: string({ max: 1024, sensitive: true }), Tags }),
  readOnly: false,
  about: ({ Target: { Id, Type } }) => (Type === 'ACCOUNT' ? [Id] : []),
  check(input, { world, organizations, organization }) {
    checkTags(input.Tags);
    const accountId = invited(world, input.Target);
    if (organizations.of(accountId)?.id === organization.id) {
      throw new OrganizationsError(
        'HandshakeConstraintViolationException',
        'The provided account is already a member of your organization.',
        'already-in-organization',
        'ALREADY_IN_AN_ORGANIZATION',
      );
    }
    const isOpen = [...organizations.handshakes.values()].some(
      (handshake) =>
        handshake.organizationId === organization.id &&
        handshake.accountId === accountId &&
        handshake.machine.value === 'OPEN',
    );
    if (!isOpen) return;
    throw new OrganizationsError(
      'DuplicateHandshakeException',
      'A handshake with the same action and target already exists.',
      'exists-in-organization',
    );
  },
  handle(input, { world, organization, ids, at }) {
    const handshake = {
      id: `h-${ids.alphanumeric(32)}`,
      organizationId: organization.id,
      managementAccountId: organization.managementAccountId,
      accountId: invited(world, input.Target),
      requestedAt: at,
      notes: input.Notes ?? null,
      tags: input.Tags ?? [],
    };
    return {
      output: { Handshake: handshakeOutput(world, { ...handshake, machine: newHandshake(at) }) },
      facts: [{ type: 'handshakeOpened', handshake }],
    };
  },
});

/**
 * The account that is invited.
 * Simplified: AWS writes to any address, and never says whether an account is there.
 * @throws {OrganizationsError} for a party that is no account of the lab
 */
function invited(world: World, { Id, Type }: { readonly Id: string; readonly Type: string }): AccountId {
  if (Type === 'ORGANIZATION') {
    throw OrganizationsError.invalid('You specified the wrong type of party.', 'INVALID_PARTY_TYPE_TARGET');
  }
  if (Type === 'EMAIL') {
    const account = accountWithEmail(world, Id);
    if (account !== undefined) return account.accountId;
    throw OrganizationsError.invalid(
      'No account of this lab has the email address that you specified.',
      'INVALID_EMAIL_ADDRESS_TARGET',
    );
  }
  const accountId = parseAccountId(Id);
  if (accountId === null) {
    throw OrganizationsError.invalid(
      'You provided a value that does not match the required pattern.',
      'INVALID_PATTERN',
    );
  }
  if (!world.accounts.has(accountId)) {
    throw OrganizationsError.invalid(`This lab has no account ${accountId}.`, 'TARGET_NOT_SUPPORTED');
  }
  return accountId;
}
