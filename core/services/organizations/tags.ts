import type { OrganizationTag } from '../../cloud/organization.ts';
import { OrganizationsError } from '../../errors/organizations-errors.ts';

/** Source: Organizations User Guide, "Quotas": tags on a resource. */
const MOST_TAGS = 50;

/** The tags that a resource has once `more` are put on it. */
export function withTags(
  before: readonly OrganizationTag[],
  more: readonly OrganizationTag[],
): readonly OrganizationTag[] {
  const byKey = new Map(before.map((tag) => [tag.Key, tag]));
  for (const tag of more) byKey.set(tag.Key, tag);
  return [...byKey.values()];
}

/**
 * Whether those tags may be put beside the ones that are there.
 * @throws {OrganizationsError} Source: Organizations API Reference, TagResource, "Errors"; the texts are ours.
 */
export function checkTags(more: readonly OrganizationTag[] = [], before: readonly OrganizationTag[] = []): void {
  const keys = more.map(({ Key }) => Key);
  checkTagKeys(keys);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) {
    throw OrganizationsError.invalid(`The tag key '${twice}' is given more than once.`, 'DUPLICATE_TAG_KEY');
  }
  const count = withTags(before, more).length;
  if (count > MOST_TAGS) {
    throw OrganizationsError.constraint(
      `A resource may have ${MOST_TAGS} tags; it would have ${count}.`,
      'MAX_TAG_LIMIT_EXCEEDED',
    );
  }
}

/** @throws {OrganizationsError} for a key that is AWS's own */
export function checkTagKeys(keys: readonly string[]): void {
  const own = keys.find((key) => key.toLowerCase().startsWith('aws:'));
  if (own === undefined) return;
  throw OrganizationsError.invalid(
    `Tag keys that begin with 'aws:' are reserved for AWS; got '${own}'.`,
    'INVALID_SYSTEM_TAGS_PARAMETER',
  );
}
