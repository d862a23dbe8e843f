import { MAC_ALGORITHMS, MESSAGE_TYPES, SIGNING_ALGORITHMS } from '../crypto/algorithms.ts';
import { DATA_KEY_PAIR_SPECS } from '../crypto/key-specs.ts';
import { blob, boolean, integer, list, oneOf, string, stringMap, structure } from './shape.ts';

/**
 * The shapes that KMS's operations share. Source: the service's Smithy model (kms-2014-11-01) and
 * operations.md section 1, "Shared parameter types".
 */
export const KeyId = string({ min: 1, max: 2048 });
export const AliasName = string({ min: 1, max: 256, pattern: /^[a-zA-Z0-9:/_-]+$/ });
export const GrantTokens = list(string({ min: 1, max: 8192, sensitive: true }), { min: 0, max: 10 });
export const Plaintext = blob({ min: 1, max: 4096, sensitive: true });
export const CiphertextBlob = blob({ min: 1, max: 6144 });
export const Context = stringMap();
export const NumberOfBytes = integer({ min: 1, max: 1024 });
export const DataKeySpec = oneOf(['AES_256', 'AES_128']);
export const EncryptionAlgorithm = oneOf(['SYMMETRIC_DEFAULT', 'RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256', 'SM2PKE']);
export const Message = blob({ min: 1, max: 4096, sensitive: true });
export const MessageType = oneOf(MESSAGE_TYPES);
export const SigningAlgorithm = oneOf(SIGNING_ALGORITHMS);
export const Signature = blob({ min: 1, max: 6144 });
export const MacAlgorithm = oneOf(MAC_ALGORITHMS);
export const Mac = blob({ min: 1, max: 6144 });
export const PublicKey = blob({ min: 1, max: 8192 });
export const KeyAgreementAlgorithm = oneOf(['ECDH']);
export const EncapsulationAlgorithm = oneOf(['ML_KEM']);
export const DataKeyPairSpec = oneOf(DATA_KEY_PAIR_SPECS);
export const Limit = integer({ min: 1, max: 1000 });
export const Marker = string({ min: 1, max: 1024, pattern: /^[\u0020-\u00FF]*$/ });
export const Policy = string({ min: 1, max: 131_072, pattern: /^[\u0009\u000A\u000D\u0020-\u00FF]+$/ });
export const PolicyName = string({ min: 1, max: 128, pattern: /^[\w]+$/ });
export const Description = string({ min: 0, max: 8192 });
export const Flag = boolean();
export const TagKey = string({ min: 1, max: 128 });
export const Tags = list(structure({ TagKey, TagValue: string({ min: 0, max: 256 }) }, {}));
export const DryRun = boolean();
export const PrincipalId = string({ min: 1, max: 256, pattern: /^[\w+=,.@:/-]+$/ });
/** The name of an AWS service, such as `logs.amazonaws.com`. */
export const ServicePrincipalId = string({ min: 1, max: 256, pattern: /^[a-z0-9.-]+$/ });
export const GrantId = string({ min: 1, max: 128 });
export const GrantToken = string({ min: 1, max: 8192, sensitive: true });
export const KeyMaterialId = string({ min: 64, max: 64, pattern: /^[a-f0-9]+$/ });
export const RegionName = string({ min: 1, max: 32, pattern: /^([a-z]+-){2,3}\d+$/ });
