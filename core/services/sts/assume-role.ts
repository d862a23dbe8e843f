import { parseAccountId, parseArn, sessionArn } from '../../cloud/arn.ts';
import type { Identity } from '../../cloud/identity.ts';
import { NO_CONTEXT } from '../../crypto/encryption-context.ts';
import { StsError } from '../../errors/sts-errors.ts';
import { defineOperation, type Scope } from '../../operations/operation.ts';
import { integer, list, string, structure } from '../../operations/shape.ts';
import { credentialsOutput, loggedSession } from './session.ts';

const ACTION = 'sts:AssumeRole';
/** A role's MaxSessionDuration where nobody has changed it, and the most by role chaining. */
const MOST_SECONDS = 3_600;
/** Members that would narrow a session down. A session that ignored them could do more than was asked for. */
const NOT_YET = [
  'Policy',
  'PolicyArns',
  'Tags',
  'TransitiveTagKeys',
  'SerialNumber',
  'TokenCode',
  'SourceIdentity',
] as const;

const RoleArn = string({ min: 20, max: 2048 });
const RoleSessionName = string({ min: 2, max: 64, pattern: /^[\w+=,.@-]*$/ });

/**
 * Source: STS API Reference, AssumeRole; IAM User Guide, "Methods to assume a role".
 * Simplified: session policies, session tags, MFA and source identities are refused, not evaluated.
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
      ExternalId: string({ min: 2, max: 1224 }),
      Policy: string({ sensitive: true }),
      PolicyArns: list(structure({}, { arn: string() })),
      Tags: list(structure({}, { Key: string(), Value: string() })),
      TransitiveTagKeys: list(string()),
      SerialNumber: string(),
      TokenCode: string({ sensitive: true }),
      SourceIdentity: string(),
    },
  ),
  readOnly: true, // CloudTrail marks it so
  mutates: false,
  crossAccount: true,
  record: { responseElements: loggedSession },
  find({ RoleArn: roleArn }, scope) {
    const owner = parseAccountId(parseArn(roleArn)?.accountId ?? '');
    if (owner === null) throw invalid(`${roleArn} is invalid`);
    const role = scope.world.identities.get(roleArn);
    // To a caller, a role that is not there and one that doesn't trust are the same.
    if (role?.type !== 'role') throw denied(scope, roleArn);
    return [
      {
        action: ACTION,
        resourceArn: roleArn,
        ownerAccountId: owner,
        key: null,
        found: null,
        encryptionContext: NO_CONTEXT,
        resourcePolicy: role.trustPolicy,
      },
    ];
  },
  check(input, { request }) {
    if (request.principal.type === 'root') {
      throw new StsError('AccessDenied', 'Roles may not be assumed by root accounts.', 'root-user-of-the-account');
    }
    const member = NOT_YET.find((name) => input[name] !== undefined);
    if (member !== undefined) throw notYet(member);
    if ((input.DurationSeconds ?? MOST_SECONDS) > MOST_SECONDS) {
      throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
    }
  },
  handle({ RoleArn: roleArn, RoleSessionName: name, DurationSeconds = MOST_SECONDS }, scope) {
    const role = scope.world.identities.get(roleArn);
    if (role === undefined) throw new Error(`${roleArn} went while it was being assumed`);
    const arn = sessionOf(role, name);
    const session = scope.accessKeys.forSession(arn, scope.at + DurationSeconds * 1000, scope.requestId);
    return {
      output: {
        Credentials: credentialsOutput(session),
        AssumedRoleUser: { AssumedRoleId: `${role.id}:${name}`, Arn: arn },
      },
    };
  },
});

function sessionOf({ arn, accountId, name }: Identity, sessionName: string): string {
  return sessionArn(parseArn(arn)?.partition ?? 'aws', accountId, name, sessionName);
}

function denied({ request }: Scope, roleArn: string): StsError {
  return new StsError(
    'AccessDenied',
    `User: ${request.principal.arn} is not authorized to perform: ${ACTION} on resource: ${roleArn}`,
    'no-key-policy-statement',
  );
}

function notYet(member: string): StsError {
  return new StsError(
    'ValidationError',
    `kmslab does not take ${member} yet: a session that ignored it could do more than you asked for.`,
    'not-supported-yet',
  );
}

function invalid(message: string): StsError {
  return new StsError('ValidationError', message, 'malformed-request');
}
