import { SQS_ERRORS, SqsError } from '../../errors/sqs-errors.ts';

/** An entry of a batch. */
interface Entry {
  readonly Id: string;
}

const MOST_ENTRIES = 10;

/** Whether a batch is well formed. @throws {SqsError} Source: SQS API Reference, SendMessageBatch, "Errors". */
export function checkBatch(entries: readonly Entry[], entryShape: string): void {
  if (entries.length === 0) {
    throw bad('EmptyBatchRequest', `There should be at least one ${entryShape} in the request.`);
  }
  if (entries.length > MOST_ENTRIES) {
    const message = `Maximum number of entries per request are ${MOST_ENTRIES}. You have sent ${entries.length}.`;
    throw bad('TooManyEntriesInBatchRequest', message);
  }
  const ids = new Set<string>();
  for (const { Id: id } of entries) {
    if (!/^[\w-]{1,80}$/.test(id)) {
      throw bad(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      );
    }
    if (ids.has(id)) throw bad('BatchEntryIdsNotDistinct', `Id ${id} repeated.`);
    ids.add(id);
  }
}

/** What a batch's answer says of an entry that SQS refused; KMS's refusals are of the whole batch. */
export function failedEntry(id: string, error: SqsError): Readonly<Record<string, unknown>> {
  const isSenders = SQS_ERRORS[error.name][1] < 500;
  return { Id: id, SenderFault: isSenders, Code: error.name, Message: error.message };
}

type BatchProblem =
  | 'BatchEntryIdsNotDistinct'
  | 'BatchRequestTooLong'
  | 'EmptyBatchRequest'
  | 'InvalidBatchEntryId'
  | 'TooManyEntriesInBatchRequest';

function bad(problem: BatchProblem, message: string): SqsError {
  return new SqsError(`AWS.SimpleQueueService.${problem}`, message, 'malformed-request');
}
