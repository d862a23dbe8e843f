import {
  type AuthorizationRequest,
  type CallFacts,
  type GrantInForce,
  type Guardrails,
  type IdentityPolicy,
  type KeyFacts,
  type NamedPolicy,
  NO_GUARDRAILS,
  type PolicyLevel,
} from '../../../core/access/decision.ts';
import { type CompiledPolicy, parsePolicy } from '../../../core/access/policy.ts';
import type { PolicyKind } from '../../../core/access/policy-document.ts';
import { type AccountId, federatedUserArn, keyArn, parseAccountId } from '../../../core/cloud/arn.ts';
import type { Principal, ServicePrincipal } from '../../../core/cloud/principal.ts';
import { parseRegion } from '../../../core/cloud/regions.ts';

function account(text: string): AccountId {
  const id = parseAccountId(text);
  if (id === null) throw new Error(`${text} is no account id`);
  return id;
}

const region = parseRegion('us-east-1');
if (region === null) throw new Error('us-east-1 is a Region');

/** The account that owns the key in these tests, and another one. */
export const A = account('111122223333');
export const B = account('444455556666');
export const KEY = keyArn(region, A, '1234abcd-12ab-34cd-56ef-1234567890ab');
export const ROOT_A = `arn:aws:iam::${A}:root`;
export const ROOT_B = `arn:aws:iam::${B}:root`;

export function user(name: string, accountId = A): Principal {
  return { type: 'user', accountId, arn: `arn:aws:iam::${accountId}:user/${name}`, name, id: `AIDA${name}` };
}

export function session(roleName: string, accountId = A, sessionName = 'kmslab'): Principal {
  return {
    type: 'roleSession',
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
    roleArn: `arn:aws:iam::${accountId}:role/${roleName.startsWith('AWSServiceRoleFor') ? 'aws-service-role/' : ''}${roleName}`,
    roleName,
    sessionName,
    id: `AROA${roleName}`,
  };
}

export function root(accountId = A): Principal {
  return { type: 'root', accountId, arn: `arn:aws:iam::${accountId}:root` };
}

/** The federated user of that name whom `by` has credentials made for. */
export function federatedUser(name: string, by: Principal = user('ann')): Principal {
  const { accountId, arn: userArn } = by;
  const id = by.type === 'user' ? by.id : accountId;
  return { type: 'federatedUser', accountId, arn: federatedUserArn('aws', accountId, name), name, userArn, id };
}

export function service(name: string): Principal {
  return { type: 'service', service: name as ServicePrincipal, arn: name, accountId: A };
}

/** A statement in these tests: JSON, right or wrong. */
export type StatementJson = Readonly<Record<string, unknown>>;

export function policyText(statements: readonly StatementJson[], Version = '2012-10-17'): string {
  return JSON.stringify({ Version, Statement: statements });
}

export function keyPolicy(...statements: readonly StatementJson[]): CompiledPolicy {
  return parsePolicy(policyText(statements), { kind: 'key', accountId: A });
}

export function iamPolicy(...statements: readonly StatementJson[]): IdentityPolicy {
  return namedPolicy('Own', 'identity', statements);
}

function namedPolicy(name: string, kind: PolicyKind, statements: readonly StatementJson[]): NamedPolicy {
  return { name, policy: parsePolicy(policyText(statements), { kind, accountId: A }) };
}

/** The trust policy of role app. */
export const APP_ROLE = `arn:aws:iam::${A}:role/app`;
export function trustPolicy(...statements: readonly StatementJson[]): CompiledPolicy {
  return namedPolicy('trust', 'trust', statements).policy;
}

/** Policies that bound a request, as statements; an organization's by level, the root's first and the account's last. */
export interface GuardrailStatements {
  readonly scp?: readonly (readonly StatementJson[])[];
  readonly rcp?: readonly (readonly StatementJson[])[];
  readonly boundary?: readonly StatementJson[];
  readonly sessionPolicy?: readonly StatementJson[];
  readonly vpcEndpointPolicy?: readonly StatementJson[];
}

