import { flag, isoTime, type Read } from './read.ts';

/**
 * aws: keys about the request as a whole.
 * Simplified: a request that a service makes for its caller has no aws:SourceIp; in AWS it has an address of the
 * service's, which no policy knows, so conditions on it come out the same.
 * Source: IAM User Guide, "AWS global condition context keys".
 */
export const GLOBAL_KEYS = {
  'aws:CurrentTime': ({ call }) => isoTime(call.at),
  'aws:EpochTime': ({ call }) => String(Math.floor(call.at / 1000)),
  'aws:RequestedRegion': ({ call }) => call.region,
  'aws:SecureTransport': ({ call }) => flag(call.circumstances.isSecureTransport !== false),
  'aws:UserAgent': ({ call }) => call.userAgent,
  'aws:Referer': ({ call }) => call.circumstances.referer ?? null,
  'aws:SourceIp': ({ call, principal, viaService }) =>
    viaService !== null || principal.type === 'service' || call.circumstances.sourceVpce !== undefined
      ? null
      : call.sourceIp,
  'aws:VpcSourceIp': ({ call }) => call.circumstances.vpcSourceIp ?? null,
  'aws:SourceVpc': ({ call }) => call.circumstances.sourceVpc ?? null,
  'aws:SourceVpce': ({ call }) => call.circumstances.sourceVpce ?? null,
  'aws:ResourceAccount': ({ resourceAccountId }) => resourceAccountId,
  'aws:ResourceOrgID': ({ call }) => call.circumstances.resourceOrgId ?? null,
  'aws:TagKeys': ({ call: { operation, input } }) => {
    if (operation.startsWith('Untag') || operation === 'RemoveTagsFromResource') return texts(input.TagKeys);
    return TAGGING.includes(operation) ? tagsIn(input).map(([key]) => key) : null;
  },
} as const satisfies Record<string, Read>;

/**
 * Operations whose input carries tags. Source: KMS Developer Guide, "Controlling access to tags"; IAM User Guide,
 * "Controlling access during AWS requests" (`access_tags`); Service Authorization Reference, STS, Organizations,
 * EC2, SQS and RDS.
 */
export const TAGGING: readonly string[] = [
  'CreateKey',
  'ReplicateKey',
  'TagResource',
  'PutParameter',
  'CreateSecret',
  'AddTagsToResource',
  'CreateUser',
  'CreateRole',
  'CreatePolicy',
  'TagUser',
  'TagRole',
  'TagPolicy',
  'AssumeRole',
  'GetFederationToken',
  'CreateOrganizationalUnit',
  'CreateAccount',
  'InviteAccountToOrganization',
  'CreateTags',
  'CreateVolume',
  'CreateSnapshot',
  'CopySnapshot',
  'RunInstances',
  'CreateQueue',
  'TagQueue',
  'CreateDBInstance',
  'CreateDBInstanceReadReplica',
  'RestoreDBInstanceFromDBSnapshot',
  'CreateDBSnapshot',
  'CopyDBSnapshot',
];

/**
 * The tags in an operation's input; KMS has other names for their members than IAM, EC2 has them by resource, and SQS as a
 * map.
 */
export function tagsIn({
  tags,
  Tags = tags,
  TagSpecifications,
}: Readonly<Record<string, unknown>>): readonly (readonly [key: string, value: string])[] {
  if (Array.isArray(TagSpecifications)) {
    return TagSpecifications.flatMap((specified: Readonly<Record<string, unknown>>) =>
      tagsIn({ Tags: specified.Tags }),
    );
  }
  if (!Array.isArray(Tags)) return Object.entries(Tags ?? {}).filter(([, value]) => typeof value === 'string');
  return Tags.flatMap((tag: Readonly<Record<string, unknown>>): [string, string][] => {
    const { TagKey = tag.Key, TagValue = tag.Value } = tag;
    return typeof TagKey === 'string' && typeof TagValue === 'string' ? [[TagKey, TagValue]] : [];
  });
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
