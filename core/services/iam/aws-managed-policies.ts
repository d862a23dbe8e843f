import { parsePolicy } from '../../access/policy.ts';
import { type JsonObject, printJson } from '../../access/policy-json.ts';
import { AWS_ACCOUNT } from '../../cloud/arn.ts';
import type { ManagedPolicy } from '../../cloud/identity.ts';

/** One of AWS's own managed policies, as the guide tells it. */
interface Published {
  readonly id: string;
  readonly description: string;
  readonly created: string;
  readonly edited: string;
  /** The number of its default version; older ones are not here. */
  readonly version: number;
  readonly statements: readonly JsonObject[];
}

/** The reads of the services that a key's user meets, in the two long policies. */
const READS_OF_AUDITORS = [
  'cloudtrail:DescribeTrails',
  'cloudtrail:ListTrails',
  'cloudtrail:LookupEvents',
  'ec2:Describe*',
  'ec2:GetEbsDefaultKmsKeyId',
  'ec2:GetEbsEncryptionByDefault',
  'iam:GenerateCredentialReport',
  'iam:GenerateServiceLastAccessedDetails',
  'iam:Get*',
  'iam:List*',
  'iam:SimulateCustomPolicy',
  'iam:SimulatePrincipalPolicy',
  'kms:Describe*',
  'kms:Get*',
  'kms:List*',
  'organizations:Describe*',
  'organizations:List*',
] as const;

/**
 * IAM policies that AWS keeps for everybody. No prototype: a name from outside finds a policy or nothing.
 * Simplified: the dozen of them, of more than a thousand, that a learner of KMS meets; of ReadOnlyAccess and
 * SecurityAudit, which list the reads of all of AWS's services, the part about those that stand nearest to KMS.
 * Source: AWS Managed Policy Reference Guide.
 */