const ENDPOINT = 'vpce-1a2b3c4d';

export function guardrails({ scp, rcp, boundary, sessionPolicy, vpcEndpointPolicy }: GuardrailStatements): Guardrails {
  return {
    serviceControl: scp === undefined ? null : levels('scp', scp),
    resourceControl: rcp === undefined ? null : levels('rcp', rcp),
    boundary: boundary === undefined ? null : namedPolicy('Most', 'identity', boundary),
    session: sessionPolicy === undefined ? null : [namedPolicy('Passed', 'identity', sessionPolicy)],
    vpcEndpoint: vpcEndpointPolicy === undefined ? null : namedPolicy(ENDPOINT, 'vpcEndpoint', vpcEndpointPolicy),
  };
}

/** Each statement is a policy of its own, as RCPFullAWSAccess must be. */
function levels(kind: 'scp' | 'rcp', given: readonly (readonly StatementJson[])[]): readonly PolicyLevel[] {
  return given.map((statements, index) => ({
    target: index === 0 ? 'r-root' : index === given.length - 1 ? A : `ou-root-${index}`,
    policies: statements.map((one, n) => namedPolicy(`P${n + 1}`, kind, [one])),
  }));
}

/** A key policy's statement. */
export function allow(principal: unknown, action: string | readonly string[]): StatementJson {
  return { Effect: 'Allow', Principal: principal, Action: action, Resource: '*' };
}

export function deny(principal: unknown, action: string | readonly string[]): StatementJson {
  return { ...allow(principal, action), Effect: 'Deny' };
}

/** An IAM policy's statement. */
export function iamAllow(
  action: string | readonly string[],
  resource: string | readonly string[] = '*',
): StatementJson {
  return { Effect: 'Allow', Action: action, Resource: resource };
}

export function iamDeny(action: string | readonly string[], resource: string | readonly string[] = '*'): StatementJson {
  return { Effect: 'Deny', Action: action, Resource: resource };
}

export const ROOT_STATEMENT: StatementJson = {
  Sid: 'Enable IAM User Permissions',
  ...allow({ AWS: ROOT_A }, 'kms:*'),
};

export function grant(
  granteePrincipal: string,
  operations: readonly string[],
  context?: Record<string, string>,
): GrantInForce {
  const shared = { grantId: 'f'.repeat(64), granteePrincipal, operations };
  return context === undefined ? shared : { ...shared, encryptionContextSubset: context };
}

/** A symmetric key without aliases. */
const SYMMETRIC_KEY: KeyFacts = {
  key: { keySpec: 'SYMMETRIC_DEFAULT', keyUsage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', multiRegion: false },
  isReplica: false,
  aliases: [],
  requestAlias: null,
};

/** A Decrypt from outside, at the start of 2026. */
const CALL: CallFacts = {
  operation: 'Decrypt',
  input: {},
  at: Date.parse('2026-01-01T00:00:00Z'),
  region: 'us-east-1',
  sourceIp: '203.0.113.7',
  userAgent: 'test',
  reEncryptsOnSameKey: null,
  circumstances: {},
};

/** A question about kms:Decrypt on account A's key by user/ann of A, save for what is given. */
export function question(given: Partial<AuthorizationRequest> = {}): AuthorizationRequest {
  return {
    action: 'kms:Decrypt',
    principal: user('ann'),
    identityPolicies: [],
    guardrails: NO_GUARDRAILS,
    resourceArn: KEY,
    resourceAccountId: A,
    keyPolicy: keyPolicy(ROOT_STATEMENT),
    grants: [],
    isCrossAccountOperation: true,
    viaService: null,
    encryptionContext: {},
    call: CALL,
    resource: SYMMETRIC_KEY,
    ...given,
  };
}
