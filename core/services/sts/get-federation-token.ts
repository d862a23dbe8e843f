import { federatedUserArn } from '../../cloud/arn.ts';
import { partitionOf } from '../../cloud/regions.ts';
import { startOfSecond } from '../../credentials/session-facts.ts';
import { NO_CONTEXT } from '../../crypto/encryption-context.ts';
import type { ApiRequest } from '../../lab/request.ts';
import { defineOperation } from '../../operations/operation.ts';
import { integer, string, structure } from '../../operations/shape.ts';
import { DEFAULT_SECONDS, refuseSessions, secondsFor } from './own-sessions.ts';
import { credentialsOutput, loggedSession } from './session.ts';
import { bondsOf, checkBonds, packedSize } from './session-bonds.ts';
import { MinimumSessionTokenSize, Policy, PolicyArns, Tags } from './session-shapes.ts';

/**
 * Source: STS API Reference, GetFederationToken; IAM User Guide, "Permissions for GetFederationToken".
 */
export const getFederationToken = defineOperation({
  service: 'sts',
  name: 'GetFederationToken',
  summary: 'Gives temporary credentials for somebody who acts for you, a user or root user.',
  source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html',
  input: structure(
    { Name: string({ min: 2, max: 32, pattern: /^[\w+=,.@-]*$/ }) },
    { Policy, PolicyArns, Tags, MinimumSessionTokenSize, DurationSeconds: integer({ min: 900, max: 129_600 }) },
  ),
  readOnly: true,
  mutates: false,
  record: { responseElements: loggedSession },
  find({ Name, Tags: tags = [] }, { request }) {
    refuseSessions('GetFederationToken', request);
    const resourceArn = federatedArn(request, Name);
    const actions = ['sts:GetFederationToken', ...(tags.length === 0 ? [] : ['sts:TagSession'])];
    return actions.map((action) => ({
      action,
      resourceArn,
      ownerAccountId: request.accountId,
      key: null,
      found: null,
      encryptionContext: NO_CONTEXT,
    }));
  },
  check(input, { request, world }) {
    checkBonds(input, {}, request.accountId, world);
  },
  handle(input, { request, at, requestId, accessKeys }) {
    const { Name, DurationSeconds = DEFAULT_SECONDS } = input;
    const { principal } = request;
    const arn = federatedArn(request, Name);
    const bonds = bondsOf(input, {});
    const packed = packedSize(bonds);
    const expiration = at + secondsFor(principal, DurationSeconds) * 1000;
    const facts = { issuedAt: startOfSecond(at), ...bonds, federatedBy: principal.arn };
    const session = accessKeys.forSession(arn, expiration, requestId, facts, input.MinimumSessionTokenSize);
    return {
      output: {
        Credentials: credentialsOutput(session),
        FederatedUser: { FederatedUserId: `${request.accountId}:${Name}`, Arn: arn },
        ...(packed === null ? {} : { PackedPolicySize: packed }),
      },
    };
  },
});

function federatedArn({ region, accountId }: ApiRequest, name: string): string {
  return federatedUserArn(partitionOf(region), accountId, name);
}
