import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/access/decide.ts';
import type { AuthorizationRequest, DecisionReason } from '../../../core/access/decision.ts';
import { awsManagedKeyPolicy } from '../../../core/access/default-policies.ts';
import { parsePolicy } from '../../../core/access/policy.ts';
import {
  A,
  allow,
  B,
  deny,
  grant,
  iamAllow,
  iamDeny,
  iamPolicy,
  KEY,
  keyPolicy,
  question,
  ROOT_A,
  ROOT_B,
  ROOT_STATEMENT,
  root,
  service,
  session,
  user,
} from './fixtures.ts';

const ANN = user('ann');
const ANN_ONLY = allow({ AWS: ANN.arn }, 'kms:Decrypt');
const TRUST_B = allow({ AWS: ROOT_B }, 'kms:Decrypt');
const W = user('w', B);
const TO_ANN = [grant(ANN.arn, ['Decrypt'], { k: 'v' })];
const managed = parsePolicy(
  awsManagedKeyPolicy({ service: 'ebs', viaService: 'ec2.us-east-1.amazonaws.com', accountId: A, partition: 'aws' }),
  { kind: 'key', accountId: A },
);
const viaS3 = keyPolicy({
  ...allow('*', 'kms:*'),
  Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com', 'kms:CallerAccount': A } },
});

type Case = readonly [says: string, given: Partial<AuthorizationRequest>, because: DecisionReason];

function answers(given: Partial<AuthorizationRequest>) {
  const { because, verdict } = decide(question(given));
  return { because, verdict };
}

function verdictFor(because: DecisionReason) {
  if (because.startsWith('explicit-deny')) return 'explicitDeny';
  return because.startsWith('no-') || because.startsWith('operation-') ? 'implicitDeny' : 'allowed';
}

// access.md section 9, every row that needs no Condition of a customer's
const WORKED_OUTCOMES: readonly Case[] = [
  ['the default key policy and no IAM policy: denied', {}, 'no-identity-policy-statement'],
  [
    'the default key policy and an IAM allow: allowed',
    { identityPolicies: [iamPolicy(iamAllow('kms:Decrypt', KEY))] },
    'identity-policy-allows',
  ],
  ['a key policy that names the user needs no IAM policy', { keyPolicy: keyPolicy(ANN_ONLY) }, 'key-policy-allows'],
  [
    'a key policy that names another user denies, whatever IAM allows',
    { keyPolicy: keyPolicy(ANN_ONLY), principal: user('v'), identityPolicies: [iamPolicy(iamAllow('kms:*'))] },
    'no-key-policy-statement',
  ],
  [
    'a Deny in the key policy beats IAM',
    {
      keyPolicy: keyPolicy(ROOT_STATEMENT, deny({ AWS: ANN.arn }, 'kms:Decrypt')),
      identityPolicies: [iamPolicy(iamAllow('kms:*'))],
    },
    'explicit-deny-key-policy',
  ],
  [
    'a foreign account is trusted, but its user has no IAM policy: denied',
    { keyPolicy: keyPolicy(ROOT_STATEMENT, TRUST_B), principal: W },
    'no-identity-policy-statement',
  ],
  [
    'a foreign account is trusted and its IAM allows: allowed',
    {
      keyPolicy: keyPolicy(ROOT_STATEMENT, TRUST_B),
      principal: W,
      identityPolicies: [iamPolicy(iamAllow('kms:Decrypt', KEY))],
    },
    'identity-policy-allows',
  ],
  [
    'an operation that is not cross-account fails, whatever the policies say',
    {
      action: 'kms:ScheduleKeyDeletion',
      isCrossAccountOperation: false,
      keyPolicy: keyPolicy(ROOT_STATEMENT, allow({ AWS: ROOT_B }, 'kms:*')),
      principal: W,
      identityPolicies: [iamPolicy(iamAllow('kms:*'))],
    },
    'operation-not-cross-account',
  ],
  [
    'IAM in another account is nothing without the key policy',
    { principal: W, identityPolicies: [iamPolicy(iamAllow('kms:Decrypt', KEY))] },
    'no-key-policy-statement',
  ],
  ['a grant needs no IAM policy', { grants: TO_ANN, encryptionContext: { k: 'v' } }, 'grant-allows'],
  [
    'a grant whose constraint is a subset takes a larger context',
    { grants: TO_ANN, encryptionContext: { k: 'v', x: 'y' } },
    'grant-allows',
  ],
  [
    'a grant does not take a context without its pair',
    { grants: TO_ANN, encryptionContext: { x: 'y' } },
    'no-identity-policy-statement',
  ],
  [
    'a Deny in the key policy beats a grant',
    { grants: TO_ANN, encryptionContext: { k: 'v' }, keyPolicy: keyPolicy(ROOT_STATEMENT, deny('*', 'kms:Decrypt')) },
    'explicit-deny-key-policy',
  ],
  [
    'everyone in the account, through the service: allowed',
    { keyPolicy: viaS3, action: 'kms:GenerateDataKey', viaService: 's3.us-east-1.amazonaws.com' },
    'key-policy-allows',
  ],
  ['everyone in the account, directly: denied', { keyPolicy: viaS3, action: 'kms:Encrypt' }, 'no-key-policy-statement'],
  [
    'an AWS managed key cannot be used directly',
    { keyPolicy: managed, action: 'kms:Encrypt', identityPolicies: [iamPolicy(iamAllow('kms:*'))] },
    'no-key-policy-statement',
  ],
];

