import { boolean, integer, list, oneOf, string, structure } from '../../../operations/shape.ts';

/** Members that many of EC2's operations share. Source: EC2 API Reference, "Common parameters"; services.md section 4. */
export const SnapshotId = string();
export const VolumeId = string();
export const InstanceId = string();
export const DryRun = boolean();
export const SnapshotAttribute = oneOf(['createVolumePermission', 'productCodes']);
export const Filters = list(structure({ Name: string(), Values: list(string()) }, {}));
export const MaxResults = integer({ min: 5, max: 1000, modelMin: null });
export const NextToken = string();
