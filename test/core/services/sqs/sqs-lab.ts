import {
  type Bytes,
  type CloudTrailRecord,
  createLab,
  type Lab,
  type Outcome,
  type Ports,
  type WorldSpec,
} from '../../../../core/index.ts';
import { SQS_OPERATIONS } from '../../../../core/services/sqs/operations/index.ts';
import { fixedPorts } from '../../../helpers/fixed-ports.ts';
import { SpyStore } from '../ebs/ebs-lab.ts';

/** The account that owns the queues, and another one. */
export const OWN = '111122223333';
const OTHER = '444455556666';

/** Who calls, and where. */
export interface Caller {
  readonly as: string;
  readonly region: string;
}
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

type Members = Readonly<Record<string, unknown>>;

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
export class SqsLab {
  readonly lab: Lab;
  readonly ports: Ports;
  readonly store: SpyStore;

  constructor(lab: Lab, ports: Ports, store: SpyStore) {
    this.lab = lab;
    this.ports = ports;
    this.store = store;
  }

  outcome({ as, region }: Caller, operation: string, input: Members = {}): Promise<Outcome> {
    const service = SQS_OPERATIONS.some(({ name }) => name === operation) ? 'sqs' : 'kms';
    return this.lab.call({ service, operation, input, as, region });
  }

  /** The answer's output. @throws {Error} for a refusal */
  async call(who: Caller, operation: string, input: Members = {}): Promise<Members> {
    const { reply } = await this.outcome(who, operation, input);
    if (!reply.ok) throw new Error(`${operation}: ${reply.error.name}: ${reply.error.message}`);
    return reply.output;
  }

  /** The refusal. @throws {Error} for a success */
  async refusal(who: Caller, operation: string, input: Members = {}) {
    const { reply } = await this.outcome(who, operation, input);
    if (reply.ok) throw new Error(`${operation} was not refused`);
    const { name, message, because } = reply.error;
    return { name, message, because };
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

  /** CloudTrail's records since `from`, of one account's log. */
  records(from = 0, accountId = OWN): readonly CloudTrailRecord[] {
    const rows = this.store.trail({}).slice(from);
    return rows.map(({ record }) => record).filter(({ recipientAccountId }) => recipientAccountId === accountId);
  }

  /** The names of KMS's calls since `from`. */
  kmsCalls(from = 0): readonly string[] {
    return this.records(from)
      .filter(({ eventSource }) => eventSource === 'kms.amazonaws.com')
      .map(({ eventName }) => eventName);
  }
}

/** A lab whose queue is there already. `policies` are the IAM policies of more roles of the queue's account. */
export async function sqsLab(
  policies: Readonly<Record<string, readonly Members[]>> = {},
  over: Partial<WorldSpec> = {},
  rootKey: Bytes = new Uint8Array(32).fill(7),
): Promise<SqsLab> {
  const store = new SpyStore();
  const ports = { ...fixedPorts(), store };
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
  const sqs = new SqsLab(lab, ports, store);
  await sqs.call(ADMIN, 'CreateQueue', { QueueName: 'orders' });
  return sqs;
}

export function document(...Statement: readonly Members[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
