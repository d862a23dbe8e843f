import { boolean, integer, list, oneOf, string, structure } from '../../../operations/shape.ts';
import { PARAMETER_TYPES } from '../parameter.ts';

/** Members that many of Parameter Store's operations share. Source: AWS Systems Manager API Reference. */
export const Name = string({ min: 1, max: 2_048 });
export const Names = list(Name, { min: 1, max: 10 });
export const Type = oneOf(PARAMETER_TYPES);
export const WithDecryption = boolean();
export const NextToken = string();
export const Labels = list(string({ min: 1, max: 100 }), { min: 1, max: 10 });
export const pageOf = (max: number) => integer({ min: 1, max });

const TagKey = string({ min: 1, max: 128 });
export const TagKeys = list(TagKey);
export const Tags = list(structure({ Key: TagKey, Value: string({ min: 0, max: 256 }) }, {}), { max: 1_000 });

/** Kinds of resources that Systems Manager tags; the lab has parameters. */
export const ResourceType = oneOf([
  'Document',
  'ManagedInstance',
  'MaintenanceWindow',
  'Parameter',
  'PatchBaseline',
  'OpsItem',
  'OpsMetadata',
  'Automation',
  'Association',
] as const);
export const ResourceId = string();

export const ParameterFilters = list(
  structure(
    { Key: string({ min: 1, max: 132 }) },
    { Option: string({ min: 1, max: 10 }), Values: list(string({ min: 1, max: 1_024 }), { min: 1, max: 50 }) },
  ),
);
