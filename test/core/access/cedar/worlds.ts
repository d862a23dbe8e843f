import fc from 'fast-check';
import type { AuthorizationRequest, CallFacts, KeyFacts } from '../../../../core/access/decision.ts';
import {
  A,
  APP_ROLE,
  B,
  federatedUser,
  iamPolicy,
  KEY,
  keyPolicy,
  question,
  ROOT_A,
  ROOT_B,
  root,
  service,
  session,
  user,
} from '../fixtures.ts';
import { INSTANTS } from './arbitrary-conditions.ts';
import { bounds, guardrailsFor } from './arbitrary-guardrails.ts';
import { PARTNER_ROLE, statements } from './arbitrary-statements.ts';

const callers = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(user('ann'), session('app')) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      root(),
      user('w', B),
      session('partner', B),
      federatedUser('bob'),
      federatedUser('fred', root()),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      user('eve'),
      root(B),
      service('logs.us-east-1.amazonaws.com'),
      session('AWSServiceRoleForX'),
    ),
  },
);

const tag = fc.constantFrom('red', 'blue', 'Red', '', 'ann', '*');
const encryptionContext = fc.record(
  {
    tenant: tag,
    count: fc.constantFrom('7', '8', '-7', 'many'),
    since: fc.constantFrom(...INSTANTS, 'soon'),
    flag: fc.constantFrom('true', 'false', 'maybe'),
    from: fc.constantFrom('203.0.113.7', '203.0.113.200', '10.1.2.3', '2001:db8::1', 'home'),
    owner: fc.constantFrom(user('ann').arn, PARTNER_ROLE, 'ann'),
  },
  { requiredKeys: [] },
);
/** No more than a translated condition looks at. */
const contexts = encryptionContext.map((pairs) => Object.fromEntries(Object.entries(pairs).slice(0, 4)));

type Call = Partial<CallFacts> & { readonly action?: string; readonly newGrant?: AuthorizationRequest['newGrant'] };
const calls: fc.Arbitrary<Call> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Call>({ operation: 'Decrypt' }, { operation: 'Encrypt' }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Call>(
      { operation: 'DescribeKey' },
      { operation: 'GenerateDataKey', input: { KeySpec: 'AES_256' } },
      { operation: 'ReEncrypt', action: 'kms:ReEncryptFrom', reEncryptsOnSameKey: false },
      { operation: 'ScheduleKeyDeletion', input: { PendingWindowInDays: 7 } },
      { operation: 'ScheduleKeyDeletion' },
      { operation: 'TagResource', input: { Tags: [{ TagKey: 'team', TagValue: 'red' }] } },
      {
        operation: 'CreateGrant',
        input: {
          GranteePrincipal: APP_ROLE,
          Operations: ['Decrypt', 'Encrypt'],
          Constraints: { EncryptionContextSubset: { tenant: 'red' } },
        },
        newGrant: { operations: ['Decrypt', 'Encrypt'], encryptionContextSubset: { tenant: 'red' } },
      },
    ),
  },
);

const keyFacts: fc.Arbitrary<KeyFacts> = fc.record({
  key: fc.record(
    {
      keySpec: fc.constantFrom('SYMMETRIC_DEFAULT', 'RSA_2048'),
      keyUsage: fc.constant('ENCRYPT_DECRYPT'),
      origin: fc.constant('AWS_KMS'),
      multiRegion: fc.boolean(),
      keyManager: fc.constantFrom<'CUSTOMER' | 'AWS'>('CUSTOMER', 'CUSTOMER', 'CUSTOMER', 'AWS'),
      tags: fc.uniqueArray(fc.record({ TagKey: fc.constantFrom('team', 'Cost'), TagValue: tag }), {
        selector: ({ TagKey }) => TagKey,
      }),
    },
    { requiredKeys: ['keySpec', 'keyUsage', 'origin', 'multiRegion'] },
  ),
  isReplica: fc.boolean(),
  aliases: fc.subarray(['alias/app', `arn:aws:kms:us-east-1:${A}:alias/old`]),
  requestAlias: fc.constantFrom(null, 'alias/app'),
});

