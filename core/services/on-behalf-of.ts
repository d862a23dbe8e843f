import type { Principal } from '../cloud/principal.ts';
import type { SessionFacts } from '../credentials/session-facts.ts';
import type { ApiRequest } from '../lab/request.ts';

/** Who asked a service for something, and with which request: the service calls KMS as this principal. */
export interface OnBehalfOf {
  readonly principal: Principal;
  /** What the caller's session carries. */
  readonly session?: SessionFacts;
  readonly requestId: string;
}

/** For whom, and on account of which request, a service makes its calls. */
export function onBehalfOf({ principal, session }: ApiRequest, requestId: string): OnBehalfOf {
  return { principal, ...(session === undefined ? {} : { session }), requestId };
}
