import { describe, expect, it } from 'vitest';
import { conditionKeyNames } from '../../../core/access/condition-keys/condition-key.ts';
import { decide, verdictOf } from '../../../core/access/decide.ts';
import { DECISION_REASONS } from '../../../core/access/decision.ts';
import { answerOf, toldBy } from './row-answer.ts';
import { allRows, type Row } from './truth-table.ts';

const rows = allRows();

describe('the truth table', () => {
  it.each(rows.map((row) => [row.id, row.says, row] as const))('%s: %s', (_, __, row) => {
    expect(answerOf(row, { decide, verdictOf })).toEqual(toldBy(row));
  });
});

/** Source: IAM User Guide, "IAM JSON policy elements: Condition operators". */
const OPERATORS = [
  ...['Equals', 'NotEquals', 'EqualsIgnoreCase', 'NotEqualsIgnoreCase', 'Like', 'NotLike'].map((it) => `String${it}`),
  ...['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].flatMap((it) => [
    `Numeric${it}`,
    `Date${it}`,
  ]),
  ...['Equals', 'NotEquals', 'Like', 'NotLike'].map((it) => `Arn${it}`),
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'NotIpAddress',
  'Null',
];

/** The operators and the keys of a row's conditions: `StringEquals`, `aws:username`. */
function namesIn({ condition, world }: Row): readonly string[] {
  const { keyPolicy, trustPolicy, iamPolicy, boundary, sessionPolicy, vpcEndpointPolicy, scp, rcp } = world ?? {};
  const policies = [keyPolicy, trustPolicy, iamPolicy, boundary, sessionPolicy, vpcEndpointPolicy, scp, rcp];
  const statements = [...policies.flatMap((policy) => (policy ?? []).flat()), { Condition: condition }];
  return statements.flatMap(({ Condition }) =>
    Object.entries((Condition ?? {}) as Readonly<Record<string, object>>).flatMap(([operator, keys]) => [
      operator.replace(/^.*:/, ''),
      ...Object.keys(keys),
    ]),
  );
}

describe('the truth table is whole', () => {
  const verdictsOf = (isNamed: (name: string) => boolean) =>
    new Set(rows.filter((row) => namesIn(row).some(isNamed)).map(({ decision }) => decision === 'allowed'));

  it.each(OPERATORS)('%s stands in a row that allows and in one that refuses', (operator) => {
    expect(verdictsOf((name) => name === operator)).toEqual(new Set([true, false]));
  });

  // S3's have rows of their own, in test/core/services/s3/bucket-policies.test.ts.
  it.each(conditionKeyNames().filter((key) => !/^(?:s3|ssm|secretsmanager):/.test(key)))(
    '%s stands in a row that allows and in one that refuses',
    (key) => {
      const isFamily = /[:/]$/.test(key);
      const wanted = key.toLowerCase();
      const isNamed = (name: string) =>
        isFamily ? name.toLowerCase().startsWith(wanted) : name.toLowerCase() === wanted;
      expect(verdictsOf(isNamed)).toEqual(new Set([true, false]));
    },
  );

  it('has every qualifier', () => {
    const written = JSON.stringify(rows);
    for (const text of ['ForAllValues:', 'ForAnyValue:', 'IfExists']) expect(written).toContain(text);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it.each(DECISION_REASONS)('%s is the reason of a row', (reason) => {
    expect(rows.filter(({ because }) => because === reason).length).toBeGreaterThanOrEqual(1);
  });

  it.each(['scp', 'rcp', 'vpcEndpointPolicy', 'boundary', 'sessionPolicy', 'trustPolicy'] as const)(
    '%s stands in rows that allow and in rows that refuse by silence and by a Deny',
    (source) => {
      const own = rows.filter(({ world }) => world?.[source] !== undefined);
      expect(new Set(own.map(({ decision }) => decision))).toEqual(
        new Set(['allowed', 'implicitDeny', 'explicitDeny']),
      );
    },
  );
});
