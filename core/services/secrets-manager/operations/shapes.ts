import { blob, boolean, integer, list, oneOf, string, structure } from '../../../operations/shape.ts';
import { FILTER_KEYS } from '../filters.ts';

/** Members that many of Secrets Manager's operations share. Source: AWS Secrets Manager API Reference. */
export const SecretId = string({ min: 1, max: 2_048 });
export const Name = string({ min: 1, max: 512 });
export const ClientRequestToken = string({ min: 32, max: 64 });
export const Description = string({ min: 0, max: 2_048 });
export const KmsKeyId = string({ min: 0, max: 2_048 });
export const SecretString = string({ min: 1, max: 65_536, sensitive: true });
export const SecretBinary = blob({ min: 1, max: 65_536, sensitive: true });
/** Which partner's external secret it is: there are none in the lab. */
export const Type = string({ min: 0, max: 256 });
export const VersionId = string({ min: 32, max: 64 });
export const VersionStage = string({ min: 1, max: 256 });
export const VersionStages = list(VersionStage, { min: 1, max: 20 });
export const ResourcePolicy = string({ min: 1, max: 20_480 });
export const NextToken = string({ min: 1, max: 4_096 });
export const pageOf = (max: number) => integer({ min: 1, max });

const TagKey = string({ min: 1, max: 128 });
export const TagKeys = list(TagKey);
export const Tags = list(structure({}, { Key: TagKey, Value: string({ min: 0, max: 256 }) }));

const Region = string({
  min: 1,
  max: 128,
  pattern: /^([a-z]+-)+\d+$/,
});
export const Regions = list(Region, { min: 1 });
export const AddReplicaRegions = list(structure({}, { Region, KmsKeyId }), { min: 1 });
export const ForceOverwriteReplicaSecret = boolean();

export const Filters = list(
  structure(
    {},
    {
      Key: oneOf(FILTER_KEYS),
      Values: list(string({ max: 512, pattern: /^!?[a-zA-Z0-9 :_@/+=.\-!]*$/ }), { min: 1, max: 10 }),
    },
  ),
  { max: 10 },
);
