import fc from 'fast-check';
import type { AuthorizationRequest, CallFacts, KeyFacts } from '../../../../core/access/decision.ts';
import {
  A,
  B,
  iamPolicy,
  KEY,
  keyPolicy,
  question,
  ROOT_A,
  ROOT_B,
  root,
  type StatementJson,
  service,
  session,
  user,
} from '../fixtures.ts';

const ROLE_A = `arn:aws:iam::${A}:role/app`;
const ROLE_B = `arn:aws:iam::${B}:role/partner`;

const callers = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(user('ann'), session('app')) },
  { weight: 2, arbitrary: fc.constantFrom(root(), user('w', B), session('partner', B)) },
  { weight: 1, arbitrary: fc.constantFrom(user('eve'), root(B), service('logs.us-east-1.amazonaws.com')) },
);

const principal = fc.constantFrom(
  ...[ROOT_A, A, ROOT_A, ROOT_B, user('ann').arn, user('eve').arn, user('w', B).arn],
  ...[ROLE_A, ROLE_B, session('app').arn, session('partner', B).arn],
);
const everyone: fc.Arbitrary<unknown> = fc.constantFrom('*', { AWS: '*' });
const named: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.uniqueArray(principal, { minLength: 1, maxLength: 4 }).map((AWS) => ({ AWS })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { AWS: ROOT_A },
      { AWS: [ROOT_A, ROLE_A, session('app').arn] },
      { AWS: A, Service: ['logs.us-east-1.amazonaws.com'] },
    ),
  },
);
const principals: fc.Arbitrary<StatementJson> = fc.oneof(
  { weight: 8, arbitrary: named.map((Principal) => ({ Principal })) },
  { weight: 2, arbitrary: everyone.map((Principal) => ({ Principal })) },
  { weight: 1, arbitrary: fc.constant({ Principal: { Federated: 'accounts.google.com' } }) },
  { weight: 1, arbitrary: named.map((NotPrincipal) => ({ NotPrincipal })) },
);

const action = fc.constantFrom(
  ...['kms:*', '*', 'KMS:*', 'kms:De*', 'kms:*crypt*', 'kms:Decrypt', 'kms:decrypt', 'kms:Encrypt', 'kms:CreateGrant'],
  ...['kms:ReEncrypt*', 'kms:*Key*', 'kms:TagResource', 'kms:ScheduleKeyDeletion', 'ec2:*', 'kms:List*'],
);
const resource = fc.constantFrom(KEY, `${KEY}0`, 'arn:aws:kms:*:*:key/*', `arn:aws:kms:us-east-1:${A}:*`, '*');

/** An element that fits everything, or has one value or several; or its Not… twin. */
function element(name: string, everything: string, one: fc.Arbitrary<string>): fc.Arbitrary<StatementJson> {
  const values = fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant({ [name]: everything }) },
    { weight: 4, arbitrary: values.map((value) => ({ [name]: value })) },
    { weight: 1, arbitrary: values.map((value) => ({ [`Not${name}`]: value })) },
  );
}

type KeyAndValues = readonly [key: string, ...values: readonly string[]];

