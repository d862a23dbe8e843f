import type { Holder } from '../credentials/access-keys.ts';
import type { SessionFacts } from '../credentials/session-facts.ts';
import { SignatureError, unrecognized } from '../errors/signature-errors.ts';
import type { Lab } from '../lab/lab.ts';
import type { EpochMs } from '../ports.ts';
import { type Authorization, readAuthorization } from './sigv4/authorization.ts';
import { checkScope } from './sigv4/check-scope.ts';
import type { Signer } from './sigv4/signer.ts';
import type { WireRequest } from './wire-request.ts';

/** Who makes a request, and where. */
export interface Caller {
  /** ARN of a principal of the world. */
  readonly as: string;
  readonly region: string;
  /** The access key that signed. */
  readonly accessKeyId?: string;
  /** What the session carries whose credentials signed. */
  readonly session?: SessionFacts;
  /** The VPC endpoint that the request came through. */
  readonly vpcEndpointId?: string;
}

/** What telling a caller takes. */
export interface CallerScope {
  readonly lab: Lab;
  readonly signer: Signer;
  readonly service: string;
  /** By the host's clock, which clients sign by. */
  readonly now: EpochMs;
}

/**
 * The caller whose signature stands on the request.
 * @throws {SignatureError} for a request that is not signed, or not by anybody whom this world knows.
 */
export function verifiedCaller(request: WireRequest, scope: CallerScope): Caller {
  const authorization = readAuthorization(request);
  checkScope(request, authorization, { service: scope.service, now: scope.now });
  const { principalArn, secretAccessKey, facts } = holderOf(request, authorization, scope.lab);
  if (!scope.signer.isSignedWith(secretAccessKey, request, authorization)) {
    throw new SignatureError(
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
  return {
    as: principalArn,
    region: authorization.region,
    accessKeyId: authorization.accessKeyId,
    ...(facts === undefined ? {} : { session: facts }),
  };
}

/** Sessions end by the lab's clock: whoever moves it forward an hour sees them end. */
function holderOf({ headers }: WireRequest, { accessKeyId }: Authorization, lab: Lab): Holder {
  const token = headers.get('x-amz-security-token');
  if (token === undefined) {
    const holder = lab.accessKeys.find(accessKeyId);
    if (holder === null) throw unrecognized();
    return holder;
  }
  const session = lab.accessKeys.findSession(token);
  if (session === null || session.accessKeyId !== accessKeyId) throw unrecognized();
  if (session.expiration <= lab.now) {
    throw new SignatureError('ExpiredTokenException', 'The security token included in the request is expired');
  }
  return session;
}