const MORE: readonly Case[] = [
  [
    'an AWS managed key works through its service',
    { keyPolicy: managed, viaService: 'ec2.us-east-1.amazonaws.com' },
    'key-policy-allows',
  ],
  [
    'an AWS managed key does not work through another service',
    { keyPolicy: managed, viaService: 'rds.us-east-1.amazonaws.com' },
    'no-key-policy-statement',
  ],
  [
    'an AWS managed key does not work for another account',
    {
      keyPolicy: managed,
      viaService: 'ec2.us-east-1.amazonaws.com',
      principal: W,
      identityPolicies: [iamPolicy(iamAllow('kms:*'))],
    },
    'no-key-policy-statement',
  ],
  [
    'an AWS managed key may be described by IAM policy',
    { keyPolicy: managed, action: 'kms:DescribeKey', identityPolicies: [iamPolicy(iamAllow('kms:*'))] },
    'identity-policy-allows',
  ],
  [
    'a service’s own call has no kms:CallerAccount',
    { keyPolicy: managed, viaService: 'ec2.us-east-1.amazonaws.com', principal: service('ec2.amazonaws.com') },
    'no-key-policy-statement',
  ],
  [
    'a Deny in IAM counts even where the key policy does not trust IAM',
    { keyPolicy: keyPolicy(ANN_ONLY), identityPolicies: [iamPolicy(iamDeny('kms:Decrypt'))] },
    'explicit-deny-identity-policy',
  ],
  [
    'a Deny in IAM beats a grant',
    { grants: [grant(ANN.arn, ['Decrypt'])], identityPolicies: [iamPolicy(iamDeny('kms:*'))] },
    'explicit-deny-identity-policy',
  ],
  [
    'a Deny of both is told as the key policy’s',
    { keyPolicy: keyPolicy(deny('*', '*')), identityPolicies: [iamPolicy(iamDeny('*'))] },
    'explicit-deny-key-policy',
  ],
  [
    'both sides must allow the same action',
    {
      keyPolicy: keyPolicy(allow({ AWS: ROOT_A }, 'kms:Encrypt')),
      identityPolicies: [iamPolicy(iamAllow('kms:Decrypt'))],
    },
    'no-key-policy-statement',
  ],
  [
    'an IAM policy on another key does not help',
    { identityPolicies: [iamPolicy(iamAllow('kms:*', `${KEY}0`))] },
    'no-identity-policy-statement',
  ],
  ['the root user is let in by the root statement', { principal: root() }, 'root-user-of-the-account'],
  [
    'the root user is not let in where nobody names the account',
    { principal: root(), keyPolicy: keyPolicy(ANN_ONLY) },
    'no-key-policy-statement',
  ],
  [
    'a Deny stops the root user',
    { principal: root(), keyPolicy: keyPolicy(ROOT_STATEMENT, deny({ AWS: ROOT_A }, 'kms:Decrypt')) },
    'explicit-deny-key-policy',
  ],
  [
    'another account’s root user needs no IAM policy at home',
    { principal: root(B), keyPolicy: keyPolicy(TRUST_B) },
    'key-policy-allows',
  ],
  [
    'a foreign user who is named still needs IAM at home',
    { principal: W, keyPolicy: keyPolicy(allow({ AWS: W.arn }, 'kms:*')) },
    'no-identity-policy-statement',
  ],
  [
    'a foreign user who is named and has IAM at home: allowed',
    {
      principal: W,
      keyPolicy: keyPolicy(allow({ AWS: W.arn }, 'kms:*')),
      identityPolicies: [iamPolicy(iamAllow('kms:*'))],
    },
    'key-policy-allows',
  ],
  [
    '"*" lets a foreign caller in only with IAM at home',
    { principal: W, keyPolicy: keyPolicy(allow('*', 'kms:*')) },
    'no-identity-policy-statement',
  ],
  ['a foreign grantee needs the grant alone', { principal: W, grants: [grant(W.arn, ['Decrypt'])] }, 'grant-allows'],
  [
    'a grant to the foreign account leaves its users to its IAM policies',
    { principal: W, grants: [grant(ROOT_B, ['Decrypt'])] },
    'no-identity-policy-statement',
  ],
  [
    'a grant to the foreign account reaches its users by IAM',
    { principal: W, grants: [grant(ROOT_B, ['Decrypt'])], identityPolicies: [iamPolicy(iamAllow('kms:Decrypt'))] },
    'grant-allows',
  ],
  [
    'a grant to a role is one to its sessions',
    { principal: session('app'), grants: [grant(`arn:aws:iam::${A}:role/app`, ['Decrypt'])] },
    'grant-allows',
  ],
  [
    'a grant to a session is none to the role’s others',
    { principal: session('app'), grants: [grant(session('app', A, 'other').arn, ['Decrypt'])] },
    'no-identity-policy-statement',
  ],
  [
    'a grant covers its operations only',
    { grants: [grant(ANN.arn, ['Encrypt', 'GenerateDataKey'])] },
    'no-identity-policy-statement',
  ],
  [
    'a constraint’s key is found without regard to case',
    { grants: TO_ANN, encryptionContext: { K: 'v' } },
    'grant-allows',
  ],
  [
    'a constraint’s value is compared to the letter',
    { grants: TO_ANN, encryptionContext: { k: 'V' } },
    'no-identity-policy-statement',
  ],
  [
    'DescribeKey ignores a grant’s constraint',
    { action: 'kms:DescribeKey', grants: [grant(ANN.arn, ['DescribeKey'], { k: 'v' })] },
    'grant-allows',
  ],
  [
    'CreateGrant under a constraint must pass it on',
    { action: 'kms:CreateGrant', grants: [grant(ANN.arn, ['CreateGrant'], { k: 'v' })] },
    'no-identity-policy-statement',
  ],
  ['the second grant may be the one that fits', { grants: [...TO_ANN, grant(ANN.arn, ['Decrypt'])] }, 'grant-allows'],
  [
    'a service is let in by name',
    { principal: service('sns.amazonaws.com'), keyPolicy: keyPolicy(allow({ Service: 'sns.amazonaws.com' }, 'kms:*')) },
    'key-policy-allows',
  ],
  [
    'a service is let in by a grant',
    { principal: service('sns.amazonaws.com'), grants: [grant('sns.amazonaws.com', ['Decrypt'])] },
    'grant-allows',
  ],
  [
    'trust in the account is nothing to a service',
    { principal: service('sns.amazonaws.com') },
    'no-key-policy-statement',
  ],
  [
    'CreateKey is for IAM alone',
    {
      action: 'kms:CreateKey',
      resourceArn: '*',
      keyPolicy: null,
      identityPolicies: [iamPolicy(iamAllow('kms:CreateKey'))],
    },
    'identity-policy-allows',
  ],
  [
    'CreateKey without an IAM policy: denied',
    { action: 'kms:CreateKey', resourceArn: '*', keyPolicy: null },
    'no-identity-policy-statement',
  ],
  [
    'CreateKey by the root user: allowed',
    { action: 'kms:CreateKey', resourceArn: '*', keyPolicy: null, principal: root() },
    'root-user-of-the-account',
  ],
  [
    'an EC2 action is for IAM alone, even on another account’s snapshot',
    {
      action: 'ec2:CopySnapshot',
      resourceArn: 'arn:aws:ec2:us-east-1::snapshot/snap-1',
      resourceAccountId: B,
      keyPolicy: null,
      identityPolicies: [iamPolicy(iamAllow('ec2:*', 'arn:aws:ec2:*:*:snapshot/*'))],
    },
    'identity-policy-allows',
  ],
  [
    'grants are nothing where there is no key',
    { action: 'kms:ListKeys', resourceArn: '*', keyPolicy: null, grants: [grant(ANN.arn, ['ListKeys'])] },
    'no-identity-policy-statement',
  ],
];

describe('worked outcomes', () => {
  it.each(WORKED_OUTCOMES)('%s', (_, given, because) => {
    expect(answers(given)).toEqual({ because, verdict: verdictFor(because) });
  });
});

describe('further decisions', () => {
  it.each(MORE)('%s', (_, given, because) => {
    expect(answers(given)).toEqual({ because, verdict: verdictFor(because) });
  });
});
