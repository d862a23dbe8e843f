import { type CompiledPolicy, parsePolicy } from '../../access/policy.ts';
import { PolicyError } from '../../access/policy-error.ts';
import { SqsError } from '../../errors/sqs-errors.ts';
import type { Queue } from './queue.ts';

/** Characters of a queue's policy. Source: SQS Developer Guide, "Amazon SQS policy quotas". */
const MOST_CHARACTERS = 8_192;

/**
 * A policy that is to stand on a queue, naming only users and roles that there are.
 * @throws {SqsError} InvalidAttributeValue
 * Source: SQS Developer Guide, "Using custom policies with the Amazon SQS Access Policy Language".
 */
export function readQueuePolicy(
  text: string,
  { accountId }: Pick<Queue, 'accountId'>,
  principalExists: (arn: string) => boolean,
): CompiledPolicy {
  try {
    if (text.length > MOST_CHARACTERS) throw new PolicyError('syntax', 'longer than 8,192 characters');
    return parsePolicy(text, { kind: 'queue', accountId, principalExists });
  } catch (cause) {
    if (!(cause instanceof PolicyError)) throw cause;
    const message = 'Invalid value for the parameter Policy.';
    throw new SqsError('InvalidAttributeValue', message, 'malformed-policy', { Problem: cause.message }, { cause });
  }
}
