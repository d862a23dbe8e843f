import { PARTITIONS, type Partition, partitionOf, type Region } from './regions.ts';

/** A 12-digit account id. */
export type AccountId = string & { readonly __brand: 'AccountId' };
/** `arn:PARTITION:kms:REGION:ACCOUNT:key/KEYID` */
export type KeyArn = string & { readonly __brand: 'KeyArn' };
/** `arn:PARTITION:kms:REGION:ACCOUNT:alias/NAME` */
export type AliasArn = string & { readonly __brand: 'AliasArn' };

/** An ARN in its six parts. Source: IAM User Guide, "Amazon Resource Names". */
export interface Arn {
  readonly partition: Partition;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

/** The account id in `text`, or null. The one place that makes an `AccountId` of digits. */
export function parseAccountId(text: string): AccountId | null {
  return /^\d{12}$/.test(text) ? (text as AccountId) : null;
}

/** What stands for an account in the ARNs of what AWS keeps for everybody: `arn:aws:iam::aws:policy/…`. */
export const AWS_ACCOUNT = 'aws' as AccountId;

/** The parts of an ARN, or null when `text` is not one. The resource may hold colons. */
export function parseArn(text: string): Arn | null {
  const parts = text.split(':');
  if (parts.length < 6 || parts[0] !== 'arn') return null;
  const [, partition = '', service = '', region = '', accountId = '', ...rest] = parts;
  const known = PARTITIONS.find((name) => name === partition);
  const resource = rest.join(':');
  if (known === undefined || service === '' || resource === '') return null;
  if (accountId !== '' && accountId !== 'aws' && parseAccountId(accountId) === null) return null;
  return { partition: known, service, region, accountId, resource };
}

/** The text of an ARN. */
export function formatArn({ partition, service, region, accountId, resource }: Arn): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

/** The ARN of a KMS key. */
export function keyArn(region: Region, accountId: AccountId, keyId: string): KeyArn {
  return `arn:${partitionOf(region)}:kms:${region}:${accountId}:key/${keyId}` as KeyArn;
}

/** The ARN of an alias; `name` begins with `alias/`. */
export function aliasArn(region: Region, accountId: AccountId, name: string): AliasArn {
  return `arn:${partitionOf(region)}:kms:${region}:${accountId}:${name}` as AliasArn;
}

/** The ARN of an IAM entity: `root`, `user/PATH/NAME` or `role/PATH/NAME`. */
export function iamArn(partition: Partition, accountId: AccountId, resource: string): string {
  return `arn:${partition}:iam::${accountId}:${resource}`;
}

/** The ARN of a role's session. */
export function sessionArn(partition: Partition, accountId: AccountId, roleName: string, sessionName: string): string {
  return `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
}

/** The ARN of a federated user's session. */
export function federatedUserArn(partition: Partition, accountId: AccountId, name: string): string {
  return `arn:${partition}:sts::${accountId}:federated-user/${name}`;
}

/** The ARN of an EC2 resource, e.g. `volume/vol-…`. Snapshots carry no account in theirs. */
export function ec2Arn(region: Region, accountId: AccountId | '', resource: string): string {
  return `arn:${partitionOf(region)}:ec2:${region}:${accountId}:${resource}`;
}

/** The ARN of an S3 bucket, or of an object in one. Buckets are known by name alone: neither Region nor account stands in it. */
export function s3Arn(region: Region, bucket: string, key?: string): string {
  return `arn:${partitionOf(region)}:s3:::${bucket}${key === undefined ? '' : `/${key}`}`;
}

/** Whether `text` has the shape of a key id: a lower-case UUID, or `mrk-` and 32 hexadecimal digits. */
export function isKeyId(text: string): boolean {
  return /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/.test(text);
}
