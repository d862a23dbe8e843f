import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/access/decide.ts';
import { type AuthorizationRequest, RUNGS, type RungName, type RungResult } from '../../../core/access/decision.ts';
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

describe('the message is AWS’s own', () => {
  const says = `User: ${ANN.arn} is not authorized to perform: kms:Decrypt on resource: ${KEY}`;
  it.each([
    ['nothing, when it is allowed', { keyPolicy: keyPolicy(ANN_ONLY) }, null],
    ['no identity-based policy', {}, `${says} because no identity-based policy allows the kms:Decrypt action`],
    [
      'no resource-based policy',
      { keyPolicy: keyPolicy(TRUST_B) },
      `${says} because no resource-based policy allows the kms:Decrypt action`,
    ],
    [
      'a deny in the key policy',
      { keyPolicy: keyPolicy(deny('*', 'kms:*')) },
      `${says} with an explicit deny in a resource-based policy`,
    ],
    [
      'a deny in an IAM policy',
      { identityPolicies: [iamPolicy(iamDeny('kms:*'))] },
      `${says} with an explicit deny in an identity-based policy`,
    ],
    [
      'a session, by its own ARN',
      { principal: session('app') },
      `User: arn:aws:sts::${A}:assumed-role/app/kmslab is not authorized to perform: kms:Decrypt on resource: ${KEY} because no identity-based policy allows the kms:Decrypt action`,
    ],
    [
      'an action without a resource',
      { action: 'kms:CreateKey', resourceArn: '*', keyPolicy: null },
      `User: ${ANN.arn} is not authorized to perform: kms:CreateKey on resource: * because no identity-based policy allows the kms:CreateKey action`,
    ],
    [
      'an operation that is not cross-account',
      { principal: W, isCrossAccountOperation: false },
      `User: ${W.arn} is not authorized to perform: kms:Decrypt on resource: ${KEY} because no resource-based policy allows the kms:Decrypt action`,
    ],
  ])('%s', (_, given, message) => {
    expect(decide(question(given)).message).toBe(message);
  });
});

