import { OrganizationsError } from '../../errors/organizations-errors.ts';
import type { Fact } from '../../lab/facts.ts';
import type { CheckScope } from '../../operations/operation.ts';
import { NO_PERMISSION } from './define-operation.ts';
import { applyHandshakeEvent, type Handshake, type HandshakeSnapshot, handshakeCan } from './handshake.ts';
import { handshakeOutput } from './outputs.ts';

type Answer = 'AcceptHandshake' | 'DeclineHandshake' | 'CancelHandshake';

/** Who may give the answer, and the state that it leads to. */
const ANSWERS = {
  AcceptHandshake: { by: 'accountId', leadsTo: 'ACCEPTED' },
  DeclineHandshake: { by: 'accountId', leadsTo: 'DECLINED' },
  CancelHandshake: { by: 'managementAccountId', leadsTo: 'CANCELED' },
} as const satisfies Record<
  Answer,
  { readonly by: 'accountId' | 'managementAccountId'; readonly leadsTo: HandshakeSnapshot['value'] }
>;

/**
 * What an answer to an invitation comes to.
 * @throws {OrganizationsError} where the caller has none to give, or one was given already
 */
export function answer(
  handshake: Handshake,
  type: Answer,
  { request, world, at }: CheckScope,
): { readonly output: Readonly<Record<string, unknown>>; readonly fact: Fact } {
  const { by, leadsTo } = ANSWERS[type];
  if (handshake[by] !== request.accountId) {
    throw new OrganizationsError('AccessDeniedException', NO_PERMISSION, 'not-management-account');
  }
  const event = { type, now: at } as const;
  if (!handshakeCan(handshake.machine, event)) {
    throw handshake.machine.value === leadsTo
      ? new OrganizationsError(
          'HandshakeAlreadyInStateException',
          'The specified handshake is already in the requested state.',
          'handshake-ended',
        )
      : new OrganizationsError(
          'InvalidHandshakeTransitionException',
          "You can't perform the operation on the handshake in its current state.",
          'handshake-ended',
        );
  }
  const machine = applyHandshakeEvent(handshake.machine, event);
  return {
    output: { Handshake: handshakeOutput(world, { ...handshake, machine }) },
    fact: { type: 'handshakeChanged', handshakeId: handshake.id, event },
  };
}
