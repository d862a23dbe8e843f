import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/access/decide.ts';
import type { AuthorizationRequest, DecisionReason, RungName } from '../../../core/access/decision.ts';
import { explain } from '../../../core/access/explain.ts';
import { withChanges } from '../../../core/access/policy-change.ts';
import {
  A,
  APP_ROLE,
  allow,
  B,
  deny,
  federatedUser,
  type GuardrailStatements,
  grant,
  guardrails,
  iamAllow,
  iamDeny,
  iamPolicy,
  KEY,
  keyPolicy,
  question,
  ROOT_A,
  service,
  session,
  trustPolicy,
  user,
} from './fixtures.ts';

const ANN = user('ann');
const FULL = [iamPolicy(iamAllow('kms:*'))];
const KEY_NAME = 'key/1234abcd-12ab-34cd-56ef-1234567890ab';
const ALL = iamAllow('*');
const ALL_RCP = allow('*', '*');
const ENCRYPT = { Sid: 'Enc', ...iamAllow('kms:Encrypt') };

function asked(bounds: GuardrailStatements, given: Partial<AuthorizationRequest> = {}): AuthorizationRequest {
  return question({ identityPolicies: FULL, guardrails: guardrails(bounds), ...given });
}

function says(request: AuthorizationRequest, name: RungName): string | undefined {
  return explain(decide(request)).rungs.find((rung) => rung.name === name)?.says;
}

