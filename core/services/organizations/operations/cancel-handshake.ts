import { structure } from '../../../operations/shape.ts';
import { answer } from '../answer-handshake.ts';
import { accountOperation } from '../define-operation.ts';
import { handshakeOf } from '../find.ts';
import { HandshakeId } from '../shapes.ts';

export const cancelHandshake = accountOperation({
  name: 'CancelHandshake',
  summary: 'Takes back an invitation that the organization has sent.',
  input: structure({ HandshakeId }, {}),
  readOnly: false,
  check(input, scope) {
    answer(handshakeOf(scope.world.organizations, input.HandshakeId), 'CancelHandshake', scope);
  },
  handle(input, scope) {
    const handshake = handshakeOf(scope.world.organizations, input.HandshakeId);
    const { output, fact } = answer(handshake, 'CancelHandshake', scope);
    return { output, facts: [fact] };
  },
});
