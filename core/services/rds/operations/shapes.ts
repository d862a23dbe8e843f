import { integer, list, string, structure } from '../../../operations/shape.ts';

/** Members that many of RDS's operations share. Source: RDS API Reference. */
export const Identifier = string({ min: 1, max: 255 });
export const KmsKeyId = string({ min: 1, max: 2048 });
export const Tags = list(structure({}, { Key: string(), Value: string() }));
export const Filters = list(structure({ Name: string(), Values: list(string()) }, {}));
export const Marker = string();
export const MaxRecords = integer({ min: 20, max: 100, modelMin: null });
export const DBInstanceClass = string({ min: 1 });
/** GiB. */
export const AllocatedStorage = integer({ min: 5, max: 65_536, modelMin: null });
/** Days; 0 turns automated backups off. */
export const BackupRetentionPeriod = integer({ min: 0, max: 35, modelMin: null });
