import { describe, expect, it } from 'vitest';
import type { StatementOutcome } from '../../../core/access/decision.ts';
import { evaluate } from '../../../core/access/evaluate.ts';
import type { Principal } from '../../../core/cloud/principal.ts';
import {
  A,
  allow,
  B,
  deny,
  iamAllow,
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
} from './fixtures.ts';

const SESSION = `arn:aws:sts::${A}:assumed-role/app/kmslab`;
const ROLE = `arn:aws:iam::${A}:role/app`;

function outcome(statement: StatementJson, principal: Principal, action = 'kms:Decrypt'): StatementOutcome | undefined {
  return evaluate(keyPolicy(statement), { type: 'key' }, question({ principal, action }))[0]?.outcome;
}

describe('Principal', () => {
  it.each([
    ['"*" names every user', '*', user('ann'), 'matched'],
    ['"*" under AWS names every session', { AWS: '*' }, session('app', B), 'matched'],
    ['"*" names every service', '*', service('sns.amazonaws.com'), 'matched'],
    ['a user’s ARN names the user', { AWS: user('ann').arn }, user('ann'), 'matched'],
    ['a user’s ARN names nobody else', { AWS: user('ann').arn }, user('eve'), 'notMatched'],
    [
      'a user’s ARN does not name a user of that name in another account',
      { AWS: user('ann').arn },
      user('ann', B),
      'notMatched',
    ],
    ['a role’s ARN names all its sessions', { AWS: ROLE }, session('app', A, 'other'), 'matched'],
    ['a session’s ARN names that session', { AWS: SESSION }, session('app'), 'matched'],
    [
      'a session’s ARN does not name the role’s other sessions',
      { AWS: SESSION },
      session('app', A, 'other'),
      'notMatched',
    ],
    ['the root ARN trusts the account, and names no user of it', { AWS: ROOT_A }, user('ann'), 'account'],
    ['the account id trusts the account', { AWS: A }, session('app'), 'account'],
    ['the root ARN names the root user', { AWS: ROOT_A }, root(), 'matched'],
    ['the root ARN is nothing to another account’s user', { AWS: ROOT_A }, user('ann', B), 'notMatched'],
    ['the root ARN is nothing to another account’s root user', { AWS: ROOT_A }, root(B), 'notMatched'],
    ['the root ARN is nothing to a service', { AWS: ROOT_A }, service('sns.amazonaws.com'), 'notMatched'],
    ['a list means any of them', { AWS: [ROOT_B, user('ann').arn] }, user('ann'), 'matched'],
    ['a name beats the account beside it', { AWS: [ROOT_A, user('ann').arn] }, user('ann'), 'matched'],
    ['a service is named under Service', { Service: 'sns.amazonaws.com' }, service('sns.amazonaws.com'), 'matched'],
    ['another service is not', { Service: 'sns.amazonaws.com' }, service('sqs.amazonaws.com'), 'notMatched'],
  ] as const)('%s', (_, principal, caller, expected) => {
    expect(outcome(allow(principal, 'kms:*'), caller)).toBe(expected);
  });

  it('a Deny that names the account binds every user and role of it', () => {
    expect(outcome(deny({ AWS: ROOT_A }, 'kms:*'), user('ann'))).toBe('matched');
    expect(outcome(deny({ AWS: ROOT_A }, 'kms:*'), session('app'))).toBe('matched');
    expect(outcome(deny({ AWS: ROOT_A }, 'kms:*'), user('ann', B))).toBe('notMatched');
  });
});

describe('NotPrincipal with Deny', () => {
  it.each([
    ['exempts a listed user', [user('ann').arn], user('ann'), 'notMatched'],
    ['denies everyone else', [user('ann').arn], user('eve'), 'matched'],
    ['does not exempt the users of a listed account', [ROOT_A], user('ann'), 'matched'],
    ['does not exempt the roles of a listed account', [ROOT_A], session('app'), 'matched'],
    ['exempts the root user of a listed account', [ROOT_A], root(), 'notMatched'],
    ['does not exempt a session by its role alone', [ROLE], session('app'), 'matched'],
    ['exempts a session by account, role and session together', [ROOT_A, ROLE, SESSION], session('app'), 'notMatched'],
    ['denies a service too', [ROOT_A], service('sns.amazonaws.com'), 'matched'],
  ] as const)('%s', (_, listed, caller, expected) => {
    const statement = { Effect: 'Deny', NotPrincipal: { AWS: listed }, Action: 'kms:*', Resource: '*' };
    expect(outcome(statement, caller)).toBe(expected);
  });
});

