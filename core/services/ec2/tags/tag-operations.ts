import { ec2Arn } from '../../../cloud/arn.ts';
import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import { defineOperation, type Operation, type Scope, type Target } from '../../../operations/operation.ts';
import { list, string, structure } from '../../../operations/shape.ts';
import { filtered } from '../../ebs/operations/describe.ts';
import { ownSnapshot, ownVolume } from '../../ebs/operations/find-resource.ts';
import { pageByToken } from '../../ebs/operations/page-by-token.ts';
import { DryRun, Filters, MaxResults, NextToken } from '../../ebs/operations/shapes.ts';
import { ownEndpoint } from '../find-endpoint.ts';
import { ownInstance } from '../instances/find-instance.ts';
import { type Ec2Tag, kindOf, type TaggedKind, Tags, tagsOf, withResourceTags, withTags } from './resource-tags.ts';

/** Throws for a resource that the caller has not. */
const OWN = {
  instance: ownInstance,
  snapshot: ownSnapshot,
  volume: ownVolume,
  'vpc-endpoint': ownEndpoint,
} as const satisfies Record<TaggedKind, (scope: Scope, id: string) => unknown>;

const createTags = defineOperation({
  service: 'ec2',
  name: 'CreateTags',
  summary: 'Puts tags on volumes, snapshots, instances and VPC endpoints.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTags.html',
  input: structure({ Resources: list(string(), { min: 1 }), Tags }, { DryRun }),
  readOnly: false,
  mutates: true,
  record: { responseElements: () => ({ _return: true }) },
  find: ({ Resources }, scope) => Resources.map((id) => tagTarget(scope, 'ec2:CreateTags', id)),
  check({ Resources, Tags: given }, scope) {
    for (const id of Resources) {
      checkOwn(scope, id);
      withTags(tagsOf(scope.world, id), given);
    }
  },
  handle: ({ Resources, Tags: given }, { world }) => ({
    output: {},
    facts: Resources.map((id) => ({ type: 'ec2Tagged', resourceId: id, tags: withTags(tagsOf(world, id), given) })),
  }),
});

const deleteTags = defineOperation({
  service: 'ec2',
  name: 'DeleteTags',
  summary: 'Takes tags away from resources: some, by their keys or with a value, or all.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteTags.html',
  input: structure({ Resources: list(string(), { min: 1 }) }, { Tags, DryRun }),
  readOnly: false,
  mutates: true,
  record: { responseElements: () => ({ _return: true }) },
  find: ({ Resources }, scope) => Resources.map((id) => tagTarget(scope, 'ec2:DeleteTags', id)),
  check({ Resources }, scope) {
    for (const id of Resources) checkOwn(scope, id);
  },
  handle({ Resources, Tags: given }, { world }) {
    const goes = ({ Key, Value }: Ec2Tag) =>
      given?.some((tag) => tag.Key === Key && (tag.Value === undefined || tag.Value === Value)) ?? true;
    const facts = Resources.map((id) => {
      const tags = tagsOf(world, id).filter((tag) => !goes(tag));
      return { type: 'ec2Tagged', resourceId: id, tags } as const;
    });
    return { output: {}, facts };
  },
});

interface Described extends Ec2Tag {
  readonly ResourceId: string;
  readonly ResourceType: string;
}

const FIELDS = {
  key: ({ Key }: Described) => Key,
  'resource-id': ({ ResourceId }: Described) => ResourceId,
  'resource-type': ({ ResourceType }: Described) => ResourceType,
  value: ({ Value }: Described) => Value,
};

const describeTags = defineOperation({
  service: 'ec2',
  name: 'DescribeTags',
  summary: 'Shows the tags of your resources in this Region.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTags.html',
  input: structure({}, { Filters, MaxResults, NextToken, DryRun }),
  readOnly: true,
  mutates: false,
  find: (_, scope) => [iamTarget(scope, 'ec2:DescribeTags')],
  handle(input, scope) {
    const all = [...scope.world.ec2Tags].flatMap(([ResourceId, tags]): readonly Described[] =>
      isOwn(scope, ResourceId)
        ? tags.map(({ Key, Value }) => ({ Key, ResourceId, ResourceType: kindOf(ResourceId) ?? '', Value }))
        : [],
    );
    const found = filtered(all, input.Filters, FIELDS);
    const { items, next } = pageByToken(found, ({ ResourceId, Key }) => `${ResourceId}/${Key}`, input);
    return { output: { Tags: items, ...next } };
  },
});

/** EC2's operations about tags. */
export const TAG_OPERATIONS: readonly Operation[] = [createTags, deleteTags, describeTags];

function tagTarget(scope: Scope, action: string, id: string): Target {
  const { region, accountId } = scope.request;
  const kind = kindOf(id);
  const arn = ec2Arn(region, kind === 'snapshot' ? '' : accountId, `${kind ?? '*'}/${id}`);
  return withResourceTags(scope, iamTarget(scope, action, arn), id);
}

/** @throws {Ec2Error} for what is nobody's id, or somebody else's */
function checkOwn(scope: Scope, id: string): void {
  const kind = kindOf(id);
  if (kind === null) throw new Ec2Error('InvalidID', `The ID '${id}' is not valid`, 'malformed-identifier');
  OWN[kind](scope, id);
}

function isOwn(scope: Scope, id: string): boolean {
  try {
    checkOwn(scope, id);
    return true;
  } catch (error) {
    if (error instanceof Ec2Error) return false;
    throw error;
  }
}
