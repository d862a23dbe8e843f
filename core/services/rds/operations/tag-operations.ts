import { RdsError } from '../../../errors/rds-errors.ts';
import { defineOperation, type Scope } from '../../../operations/operation.ts';
import { list, string, structure } from '../../../operations/shape.ts';
import type { Database, DbSnapshot } from '../database.ts';
import { ownDatabase, ownSnapshot, parseRdsArn, rdsTarget } from './find.ts';
import { Filters, Tags } from './shapes.ts';
import { checkedTags, withTags } from './tags.ts';

const PAGE = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_';

export const addTagsToResource = defineOperation({
  service: 'rds',
  name: 'AddTagsToResource',
  summary: 'Puts tags on a DB instance or a snapshot, by its ARN.',
  source: `${PAGE}AddTagsToResource.html`,
  input: structure({ ResourceName: string(), Tags }, {}),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [rdsTarget(scope, 'rds:AddTagsToResource', checkedArn(input.ResourceName))],
  handle(input, scope) {
    const { arn, tags } = tagged(scope, input.ResourceName);
    return { output: {}, facts: [{ type: 'rdsTagsSet', arn, tags: withTags(tags, checkedTags(input.Tags)) }] };
  },
});

export const removeTagsFromResource = defineOperation({
  service: 'rds',
  name: 'RemoveTagsFromResource',
  summary: 'Takes tags from a DB instance or a snapshot.',
  source: `${PAGE}RemoveTagsFromResource.html`,
  input: structure({ ResourceName: string(), TagKeys: list(string()) }, {}),
  readOnly: false,
  mutates: true,
  find: (input, scope) => [rdsTarget(scope, 'rds:RemoveTagsFromResource', checkedArn(input.ResourceName))],
  handle(input, scope) {
    const { arn, tags } = tagged(scope, input.ResourceName);
    const left = tags.filter(({ Key }) => !input.TagKeys.includes(Key));
    return { output: {}, facts: [{ type: 'rdsTagsSet', arn, tags: left }] };
  },
});

export const listTagsForResource = defineOperation({
  service: 'rds',
  name: 'ListTagsForResource',
  summary: 'Lists the tags of a DB instance or a snapshot.',
  source: `${PAGE}ListTagsForResource.html`,
  input: structure({ ResourceName: string() }, { Filters }),
  readOnly: true,
  mutates: false,
  find: (input, scope) => [rdsTarget(scope, 'rds:ListTagsForResource', checkedArn(input.ResourceName))],
  handle: (input, scope) => ({ output: { TagList: tagged(scope, input.ResourceName).tags } }),
});

/** @throws {RdsError} for what is no ARN of a DB instance or a snapshot */
function checkedArn(text: string): string {
  const named = parseRdsArn(text)?.resource ?? '';
  if (named.startsWith('db:') || named.startsWith('snapshot:')) return text;
  throw new RdsError('InvalidParameterValue', `Invalid resource name: ${text}`, 'malformed-identifier');
}

function tagged(scope: Scope, arn: string): Database | DbSnapshot {
  return parseRdsArn(arn)?.resource.startsWith('db:') === true ? ownDatabase(scope, arn) : ownSnapshot(scope, arn);
}
