import { SqsError } from '../../errors/sqs-errors.ts';
import type { Message } from './message.ts';
import { MOST_MESSAGE_BYTES, type Queue, type QueueEncryption, type QueueSettings } from './queue.ts';

type Attributes = Readonly<Record<string, string>>;

/** The attributes that are numbers: the setting that each is, and the least and most that SQS takes. */
const NUMBERS = {
  DelaySeconds: ['delaySeconds', 0, 900],
  MaximumMessageSize: ['maximumMessageBytes', 1_024, MOST_MESSAGE_BYTES],
  MessageRetentionPeriod: ['retentionSeconds', 60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: ['waitSeconds', 0, 20],
  VisibilityTimeout: ['visibilitySeconds', 0, 43_200],
  KmsDataKeyReusePeriodSeconds: ['dataKeyReuseSeconds', 60, 86_400],
} as const satisfies Readonly<Record<string, readonly [keyof QueueSettings, least: number, most: number]>>;

/** What AWS's queues can be told, and those of this lab can't. */
const NOT_HERE = [
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
  'RedrivePolicy',
  'RedriveAllowPolicy',
];

/**
 * A queue's settings with some attributes put onto it; the policy is another matter.
 * @throws {SqsError} InvalidAttributeName, InvalidAttributeValue; UnsupportedOperation for what the lab has not
 * Source: SQS API Reference, SetQueueAttributes.
 */
export function withAttributes(before: QueueSettings, attributes: Attributes): QueueSettings {
  const changed: Partial<Record<keyof QueueSettings, number>> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (NOT_HERE.includes(name)) throw SqsError.notHere(`attribute ${name}`);
    if (name === 'Policy' || name === 'KmsMasterKeyId' || name === 'SqsManagedSseEnabled') continue;
    if (!isNumbered(name)) {
      throw new SqsError('InvalidAttributeName', `Unknown Attribute ${name}.`, 'invalid-parameter');
    }
    const [setting, least, most] = NUMBERS[name];
    if (!/^\d{1,9}$/.test(value) || Number(value) < least || Number(value) > most) {
      throw SqsError.invalidAttribute(name);
    }
    changed[setting] = Number(value);
  }
  return { ...before, ...changed, encryption: encryptionIn(before.encryption, attributes) };
}

function isNumbered(name: string): name is keyof typeof NUMBERS {
  return Object.hasOwn(NUMBERS, name);
}

/** One kind of encryption takes the other's place; none can be asked for both at once. */
function encryptionIn(before: QueueEncryption, attributes: Attributes): QueueEncryption {
  const { KmsMasterKeyId: keyId, SqsManagedSseEnabled: managed } = attributes;
  if (managed !== undefined && managed !== 'true' && managed !== 'false') {
    throw SqsError.invalidAttribute('SqsManagedSseEnabled');
  }
  if (managed === 'true' && keyId !== undefined && keyId !== '') {
    throw new SqsError(
      'InvalidAttributeName',
      'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.',
      'invalid-parameter',
    );
  }
  if (keyId !== undefined && keyId !== '') return { kind: 'sse-kms', keyId };
  if (managed === 'true') return { kind: 'sse-sqs' };
  // An empty key id takes the key away, and `false` takes SQS's own encryption away, each only where it is there.
  const isTakenAway = keyId === '' ? before.kind === 'sse-kms' : managed === 'false' && before.kind === 'sse-sqs';
  return isTakenAway ? { kind: 'none' } : before;
}

/** All that SQS tells of a queue. Source: SQS API Reference, GetQueueAttributes. */
export function attributesOf(queue: Queue, messages: Iterable<Message>): Attributes {
  const counts = { available: 0, inFlight: 0, delayed: 0 };
  for (const { machine } of messages) {
    if (machine.value === 'available' || machine.value === 'inFlight' || machine.value === 'delayed') {
      counts[machine.value] += 1;
    }
  }
  const { settings, policy, arn, createdAt, modifiedAt } = queue;
  const { encryption } = settings;
  return {
    ApproximateNumberOfMessages: String(counts.available),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    CreatedTimestamp: String(Math.floor(createdAt / 1_000)),
    DelaySeconds: String(settings.delaySeconds),
    ...(encryption.kind === 'sse-kms'
      ? {
          KmsMasterKeyId: encryption.keyId,
          KmsDataKeyReusePeriodSeconds: String(settings.dataKeyReuseSeconds),
        }
      : {}),
    LastModifiedTimestamp: String(Math.floor(modifiedAt / 1_000)),
    MaximumMessageSize: String(settings.maximumMessageBytes),
    MessageRetentionPeriod: String(settings.retentionSeconds),
    ...(policy === null ? {} : { Policy: policy.text }),
    QueueArn: arn,
    ReceiveMessageWaitTimeSeconds: String(settings.waitSeconds),
    SqsManagedSseEnabled: String(encryption.kind === 'sse-sqs'),
    VisibilityTimeout: String(settings.visibilitySeconds),
  };
}

/** Every name by which an attribute can be asked for. */
export const ATTRIBUTE_NAMES: readonly string[] = [
  'All',
  'Policy',
  ...Object.keys(NUMBERS),
  'KmsMasterKeyId',
  'SqsManagedSseEnabled',
  'QueueArn',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
  ...NOT_HERE,
];
