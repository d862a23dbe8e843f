import { structure } from '../../../operations/shape.ts';
import { accountOperation } from '../define-operation.ts';
import { handshakeOf, missing } from '../find.ts';
import { handshakeOutput } from '../outputs.ts';
import { HandshakeId } from '../shapes.ts';

export const describeHandshake = accountOperation({
  name: 'DescribeHandshake',
  summary: 'Shows an invitation that you sent or received.',
  input: structure({ HandshakeId }, {}),
  readOnly: true,
  handle(input, { world, request: { accountId } }) {
    const handshake = handshakeOf(world.organizations, input.HandshakeId);
    if (handshake.accountId !== accountId && handshake.managementAccountId !== accountId) {
      throw missing('HandshakeNotFoundException', "You specified a handshake that doesn't exist.");
    }
    return { output: { Handshake: handshakeOutput(world, handshake) } };
  },
});
