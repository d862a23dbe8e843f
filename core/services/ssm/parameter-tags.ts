import { SsmError } from '../../errors/ssm-errors.ts';

const MOST_TAGS = 50;

/** Whether a parameter may have those tags. @throws {SsmError} Source: Systems Manager API Reference, AddTagsToResource. */
export function checkTags(tags: Readonly<Record<string, string>>): void {
  const names = Object.keys(tags);
  if (names.length > MOST_TAGS) {
    throw new SsmError('TooManyTagsError', `A resource can have ${MOST_TAGS} tags at most.`, 'bad-tag');
  }
  const reserved = names.find((name) => /^aws:/i.test(name));
  if (reserved !== undefined) throw SsmError.invalid(`Tag key ${reserved} is reserved.`, 'bad-tag');
}
