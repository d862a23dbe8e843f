/** A hash of FIPS 180-4, in the platform's spelling. */
export type HashName = 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** Bytes that each hash gives. */
export const HASH_BYTES = { sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64 } as const satisfies Record<
  HashName,
  number
>;

/** What a message is: to be hashed, hashed already, or ML-DSA's 64-byte μ (FIPS 204, section 6.2). */
export const MESSAGE_TYPES = ['RAW', 'DIGEST', 'EXTERNAL_MU'] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** Bytes of ML-DSA's μ. Source: FIPS 204, algorithm 7. */
export const MU_BYTES = 64;

interface SigningFacts {
  readonly scheme: 'pkcs1' | 'pss' | 'ecdsa' | 'eddsa' | 'mlDsa' | 'sm2';
  /** What a digest is a digest by; null where the algorithm takes none. */
  readonly hash: HashName | null;
  readonly messageTypes: readonly MessageType[];
}

const HASHED = ['RAW', 'DIGEST'] as const;

/**
 * KMS's signing algorithms. Source: KMS API Reference, Sign; keys.md section 5.
 */
export const SIGNING_FACTS = {
  RSASSA_PSS_SHA_256: { scheme: 'pss', hash: 'sha256', messageTypes: HASHED },
  RSASSA_PSS_SHA_384: { scheme: 'pss', hash: 'sha384', messageTypes: HASHED },
  RSASSA_PSS_SHA_512: { scheme: 'pss', hash: 'sha512', messageTypes: HASHED },
  RSASSA_PKCS1_V1_5_SHA_256: { scheme: 'pkcs1', hash: 'sha256', messageTypes: HASHED },
  RSASSA_PKCS1_V1_5_SHA_384: { scheme: 'pkcs1', hash: 'sha384', messageTypes: HASHED },
  RSASSA_PKCS1_V1_5_SHA_512: { scheme: 'pkcs1', hash: 'sha512', messageTypes: HASHED },
  ECDSA_SHA_256: { scheme: 'ecdsa', hash: 'sha256', messageTypes: HASHED },
  ECDSA_SHA_384: { scheme: 'ecdsa', hash: 'sha384', messageTypes: HASHED },
  ECDSA_SHA_512: { scheme: 'ecdsa', hash: 'sha512', messageTypes: HASHED },
  SM2DSA: { scheme: 'sm2', hash: null, messageTypes: HASHED },
  ML_DSA_SHAKE_256: { scheme: 'mlDsa', hash: null, messageTypes: ['RAW', 'EXTERNAL_MU'] },
  ED25519_SHA_512: { scheme: 'eddsa', hash: null, messageTypes: ['RAW'] },
  ED25519_PH_SHA_512: { scheme: 'eddsa', hash: 'sha512', messageTypes: ['DIGEST'] },
} as const satisfies Readonly<Record<string, SigningFacts>>;
export type SigningAlgorithm = keyof typeof SIGNING_FACTS;
export const SIGNING_ALGORITHMS = Object.keys(SIGNING_FACTS) as readonly SigningAlgorithm[];

/** The table's row of a signing algorithm. */
export function signingFacts(algorithm: SigningAlgorithm): SigningFacts {
  return SIGNING_FACTS[algorithm];
}

/** The hash inside each MAC algorithm. Source: KMS API Reference, GenerateMac. */
export const MAC_HASHES = {
  HMAC_SHA_224: 'sha224',
  HMAC_SHA_256: 'sha256',
  HMAC_SHA_384: 'sha384',
  HMAC_SHA_512: 'sha512',
} as const satisfies Readonly<Record<string, HashName>>;
export type MacAlgorithm = keyof typeof MAC_HASHES;
export const MAC_ALGORITHMS = Object.keys(MAC_HASHES) as readonly MacAlgorithm[];

/** The hash of RSAES-OAEP, which MGF1 uses too; the label is empty. Source: KMS API Reference, Encrypt. */
export const OAEP_HASHES = { RSAES_OAEP_SHA_1: 'sha1', RSAES_OAEP_SHA_256: 'sha256' } as const satisfies Readonly<
  Record<string, HashName>
>;
export type OaepAlgorithm = keyof typeof OAEP_HASHES;

/** Bytes that RSAES-OAEP can encrypt under a modulus of `bits`. Source: RFC 8017, section 7.1.1. */
export function oaepCapacity(algorithm: OaepAlgorithm, bits: number): number {
  return bits / 8 - 2 * HASH_BYTES[OAEP_HASHES[algorithm]] - 2;
}
