import { structure } from '../../../operations/shape.ts';
import { answer } from '../answer-handshake.ts';
import { accountOperation } from '../define-operation.ts';
import { handshakeOf } from '../find.ts';
import { HandshakeId } from '../shapes.ts';

export const declineHandshake = accountOperation({
  name: 'DeclineHandshake',
  summary: 'Declines an invitation that your account has received.',
  input: structure({ HandshakeId }, {}),
  readOnly: false,
  check(input, scope) {
    answer(handshakeOf(scope.world.organizations, input.HandshakeId), 'DeclineHandshake', scope);
  },
  handle(input, scope) {
    const handshake = handshakeOf(scope.world.organizations, input.HandshakeId);
    const { output, fact } = answer(handshake, 'DeclineHandshake', scope);
    return { output, facts: [fact] };
  },
});
