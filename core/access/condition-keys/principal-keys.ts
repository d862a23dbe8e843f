import { type Principal, principalIdOf } from '../../cloud/principal.ts';
import { flag, isoTime, type Read } from './read.ts';

/** aws:PrincipalType, by our own types; services have none. */
const TYPES = {
  root: 'Account',
  user: 'User',
  roleSession: 'AssumedRole',
  federatedUser: 'FederatedUser',
  service: null,
} as const satisfies Record<Principal['type'], string | null>;

/** Those who never have long-term credentials. */
const TEMPORARY: readonly Principal['type'][] = ['roleSession', 'federatedUser'];

/**
 * aws: keys about who calls. A service that calls for itself is no IAM principal and lacks most of them.
 * Source: IAM User Guide, "AWS global condition context keys", "Properties of the principal".
 */
export const PRINCIPAL_KEYS = {
  'aws:PrincipalArn': ({ principal }) => {
    if (principal.type === 'service') return null;
    return principal.type === 'roleSession' ? principal.roleArn : principal.arn;
  },
  'aws:PrincipalAccount': ({ principal }) => (principal.type === 'service' ? null : principal.accountId),
  'aws:PrincipalType': ({ principal }) => TYPES[principal.type],
  'aws:PrincipalOrgID': ({ call }) => call.circumstances.principalOrgId ?? null,
  'aws:PrincipalOrgPaths': ({ call }) => call.circumstances.principalOrgPaths ?? null,
  'aws:PrincipalIsAWSService': ({ principal }) => flag(principal.type === 'service'),
  'aws:PrincipalServiceName': ({ principal }) => (principal.type === 'service' ? principal.service : null),
  'aws:PrincipalServiceNamesList': ({ principal }) => (principal.type === 'service' ? [principal.service] : null),
  'aws:username': ({ principal }) => (principal.type === 'user' ? principal.name : null),
  'aws:userid': ({ principal }) => (principal.type === 'service' ? null : principalIdOf(principal)),
  // Temporary credentials alone say whether MFA was there; a user's long-term ones lack the key.
  'aws:MultiFactorAuthPresent': ({ principal, call }) =>
    TEMPORARY.includes(principal.type) || call.circumstances.mfaAt !== undefined
      ? flag(call.circumstances.mfaAt !== undefined)
      : null,
  'aws:MultiFactorAuthAge': ({ call }) =>
    call.circumstances.mfaAt === undefined ? null : String(Math.floor((call.at - call.circumstances.mfaAt) / 1000)),
  'aws:TokenIssueTime': ({ call }) =>
    call.circumstances.tokenIssuedAt === undefined ? null : isoTime(call.circumstances.tokenIssuedAt),
  'aws:SourceIdentity': ({ call }) => call.circumstances.sourceIdentity ?? null,
  'aws:FederatedProvider': ({ call }) => call.circumstances.federatedProvider ?? null,
} as const satisfies Record<string, Read>;
