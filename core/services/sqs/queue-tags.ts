import { SqsError } from '../../errors/sqs-errors.ts';

const MOST_TAGS = 50;

/** @throws {SqsError} Source: SQS Developer Guide, "Amazon SQS cost allocation tags". */
export function checkTags(tags: Readonly<Record<string, string>>): void {
  const entries = Object.entries(tags);
  if (entries.length > MOST_TAGS) throw bad(`Too many tags added for queue. Maximum number of tags is ${MOST_TAGS}.`);
  for (const [key, value] of entries) {
    if (key.length < 1 || key.length > 128 || value.length > 256)
      throw bad('Tag keys or values are too long or empty.');
    if (/^aws:/i.test(key)) throw bad('Tag keys can not start with the prefix aws:.');
  }
}

function bad(message: string): SqsError {
  return new SqsError('InvalidParameterValue', message, 'bad-tag');
}
