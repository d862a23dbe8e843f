import { SqsError } from '../../../errors/sqs-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import { defineOperation, type Scope } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { OWNED_KEY_BYTES } from '../../owned-key.ts';
import { INITIAL_SETTINGS, type Queue, queueArn, queueUrl } from '../queue.ts';
import { attributesOf, withAttributes } from '../queue-attributes.ts';
import { checkTags } from '../queue-tags.ts';
import { readQueuePolicy } from '../read-queue-policy.ts';
import { Attributes, QueueName, Tags } from './shapes.ts';

/** How long a name is kept after its queue was deleted. Source: SQS API Reference, CreateQueue, QueueDeletedRecently. */
const NAME_IS_KEPT_MS = 60_000;

export const createQueue = defineOperation({
  service: 'sqs',
  name: 'CreateQueue',
  summary: 'Makes a queue, or names the one that is there with the same attributes.',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html',
  input: structure({ QueueName }, { Attributes, tags: Tags }),
  readOnly: false,
  mutates: true,
  find({ QueueName: name, tags = {} }, scope) {
    const asked = iamTarget(scope, 'sqs:CreateQueue', arnOf(scope, name));
    // Source: SQS API Reference, CreateQueue, "tags".
    return Object.keys(tags).length === 0 ? [asked] : [asked, iamTarget(scope, 'sqs:TagQueue', arnOf(scope, name))];
  },
  check({ QueueName: name, Attributes: attributes = {}, tags = {} }, scope) {
    checkName(name);
    checkTags(tags);
    const { world, request, at } = scope;
    const before = world.queues.get(arnOf(scope, name));
    withAttributes(INITIAL_SETTINGS, attributes);
    if (attributes.Policy !== undefined && attributes.Policy !== '') {
      readQueuePolicy(attributes.Policy, request, (arn) => world.hasPrincipal(arn));
    }
    if (before !== undefined) checkIsSame(before, attributes);
    const deletedAt = world.deletedQueues.get(arnOf(scope, name));
    if (before === undefined && deletedAt !== undefined && at < deletedAt + NAME_IS_KEPT_MS) {
      const message =
        'You must wait 60 seconds after deleting a queue before you can create another with the same name.';
      throw new SqsError('AWS.SimpleQueueService.QueueDeletedRecently', message, 'queue-exists');
    }
  },
  async handle({ QueueName: name, Attributes: attributes = {}, tags = {} }, scope) {
    const { world, request, at, safe, ids } = scope;
    const { accountId, region } = request;
    const arn = arnOf(scope, name);
    const output = { QueueUrl: queueUrl({ region, accountId, name }) };
    if (world.queues.has(arn)) return { output };
    const ownedKey = await safe.draw({ owner: arn, sealedId: `sqs-${ids.hex(32)}` }, OWNED_KEY_BYTES);
    const policy = attributes.Policy ?? '';
    return {
      output,
      facts: [
        {
          type: 'queueCreated',
          queue: { arn, name, accountId, region, createdAt: at, ownedKey },
          settings: withAttributes(INITIAL_SETTINGS, attributes),
          policy: policy === '' ? null : policy,
          tags,
        },
      ],
    };
  },
});

function arnOf({ request }: Scope, name: string): string {
  return queueArn(request.region, request.accountId, name);
}

function checkName(name: string): void {
  if (name.endsWith('.fifo')) throw SqsError.notHere('FIFO queues');
  if (/^[\w-]{1,80}$/.test(name)) return;
  throw new SqsError(
    'InvalidParameterValue',
    'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
    'invalid-parameter',
  );
}

/** @throws {SqsError} for attributes that the queue has otherwise */
function checkIsSame(queue: Queue, attributes: Readonly<Record<string, string>>): void {
  const own = attributesOf(queue, []);
  const wanted = attributesOf({ ...queue, settings: withAttributes(queue.settings, attributes) }, []);
  for (const name of Object.keys(attributes)) {
    const isSame = name === 'Policy' ? attributes.Policy === (own.Policy ?? '') : wanted[name] === own[name];
    if (isSame) continue;
    throw new SqsError(
      'QueueAlreadyExists',
      `A queue already exists with the same name and a different value for attribute ${name}`,
      'queue-exists',
    );
  }
}