const variable = (inside: string) => `\${${inside}}`;
const OF_KEY = variable('aws:ResourceTag/team');
const TEAMS = [
  ...['red', 'blue', 'r*', '*e*', '', 'Red'],
  ...[variable('aws:username'), variable("aws:PrincipalTag/team, 'red'")],
];
const TEXTS: readonly KeyAndValues[] = [
  ['kms:EncryptionContext:tenant', ...TEAMS, variable('aws:PrincipalTag/team'), OF_KEY],
  ['KMS:encryptioncontext:TENANT', ...TEAMS],
  ['aws:PrincipalTag/team', ...TEAMS, OF_KEY],
  ['aws:ResourceTag/team', ...TEAMS],
  ['aws:RequestTag/team', 'red', 'r*'],
  ['aws:username', 'ann', 'a*', '*'],
  ['aws:userid', 'AIDAann', 'AROAapp:*', A],
  ['aws:PrincipalType', 'User', 'AssumedRole', 'A*'],
  ['aws:PrincipalAccount', A, B],
  ['kms:CallerAccount', A, B, '1*'],
  ['kms:ViaService', 's3.us-east-1.amazonaws.com', 'ec2.*', '*.amazonaws.com'],
  ['kms:KeySpec', 'SYMMETRIC_DEFAULT', 'RSA_*'],
  ['kms:EncryptionAlgorithm', 'SYMMETRIC_DEFAULT', 'RSAES*'],
  ['kms:RequestAlias', 'alias/app', 'alias/*'],
  ['kms:MultiRegionKeyType', 'PRIMARY', 'REPLICA'],
  ['kms:GrantConstraintType', 'EncryptionContextEquals', 'EncryptionContext*'],
  ['aws:SourceVpce', 'vpce-1', 'vpce-*'],
  ['aws:CalledViaLast', 'dynamodb.amazonaws.com', '*'],
  ['aws:PrincipalOrgID', 'o-1', 'o-2'],
  ['aws:SourceAccount', A, B],
  ['aws:PrincipalServiceName', 'logs.us-east-1.amazonaws.com', 'logs.*'],
  ['kms:NoSuchKey', 'x', '*'],
];
const NUMBERS: readonly KeyAndValues[] = [
  ['kms:EncryptionContext:count', '6', '7', '8', '-7', '007'],
  ['aws:MultiFactorAuthAge', '59', '60', '3600'],
  ['aws:EpochTime', '1767225600', '1767225599'],
  ['kms:ScheduleKeyDeletionPendingWindowInDays', '7', '29', '30'],
];
const INSTANTS = ['2026-01-01T00:00:00Z', '2026-01-01', '2025-12-31T23:59:59.999Z', '2026-01-01T01:00:00+01:00'];
const DATES: readonly KeyAndValues[] = [
  ['aws:CurrentTime', ...INSTANTS, '1767225600', '2026-06-01'],
  ['aws:EpochTime', ...INSTANTS, '1767225599'],
  ['kms:EncryptionContext:since', ...INSTANTS, '1767225601'],
  ['aws:TokenIssueTime', ...INSTANTS],
];
const FLAGS: readonly KeyAndValues[] = [
  ['aws:SecureTransport', 'true', 'false'],
  ['aws:MultiFactorAuthPresent', 'true', 'false'],
  ['aws:ViaAWSService', 'true', 'false'],
  ['aws:PrincipalIsAWSService', 'true', 'false'],
  ['kms:MultiRegion', 'true', 'FALSE'],
  ['kms:GrantIsForAWSResource', 'true', 'false'],
  ['kms:ReEncryptOnSameKey', 'true', 'false'],
  ['kms:EncryptionContext:flag', 'true', 'false'],
];
const RANGES = ['203.0.113.0/24', '203.0.113.7', '203.0.113.9/25', '10.0.0.0/8', '0.0.0.0/0', '2001:DB8::/32', '::/0'];
const ADDRESSES: readonly KeyAndValues[] = [
  ['aws:SourceIp', ...RANGES],
  ['aws:VpcSourceIp', ...RANGES],
  ['kms:EncryptionContext:from', ...RANGES, '2001:db8::1'],
];
const ARNS: readonly KeyAndValues[] = [
  ['aws:PrincipalArn', ROLE_A, user('ann').arn, 'arn:aws:iam::*:user/*', `arn:aws:iam::${A}:*`, 'arn:aws:iam::*'],
  ['aws:SourceArn', 'arn:aws:logs:*:*:log-group:*', `arn:aws:logs:us-east-1:${A}:log-group:g`, '*'],
  ['kms:EncryptionContext:owner', 'arn:aws:iam::*:user/*', 'arn:*:iam::*:*', 'arn:aws:*:user/ann', '*'],
  ['kms:GranteePrincipal', ROLE_A, 'arn:aws:iam::*:role/*'],
];
const LISTS: readonly KeyAndValues[] = [
  ['kms:EncryptionContextKeys', 'tenant', 'count', 'Tenant', 't*', '*'],
  ['kms:ResourceAliases', 'alias/app', 'alias/*', 'alias/old'],
  ['kms:GrantOperations', 'Decrypt', 'Encrypt', '*crypt'],
  ['aws:TagKeys', 'team', 't*', 'cost'],
  ['aws:PrincipalOrgPaths', 'o-1/r-1/ou-1/', 'o-1/*', 'o-2/*'],
  ['aws:CalledVia', 'dynamodb.amazonaws.com', 'kms.amazonaws.com', '*'],
  ['aws:PrincipalServiceNamesList', 'logs.us-east-1.amazonaws.com', 'logs.*'],
  ['aws:PrincipalTag/team', 'red', 'r*', 'blue'],
  ['kms:KeySpec', 'SYMMETRIC_DEFAULT', 'RSA_*'],
];

type Operators = readonly string[];
const ORDERS = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];
const ofText: Operators = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'];

interface Test {
  readonly operator: string;
  readonly key: string;
  readonly values: unknown;
}

function testsOf(
  table: readonly KeyAndValues[],
  operators: Operators,
  qualifiers: readonly string[] = [''],
): fc.Arbitrary<Test> {
  return fc.constantFrom(...table).chain(([key, ...known]) => {
    const value = fc.constantFrom(...known);
    return fc.record({
      operator: fc
        .tuple(fc.constantFrom(...qualifiers), fc.constantFrom(...operators), fc.constantFrom('', '', '', 'IfExists'))
        .map((parts) => parts.join('')),
      key: fc.constant(key),
      values: fc.oneof(value, fc.uniqueArray(value, { maxLength: 3 })),
    });
  });
}