describe('the ladder', () => {
  const UNBOUNDED = {
    serviceControlPolicies: 'notApplicable',
    resourceControlPolicies: 'notApplicable',
    vpcEndpointPolicy: 'notApplicable',
    permissionsBoundary: 'notApplicable',
    sessionPolicy: 'notApplicable',
  } as const;
  const rows: readonly [
    string,
    Partial<AuthorizationRequest>,
    readonly RungName[],
    Partial<Record<RungName, RungResult>>,
  ][] = [
    [
      'delegation is decided on two rungs',
      { identityPolicies: [iamPolicy(iamAllow('kms:*'))] },
      ['keyPolicyAccount', 'identityPolicy'],
      { keyPolicyPrincipal: 'noMatch', keyPolicyAccount: 'allows', identityPolicy: 'allows', grants: 'none' },
    ],
    [
      'a silent key policy decides where it should trust the account',
      { keyPolicy: keyPolicy(TRUST_B), identityPolicies: [iamPolicy(iamAllow('kms:*'))] },
      ['keyPolicyAccount'],
      { keyPolicyAccount: 'noMatch', identityPolicy: 'notCounted' },
    ],
    [
      'a missing IAM policy decides where it is missing',
      {},
      ['identityPolicy'],
      { keyPolicyAccount: 'allows', identityPolicy: 'none' },
    ],
    [
      'an IAM policy that says nothing decides as well',
      { identityPolicies: [iamPolicy(iamAllow('kms:Encrypt'))] },
      ['identityPolicy'],
      { identityPolicy: 'noMatch' },
    ],
    [
      'a deny decides on the first rung, and the others still stand',
      {
        keyPolicy: keyPolicy(ROOT_STATEMENT, deny('*', 'kms:Decrypt')),
        identityPolicies: [iamPolicy(iamAllow('kms:*'))],
        grants: [grant(ANN.arn, ['Decrypt'])],
      },
      ['explicitDeny'],
      { explicitDeny: 'denies', keyPolicyAccount: 'allows', identityPolicy: 'allows', grants: 'allows' },
    ],
    [
      'a named caller is decided by name',
      { keyPolicy: keyPolicy(ANN_ONLY) },
      ['keyPolicyPrincipal'],
      {
        crossAccount: 'notApplicable',
        keyPolicyPrincipal: 'allows',
        keyPolicyAccount: 'noMatch',
        identityPolicy: 'none',
      },
    ],
    [
      'an IAM policy is not counted beside a name, where the key policy does not trust the account',
      { keyPolicy: keyPolicy(ANN_ONLY), identityPolicies: [iamPolicy(iamAllow('kms:*'))] },
      ['keyPolicyPrincipal'],
      { keyPolicyAccount: 'noMatch', identityPolicy: 'notCounted' },
    ],
    [
      'across accounts two rungs decide',
      {
        principal: W,
        keyPolicy: keyPolicy(allow({ AWS: W.arn }, 'kms:*')),
        identityPolicies: [iamPolicy(iamAllow('kms:*'))],
      },
      ['keyPolicyPrincipal', 'identityPolicy'],
      { crossAccount: 'allows', keyPolicyPrincipal: 'allows', identityPolicy: 'allows' },
    ],
    [
      'an operation that is not cross-account decides there',
      { principal: W, isCrossAccountOperation: false },
      ['crossAccount'],
      { crossAccount: 'denies' },
    ],
    [
      'a foreign IAM policy is not counted without the key’s side',
      { principal: W, identityPolicies: [iamPolicy(iamAllow('kms:*'))] },
      ['keyPolicyAccount'],
      { crossAccount: 'allows', identityPolicy: 'notCounted' },
    ],
    [
      'a grant decides on its rung',
      { grants: [grant(ANN.arn, ['Decrypt'])] },
      ['grants'],
      { grants: 'allows', identityPolicy: 'none' },
    ],
    [
      'a grant that does not fit is no match',
      { grants: [grant(ANN.arn, ['Encrypt'])] },
      ['identityPolicy'],
      { grants: 'noMatch' },
    ],
    [
      'the root user is named by the account’s ARN',
      { principal: root() },
      ['keyPolicyPrincipal'],
      { keyPolicyPrincipal: 'allows', keyPolicyAccount: 'notApplicable', identityPolicy: 'notApplicable' },
    ],
    [
      'a service has no account to be trusted',
      { principal: service('sns.amazonaws.com') },
      ['keyPolicyPrincipal'],
      {
        crossAccount: 'notApplicable',
        keyPolicyPrincipal: 'noMatch',
        keyPolicyAccount: 'notApplicable',
        identityPolicy: 'notApplicable',
      },
    ],
    [
      'without a key policy only IAM is asked',
      { keyPolicy: null, identityPolicies: [iamPolicy(iamAllow('*'))] },
      ['identityPolicy'],
      {
        crossAccount: 'notApplicable',
        keyPolicyPrincipal: 'notApplicable',
        keyPolicyAccount: 'notApplicable',
        identityPolicy: 'allows',
        grants: 'notApplicable',
      },
    ],
  ];
  it.each(rows)('%s', (_, given, deciding, results) => {
    const { rungs } = decide(question(given));
    expect(rungs.map(({ name }) => name)).toEqual(RUNGS);
    expect(rungs.filter(({ isDeciding }) => isDeciding).map(({ name }) => name)).toEqual(deciding);
    expect(Object.fromEntries(rungs.map(({ name, result }) => [name, result]))).toMatchObject({
      ...UNBOUNDED,
      ...results,
    });
  });
});

describe('what decided', () => {
  it('is both statements where the key policy trusts the account', () => {
    const own = iamPolicy(iamAllow('kms:Encrypt'), iamAllow('kms:Decrypt'));
    const { statements, decidedBy } = decide(question({ identityPolicies: [own] }));
    expect(statements).toHaveLength(3);
    expect(decidedBy.map((index) => statements[index])).toMatchObject([
      { source: { type: 'key' }, index: 0, sid: 'Enable IAM User Permissions', outcome: 'account' },
      { source: { type: 'identity', name: 'Own' }, index: 1, outcome: 'matched' },
    ]);
  });
  it('is every Deny that matches', () => {
    const { decidedBy } = decide(
      question({ keyPolicy: keyPolicy(ROOT_STATEMENT, deny('*', '*')), identityPolicies: [iamPolicy(iamDeny('*'))] }),
    );
    expect(decidedBy).toEqual([1, 2]);
  });
  it('is no statement for an implicit deny', () => {
    expect(decide(question()).decidedBy).toEqual([]);
  });
  it('is the grant, by its id', () => {
    const { grantId, decidedBy } = decide(question({ grants: [grant(ANN.arn, ['Decrypt'])] }));
    expect({ grantId, decidedBy }).toEqual({ grantId: 'f'.repeat(64), decidedBy: [] });
  });
  it('names no grant where a policy decided', () => {
    expect(
      decide(question({ keyPolicy: keyPolicy(ANN_ONLY), grants: [grant(ANN.arn, ['Decrypt'])] })).grantId,
    ).toBeNull();
  });
});
