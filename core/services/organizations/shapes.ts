import { BOUNDING_POLICY_TYPES } from '../../cloud/organization.ts';
import { integer, list, oneOf, string, structure } from '../../operations/shape.ts';

/** Shapes that many operations share. Source: the service's Smithy model, in the Organizations API Reference. */
export const ParentId = string({
  max: 100,
  pattern: /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/,
});
export const ChildId = string({ max: 100, pattern: /^(\d{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/ });
export const TargetId = string({
  max: 100,
  pattern: /^(r-[0-9a-z]{4,32}|\d{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/,
});
export const ResourceId = string({
  max: 130,
  pattern: /^(r-[0-9a-z]{4,32}|\d{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}|p-[0-9a-zA-Z_]{8,128})$/,
});
export const RootId = string({ max: 34, pattern: /^r-[0-9a-z]{4,32}$/ });
export const UnitId = string({ max: 68, pattern: /^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/ });
export const UnitName = string({ min: 1, max: 128 });
export const AccountIdShape = string({ max: 12, pattern: /^\d{12}$/ });
export const PolicyId = string({ max: 130, pattern: /^p-[0-9a-zA-Z_]{8,128}$/ });
export const PolicyName = string({ min: 1, max: 128 });
export const PolicyDescription = string({ max: 512 });
export const PolicyContent = string({ min: 1 });
export const HandshakeId = string({ max: 34, pattern: /^h-[0-9a-z]{8,32}$/ });
export const AccountCreationId = string({ max: 36, pattern: /^car-[a-z0-9]{8,32}$/ });
export const NextToken = string({ max: 100_000 });
export const MaxResults = integer({ min: 1, max: 20 });

const TAG_TEXT = /^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$/u;
export const TagKey = string({ min: 1, max: 128, pattern: TAG_TEXT });
export const Tags = list(structure({ Key: TagKey, Value: string({ max: 256, pattern: TAG_TEXT }) }, {}));

/** Every policy type that AWS has; the lab has those that bound permissions, and refuses the others by name. */
export const PolicyType = oneOf([
  ...BOUNDING_POLICY_TYPES,
  'TAG_POLICY',
  'BACKUP_POLICY',
  'AISERVICES_OPT_OUT_POLICY',
  'CHATBOT_POLICY',
  'DECLARATIVE_POLICY_EC2',
  'SECURITYHUB_POLICY',
  'INSPECTOR_POLICY',
  'UPGRADE_ROLLOUT_POLICY',
  'BEDROCK_POLICY',
  'S3_POLICY',
  'NETWORK_SECURITY_DIRECTOR_POLICY',
]);

/** What an invitation may be about, and who may be its party. */
const HandshakeAction = oneOf([
  'INVITE',
  'ENABLE_ALL_FEATURES',
  'APPROVE_ALL_FEATURES',
  'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE',
  'TRANSFER_RESPONSIBILITY',
]);
export const HandshakeFilter = structure({}, { ActionType: HandshakeAction, ParentHandshakeId: HandshakeId });
