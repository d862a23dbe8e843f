import fc from 'fast-check';
import { A, APP_ROLE, B, federatedUser, KEY, ROOT_A, ROOT_B, type StatementJson, session, user } from '../fixtures.ts';
import { condition } from './arbitrary-conditions.ts';

export const PARTNER_ROLE = `arn:aws:iam::${B}:role/partner`;

const principal = fc.constantFrom(
  ...[ROOT_A, A, ROOT_A, ROOT_B, user('ann').arn, user('eve').arn, user('w', B).arn],
  ...[APP_ROLE, PARTNER_ROLE, session('app').arn, session('partner', B).arn, federatedUser('bob').arn],
);
const everyone: fc.Arbitrary<unknown> = fc.constantFrom('*', { AWS: '*' });
const named: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.uniqueArray(principal, { minLength: 1, maxLength: 4 }).map((AWS) => ({ AWS })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { AWS: ROOT_A },
      { AWS: [ROOT_A, APP_ROLE, session('app').arn] },
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

/** Allows and Denies; for a key policy with Principal, for others without. */
export function statements(
  isOfKey: boolean,
  { minLength = 1, effects = ['Allow', 'Allow', 'Allow', 'Allow', 'Deny'] } = {},
): fc.Arbitrary<readonly StatementJson[]> {
  const statement = fc
    .tuple(
      fc.constantFrom(...effects).map((Effect) => ({ Effect })),
      isOfKey ? principals : fc.constant({}),
      element('Action', 'kms:*', action),
      element('Resource', '*', resource),
      condition,
    )
    .map((elements) => Object.assign({}, ...elements) as StatementJson);
  return fc.array(statement, { minLength, maxLength: 4 });
}

/** A Deny as a resource control policy may have it: of everyone, by Action. */
export const resourceControlDeny: fc.Arbitrary<StatementJson> = fc
  .tuple(fc.constantFrom('kms:*', 'kms:Decrypt', 'kms:*crypt*', '*'), condition)
  .map(([Action, given]) => ({ Effect: 'Deny', Principal: '*', Action, Resource: '*', ...given }));