const NOW = Date.parse('2026-01-01T00:00:00Z');
const circumstances = fc.record(
  {
    isSecureTransport: fc.boolean(),
    sourceVpce: fc.constantFrom('vpce-1', 'vpce-2'),
    vpcSourceIp: fc.constantFrom('10.0.0.1', '203.0.113.7'),
    mfaAt: fc.constantFrom(NOW - 60_000, NOW - 7_200_000),
    tokenIssuedAt: fc.constantFrom(NOW, NOW - 1),
    federatedProvider: fc.constant('accounts.google.com'),
    principalTags: fc.record({ team: tag, Cost: tag }, { requiredKeys: [] }),
    principalOrgId: fc.constantFrom('o-1', 'o-2'),
    principalOrgPaths: fc.subarray(['o-1/r-1/ou-1/', 'o-2/r-2/']),
    sourceArn: fc.constantFrom(`arn:aws:logs:us-east-1:${A}:log-group:g`, `arn:aws:sns:us-east-1:${B}:t`),
    sourceAccount: fc.constantFrom(A, B),
    calledVia: fc.subarray(['dynamodb.amazonaws.com', 'kms.amazonaws.com', 's3.amazonaws.com'], { minLength: 1 }),
  },
  { requiredKeys: [] },
);

const constraint = fc.constantFrom({}, { tenant: 'red' }, { Tenant: 'red', flag: 'true' });
const grants = fc.array(
  fc.record(
    {
      grantId: fc.constant('f'.repeat(64)),
      granteePrincipal: fc.constantFrom(
        user('ann').arn,
        APP_ROLE,
        session('app').arn,
        user('w', B).arn,
        PARTNER_ROLE,
        ROOT_A,
        ROOT_B,
        federatedUser('bob').arn,
      ),
      operations: fc.subarray(['Decrypt', 'Encrypt', 'DescribeKey', 'GenerateDataKey'], { minLength: 1 }),
      encryptionContextSubset: constraint,
      encryptionContextEquals: constraint,
    },
    { requiredKeys: ['grantId', 'granteePrincipal', 'operations'] },
  ),
  { maxLength: 2, size: 'xsmall' },
);

/** What is asked, and under which bounds: none, or some. */
const asks = {
  caller: callers,
  bounds: fc.oneof(fc.constant({}), bounds),
  call: calls,
  encryptionContext: contexts,
  keyFacts,
  /** Keys of one account often have the same policy. */
  resourceArn: fc.constantFrom(KEY, `${KEY}0` as const),
  circumstances,
  grants,
  isCrossAccountOperation: fc.constantFrom(true, true, true, false),
  viaService: fc.constantFrom(null, null, 's3.us-east-1.amazonaws.com', 'dynamodb.us-east-1.amazonaws.com'),
  sourceIp: fc.constantFrom('203.0.113.7', '203.0.113.200', '198.51.100.1', '2001:db8::1'),
};
const asked = fc.record(asks);
type Asked = typeof asked extends fc.Arbitrary<infer A> ? A : never;

/** Policies, still as JSON so that a failure can be read, and what is asked about them. */
export const worlds = fc.record({
  /** Null for questions that no key policy has a say in. */
  key: fc.option(statements(true), { freq: 10 }),
  iam: fc.array(statements(false), { maxLength: 2 }),
  asked,
  other: asked,
  /** What is taken from `other`, one after the other. */
  changes: fc.shuffledSubarray(Object.keys(asks) as (keyof Asked)[], { minLength: 2, maxLength: 4 }),
});

type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;

/** A question, and the same with something else in it: core remembers what it was asked, and must see what changed. */
export function questionsAbout(world: World): readonly AuthorizationRequest[] {
  const { asked: first, other, changes } = world;
  return [first, ...changes.map((name) => ({ ...first, [name]: other[name] }))].map((one) => questionAbout(world, one));
}

function questionAbout({ key, iam }: World, one: Asked): AuthorizationRequest {
  const { caller, call, keyFacts: resource, grants: given, viaService, circumstances: around, sourceIp } = one;
  const { action: own, newGrant, ...facts } = call;
  const usual = question();
  return question({
    action: own ?? `kms:${facts.operation}`,
    principal: caller,
    guardrails: guardrailsFor(caller, one.bounds),
    identityPolicies: isOfIam(caller) ? iam.map((it, index) => ({ ...iamPolicy(...it), name: `Iam${index}` })) : [],
    keyPolicy: key && keyPolicy(...key),
    // What has no policy of its own is asked of its own account: of an alias that is to be, or of all keys.
    ...(key === null
      ? { resource: null, resourceArn: '*', resourceAccountId: caller.accountId }
      : { resource, resourceArn: one.resourceArn }),
    grants: given,
    isCrossAccountOperation: one.isCrossAccountOperation,
    viaService: caller.type === 'service' ? null : viaService,
    encryptionContext: newGrant === undefined ? one.encryptionContext : {},
    ...(newGrant === undefined ? {} : { newGrant }),
    call: { ...usual.call, ...facts, circumstances: around, sourceIp },
  });
}

function isOfIam({ type }: Asked['caller']): boolean {
  return type !== 'root' && type !== 'service';
}
