import type { Operation } from '../../operations/operation.ts';
import { assumeRole } from './assume-role.ts';
import { getCallerIdentity } from './get-caller-identity.ts';
import { getFederationToken } from './get-federation-token.ts';
import { getSessionToken } from './get-session-token.ts';

/** STS's operations: what AWS clients call before anything else. */
export const STS_OPERATIONS: readonly Operation[] = [
  assumeRole,
  getCallerIdentity,
  getFederationToken,
  getSessionToken,
];