const PUBLISHED: Readonly<Record<string, Published>> = Object.freeze(
  Object.assign(Object.create(null), {
    AdministratorAccess: {
      id: 'ANPAIWMBCKSKIEE64ZLYK',
      description: 'Provides full access to AWS services and resources.',
      created: '2015-02-06T18:39:46Z',
      edited: '2015-02-06T18:39:46Z',
      version: 1,
      statements: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    },
    PowerUserAccess: {
      id: 'ANPAJYRXTHIB4FOVS3ZXS',
      description:
        'Provides full access to AWS services and resources, but does not allow management of Users and groups.',
      created: '2015-02-06T18:39:47Z',
      edited: '2026-02-12T17:59:14Z',
      version: 12,
      statements: [
        { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
        {
          Effect: 'Allow',
          Action: [
            'account:GetAccountInformation',
            'account:GetGovCloudAccountInformation',
            'account:GetPrimaryEmail',
            'account:ListRegions',
            'iam:CreateServiceLinkedRole',
            'iam:DeleteServiceLinkedRole',
            'iam:ListRoles',
            'organizations:DescribeEffectivePolicy',
            'organizations:DescribeOrganization',
          ],
          Resource: '*',
        },
      ],
    },
    ReadOnlyAccess: {
      id: 'ANPAILL3HVNFSB6DCOWYQ',
      description: 'Provides read-only access to AWS services and resources.',
      created: '2015-02-06T18:39:48Z',
      edited: '2026-09-24T17:37:08Z',
      version: 190,
      statements: [
        {
          Effect: 'Allow',
          Action: [
            'cloudtrail:Describe*',
            'cloudtrail:Get*',
            'cloudtrail:List*',
            'cloudtrail:LookupEvents',
            'ec2:Describe*',
            'ec2:Get*',
            'iam:Generate*',
            'iam:Get*',
            'iam:List*',
            'iam:Simulate*',
            'kms:Describe*',
            'kms:Get*',
            'kms:List*',
            'organizations:Describe*',
            'organizations:List*',
            's3:Get*',
            's3:List*',
            'sts:GetAccessKeyInfo',
            'sts:GetCallerIdentity',
            'sts:GetSessionToken',
          ],
          Resource: '*',
        },
      ],
    },
    SecurityAudit: {
      id: 'ANPAIX2T3QCXHR2OGGCTO',
      description:
        'The security audit template grants access to read security configuration metadata. It is useful for software that audits the configuration of an AWS account.',
      created: '2015-02-06T18:41:01Z',
      edited: '2026-09-30T20:27:08Z',
      version: 94,
      statements: [{ Sid: 'BaseSecurityAuditStatement', Effect: 'Allow', Action: READS_OF_AUDITORS, Resource: '*' }],
    },
    AWSKeyManagementServicePowerUser: {
      id: 'ANPAJNPP7PPPPMJRV2SA4',
      description: 'Provides access to AWS Key Management Service (KMS).',
      created: '2015-02-06T18:40:40Z',
      edited: '2017-03-07T00:55:11Z',
      version: 2,
      statements: [
        {
          Effect: 'Allow',
          Action: [
            'kms:CreateAlias',
            'kms:CreateKey',
            'kms:DeleteAlias',
            'kms:Describe*',
            'kms:GenerateRandom',
            'kms:Get*',
            'kms:List*',
            'kms:TagResource',
            'kms:UntagResource',
            'iam:ListGroups',
            'iam:ListRoles',
            'iam:ListUsers',
          ],
          Resource: '*',
        },
      ],
    },
    AmazonEC2FullAccess: {
      id: 'ANPAI3VAJF5ZCRZ7MCQE6',
      description: 'Provides full access to Amazon EC2 via the AWS Management Console.',
      created: '2015-02-06T18:40:15Z',
      edited: '2018-11-27T02:16:56Z',
      version: 5,
      statements: [
        { Effect: 'Allow', Action: 'ec2:*', Resource: '*' },
        { Effect: 'Allow', Action: 'elasticloadbalancing:*', Resource: '*' },
        { Effect: 'Allow', Action: 'cloudwatch:*', Resource: '*' },
        { Effect: 'Allow', Action: 'autoscaling:*', Resource: '*' },
        {
          Effect: 'Allow',
          Action: 'iam:CreateServiceLinkedRole',
          Resource: '*',
          Condition: {
            StringEquals: {
              'iam:AWSServiceName': [
                'autoscaling.amazonaws.com',
                'ec2scheduled.amazonaws.com',
                'elasticloadbalancing.amazonaws.com',
                'spot.amazonaws.com',
                'spotfleet.amazonaws.com',
                'transitgateway.amazonaws.com',
              ],
            },
          },
        },
      ],
    },
    AmazonS3FullAccess: {
      id: 'ANPAIFIR6V6BVTRAHWINE',
      description: 'Provides full access to all buckets via the AWS Management Console.',
      created: '2015-02-06T18:40:58Z',
      edited: '2021-09-27T20:16:37Z',
      version: 2,
      statements: [{ Effect: 'Allow', Action: ['s3:*', 's3-object-lambda:*'], Resource: '*' }],
    },
    AmazonS3ReadOnlyAccess: {
      id: 'ANPAIZTJ4DXE7G6AGAE6M',
      description: 'Provides read only access to all buckets via the AWS Management Console.',
      created: '2015-02-06T18:40:59Z',
      edited: '2023-08-10T21:31:39Z',
      version: 3,
      statements: [
        {
          Effect: 'Allow',
          Action: ['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*'],
          Resource: '*',
        },
      ],
    },
    IAMFullAccess: {
      id: 'ANPAI7XKCFMBPM3QQRRVQ',
      description: 'Provides full access to IAM via the AWS Management Console.',
      created: '2015-02-06T18:40:38Z',
      edited: '2019-06-21T19:40:00Z',
      version: 2,
      statements: [
        {
          Effect: 'Allow',
          Action: [
            'iam:*',
            'organizations:DescribeAccount',
            'organizations:DescribeOrganization',
            'organizations:DescribeOrganizationalUnit',
            'organizations:DescribePolicy',
            'organizations:ListChildren',
            'organizations:ListParents',
            'organizations:ListPoliciesForTarget',
            'organizations:ListRoots',
            'organizations:ListPolicies',
            'organizations:ListTargetsForPolicy',
          ],
          Resource: '*',
        },
      ],
    },
    IAMReadOnlyAccess: {
      id: 'ANPAJKSO7NDY4T57MWDSQ',
      description: 'Provides read only access to IAM via the AWS Management Console.',
      created: '2015-02-06T18:40:39Z',
      edited: '2018-01-25T19:11:27Z',
      version: 4,
      statements: [
        {
          Effect: 'Allow',
          Action: [
            'iam:GenerateCredentialReport',
            'iam:GenerateServiceLastAccessedDetails',
            'iam:Get*',
            'iam:List*',
            'iam:SimulateCustomPolicy',
            'iam:SimulatePrincipalPolicy',
          ],
          Resource: '*',
        },
      ],
    },
    AWSOrganizationsFullAccess: {
      id: 'ANPAJZXBNRCJKNLQHSB5M',
      description: 'Provides full access to AWS Organizations.',
      created: '2018-11-06T20:31:57Z',
      edited: '2026-02-12T17:59:07Z',
      version: 9,
      statements: [
        { Sid: 'AWSOrganizationsFullAccess', Effect: 'Allow', Action: 'organizations:*', Resource: '*' },
        {
          Sid: 'AWSOrganizationsFullAccessAccount',
          Effect: 'Allow',
          Action: [
            'account:PutAlternateContact',
            'account:DeleteAlternateContact',
            'account:GetAlternateContact',
            'account:GetContactInformation',
            'account:PutContactInformation',
            'account:ListRegions',
            'account:EnableRegion',
            'account:DisableRegion',
            'account:PutAccountName',
            'account:GetAccountInformation',
          ],
          Resource: '*',
        },
        {
          Sid: 'AWSOrganizationsFullAccessCreateSLR',
          Effect: 'Allow',
          Action: 'iam:CreateServiceLinkedRole',
          Resource: '*',
          Condition: { StringEquals: { 'iam:AWSServiceName': 'organizations.amazonaws.com' } },
        },
      ],
    },
    AWSOrganizationsReadOnlyAccess: {
      id: 'ANPAJY5RQATUV77PEPVOM',
      description: 'Provides read-only access to AWS Organizations.',
      created: '2018-11-06T20:32:38Z',
      edited: '2024-06-07T21:32:16Z',
      version: 6,
      statements: [
        {
          Sid: 'AWSOrganizationsReadOnly',
          Effect: 'Allow',
          Action: ['organizations:Describe*', 'organizations:List*'],
          Resource: '*',
        },
        {
          Sid: 'AWSOrganizationsReadOnlyAccount',
          Effect: 'Allow',
          Action: [
            'account:GetAlternateContact',
            'account:GetContactInformation',
            'account:ListRegions',
            'account:GetRegionOptStatus',
            'account:GetPrimaryEmail',
          ],
          Resource: '*',
        },
      ],
    },
  }),
);

/** Their names, in order. */
export const AWS_MANAGED_POLICY_NAMES: readonly string[] = Object.keys(PUBLISHED).sort();

const PREFIX = 'arn:aws:iam::aws:policy/';

/** The ARN of the policy of that name that AWS keeps for everybody; null where kmslab has none of it. */
export function awsManagedPolicyArn(name: string): string | null {
  return PUBLISHED[name] === undefined ? null : `${PREFIX}${name}`;
}

/** Those that somebody has asked for. */
const compiled = new Map<string, ManagedPolicy>();

/** A policy that AWS keeps for everybody, by its ARN. It is read and compiled when it is first asked for. */
export function awsManagedPolicy(arn: string): ManagedPolicy | undefined {
  if (!arn.startsWith(PREFIX)) return undefined;
  let policy = compiled.get(arn);
  if (policy !== undefined) return policy;
  const name = arn.slice(PREFIX.length);
  const published = PUBLISHED[name];
  if (published === undefined) return undefined;
  policy = managedPolicy(name, published);
  compiled.set(arn, policy);
  return policy;
}

function managedPolicy(name: string, published: Published): ManagedPolicy {
  const { id, description, created, edited, version, statements } = published;
  const text = printJson({ Version: '2012-10-17', Statement: statements });
  const policy = parsePolicy(text, { kind: 'identity', accountId: AWS_ACCOUNT });
  const [createDate, updateDate] = [Date.parse(created), Date.parse(edited)];
  const versionId = `v${version}`;
  return Object.freeze({
    arn: `${PREFIX}${name}`,
    accountId: AWS_ACCOUNT,
    name,
    path: '/',
    id,
    description,
    createDate,
    updateDate,
    tags: [],
    versions: [{ versionId, createDate: updateDate, policy }],
    defaultVersionId: versionId,
    lastVersion: version,
    inForce: Object.freeze({ name, policy }),
  });
}

/** All of them. */
export function awsManagedPolicies(): readonly ManagedPolicy[] {
  return AWS_MANAGED_POLICY_NAMES.flatMap((name) => awsManagedPolicy(`${PREFIX}${name}`) ?? []);
}
