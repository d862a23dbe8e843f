import { type Bytes, type CloudTrailRecord, createLab, type WorldSpec } from '../../../../core/index.ts';
import { fixedPorts } from '../../../helpers/fixed-ports.ts';
import { type Caller, type Members, ServiceLab } from '../../../helpers/service-lab.ts';
import { SpyStore } from '../../../helpers/spy-store.ts';

/** The account that owns the queues, and another one. */
export const OWN = '111122223333';
const OTHER = '444455556666';

const role = (account: string, name: string): Caller => ({
  as: `arn:aws:iam::${account}:role/${name}`,
  region: 'us-east-1',
});
export const ADMIN = role(OWN, 'admin');
/** May do all of SQS, and nothing of KMS. */
export const CLERK = role(OWN, 'clerk');
export const STRANGER = role(OTHER, 'admin');

const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
/** A customer managed key of the queues' account. */
export const KEY = `arn:aws:kms:us-east-1:${OWN}:key/${KEY_ID}`;
export const QUEUE_ARN = `arn:aws:sqs:us-east-1:${OWN}:orders`;
export const QueueUrl = `https://sqs.us-east-1.amazonaws.com/${OWN}/orders`;

/** A message as a receiver gets it. */
export interface Received {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Members;
  readonly MD5OfMessageAttributes?: string;
}

/** A lab with a queue, a key, and short words for what the tests do all the time. */
export class SqsLab extends ServiceLab {
  /** CloudTrail's records since `from`, of one account's log. */
  override records(from = 0, accountId = OWN): readonly CloudTrailRecord[] {
    return super.records(from, accountId);
  }

  set(Attributes: Readonly<Record<string, string>>): Promise<Members> {
    return this.call(ADMIN, 'SetQueueAttributes', { QueueUrl, Attributes });
  }

  async attributes(): Promise<Readonly<Record<string, string>>> {
    const { Attributes } = await this.call(ADMIN, 'GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] });
    return Attributes as Readonly<Record<string, string>>;
  }

  send(MessageBody = 'an order', who: Caller = ADMIN, input: Members = {}): Promise<Members> {
    return this.call(who, 'SendMessage', { QueueUrl, MessageBody, ...input });
  }

  async receive(who: Caller = ADMIN, input: Members = {}): Promise<readonly Received[]> {
    const { Messages = [] } = await this.call(who, 'ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10, ...input });
    return Messages as readonly Received[];
  }

  async bodies(who: Caller = ADMIN, input: Members = {}): Promise<readonly string[]> {
    return (await this.receive(who, input)).map(({ Body }) => Body);
  }

  async pass(seconds: number): Promise<void> {
    const done = await this.lab.act({ type: 'advance', by: seconds * 1_000 });
    if (!done.ok) throw new Error(done.error.message);
  }
}

/** A lab whose queue is there already. `policies` are the IAM policies of more roles of the queue's account. */
export async function sqsLab(
  policies: Readonly<Record<string, readonly Members[]>> = {},
  over: Partial<WorldSpec> = {},
  rootKey: Bytes = new Uint8Array(32).fill(7),
): Promise<SqsLab> {
  const ports = { ...fixedPorts(), store: new SpyStore() };
  const all = (...actions: string[]) => [{ Effect: 'Allow', Action: actions, Resource: '*' }];
  const roles = Object.entries({ clerk: all('sqs:*'), ...policies }).map(([name, Statement]) => [
    `prod/role/${name}`,
    [{ Version: '2012-10-17', Statement }],
  ]);
  const lab = await createLab(
    ports,
    {
      start: Date.UTC(2026, 4, 1),
      accounts: { prod: OWN, partner: OTHER },
      principals: {
        'prod/role/admin': ['AdministratorAccess'],
        'partner/role/admin': ['AdministratorAccess'],
        ...Object.fromEntries(roles),
      },
      keys: [{ account: 'prod', region: 'us-east-1', id: KEY_ID, alias: 'alias/orders' }],
      ...over,
    },
    1,
    rootKey,
  );
  const sqs = new SqsLab(lab, ports, 'sqs');
  await sqs.call(ADMIN, 'CreateQueue', { QueueName: 'orders' });
  return sqs;
}

export function document(...Statement: readonly Members[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
