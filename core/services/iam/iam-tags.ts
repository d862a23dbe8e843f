import type { IamTag } from '../../cloud/identity.ts';
import { IamError } from '../../errors/iam-errors.ts';

/** Tags that a user, role or policy may have. Source: IAM User Guide, "Tags for IAM resources", "Rules". */
const MOST_TAGS = 50;

/**
 * The tags once `more` are put on: the keys' case is kept, and counts for nothing.
 * @throws {IamError} InvalidInput for a key twice or one of AWS's own, LimitExceeded for too many
 */
export function withTags(tags: readonly IamTag[], more: readonly IamTag[], quota: string): readonly IamTag[] {
  const keys = more.map(({ Key }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw IamError.invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  if (keys.some((key) => key.startsWith('aws:'))) {
    throw IamError.invalidInput('Tag keys that begin with aws: are reserved for system use.');
  }
  const byKey = new Map(tags.map((tag) => [tag.Key.toLowerCase(), tag]));
  for (const tag of more) byKey.set(tag.Key.toLowerCase(), tag);
  if (byKey.size > MOST_TAGS) throw IamError.limitExceeded(`Cannot exceed quota for ${quota}: ${MOST_TAGS}`);
  return [...byKey.values()];
}

/** The tags that stay. */
export function withoutTags(tags: readonly IamTag[], keys: readonly string[]): readonly IamTag[] {
  const gone = new Set(keys.map((key) => key.toLowerCase()));
  return tags.filter(({ Key }) => !gone.has(Key.toLowerCase()));
}
