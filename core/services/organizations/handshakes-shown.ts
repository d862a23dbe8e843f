import type { Handled, HandleScope } from '../../operations/operation.ts';
import { type Handshake, isForgotten } from './handshake.ts';
import { handshakeOutput } from './outputs.ts';
import { pageByToken } from './page-by-token.ts';

interface Asked {
  readonly Filter?: { readonly ActionType?: string };
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** A page of the invitations that are still told of. The lab has no handshakes of other kinds. */
export function handshakesShown(
  input: Asked,
  { world, at }: HandleScope,
  isAskedFor: (handshake: Handshake) => boolean,
): Handled {
  const { ActionType = 'INVITE' } = input.Filter ?? {};
  const shown = [...world.organizations.handshakes.values()].filter(
    (handshake) => ActionType === 'INVITE' && isAskedFor(handshake) && !isForgotten(handshake.machine, at),
  );
  const { items, next } = pageByToken(shown, ({ id }) => id, input);
  return { output: { Handshakes: items.map((handshake) => handshakeOutput(world, handshake)), ...next } };
}
