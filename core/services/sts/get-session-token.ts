import { startOfSecond } from '../../credentials/session-facts.ts';
import { defineOperation } from '../../operations/operation.ts';
import { integer, structure } from '../../operations/shape.ts';
import { DEFAULT_SECONDS, refuseSessions, secondsFor } from './own-sessions.ts';
import { refuseUnsupported } from './refuse-unsupported.ts';
import { credentialsOutput, loggedSession } from './session.ts';
import { MinimumSessionTokenSize, SerialNumber, TokenCode } from './session-shapes.ts';

export const getSessionToken = defineOperation({
  service: 'sts',
  name: 'GetSessionToken',
  summary: 'Gives temporary credentials for yourself, a user or root user.',
  source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html',
  input: structure(
    {},
    { DurationSeconds: integer({ min: 900, max: 129_600 }), SerialNumber, TokenCode, MinimumSessionTokenSize },
  ),
  readOnly: true,
  mutates: false,
  record: { responseElements: loggedSession },
  find: () => [], // whoever has an access key may
  check(input, { request }) {
    refuseSessions('GetSessionToken', request);
    refuseUnsupported(input);
  },
  handle(input, { request: { principal }, at, requestId, accessKeys }) {
    const { DurationSeconds = DEFAULT_SECONDS, MinimumSessionTokenSize: size } = input;
    const facts = { issuedAt: startOfSecond(at) };
    const expiration = at + secondsFor(principal, DurationSeconds) * 1000;
    const session = accessKeys.forSession(principal.arn, expiration, requestId, facts, size);
    return { output: { Credentials: credentialsOutput(session) } };
  },
});
