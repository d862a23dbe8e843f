import { integer, list, string, structure } from '../../operations/shape.ts';

const TagKey = string({ min: 1, max: 128, pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u });
const TagValue = string({ min: 0, max: 256, pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u });

/** What a session may be bound to, and described with. Source: STS API Reference, AssumeRole, GetFederationToken. */
export const Policy = string({ min: 1, pattern: /^[\t\n\r -\u00ff]+$/ });
export const PolicyArns = list(structure({}, { arn: string({ min: 20, max: 2048 }) }), { max: 10 });
export const Tags = list(structure({ Key: TagKey, Value: TagValue }, {}), { max: 50 });
export const TransitiveTagKeys = list(TagKey, { max: 50 });
export const SourceIdentity = string({ min: 2, max: 64, pattern: /^[\w+=,.@-]*$/ });
/** An MFA device's number and what it shows; there are no such devices here. */
export const SerialNumber = string({ min: 9, max: 256, pattern: /^[\w+=/:,.@-]*$/ });
export const TokenCode = string({ min: 6, max: 6, pattern: /^\d*$/, sensitive: true });
/** How long the token is at least. */
export const MinimumSessionTokenSize = integer({ min: 0, max: 4_096 });
