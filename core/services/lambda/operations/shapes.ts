import { integer, string, stringMap, structure } from '../../../operations/shape.ts';

/** Members that Lambda's operations share. Source: Lambda API Reference. */
export const FunctionName = string({ min: 1, max: 170 });
export const Role = string({ pattern: /^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/ });
export const KMSKeyArn = string({ pattern: /^$|^arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*$/ });
export const Environment = structure({}, { Variables: stringMap({ sensitive: true }) });
export const Runtime = string();
export const Handler = string({ max: 128, pattern: /^[^\s]+$/ });
export const Description = string({ max: 256 });
export const Timeout = integer({ min: 1, max: 900 });
export const MemorySize = integer({ min: 128, max: 10_240 });
