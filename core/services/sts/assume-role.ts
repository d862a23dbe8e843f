import { type AccountId, parseAccountId, parseArn, sessionArn } from '../../cloud/arn.ts';
import type { Role } from '../../cloud/identity.ts';
import { type SessionFacts, startOfSecond } from '../../credentials/session-facts.ts';
import { NO_CONTEXT } from '../../crypto/encryption-context.ts';
import { StsError } from '../../errors/sts-errors.ts';
import type { World } from '../../lab/world.ts';
import { defineOperation, type Scope } from '../../operations/operation.ts';
import { integer, list, string, structure } from '../../operations/shape.ts';
import { refuseUnsupported } from './refuse-unsupported.ts';
import { credentialsOutput, loggedSession } from './session.ts';
import { bondsOf, checkBonds, packedSize } from './session-bonds.ts';
import {
  MinimumSessionTokenSize,
  Policy,
  PolicyArns,
  SerialNumber,
  SourceIdentity,
  Tags,
  TokenCode,
  TransitiveTagKeys,
} from './session-shapes.ts';

const ACTION = 'sts:AssumeRole';
const USUAL_SECONDS = 3_600;
/** Of a session that a role's session starts, whatever the role allows others. */
const MOST_SECONDS_BY_CHAINING = 3_600;

const RoleArn = string({ min: 20, max: 2048 });
const RoleSessionName = string({ min: 2, max: 64, pattern: /^[\w+=,.@-]*$/ });

/** What of an input decides which permissions it takes. */
interface Asked {
  readonly RoleArn: string;
  readonly Tags?: readonly unknown[];
  readonly SourceIdentity?: string;
}

/**
 * Source: STS API Reference, AssumeRole; IAM User Guide, "Methods to assume a role", "Pass session tags in AWS STS",
 * "Monitor and control actions taken with assumed roles".
 */
export const assumeRole = defineOperation({
  service: 'sts',
  name: 'AssumeRole',
  summary: 'Gives temporary credentials for a role that trusts you.',
  source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
  input: structure(
    { RoleArn, RoleSessionName },
    {
      DurationSeconds: integer({ min: 900, max: 43_200 }),
      ExternalId: string({ min: 2, max: 1224, pattern: /^[\w+=,.@:/-]*$/ }),
      Policy,
      PolicyArns,
      Tags,
      TransitiveTagKeys,
      SourceIdentity,
      SerialNumber,
      TokenCode,
      MinimumSessionTokenSize,
      ProvidedContexts: list(structure({}, { ProviderArn: string(), ContextAssertion: string() }), { max: 5 }),
    },
  ),
  readOnly: true, // CloudTrail marks it so
  mutates: false,
  crossAccount: true,
  record: { responseElements: loggedSession },
  find(input, scope) {
    const { RoleArn: roleArn } = input;
    const ownerAccountId = accountIn(roleArn);
    // To a caller, a role that is not there and one that doesn't trust are the same.
    const role = roleOf(roleArn, scope.world);
    if (role === undefined) throw denied(scope, roleArn);
    return actionsFor(input, scope.request.session).map((action) => ({
      action,
      resourceArn: roleArn,
      ownerAccountId,
      key: null,
      found: null,
      encryptionContext: NO_CONTEXT,
      resourcePolicy: role.trustPolicy,
    }));
  },
  check(input, { request, world }) {
    const { principal, session = {} } = request;
    if (principal.type === 'root') {
      throw new StsError('AccessDenied', 'Roles may not be assumed by root accounts.', 'root-user-of-the-account');
    }
    refuseUnsupported(input);
    const { RoleArn: roleArn, DurationSeconds = USUAL_SECONDS, SourceIdentity: sourceIdentity } = input;
    if (principal.type === 'roleSession' && DurationSeconds > MOST_SECONDS_BY_CHAINING) {
      throw invalid(
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      );
    }
    if (DurationSeconds > (roleOf(roleArn, world)?.maxSessionSeconds ?? USUAL_SECONDS)) {
      throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
    }
    const { sourceIdentity: already = sourceIdentity } = session;
    if (sourceIdentity !== undefined && already !== sourceIdentity) {
      throw invalid('The source identity is already set for this assume role session');
    }
    checkBonds(input, session, accountIn(roleArn), world);
  },
  handle(input, { world, at, requestId, accessKeys, request: { session: own = {} } }) {
    const { RoleArn: roleArn, RoleSessionName: name, DurationSeconds = USUAL_SECONDS } = input;
    const role = roleOf(roleArn, world);
    if (role === undefined) throw new Error(`${roleArn} went while it was being assumed`);
    const arn = sessionArn(parseArn(role.arn)?.partition ?? 'aws', role.accountId, role.name, name);
    const bonds = bondsOf(input, own);
    const sourceIdentity = input.SourceIdentity ?? own.sourceIdentity;
    const facts: SessionFacts = {
      issuedAt: startOfSecond(at),
      ...bonds,
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
      ...(own.mfaAt === undefined ? {} : { mfaAt: own.mfaAt }),
    };
    const packed = packedSize(bonds);
    const expiration = at + DurationSeconds * 1000;
    const session = accessKeys.forSession(arn, expiration, requestId, facts, input.MinimumSessionTokenSize);
    return {
      output: {
        Credentials: credentialsOutput(session),
        AssumedRoleUser: { AssumedRoleId: `${role.id}:${name}`, Arn: arn },
        ...(packed === null ? {} : { PackedPolicySize: packed }),
        ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
      },
    };
  },
});

/**
 * The permissions that it takes: also to hand on the tags and the source identity of one's own session.
 * Source: IAM User Guide, "Pass session tags in AWS STS", "Permissions required to add session tags"; "Monitor and
 * control actions taken with assumed roles", "Permissions required to set source identity".
 */
function actionsFor(asked: Asked, own: SessionFacts = {}): readonly string[] {
  const isTagged = asked.Tags?.length || own.transitiveTagKeys?.length;
  const hasSource = asked.SourceIdentity !== undefined || own.sourceIdentity !== undefined;
  return [ACTION, ...(isTagged ? ['sts:TagSession'] : []), ...(hasSource ? ['sts:SetSourceIdentity'] : [])];
}

function roleOf(arn: string, { identities }: World): Role | undefined {
  const role = identities.get(arn);
  return role?.type === 'role' ? role : undefined;
}

function accountIn(roleArn: string): AccountId {
  const owner = parseAccountId(parseArn(roleArn)?.accountId ?? '');
  if (owner === null) throw invalid(`${roleArn} is invalid`);
  return owner;
}

function denied({ request }: Scope, roleArn: string): StsError {
  return new StsError(
    'AccessDenied',
    `User: ${request.principal.arn} is not authorized to perform: ${ACTION} on resource: ${roleArn}`,
    'no-key-policy-statement',
  );
}

function invalid(message: string): StsError {
  return new StsError('ValidationError', message, 'malformed-request');
}