describe('a rung of policies that bound others says', () => {
  const rows: readonly [RungName, AuthorizationRequest, string][] = [
    [
      'serviceControlPolicies',
      question(),
      `No SCP binds account ${A}: it is in no organization, or it is the management account of one.`,
    ],
    [
      'serviceControlPolicies',
      asked({ scp: [[ALL], [ALL]] }),
      `Every level of the organization above account ${A} allows it.`,
    ],
    [
      'serviceControlPolicies',
      asked({ scp: [[ALL], [iamAllow('ec2:*')], [ALL]] }),
      'No SCP at ou-root-1 allows kms:Decrypt, and every level of the organization must.',
    ],
    [
      'serviceControlPolicies',
      asked({ scp: [[ALL], [iamAllow('ec2:*')]] }),
      `No SCP at account ${A} allows kms:Decrypt, and every level of the organization must.`,
    ],
    [
      'serviceControlPolicies',
      asked({ scp: [[{ ...ALL, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }]] }),
      'No SCP at root r-root allows kms:Decrypt, and every level of the organization must. Statement 1 of SCP P1 at root r-root would, but for its condition: aws:SecureTransport Bool false (the request has "true").',
    ],
    [
      'serviceControlPolicies',
      asked({ scp: [[ALL, { Sid: 'NoKms', ...iamDeny('kms:*') }]] }),
      'Statement "NoKms" of SCP P2 at root r-root denies it.',
    ],
    [
      'serviceControlPolicies',
      asked({ scp: [[ALL]] }, { principal: service('sns.amazonaws.com') }),
      'SCPs bind users and roles, and sns.amazonaws.com is a service.',
    ],
    [
      'serviceControlPolicies',
      asked({ scp: [[ALL]] }, { principal: session('AWSServiceRoleForAutoScaling') }),
      "role/aws-service-role/AWSServiceRoleForAutoScaling is a service-linked role, which an organization's policies do not bind.",
    ],
    [
      'resourceControlPolicies',
      question(),
      `No RCP binds account ${A}: it is in no organization that has them, or it is the management account of one.`,
    ],
    [
      'resourceControlPolicies',
      asked({ rcp: [[ALL_RCP], []] }),
      `No RCP at account ${A} allows kms:Decrypt, and every level of the organization must.`,
    ],
    [
      'resourceControlPolicies',
      asked({ rcp: [[ALL_RCP]] }, { action: 'kms:RetireGrant' }),
      'RCPs do not bind kms:RetireGrant.',
    ],
    [
      'resourceControlPolicies',
      asked({ rcp: [[ALL_RCP]] }, { action: 'ec2:CopySnapshot', keyPolicy: null }),
      'RCPs do not cover this service.',
    ],
    ['vpcEndpointPolicy', question(), 'The request did not come through a VPC endpoint.'],
    [
      'vpcEndpointPolicy',
      asked({ vpcEndpointPolicy: [allow('*', 'kms:Encrypt')] }),
      'No statement of the policy of VPC endpoint vpce-1a2b3c4d allows kms:Decrypt, so it does not pass through the endpoint.',
    ],
    [
      'vpcEndpointPolicy',
      asked({ vpcEndpointPolicy: [allow({ AWS: A }, '*')] }),
      'Statement 1 of the policy of VPC endpoint vpce-1a2b3c4d allows it.',
    ],
    [
      'explicitDeny',
      asked(
        { boundary: [ALL] },
        {
          keyPolicy: keyPolicy({
            Effect: 'Deny',
            NotPrincipal: { AWS: [ANN.arn, ROOT_A] },
            Action: 'kms:*',
            Resource: '*',
          }),
        },
      ),
      'Statement 1 of the key policy denies it, and no Allow can override that. NotPrincipal spares nobody who has a permissions boundary.',
    ],
    ['permissionsBoundary', question(), 'user/ann has no permissions boundary.'],
    ['permissionsBoundary', asked({ boundary: [ALL] }), 'Statement 1 of permissions boundary Most allows it.'],
    [
      'permissionsBoundary',
      asked({ boundary: [ENCRYPT] }),
      'No statement of permissions boundary Most allows kms:Decrypt, so no IAM policy can give it.',
    ],
    [
      'permissionsBoundary',
      asked({ boundary: [ENCRYPT] }, { keyPolicy: keyPolicy(allow({ AWS: ANN.arn }, 'kms:*')) }),
      'No statement of permissions boundary Most allows kms:Decrypt, so no IAM policy can give it. It does not cut what the key allows the caller by its own name.',
    ],
    ['sessionPolicy', asked({}, { principal: session('app') }), 'No session policy was passed for role/app.'],
    [
      'sessionPolicy',
      asked({ sessionPolicy: [ENCRYPT] }, { principal: session('app') }),
      'No statement of session policy Passed allows kms:Decrypt, so the session may not do it, whatever the one it is of may do.',
    ],
    [
      'sessionPolicy',
      asked({}, { principal: federatedUser('bob') }),
      'No session policy was passed, and without one a federated user may do nothing by the policies of its user.',
    ],
    ['identityPolicy', asked({}, { principal: federatedUser('bob') }), 'Statement 1 of IAM policy Own allows it.'],
    [
      'grants',
      question({ grants: [grant(ROOT_A, ['Decrypt'])] }),
      `A grant allows it to account ${A}, so its IAM policies decide.`,
    ],
    [
      'grants',
      question({
        grants: [grant(ROOT_A, ['Decrypt'])],
        identityPolicies: FULL,
        keyPolicy: keyPolicy(allow({ AWS: user('eve').arn }, 'kms:*')),
      }),
      `Grant ${'f'.repeat(64)} allows it to account ${A}, so its IAM policies decide.`,
    ],
    [
      'grants',
      question({ action: 'kms:RetireGrant', retires: { accounts: [B] } }),
      'The grant names neither user/ann nor its account as one that may retire it.',
    ],
  ];
  it.each(rows)('on %s', (name, request, sentence) => {
    expect(says(request, name)).toBe(sentence);
  });
});

