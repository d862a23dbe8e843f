import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/access/decide.ts';
import { NO_GUARDRAILS } from '../../../core/access/decision.ts';
import {
  awsManagedKeyPolicy,
  DEFAULT_ENDPOINT_POLICY,
  defaultKeyPolicy,
  FULL_AWS_ACCESS,
  RCP_FULL_AWS_ACCESS,
} from '../../../core/access/default-policies.ts';
import { explain } from '../../../core/access/explain.ts';
import { formatPolicy, parsePolicy } from '../../../core/access/policy.ts';
import { awsManagedPolicy, awsManagedPolicyArn } from '../../../core/services/iam/aws-managed-policies.ts';
import { A, iamAllow, iamPolicy, question, ROOT_A } from './fixtures.ts';

describe('the default key policy', () => {
  it('is what KMS gives a key that is created without one, to the letter', () => {
    expect(defaultKeyPolicy(A, 'aws')).toBe(`{
  "Version" : "2012-10-17",
  "Id" : "key-default-1",
  "Statement" : [ {
    "Sid" : "Enable IAM User Permissions",
    "Effect" : "Allow",
    "Principal" : {
      "AWS" : "${ROOT_A}"
    },
    "Action" : "kms:*",
    "Resource" : "*"
  } ]
}`);
  });
  it('names the account in its partition', () => {
    expect(defaultKeyPolicy(A, 'aws-cn')).toContain(`"arn:aws-cn:iam::${A}:root"`);
  });
  it('reads back as it was printed', () => {
    const text = defaultKeyPolicy(A, 'aws');
    expect(formatPolicy(parsePolicy(text, { kind: 'key', accountId: A }))).toBe(text);
  });
});

describe('an AWS managed key’s policy', () => {
  const text = awsManagedKeyPolicy({
    service: 'ebs',
    viaService: 'ec2.us-east-1.amazonaws.com',
    accountId: A,
    partition: 'aws',
  });
  it('holds its Condition beside the other parts of the trace', () => {
    const keyPolicy = parsePolicy(text, { kind: 'key', accountId: A });
    const parts = (viaService: string | null) =>
      explain(decide(question({ keyPolicy, viaService }))).statements[0]?.parts[3];
    expect(parts('ec2.us-east-1.amazonaws.com')).toEqual({
      element: 'Condition',
      matched: true,
      text: `kms:CallerAccount = ${A}, kms:ViaService = ec2.us-east-1.amazonaws.com`,
      conditions: [
        { operator: 'StringEquals', key: 'kms:CallerAccount', wanted: [A], saw: A, matched: true },
        {
          operator: 'StringEquals',
          key: 'kms:ViaService',
          wanted: ['ec2.us-east-1.amazonaws.com'],
          saw: 'ec2.us-east-1.amazonaws.com',
          matched: true,
        },
      ],
    });
    expect(parts(null)).toMatchObject({
      element: 'Condition',
      matched: false,
      text: 'kms:ViaService = ec2.us-east-1.amazonaws.com (the request has none)',
    });
  });
});

describe('AWS’s IAM policies', () => {
  it.each([
    ['AdministratorAccess', 'kms:ScheduleKeyDeletion', 'allowed'],
    ['AdministratorAccess', 'iam:CreateUser', 'allowed'],
    ['PowerUserAccess', 'kms:Decrypt', 'allowed'],
    ['PowerUserAccess', 'iam:CreateUser', 'implicitDeny'],
    ['ReadOnlyAccess', 'kms:DescribeKey', 'allowed'],
    ['ReadOnlyAccess', 'kms:Decrypt', 'implicitDeny'],
    ['ReadOnlyAccess', 'ec2:DescribeSnapshots', 'allowed'],
  ])('%s: %s is %s', (name, action, verdict) => {
    const policy = awsManagedPolicy(awsManagedPolicyArn(name) ?? '')?.inForce;
    if (policy === undefined) throw new Error(`no policy ${name}`);
    const request = question({ action, resourceArn: '*', keyPolicy: null, identityPolicies: [policy] });
    expect(decide(request).verdict).toBe(verdict);
  });
  it('are found by their own names only', () => {
    expect(awsManagedPolicyArn('constructor')).toBeNull();
    expect(awsManagedPolicy('arn:aws:iam::aws:policy/constructor')).toBeUndefined();
  });
});

describe('AWS’s policies that bound nothing', () => {
  const allowed = { identityPolicies: [iamPolicy(iamAllow('kms:*'))] };
  const level = (name: string, kind: 'scp' | 'rcp', text: string) => [
    { target: 'r-root', policies: [{ name, policy: parsePolicy(text, { kind, accountId: A }) }] },
  ];
  it.each([
    ['FullAWSAccess', { serviceControl: level('FullAWSAccess', 'scp', FULL_AWS_ACCESS) }],
    ['RCPFullAWSAccess', { resourceControl: level('RCPFullAWSAccess', 'rcp', RCP_FULL_AWS_ACCESS) }],
    [
      'that of a VPC endpoint made without one',
      {
        vpcEndpoint: {
          name: 'vpce-1a2b3c4d',
          policy: parsePolicy(DEFAULT_ENDPOINT_POLICY, { kind: 'vpcEndpoint', accountId: A }),
        },
      },
    ],
  ])('%s', (_, guardrails) => {
    const { verdict, rungs } = decide(question({ ...allowed, guardrails: { ...NO_GUARDRAILS, ...guardrails } }));
    expect(verdict).toBe('allowed');
    expect(rungs.slice(0, 6).filter(({ result }) => result === 'allows')).toHaveLength(1);
  });
});
