import { integer, list, oneOf, type StringShape, string, structure } from '../../operations/shape.ts';

/** A string that fits AWS's pattern as a whole; the pattern's text is AWS's own, for messages. */
function matching(patternText: string, limits: { min?: number; max?: number } = {}): StringShape {
  return string({ ...limits, pattern: new RegExp(`^(?:${patternText})$`, 'u'), patternText });
}

const NAME = '[\\w+=,.@-]+';

/** The shapes that IAM's operations share. Source: the service's model (iam-2010-05-08). */
export const UserName = matching(NAME, { min: 1, max: 64 });
export const ExistingUserName = matching(NAME, { min: 1, max: 128 });
export const RoleName = matching(NAME, { min: 1, max: 64 });
export const GroupName = matching(NAME, { min: 1, max: 128 });
export const PolicyName = matching(NAME, { min: 1, max: 128 });
export const Path = matching('(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)', { min: 1, max: 512 });
export const PathPrefix = matching('\\u002F[\\u0021-\\u007F]*', { min: 1, max: 512 });
export const PolicyPath = matching('((/[A-Za-z0-9\\.,\\+@=_-]+)*)/', { min: 1, max: 512 });
export const Arn = string({ min: 20, max: 2048 });
export const PolicyDocument = matching('[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+', { min: 1, max: 131_072 });
export const VersionId = matching('v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?');
export const Marker = matching('[\\u0020-\\u00FF]+', { min: 1, max: 320 });
export const MaxItems = integer({ min: 1, max: 1000 });
export const RoleDescription = matching('[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*', { max: 1000 });
export const PolicyDescription = string({ max: 1000 });
export const MaxSessionDuration = integer({ min: 3_600, max: 43_200 });
export const AccessKeyId = matching('[\\w]+', { min: 16, max: 128 });
export const AccessKeyStatus = oneOf(['Active', 'Inactive']);
const TagKey = matching('[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+', { min: 1, max: 128 });
const TagValue = matching('[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*', { min: 0, max: 256 });
export const Tags = list(structure({ Key: TagKey, Value: TagValue }, {}), { max: 50 });
export const TagKeys = list(TagKey, { max: 50 });
export const PolicyUsageFilter = oneOf(['PermissionsPolicy', 'PermissionsBoundary']);
export const ENTITY_TYPES = ['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'] as const;
export const EntityType = oneOf(ENTITY_TYPES);