describe('a fix for policies that bound others', () => {
  const rows: readonly [DecisionReason, AuthorizationRequest, string][] = [
    [
      'no-scp-statement',
      asked({ scp: [[ALL], [iamAllow('ec2:*', 'arn:aws:ec2:*:*:*')], [ALL]] }),
      'Add a statement that allows kms:Decrypt to SCP P1 at ou-root-1, or attach an SCP there that has one: every level must allow it.',
    ],
    [
      'no-scp-statement',
      asked({ scp: [[ALL], [iamAllow('ec2:*')], [ALL]] }),
      'Add kms:Decrypt to the actions of statement 1 of SCP P1 at ou-root-1.',
    ],
    [
      'no-rcp-statement',
      asked({ rcp: [[ALL_RCP], []] }),
      `Attach RCPFullAWSAccess at account ${A}: it is the only RCP that allows, and every level must.`,
    ],
    [
      'no-vpc-endpoint-policy-statement',
      asked({ vpcEndpointPolicy: [allow('*', 'kms:Encrypt')] }),
      'Add a statement to the policy of VPC endpoint vpce-1a2b3c4d that allows kms:Decrypt to user/ann, or make the call without going through the endpoint.',
    ],
    [
      'no-permissions-boundary-statement',
      asked({ boundary: [iamAllow('ec2:*', 'arn:aws:ec2:*:*:*')] }),
      'Add a statement to permissions boundary Most that allows kms:Decrypt: what it does not allow, no IAM policy gives user/ann.',
    ],
    [
      'no-session-policy-statement',
      asked({ sessionPolicy: [ENCRYPT] }, { principal: session('app') }),
      'Assume role/app again with a session policy that allows kms:Decrypt.',
    ],
    [
      'no-session-policy-statement',
      asked({}, { principal: federatedUser('bob') }),
      'Call GetFederationToken again with a session policy that allows kms:Decrypt.',
    ],
    [
      'explicit-deny-scp',
      asked({ scp: [[ALL, { Sid: 'NoKms', ...iamDeny('kms:*') }]] }),
      `Narrow statement "NoKms" of SCP P2 at root r-root, because no Allow and no grant overrides a Deny: add a condition that exempts ${ANN.arn} (ArnNotEquals aws:PrincipalArn).`,
    ],
    [
      'explicit-deny-rcp',
      asked({ rcp: [[ALL_RCP, deny('*', 'kms:*')]] }),
      `Narrow statement 1 of RCP P2 at root r-root, because no Allow and no grant overrides a Deny: add a condition that exempts ${ANN.arn} (ArnNotEquals aws:PrincipalArn).`,
    ],
    [
      'explicit-deny-vpc-endpoint-policy',
      asked({ vpcEndpointPolicy: [allow('*', '*'), deny('*', 'kms:*')] }),
      `Narrow statement 2 of the policy of VPC endpoint vpce-1a2b3c4d, because no Allow and no grant overrides a Deny: add a condition that exempts ${ANN.arn} (ArnNotEquals aws:PrincipalArn).`,
    ],
    [
      'explicit-deny-permissions-boundary',
      asked({ boundary: [ALL, iamDeny('kms:*')] }),
      `Narrow statement 2 of permissions boundary Most, because no Allow and no grant overrides a Deny: let it exempt ${KEY_NAME} (NotResource).`,
    ],
    [
      'explicit-deny-session-policy',
      asked({ sessionPolicy: [ALL, iamDeny('kms:*')] }, { principal: session('app') }),
      `Narrow statement 2 of session policy Passed, because no Allow and no grant overrides a Deny: let it exempt ${KEY_NAME} (NotResource). Assume role/app again with a session policy that is so changed.`,
    ],
    [
      'no-scp-statement',
      asked({ scp: [[iamAllow('ec2:*')], [iamAllow('ec2:*')]] }),
      `Two changes are needed. Add kms:Decrypt to the actions of statement 1 of SCP P1 at root r-root. And: Add a statement that allows kms:Decrypt to SCP P1 at account ${A}, or attach an SCP there that has one: every level must allow it.`,
    ],
  ];
  it.each(rows)('%s: %#', (because, request, fix) => {
    const decision = decide(request);
    const { fix: told, fixChanges } = explain(decision);
    expect([decision.because, told]).toEqual([because, fix]);
    expect(decide(withChanges(request, fixChanges)).verdict).toBe('allowed');
  });

  it('leaves AWS’s own policies as they are', () => {
    const full = guardrails({ scp: [[ENCRYPT]] }).serviceControl?.[0]?.policies[0];
    if (full === undefined) throw new Error('the level has a policy');
    const serviceControl = [{ target: 'r-root', policies: [{ ...full, name: 'FullAWSAccess' }] }];
    const { fixChanges } = explain(decide(asked({}, { guardrails: { ...guardrails({}), serviceControl } })));
    expect(fixChanges).toMatchObject([{ policy: { type: 'scp', target: 'r-root', name: 'new policy' }, before: null }]);
  });

  it('lists what stands in the way where two changes are not enough', () => {
    const bounds = { scp: [[iamAllow('ec2:*')]], vpcEndpointPolicy: [allow('*', 'kms:Encrypt')], boundary: [ENCRYPT] };
    const { fix, fixChanges } = explain(decide(asked(bounds)));
    expect(fix).toBe(
      '3 changes are needed, each of a policy that refuses by itself. (1) Add a statement that allows kms:Decrypt to SCP P1 at root r-root, or attach an SCP there that has one: every level must allow it. (2) Add a statement to the policy of VPC endpoint vpce-1a2b3c4d that allows kms:Decrypt to user/ann, or make the call without going through the endpoint. (3) Add a statement to permissions boundary Most that allows kms:Decrypt: what it does not allow, no IAM policy gives user/ann.',
    );
    expect(fixChanges).toEqual([]);
  });
});

