import { parseAccountId } from '../cloud/arn.ts';
import { parseRegion } from '../cloud/regions.ts';
import { SignatureError } from '../errors/signature-errors.ts';
import type { Lab } from '../lab/lab.ts';
import type { Caller } from './caller.ts';
import { type Authorization, readAuthorization } from './sigv4/authorization.ts';
import type { WireRequest } from './wire-request.ts';

/** Who acts where nobody is known, and where. */
export interface TrustDefaults {
  /** ARN of the default account's administrator. */
  readonly administrator: string;
  readonly region: string;
}

/**
 * Who a request says that it comes from, unchecked (`--auth trust`), as other emulators have it: a known access key
 * acts as its holder, one of 12 digits as the root user of the account of that number, which is made if need be, and
 * any other, or none, as the default account's administrator.
 */
export async function trustedCaller(
  request: WireRequest,
  lab: Lab,
  { administrator, region: defaultRegion }: TrustDefaults,
): Promise<Caller> {
  const authorization = authorizationOrNull(request);
  if (authorization === null) return { as: administrator, region: defaultRegion };
  const { accessKeyId } = authorization;
  const region = parseRegion(authorization.region) ?? defaultRegion;
  const token = request.headers.get('x-amz-security-token');
  const session = token === undefined ? null : lab.accessKeys.findSession(token);
  if (session?.accessKeyId === accessKeyId) {
    return { as: session.principalArn, region, accessKeyId, session: session.facts };
  }
  const holder = lab.accessKeys.find(accessKeyId);
  if (holder !== null) return { as: holder.principalArn, region, accessKeyId };
  const accountId = parseAccountId(accessKeyId);
  return { as: accountId === null ? administrator : await lab.rootOf(accountId), region };
}

function authorizationOrNull(request: WireRequest): Authorization | null {
  try {
    return readAuthorization(request);
  } catch (error) {
    if (error instanceof SignatureError) return null;
    throw error;
  }
}
