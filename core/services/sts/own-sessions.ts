import type { Principal } from '../../cloud/principal.ts';
import { StsError } from '../../errors/sts-errors.ts';
import type { ApiRequest } from '../../lab/request.ts';

/** How long a session lasts that a user asks for, where it does not say. */
export const DEFAULT_SECONDS = 43_200;
/** A root user gets no longer session, whatever it asks for. */
const MOST_SECONDS_FOR_ROOT = 3_600;

/** How long a session of a user or root user lasts. Source: STS API Reference, GetSessionToken, GetFederationToken. */
export function secondsFor({ type }: Principal, asked: number): number {
  return type === 'root' ? Math.min(asked, MOST_SECONDS_FOR_ROOT) : asked;
}

/** Long-term credentials alone may ask for these. @throws {StsError} AccessDenied */
export function refuseSessions(operation: string, { principal, session }: ApiRequest): void {
  const isTemporary = principal.type === 'roleSession' || principal.type === 'federatedUser' || session !== undefined;
  if (!isTemporary) return;
  throw new StsError('AccessDenied', `Cannot call ${operation} with session credentials`, 'temporary-credentials');
}
