/** How an operation hands out its results page by page. */
export interface Paginator {
  /** The member of the input that carries the token of the next page. */
  readonly inputToken: string;
  readonly outputToken: string;
  /** The member of the input that limits a page. */
  readonly limitKey: string;
  /** The member of the output that says whether there is more; null where the token alone says it. */
  readonly moreResults: string | null;
  /** The member of the output that holds the results, and is counted. */
  readonly resultKey: string;
  /** Further lists of results, which no count cuts short. */
  readonly furtherKeys?: readonly string[];
  /** What the first page tells once for all. */
  readonly headerKeys?: readonly string[];
}

const kms = (resultKey: string): Paginator => ({
  inputToken: 'Marker',
  outputToken: 'NextMarker',
  limitKey: 'Limit',
  moreResults: 'Truncated',
  resultKey,
});
const byToken = (resultKey: string): Paginator => ({
  inputToken: 'NextToken',
  outputToken: 'NextToken',
  limitKey: 'MaxResults',
  moreResults: null,
  resultKey,
});

const iam = (resultKey: string, more: Pick<Paginator, 'furtherKeys' | 'headerKeys'> = {}): Paginator => ({
  inputToken: 'Marker',
  outputToken: 'Marker',
  limitKey: 'MaxItems',
  moreResults: 'IsTruncated',
  resultKey,
  ...more,
});

const rds = (resultKey: string): Paginator => ({
  inputToken: 'Marker',
  outputToken: 'Marker',
  limitKey: 'MaxRecords',
  moreResults: null,
  resultKey,
});

const s3 = (limitKey: string, resultKey: string, more: Partial<Paginator> = {}): Paginator => ({
  inputToken: 'ContinuationToken',
  outputToken: 'ContinuationToken',
  limitKey,
  moreResults: null,
  resultKey,
  ...more,
});

