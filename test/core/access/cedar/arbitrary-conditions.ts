import fc from 'fast-check';
import { A, B, type StatementJson, user } from '../fixtures.ts';

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
export const INSTANTS = ['2026-01-01T00:00:00Z', '2026-01-01', '2025-12-31T23:59:59.999Z', '2026-01-01T01:00:00+01:00'];
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
  [
    'aws:PrincipalArn',
    `arn:aws:iam::${A}:role/app`,
    user('ann').arn,
    'arn:aws:iam::*:user/*',
    `arn:aws:iam::${A}:*`,
    'arn:aws:iam::*',
  ],
  ['aws:SourceArn', 'arn:aws:logs:*:*:log-group:*', `arn:aws:logs:us-east-1:${A}:log-group:g`, '*'],
  ['kms:EncryptionContext:owner', 'arn:aws:iam::*:user/*', 'arn:*:iam::*:*', 'arn:aws:*:user/ann', '*'],
  ['kms:GranteePrincipal', `arn:aws:iam::${A}:role/app`, 'arn:aws:iam::*:role/*'],
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
export const condition: fc.Arbitrary<StatementJson> = fc.array(test, { maxLength: 3, size: 'xsmall' }).map((tests) => {
  const byOperator: Record<string, Record<string, unknown>> = {};
  for (const { operator, key, values } of tests) byOperator[operator] = { ...byOperator[operator], [key]: values };
  return tests.length === 0 ? {} : { Condition: byOperator };
});
