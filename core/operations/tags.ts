import { formatArn } from '../cloud/arn.ts';
import { partitionOf } from '../cloud/regions.ts';
import { LimitExceededException, TagException } from '../errors/kms-errors.ts';
import { type Tag, withTags } from '../keys/tags.ts';
import type { World } from '../lab/world.ts';
import { resourceQuotaIn } from '../quotas/quota-settings.ts';
import { iamTarget } from './find-key.ts';
import type { Scope, Target } from './operation.ts';

/**
 * Refuses tags that no key may have: a key twice in one request, AWS's own prefix, other characters than AWS allows.
 * @throws {TagException} The texts are ours: AWS's are not published.
 * Source: KMS API Reference, TagResource; keys.md section 10.
 */
export function checkTags(tags: readonly Tag[]): void {
  const seen = new Set<string>();
  for (const { TagKey, TagValue } of tags) {
    if (seen.has(TagKey)) throw new TagException(`The tag key '${TagKey}' is given more than once.`);
    seen.add(TagKey);
    checkTagKey(TagKey);
    if (!ALLOWED.test(TagValue))
      throw new TagException(`The value of the tag '${TagKey}' has characters that no tag may have.`);
  }
}

/** @throws {TagException} for a key that no tag of one's own may have. */
export function checkTagKey(tagKey: string): void {
  if (tagKey.toLowerCase().startsWith('aws:')) {
    throw new TagException(`Tag keys that begin with 'aws:' are reserved for AWS; got '${tagKey}'.`);
  }
  if (!ALLOWED.test(tagKey)) throw new TagException('A tag key has characters that no tag may have.');
}

/** Source: KMS Developer Guide, "Tagging keys": Unicode letters, digits, white space and `_ . / = + - @ :`. */
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** @throws {LimitExceededException} when the key would have more tags than it may. */
export function checkTagQuota({ quotas }: World, tags: readonly Tag[], more: readonly Tag[]): void {
  const most = resourceQuotaIn(quotas, 'tagsPerKey');
  const count = withTags(tags, more).length;
  if (count > most) {
    throw new LimitExceededException(`A key may have ${most} tags; it would have ${count}.`);
  }
}

/**
 * What a request with tags asks beside its own action, where the key is not made yet: kms:TagResource, by IAM policy, on
 * any key of the account and Region.
 * Source: KMS API Reference, CreateKey, "Tags".
 */
export function tagTargets(scope: Scope, tags: readonly Tag[] = [], region = scope.request.region): readonly Target[] {
  if (tags.length === 0) return [];
  const { accountId } = scope.request;
  const anyKey = formatArn({ partition: partitionOf(region), service: 'kms', region, accountId, resource: 'key/*' });
  return [iamTarget(scope, 'kms:TagResource', anyKey)];
}
