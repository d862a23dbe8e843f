import { RdsError } from '../../../errors/rds-errors.ts';
import type { RdsTag } from '../database.ts';

/** Tags of one resource. Source: RDS User Guide, "Tagging Amazon RDS resources". */
const MOST_TAGS = 50;

/** Tags as they are given; one without a value has an empty one. @throws {RdsError} for one that nobody may have */
export function checkedTags(
  given: readonly { readonly Key?: string; readonly Value?: string }[] = [],
): readonly RdsTag[] {
  const tags = given.map(({ Key = '', Value = '' }) => ({ Key, Value }));
  if (tags.length > MOST_TAGS) throw invalid(`A resource has at most ${MOST_TAGS} tags.`);
  for (const { Key } of tags) {
    if (Key === '' || Key.length > 128) throw invalid('A tag key has 1 to 128 characters.');
    if (Key.toLowerCase().startsWith('aws:')) throw invalid('Tag keys cannot start with the reserved prefix aws:.');
  }
  return tags;
}

/** `tags` with `more` in place of those of the same key. @throws {RdsError} for too many */
export function withTags(tags: readonly RdsTag[], more: readonly RdsTag[]): readonly RdsTag[] {
  const merged = new Map([...tags, ...more].map((tag) => [tag.Key, tag]));
  if (merged.size > MOST_TAGS) throw invalid(`A resource has at most ${MOST_TAGS} tags.`);
  return [...merged.values()];
}

function invalid(message: string): RdsError {
  return new RdsError('InvalidParameterValue', message, 'bad-tag');
}
