import { SsmError } from '../../../errors/ssm-errors.ts';
import type { Scope } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import type { Parameter } from '../parameter.ts';
import { readName } from '../parameter-name.ts';
import { checkTags } from '../parameter-tags.ts';
import { ResourceId, ResourceType, TagKeys, Tags } from './shapes.ts';
import { parameterTarget, ssmOperation } from './ssm-operation.ts';

interface GivenResource {
  readonly ResourceType: string;
  readonly ResourceId: string;
}

export const addTagsToResource = ssmOperation({
  name: 'AddTagsToResource',
  summary: 'Puts tags onto a parameter; one of the same key is replaced.',
  input: structure({ ResourceType, ResourceId, Tags }, {}),
  readOnly: false,
  find: ({ ResourceId: id }, scope) => [parameterTarget(scope, id, 'ssm:AddTagsToResource')],
  check(given, scope) {
    checkTags({ ...taggedParameter(given, scope).tags, ...asMap(given.Tags) });
  },
  handle(given, scope) {
    const { arn, tags } = taggedParameter(given, scope);
    const all = { ...tags, ...asMap(given.Tags) };
    return { output: {}, facts: [{ type: 'parameterTagged', parameterArn: arn, tags: all }] };
  },
});

export const removeTagsFromResource = ssmOperation({
  name: 'RemoveTagsFromResource',
  summary: 'Takes tags off a parameter.',
  input: structure({ ResourceType, ResourceId, TagKeys }, {}),
  readOnly: false,
  find: ({ ResourceId: id }, scope) => [parameterTarget(scope, id, 'ssm:RemoveTagsFromResource')],
  check(given, scope) {
    taggedParameter(given, scope);
  },
  handle(given, scope) {
    const { arn, tags } = taggedParameter(given, scope);
    const left = Object.entries(tags).filter(([key]) => !given.TagKeys.includes(key));
    return { output: {}, facts: [{ type: 'parameterTagged', parameterArn: arn, tags: Object.fromEntries(left) }] };
  },
});

export const listTagsForResource = ssmOperation({
  name: 'ListTagsForResource',
  summary: 'Lists the tags of a parameter.',
  input: structure({ ResourceType, ResourceId }, {}),
  readOnly: true,
  find: ({ ResourceId: id }, scope) => [parameterTarget(scope, id, 'ssm:ListTagsForResource')],
  check(given, scope) {
    taggedParameter(given, scope);
  },
  handle(given, scope) {
    const { tags } = taggedParameter(given, scope);
    return { output: { TagList: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } };
  },
});

function asMap(tags: readonly { readonly Key: string; readonly Value: string }[]): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

/** @throws {SsmError} InvalidResourceId; for kinds of resources that the lab has not */
function taggedParameter({ ResourceType: type, ResourceId: id }: GivenResource, scope: Scope): Parameter {
  if (type !== 'Parameter') {
    const message = `kmslab's Systems Manager has parameters, and no ${type}.`;
    throw new SsmError('InvalidResourceType', message, 'not-supported-yet');
  }
  const parameter = scope.world.parameters.get(readName(scope, id).arn);
  if (parameter !== undefined) return parameter;
  throw new SsmError(
    'InvalidResourceId',
    'The resource ID is not valid. Verify that you entered the correct ID and try again.',
    'no-such-parameter',
  );
}
