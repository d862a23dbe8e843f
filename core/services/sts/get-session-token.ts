import { StsError } from '../../errors/sts-errors.ts';
import { defineOperation } from '../../operations/operation.ts';
import { integer, string, structure } from '../../operations/shape.ts';
import { credentialsOutput, loggedSession } from './session.ts';

const DEFAULT_SECONDS = 43_200;
/** A root user gets no longer session, whatever it asks for. */
const MOST_SECONDS_FOR_ROOT = 3_600;

export const getSessionToken = defineOperation({
  service: 'sts',
  name: 'GetSessionToken',
  summary: 'Gives temporary credentials for yourself, a user or root user.',
  source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html',
  input: structure(
    {},
    {
      DurationSeconds: integer({ min: 900, max: 129_600 }),
      SerialNumber: string(),
      TokenCode: string({ sensitive: true }),
    },
  ),
  readOnly: true,
  mutates: false,
  record: { responseElements: loggedSession },
  find: () => [], // whoever has an access key may
  check({ SerialNumber, TokenCode }, { request }) {
    if (request.principal.type === 'roleSession' || request.principal.type === 'federatedUser') {
      throw new StsError(
        'AccessDenied',
        'Cannot call GetSessionToken with session credentials',
        'unsupported-for-this-key',
      );
    }
    if (SerialNumber !== undefined || TokenCode !== undefined) {
      throw new StsError('ValidationError', 'kmslab has no MFA devices yet.', 'not-supported-yet');
    }
  },
  handle({ DurationSeconds = DEFAULT_SECONDS }, { request: { principal }, at, requestId, accessKeys }) {
    const seconds = principal.type === 'root' ? Math.min(DurationSeconds, MOST_SECONDS_FOR_ROOT) : DurationSeconds;
    const session = accessKeys.forSession(principal.arn, at + seconds * 1000, requestId);
    return { output: { Credentials: credentialsOutput(session) } };
  },
});
