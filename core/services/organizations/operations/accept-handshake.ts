import { OrganizationsError } from '../../../errors/organizations-errors.ts';
import type { Fact } from '../../../lab/facts.ts';
import type { HandleScope } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { emailOf } from '../account-emails.ts';
import { answer } from '../answer-handshake.ts';
import { accountOperation } from '../define-operation.ts';
import { handshakeOf, missing } from '../find.ts';
import type { Handshake } from '../handshake.ts';
import { masterCannotLeave } from '../leaving.ts';
import { HandshakeId } from '../shapes.ts';

/** An account of another organization leaves it by joining this one. */
export const acceptHandshake = accountOperation({
  name: 'AcceptHandshake',
  summary: 'Accepts an invitation: your account joins the organization, in its root.',
  input: structure({ HandshakeId }, {}),
  readOnly: false,
  check(input, scope) {
    const { organizations } = scope.world;
    const handshake = handshakeOf(organizations, input.HandshakeId);
    answer(handshake, 'AcceptHandshake', scope);
    if (!organizations.all.has(handshake.organizationId)) {
      throw missing('HandshakeNotFoundException', 'The organization that sent the invitation is no longer there.');
    }
    const own = organizations.of(scope.request.accountId);
    if (own?.id === handshake.organizationId) {
      throw new OrganizationsError(
        'HandshakeConstraintViolationException',
        'The provided account is already a member of an organization.',
        'already-in-organization',
        'ALREADY_IN_AN_ORGANIZATION',
      );
    }
    if (own?.managementAccountId === scope.request.accountId) throw masterCannotLeave();
  },
  handle(input, scope) {
    const handshake = handshakeOf(scope.world.organizations, input.HandshakeId);
    const { output, fact } = answer(handshake, 'AcceptHandshake', scope);
    return { output, facts: [fact, ...joining(handshake, scope)] };
  },
});

function joining({ organizationId, accountId, tags }: Handshake, { world, at }: HandleScope): readonly Fact[] {
  const { organizations } = world;
  const account = world.accounts.get(accountId);
  const organization = organizations.all.get(organizationId);
  if (account === undefined || organization === undefined) throw new Error(`${accountId} has nothing to join`);
  const before = organizations.accounts.get(accountId);
  return [
    ...(before === undefined ? [] : [{ type: 'accountLeft', accountId } as const]),
    {
      type: 'accountJoined',
      account: {
        accountId,
        organizationId,
        name: account.name,
        email: before?.email ?? emailOf(account),
        parentId: organization.rootId,
        joinedMethod: 'INVITED',
        joinedAt: at,
      },
    },
    { type: 'organizationTagsSet', resourceId: accountId, tags },
  ];
}
