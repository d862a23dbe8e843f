import { ec2Arn } from '../../../cloud/arn.ts';
import { Ec2Error } from '../../../errors/ec2-errors.ts';
import type { Fact } from '../../../lab/facts.ts';
import type { World } from '../../../lab/world.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import type { Scope, Target } from '../../../operations/operation.ts';
import { list, string, structure } from '../../../operations/shape.ts';

/** A tag as EC2 has it. Source: EC2 API Reference, Tag. */
export interface Ec2Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Kinds of resources that can be tagged here, by how their ids begin. */
const KINDS = { i: 'instance', snap: 'snapshot', vol: 'volume', vpce: 'vpc-endpoint' } as const;
export type TaggedKind = (typeof KINDS)[keyof typeof KINDS];

/** Source: EC2 User Guide, "Tag your Amazon EC2 resources", "Tag restrictions". */
const MOST_TAGS = 50;
const LONGEST = { key: 127, value: 255 } as const;

/** Tags as requests bring them; a value that is left out is empty. */
export const Tags = list(structure({}, { Key: string(), Value: string() }));
/** Tags for what a request makes. */
export const TagSpecifications = list(structure({}, { ResourceType: string(), Tags }));

interface GivenTag {
  readonly Key?: string;
  readonly Value?: string;
}
interface Specification {
  readonly ResourceType?: string;
  readonly Tags?: readonly GivenTag[];
}

/** The tags of a resource, as EC2 answers them. */
export function tagsOf({ ec2Tags }: Pick<World, 'ec2Tags'>, resourceId: string): readonly Ec2Tag[] {
  return ec2Tags.get(resourceId) ?? [];
}

/** The question about a resource, with the tags that a policy may ask for (aws:ResourceTag). */
export function withResourceTags({ world }: Scope, target: Target, resourceId: string): Target {
  const tags = tagsOf(world, resourceId);
  return tags.length === 0 ? target : { ...target, entity: { boundary: null, tags } };
}

/** What kind of resource an id is of; null for one of another kind. */
export function kindOf(resourceId: string): TaggedKind | null {
  const [, prefix = ''] = /^([a-z]+)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.exec(resourceId) ?? [];
  return Object.hasOwn(KINDS, prefix) ? KINDS[prefix as keyof typeof KINDS] : null;
}

/** The question whether IAM lets the caller tag what it makes; none where it tags nothing. */
export function taggingTargets(
  scope: Scope,
  kind: TaggedKind,
  specifications: readonly Specification[] | undefined,
): readonly Target[] {
  if (specifications === undefined || specifications.length === 0) return [];
  const { region, accountId } = scope.request;
  const owner = kind === 'snapshot' ? '' : accountId;
  return [iamTarget(scope, 'ec2:CreateTags', ec2Arn(region, owner, `${kind}/*`))];
}

/** The tags for what a request makes. @throws {Ec2Error} for another kind of resource, and for tags that can't be */
export function tagsFor(kind: TaggedKind, specifications: readonly Specification[] | undefined): readonly Ec2Tag[] {
  const other = specifications?.find(({ ResourceType }) => ResourceType !== kind);
  if (other !== undefined) {
    const message = `'${other.ResourceType}' is not a valid taggable resource type for this operation.`;
    throw new Ec2Error('InvalidParameterValue', message, 'invalid-parameter');
  }
  return withTags([], specifications?.flatMap(({ Tags: given = [] }) => given) ?? []);
}

/** Tags with more: one that is there takes its new value. @throws {Ec2Error} for tags that can't be */
export function withTags(tags: readonly Ec2Tag[], given: readonly GivenTag[]): readonly Ec2Tag[] {
  const byKey = new Map(tags.map((tag) => [tag.Key, tag]));
  for (const { Key = '', Value = '' } of given) {
    checkTag(Key, Value);
    byKey.set(Key, { Key, Value });
  }
  if (byKey.size > MOST_TAGS) {
    throw new Ec2Error('TagLimitExceeded', `A resource has at most ${MOST_TAGS} tags.`, 'limit-exceeded');
  }
  return [...byKey.values()];
}

/** The fact that a resource has these tags from now on; none for what is made without. */
export function taggedFacts(resourceId: string, tags: readonly Ec2Tag[]): readonly Fact[] {
  return tags.length === 0 ? [] : [{ type: 'ec2Tagged', resourceId, tags }];
}

/** Fields by which every description of tagged resources can be filtered: `tag:KEY` and `tag-key`. */
export function tagField<T>(
  name: string,
  tagsOfItem: (item: T) => readonly Ec2Tag[],
): ((item: T) => readonly string[]) | undefined {
  if (name === 'tag-key') return (item) => tagsOfItem(item).map(({ Key }) => Key);
  if (!name.startsWith('tag:')) return undefined;
  const wanted = name.slice('tag:'.length);
  return (item) => tagsOfItem(item).flatMap(({ Key, Value }) => (Key === wanted ? [Value] : []));
}

function checkTag(key: string, value: string): void {
  if (key.toLowerCase().startsWith('aws:')) {
    const message = `Value ( ${key} ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved for internal use`;
    throw new Ec2Error('InvalidParameterValue', message, 'bad-tag');
  }
  if (key === '') {
    throw new Ec2Error('InvalidParameterValue', 'Tag key cannot be null or empty', 'bad-tag');
  }
  if (key.length > LONGEST.key || value.length > LONGEST.value) {
    const message = `Tag key exceeds the maximum length of ${LONGEST.key} characters, or its value that of ${LONGEST.value}.`;
    throw new Ec2Error('InvalidParameterValue', message, 'bad-tag');
  }
}