describe('who may assume a role', () => {
  const EVE = trustPolicy({
    Sid: 'Eve',
    Effect: 'Allow',
    Principal: { AWS: user('eve').arn },
    Action: 'sts:AssumeRole',
  });
  const assume = (given: Partial<AuthorizationRequest>) =>
    question({ action: 'sts:AssumeRole', resourceArn: APP_ROLE, keyPolicy: EVE, resource: null, ...given });

  it('is told of the trust policy of the role', () => {
    const { headline, rungs, fix, fixStatement } = explain(decide(assume({})));
    expect(headline).toBe('Denied: user/ann may not call sts:AssumeRole on role/app');
    expect(rungs.filter(({ name }) => name.startsWith('keyPolicy')).map(({ title, says }) => [title, says])).toEqual([
      [
        'Trust policy names the caller',
        'No statement of the trust policy of role/app allows sts:AssumeRole to user/ann by name.',
      ],
      [
        'Trust policy trusts the account',
        `No statement of the trust policy of role/app allows sts:AssumeRole to ${ROOT_A}, so IAM policies alone cannot allow it on this role.`,
      ],
    ]);
    expect(fix).toBe('Add a statement to the trust policy of role/app that allows sts:AssumeRole to user/ann.');
    expect(fixStatement).toEqual({
      Sid: 'Allowuserann',
      Effect: 'Allow',
      Principal: { AWS: ANN.arn },
      Action: 'sts:AssumeRole',
    });
  });

  it('has the texts that IAM gives for trust policies', () => {
    const says = `User: ${ANN.arn} is not authorized to perform: sts:AssumeRole on resource: ${APP_ROLE}`;
    expect(decide(assume({})).message).toBe(`${says} because no role trust policy allows the sts:AssumeRole action`);
    const never = trustPolicy({ Effect: 'Deny', Principal: '*', Action: 'sts:*' });
    expect(decide(assume({ keyPolicy: never })).message).toBe(`${says} with an explicit deny in the role trust policy`);
  });
});

describe('a statement for one who is gone', () => {
  it('is told with the unique id', () => {
    const named = keyPolicy({ Sid: 'Ann', ...allow({ AWS: ANN.arn }, 'kms:*') });
    const bound = { ...named, principalIds: { [ANN.arn]: 'AIDAGONE' } };
    const decision = decide(question({ keyPolicy: bound }));
    expect(decision.statements[0]?.parts[0]).toEqual({ element: 'Principal', matched: false, text: 'AIDAGONE' });
    expect(says(question({ keyPolicy: bound }), 'keyPolicyPrincipal')).toBe(
      'No statement of the key policy allows kms:Decrypt to user/ann by name. Statement "Ann" of the key policy names AIDAGONE, who had the name of user/ann and was deleted.',
    );
  });
});

describe('the texts of AccessDenied', () => {
  const says = `User: ${ANN.arn} is not authorized to perform: kms:Decrypt on resource: ${KEY}`;
  it.each([
    [{ scp: [[ENCRYPT]] }, ' because no service control policy allows the kms:Decrypt action'],
    [{ scp: [[ALL, iamDeny('kms:*')]] }, ' with an explicit deny in a service control policy'],
    [{ rcp: [[]] }, ' because no resource control policy allows the kms:Decrypt action'],
    [{ rcp: [[ALL_RCP, deny('*', 'kms:*')]] }, ' with an explicit deny in a resource control policy'],
    [
      { vpcEndpointPolicy: [allow('*', 'kms:Encrypt')] },
      ' because no VPC endpoint policy allows the kms:Decrypt action',
    ],
    [{ vpcEndpointPolicy: [deny('*', 'kms:*')] }, ' with an explicit deny in a VPC endpoint policy'],
    [{ boundary: [ENCRYPT] }, ' because no permissions boundary allows the kms:Decrypt action'],
    [{ boundary: [iamDeny('kms:*')] }, ' with an explicit deny in a permissions boundary'],
    [{ sessionPolicy: [ENCRYPT] }, ' because no session policy allows the kms:Decrypt action'],
    [{ sessionPolicy: [iamDeny('kms:*')] }, ' with an explicit deny in a session policy'],
  ] as const)('%j', (bounds, ending) => {
    expect(decide(asked(bounds)).message).toBe(`${says}${ending}`);
  });
});