describe('Action', () => {
  it.each([
    ['is matched without regard to case', { Action: 'KMS:decrypt' }, 'matched'],
    ['takes * for any characters', { Action: 'kms:De*' }, 'matched'],
    ['takes ? for one character', { Action: 'kms:?ecrypt' }, 'matched'],
    ['may be every action there is', { Action: '*' }, 'matched'],
    ['in a list means any of them', { Action: ['kms:Encrypt', 'kms:Decrypt'] }, 'matched'],
    ['that is not listed does not match', { Action: ['kms:Encrypt', 'kms:ReEncrypt*'] }, 'notMatched'],
    ['under NotAction matches unless it is listed', { NotAction: 'kms:Encrypt' }, 'matched'],
    ['under NotAction does not match when it is listed', { NotAction: ['kms:Encrypt', 'kms:dec*'] }, 'notMatched'],
    ['that is missing makes the statement inert', {}, 'notMatched'],
  ] as const)('%s', (_, action, expected) => {
    expect(outcome({ Effect: 'Allow', Principal: '*', Resource: '*', ...action }, user('ann'))).toBe(expected);
  });
});

describe('Resource', () => {
  it.each([
    ['"*" in a key policy is this key', { Resource: '*' }, 'matched'],
    ['the key’s own ARN is this key', { Resource: KEY }, 'matched'],
    ['another key’s ARN is not', { Resource: `${KEY}0` }, 'notMatched'],
    ['NotResource leaves out what it lists', { NotResource: KEY }, 'notMatched'],
    ['NotResource means all others', { NotResource: `${KEY}0` }, 'matched'],
    ['a missing Resource makes the statement inert', {}, 'notMatched'],
  ] as const)('%s', (_, resource, expected) => {
    expect(outcome({ Effect: 'Allow', Principal: '*', Action: 'kms:*', ...resource }, user('ann'))).toBe(expected);
  });

  it.each([
    ['arn:aws:kms:us-east-1:111122223333:key/*', true],
    ['arn:aws:kms:*:111122223333:key/*', true],
    ['arn:*:kms:*:*:key/1234abcd-*', true],
    ['arn:aws:*:us-east-1:111122223333:*', true],
    ['arn:aws:kms:eu-west-1:*:key/*', false],
    ['arn:aws:kms:us-east-1:111122223333:alias/*', false], // an alias ARN never allows the use of its key
    ['arn:aws:kms:us-east-1:111122223333:KEY/*', false],
  ])('an IAM policy’s %s covers the key: %s', (resource, covers) => {
    const { name, policy } = iamPolicy(iamAllow('kms:*', resource));
    expect(evaluate(policy, { type: 'identity', name }, question())[0]?.outcome).toBe(
      covers ? 'matched' : 'notMatched',
    );
  });

  it.each([
    ['*', true],
    ['arn:aws:kms:*:*:*', false],
  ])('an action without a resource is covered by %s: %s', (resource, covers) => {
    const { name, policy } = iamPolicy(iamAllow('kms:CreateKey', resource));
    const trace = evaluate(policy, { type: 'identity', name }, question({ action: 'kms:CreateKey', resourceArn: '*' }));
    expect(trace[0]?.outcome).toBe(covers ? 'matched' : 'notMatched');
  });
});

describe('the trace', () => {
  it('holds every statement in order, those behind a deny too', () => {
    const policy = keyPolicy(
      { Sid: 'Never', ...deny('*', 'kms:Decrypt') },
      { Sid: 'Others', ...allow({ AWS: [user('eve').arn, user('bob').arn] }, ['kms:Encrypt', 'kms:De*']) },
      { Effect: 'Allow', Principal: '*', NotAction: 'kms:Put*', NotResource: KEY },
    );
    expect(evaluate(policy, { type: 'key' }, question())).toEqual([
      {
        source: { type: 'key' },
        index: 0,
        sid: 'Never',
        effect: 'Deny',
        outcome: 'matched',
        parts: [
          { element: 'Principal', matched: true, text: '*', namedAs: 'caller' },
          { element: 'Action', matched: true, text: 'kms:Decrypt' },
          { element: 'Resource', matched: true, text: '*' },
        ],
      },
      {
        source: { type: 'key' },
        index: 1,
        sid: 'Others',
        effect: 'Allow',
        outcome: 'notMatched',
        parts: [
          { element: 'Principal', matched: false, text: `${user('eve').arn}, ${user('bob').arn}` },
          { element: 'Action', matched: true, text: 'kms:De*' },
          { element: 'Resource', matched: true, text: '*' },
        ],
      },
      {
        source: { type: 'key' },
        index: 2,
        sid: null,
        effect: 'Allow',
        outcome: 'notMatched',
        parts: [
          { element: 'Principal', matched: true, text: '*', namedAs: 'caller' },
          { element: 'Action', matched: true, text: 'NotAction kms:Put*' },
          { element: 'Resource', matched: false, text: `NotResource ${KEY}` },
        ],
      },
    ]);
  });
});
