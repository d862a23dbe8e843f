import type { CompiledPolicy } from '../../access/policy.ts';
import { type AccountId, parseAccountId } from '../../cloud/arn.ts';
import { partitionOf, type Region } from '../../cloud/regions.ts';
import type { SafeItem } from '../../crypto/safe.ts';
import type { EpochMs } from '../../ports.ts';

/** What never changes in a queue. */
export interface QueueIdentity {
  readonly arn: string;
  readonly name: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly createdAt: EpochMs;
  /**
   * The key that SQS itself owns for the data keys of this queue's messages under SSE-SQS: no customer sees it.
   * Source: SQS Developer Guide, "Encryption at rest in Amazon SQS".
   */
  readonly ownedKey: SafeItem;
}

/**
 * How new messages are encrypted; those that are there stay as they are. One kind at a time.
 * Source: SQS API Reference, CreateQueue, attributes "for server-side-encryption".
 */
export type QueueEncryption =
  | { readonly kind: 'none' }
  | { readonly kind: 'sse-sqs' }
  /** `keyId` is as it was given: SQS does not look whether there is such a key. */
  | { readonly kind: 'sse-kms'; readonly keyId: string };

/** What SetQueueAttributes sets, but for the policy. Times are in seconds. */
export interface QueueSettings {
  readonly delaySeconds: number;
  readonly maximumMessageBytes: number;
  readonly retentionSeconds: number;
  readonly waitSeconds: number;
  readonly visibilitySeconds: number;
  readonly encryption: QueueEncryption;
  /** How long SQS uses a data key again before it asks KMS for another. */
  readonly dataKeyReuseSeconds: number;
}

/** Of one message, or of all in a batch together, with their attributes. Source: SQS API Reference, SendMessageBatch. */
export const MOST_MESSAGE_BYTES = 1_048_576;

/** A new queue's. Source: SQS API Reference, CreateQueue, defaults; since October 2022 a new queue has SSE-SQS. */
export const INITIAL_SETTINGS: QueueSettings = {
  delaySeconds: 0,
  maximumMessageBytes: MOST_MESSAGE_BYTES,
  retentionSeconds: 345_600,
  waitSeconds: 0,
  visibilitySeconds: 30,
  encryption: { kind: 'sse-sqs' },
  dataKeyReuseSeconds: 300,
};

/** A queue as the world holds it; its messages are elsewhere. */
export interface Queue extends QueueIdentity {
  settings: QueueSettings;
  policy: CompiledPolicy | null;
  tags: Readonly<Record<string, string>>;
  modifiedAt: EpochMs;
  purgedAt: EpochMs | null;
}

/** The ARN of a queue. */
export function queueArn(region: Region, accountId: AccountId, name: string): string {
  return `arn:${partitionOf(region)}:sqs:${region}:${accountId}:${name}`;
}

/** The address of a queue on AWS. The endpoint puts its own host in place of this one. */
export function queueUrl({ region, accountId, name }: Pick<QueueIdentity, 'region' | 'accountId' | 'name'>): string {
  const domain = partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://sqs.${region}.${domain}/${accountId}/${name}`;
}

/** Whose queue an address is of, whatever its host, and its name; null for no address of a queue. */
export function readQueueUrl(url: string): { readonly accountId: AccountId; readonly name: string } | null {
  const [, digits = '', name = ''] = /^(?:https?:\/\/[^/]+)?(?:\/[^?#]*)?\/(\d{12})\/([^/?#]+)\/?$/.exec(url) ?? [];
  const accountId = parseAccountId(digits);
  return accountId === null ? null : { accountId, name };
}
