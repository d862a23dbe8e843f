import { type Principal, principalIdOf } from '../cloud/principal.ts';
import type { SessionFacts } from '../credentials/session-facts.ts';
import type { ApiRequest } from '../lab/request.ts';
import type { EpochMs } from '../ports.ts';
import { isoSeconds } from './iso-seconds.ts';
import type { UserIdentity } from './record.ts';

/** Who called, and with what session. */
type Caller = Pick<ApiRequest, 'principal' | 'session'>;

/**
 * A caller as CloudTrail prints it in the log of its own account.
 * @param sessionStart - when a session began that doesn't say so itself.
 * @param accessKeyId - of the access key that signed the call; calls from the lab itself are not signed.
 * Source: CloudTrail User Guide, "CloudTrail userIdentity element"; audit-and-cost.md section 2.
 */
export function userIdentity(
  { principal, session }: Caller,
  sessionStart: EpochMs,
  { invokedBy, accessKeyId }: Pick<UserIdentity, 'invokedBy' | 'accessKeyId'> = {},
): UserIdentity {
  const by = invokedBy === undefined ? {} : { invokedBy };
  const signed = accessKeyId === undefined ? {} : { accessKeyId };
  const context = sessionContext(session ?? {}, sessionStart);
  const ofSession = session === undefined ? {} : { sessionContext: context };
  switch (principal.type) {
    case 'root':
      return {
        type: 'Root',
        principalId: principal.accountId,
        arn: principal.arn,
        accountId: principal.accountId,
        ...signed,
        ...ofSession,
        ...by,
      };
    case 'user':
      return {
        type: 'IAMUser',
        principalId: principal.id,
        arn: principal.arn,
        accountId: principal.accountId,
        ...signed,
        userName: principal.name,
        ...ofSession,
        ...by,
      };
    case 'roleSession':
      return {
        type: 'AssumedRole',
        principalId: principalIdOf(principal),
        arn: principal.arn,
        accountId: principal.accountId,
        ...signed,
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            principalId: principal.id,
            arn: principal.roleArn,
            accountId: principal.accountId,
            userName: principal.roleName,
          },
          ...context,
        },
        ...by,
      };
    case 'federatedUser':
      return {
        type: 'FederatedUser',
        principalId: principalIdOf(principal),
        arn: principal.arn,
        accountId: principal.accountId,
        ...signed,
        sessionContext: { sessionIssuer: federationIssuer(principal), ...context },
        ...by,
      };
    case 'service':
      return { type: 'AWSService', invokedBy: principal.service };
  }
}

/** The same principal in the log of another account, the key owner's: only its account and unique id show. */
export function foreignIdentity(principal: Principal, invokedBy?: string): UserIdentity {
  if (principal.type === 'service') return { type: 'AWSService', invokedBy: principal.service };
  const by = invokedBy === undefined ? {} : { invokedBy };
  return { type: 'AWSAccount', principalId: principalIdOf(principal), accountId: principal.accountId, ...by };
}

/** What is told of a session, whosever it is. */
function sessionContext({ issuedAt, mfaAt, sourceIdentity }: SessionFacts, sessionStart: EpochMs) {
  return {
    attributes: {
      creationDate: isoSeconds(issuedAt ?? sessionStart),
      mfaAuthenticated: mfaAt === undefined ? 'false' : 'true',
    },
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
  };
}

/** Who called GetFederationToken. */
function federationIssuer({ userArn, id, accountId }: Principal & { readonly type: 'federatedUser' }) {
  const isRoot = userArn.endsWith(':root');
  const issuer = { type: isRoot ? 'Root' : 'IAMUser', principalId: id, arn: userArn, accountId } as const;
  return isRoot ? issuer : { ...issuer, userName: userArn.slice(userArn.lastIndexOf('/') + 1) };
}