const ALL_KEYS = [TEXTS, NUMBERS, DATES, FLAGS, ADDRESSES, ARNS, LISTS].flat().map(([key]) => key);
const test: fc.Arbitrary<Test> = fc.oneof(
  { weight: 5, arbitrary: testsOf(TEXTS, ofText) },
  {
    weight: 2,
    arbitrary: testsOf(
      NUMBERS,
      ORDERS.map((order) => `Numeric${order}`),
    ),
  },
  {
    weight: 2,
    arbitrary: testsOf(
      DATES,
      ORDERS.map((order) => `Date${order}`),
    ),
  },
  { weight: 2, arbitrary: testsOf(FLAGS, ['Bool']) },
  { weight: 2, arbitrary: testsOf(ADDRESSES, ['IpAddress', 'NotIpAddress']) },
  { weight: 2, arbitrary: testsOf(ARNS, ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', ...ofText]) },
  { weight: 4, arbitrary: testsOf(LISTS, ofText, ['ForAllValues:', 'ForAnyValue:']) },
  {
    weight: 2,
    arbitrary: fc.record({
      operator: fc.constant('Null'),
      key: fc.constantFrom(...ALL_KEYS),
      values: fc.constantFrom('true', 'false', true, ['true', 'false']),
    }),
  },
);

/** Several tests, those of one operator under it. */
const condition: fc.Arbitrary<StatementJson> = fc.array(test, { maxLength: 3, size: 'xsmall' }).map((tests) => {
  const byOperator: Record<string, Record<string, unknown>> = {};
  for (const { operator, key, values } of tests) byOperator[operator] = { ...byOperator[operator], [key]: values };
  return tests.length === 0 ? {} : { Condition: byOperator };
});

function statements(isOfKey: boolean, minLength: number): fc.Arbitrary<readonly StatementJson[]> {
  const statement = fc
    .tuple(
      fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny').map((Effect) => ({ Effect })),
      isOfKey ? principals : fc.constant({}),
      element('Action', 'kms:*', action),
      element('Resource', '*', resource),
      condition,
    )
    .map((elements) => Object.assign({}, ...elements) as StatementJson);
  return fc.array(statement, { minLength, maxLength: 4 });
}

const tag = fc.constantFrom('red', 'blue', 'Red', '', 'ann', '*');
const encryptionContext = fc.record(
  {
    tenant: tag,
    count: fc.constantFrom('7', '8', '-7', 'many'),
    since: fc.constantFrom(...INSTANTS, 'soon'),
    flag: fc.constantFrom('true', 'false', 'maybe'),
    from: fc.constantFrom('203.0.113.7', '203.0.113.200', '10.1.2.3', '2001:db8::1', 'home'),
    owner: fc.constantFrom(user('ann').arn, ROLE_B, 'ann'),
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
          GranteePrincipal: ROLE_A,
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
      granteePrincipal: fc.constantFrom(user('ann').arn, ROLE_A, session('app').arn, user('w', B).arn, ROLE_B),
      operations: fc.subarray(['Decrypt', 'Encrypt', 'DescribeKey', 'GenerateDataKey'], { minLength: 1 }),
      encryptionContextSubset: constraint,
      encryptionContextEquals: constraint,
    },
    { requiredKeys: ['grantId', 'granteePrincipal', 'operations'] },
  ),
  { maxLength: 2, size: 'xsmall' },
);

/** A question with its policies still as JSON, so that a failure can be read. */
export const worlds = fc.record({
  /** Null for a question that no key policy has a say in. */
  key: fc.option(statements(true, 1), { freq: 10 }),
  iam: fc.array(statements(false, 1), { maxLength: 2 }),
  caller: callers,
  call: calls,
  encryptionContext: contexts,
  keyFacts,
  circumstances,
  grants,
  isCrossAccountOperation: fc.constantFrom(true, true, true, false),
  viaService: fc.constantFrom(null, null, 's3.us-east-1.amazonaws.com', 'dynamodb.us-east-1.amazonaws.com'),
  sourceIp: fc.constantFrom('203.0.113.7', '203.0.113.200', '198.51.100.1', '2001:db8::1'),
});

export type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;

export function questionAbout({ key, iam, caller, call, keyFacts: resource, ...world }: World): AuthorizationRequest {
  const { action: own, newGrant, ...facts } = call;
  const usual = question();
  return question({
    action: own ?? `kms:${facts.operation}`,
    principal: caller,
    identityPolicies: isOfIam(caller) ? iam.map((one, index) => ({ ...iamPolicy(...one), name: `Iam${index}` })) : [],
    keyPolicy: key && keyPolicy(...key),
    resource,
    // What has no policy of its own is asked of its own account: of an alias that is to be, or of all keys.
    ...(key === null ? { resource: null, resourceArn: '*', resourceAccountId: caller.accountId } : {}),
    grants: world.grants,
    isCrossAccountOperation: world.isCrossAccountOperation,
    viaService: caller.type === 'service' ? null : world.viaService,
    encryptionContext: newGrant === undefined ? world.encryptionContext : {},
    ...(newGrant === undefined ? {} : { newGrant }),
    call: { ...usual.call, ...facts, circumstances: world.circumstances, sourceIp: world.sourceIp },
  });
}

function isOfIam({ type }: World['caller']): boolean {
  return type === 'user' || type === 'roleSession';
}
