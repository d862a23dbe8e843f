/** A tag as KMS's wire has it: other services call the members Key and Value. Source: KMS API Reference, Tag. */
export interface Tag {
  readonly TagKey: string;
  readonly TagValue: string;
}

/** The tags of a key once `more` are put on it: a tag that is there takes its new value and keeps its place. */
export function withTags(tags: readonly Tag[], more: readonly Tag[]): readonly Tag[] {
  const byKey = new Map(tags.map((tag) => [tag.TagKey, tag]));
  for (const tag of more) byKey.set(tag.TagKey, tag);
  return [...byKey.values()];
}