const PAGINATORS: ReadonlyMap<string, Paginator> = new Map([
  ['kms:DescribeCustomKeyStores', kms('CustomKeyStores')],
  ['kms:ListAliases', kms('Aliases')],
  ['kms:ListGrants', kms('Grants')],
  ['kms:ListKeyPolicies', kms('PolicyNames')],
  ['kms:ListKeyRotations', kms('Rotations')],
  ['kms:ListKeys', kms('Keys')],
  ['kms:ListResourceTags', kms('Tags')],
  ['kms:ListRetirableGrants', kms('Grants')],
  ['ec2:DescribeInstances', byToken('Reservations')],
  ['ec2:DescribeSnapshots', byToken('Snapshots')],
  ['ec2:DescribeTags', byToken('Tags')],
  ['ec2:DescribeVolumes', byToken('Volumes')],
  ['ec2:DescribeVpcEndpoints', byToken('VpcEndpoints')],
  [
    'lambda:ListFunctions',
    {
      inputToken: 'Marker',
      outputToken: 'NextMarker',
      limitKey: 'MaxItems',
      moreResults: null,
      resultKey: 'Functions',
    },
  ],
  ['rds:DescribeDBInstances', rds('DBInstances')],
  ['rds:DescribeDBSnapshots', rds('DBSnapshots')],
  ['cloudtrail:LookupEvents', byToken('Events')],
  [
    'iam:GetAccountAuthorizationDetails',
    iam('UserDetailList', { furtherKeys: ['GroupDetailList', 'RoleDetailList', 'Policies'] }),
  ],
  ['iam:GetGroup', iam('Users', { headerKeys: ['Group'] })],
  ['iam:ListAccessKeys', iam('AccessKeyMetadata')],
  ['iam:ListAccountAliases', iam('AccountAliases')],
  ['iam:ListAttachedGroupPolicies', iam('AttachedPolicies')],
  ['iam:ListAttachedRolePolicies', iam('AttachedPolicies')],
  ['iam:ListAttachedUserPolicies', iam('AttachedPolicies')],
  ['iam:ListEntitiesForPolicy', iam('PolicyGroups', { furtherKeys: ['PolicyUsers', 'PolicyRoles'] })],
  ['iam:ListGroupPolicies', iam('PolicyNames')],
  ['iam:ListGroups', iam('Groups')],
  ['iam:ListGroupsForUser', iam('Groups')],
  ['iam:ListInstanceProfilesForRole', iam('InstanceProfiles')],
  ['iam:ListMFADevices', iam('MFADevices')],
  ['iam:ListPolicies', iam('Policies')],
  ['iam:ListPolicyTags', iam('Tags')],
  ['iam:ListPolicyVersions', iam('Versions')],
  ['iam:ListRolePolicies', iam('PolicyNames')],
  ['iam:ListRoleTags', iam('Tags')],
  ['iam:ListRoles', iam('Roles')],
  ['iam:ListSSHPublicKeys', iam('SSHPublicKeys')],
  ['iam:ListSigningCertificates', iam('Certificates')],
  ['iam:ListUserPolicies', iam('PolicyNames')],
  ['iam:ListUserTags', iam('Tags')],
  ['iam:ListUsers', iam('Users')],
  ['iam:SimulateCustomPolicy', iam('EvaluationResults')],
  ['iam:SimulatePrincipalPolicy', iam('EvaluationResults')],
  ['organizations:ListAccounts', byToken('Accounts')],
  ['organizations:ListAccountsForParent', byToken('Accounts')],
  ['organizations:ListChildren', byToken('Children')],
  ['organizations:ListCreateAccountStatus', byToken('CreateAccountStatuses')],
  ['organizations:ListHandshakesForAccount', byToken('Handshakes')],
  ['organizations:ListHandshakesForOrganization', byToken('Handshakes')],
  ['organizations:ListOrganizationalUnitsForParent', byToken('OrganizationalUnits')],
  ['organizations:ListParents', byToken('Parents')],
  ['organizations:ListPolicies', byToken('Policies')],
  ['organizations:ListPoliciesForTarget', byToken('Policies')],
  ['organizations:ListRoots', byToken('Roots')],
  ['organizations:ListTagsForResource', byToken('Tags')],
  ['organizations:ListTargetsForPolicy', byToken('Targets')],
  [
    'dynamodb:ListTables',
    {
      inputToken: 'ExclusiveStartTableName',
      outputToken: 'LastEvaluatedTableName',
      limitKey: 'Limit',
      moreResults: null,
      resultKey: 'TableNames',
    },
  ],
  ['secretsmanager:ListSecrets', byToken('SecretList')],
  ['sqs:ListQueues', byToken('QueueUrls')],
  ['ssm:DescribeParameters', byToken('Parameters')],
  ['ssm:GetParameterHistory', byToken('Parameters')],
  ['ssm:GetParametersByPath', byToken('Parameters')],
  ['s3:ListBuckets', s3('MaxBuckets', 'Buckets', { headerKeys: ['Owner', 'Prefix'] })],
  [
    's3:ListObjectsV2',
    s3('MaxKeys', 'Contents', {
      outputToken: 'NextContinuationToken',
      moreResults: 'IsTruncated',
      furtherKeys: ['CommonPrefixes'],
    }),
  ],
  [
    's3:ListParts',
    s3('MaxParts', 'Parts', {
      inputToken: 'PartNumberMarker',
      outputToken: 'NextPartNumberMarker',
      moreResults: 'IsTruncated',
      headerKeys: ['Initiator', 'Owner', 'StorageClass', 'ChecksumAlgorithm', 'ChecksumType'],
    }),
  ],
]);

/**
 * The paginator of an operation that the CLI pages through by itself, or null.
 * Source: AWS CLI Command Reference ("is a paginated operation").
 */
export function paginatorOf(service: string, operation: string): Paginator | null {
  return PAGINATORS.get(`${service}:${operation}`) ?? null;
}

/**
 * The page size that the CLI asks EC2 for by itself: only where nothing but these members is given.
 * Source: observed on AWS CLI 2.9.19 (`describe-snapshots` sends MaxResults=1000).
 */
export function defaultPageSize(service: string, operation: string, given: readonly string[]): number | null {
  if (service !== 'ec2' || !['DescribeSnapshots', 'DescribeVolumes'].includes(operation)) return null;
  const harmless = ['NextToken', 'DryRun'];
  if (operation === 'DescribeSnapshots') harmless.push('OwnerIds', 'RestorableByUserIds');
  return given.every((member) => harmless.includes(member)) ? 1000 : null;
}
