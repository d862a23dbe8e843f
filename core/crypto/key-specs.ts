import type { Partition } from '../cloud/regions.ts';
import type { KeyUsage } from '../keys/key-record.ts';

/** How the material of a spec is made and opened. */
export type KeyKind = 'symmetric' | 'hmac' | 'rsa' | 'nistCurve' | 'koblitz' | 'edwards' | 'mlDsa' | 'mlKem' | 'sm2';

/** What a key spec is. */
interface KeySpecFacts {
  readonly kind: KeyKind;
  /** The usages that it allows, and the algorithms that each offers. A key has one usage for its life. */
  readonly usages: { readonly [U in KeyUsage]?: readonly string[] };
  /** Bytes of a symmetric key or of an HMAC key; null for key pairs. */
  readonly materialBytes: number | null;
  /** Bits of an RSA modulus, or of an elliptic curve's field; null for the rest. */
  readonly bits: number | null;
  /** The partitions whose Regions have it. */
  readonly partitions: readonly Partition[];
  /** Whether the deprecated CustomerMasterKeySpec has a name for it. */
  readonly isInOldEnum: boolean;
}

const EVERYWHERE = ['aws', 'aws-cn', 'aws-us-gov'] as const;
const NOT_CHINA = ['aws', 'aws-us-gov'] as const;
const RSA_ENCRYPTION = ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'] as const;
const RSA_SIGNING = [
  'RSASSA_PKCS1_V1_5_SHA_256',
  'RSASSA_PKCS1_V1_5_SHA_384',
  'RSASSA_PKCS1_V1_5_SHA_512',
  'RSASSA_PSS_SHA_256',
  'RSASSA_PSS_SHA_384',
  'RSASSA_PSS_SHA_512',
] as const;

/**
 * Every key spec of KMS: the one table that creation, validation, metadata and the vault read.
 * Source: KMS Developer Guide, "Key spec reference"; KMS API Reference, CreateKey; keys.md section 4.
 */
export const KEY_SPEC_FACTS = {
  SYMMETRIC_DEFAULT: {
    kind: 'symmetric',
    usages: { ENCRYPT_DECRYPT: ['SYMMETRIC_DEFAULT'] },
    materialBytes: 32,
    bits: null,
    partitions: EVERYWHERE,
    isInOldEnum: true,
  },
  RSA_2048: rsa(2048),
  RSA_3072: rsa(3072),
  RSA_4096: rsa(4096),
  ECC_NIST_P256: nistCurve(256, 'ECDSA_SHA_256'),
  ECC_NIST_P384: nistCurve(384, 'ECDSA_SHA_384'),
  ECC_NIST_P521: nistCurve(521, 'ECDSA_SHA_512'),
  ECC_SECG_P256K1: pair('koblitz', { SIGN_VERIFY: ['ECDSA_SHA_256'] }, { bits: 256, isInOldEnum: true }),
  ECC_NIST_EDWARDS25519: pair('edwards', { SIGN_VERIFY: ['ED25519_SHA_512', 'ED25519_PH_SHA_512'] }, { bits: 255 }),
  HMAC_224: hmac(28, 'HMAC_SHA_224'),
  HMAC_256: hmac(32, 'HMAC_SHA_256'),
  HMAC_384: hmac(48, 'HMAC_SHA_384'),
  HMAC_512: hmac(64, 'HMAC_SHA_512'),
  ML_DSA_44: pair('mlDsa', { SIGN_VERIFY: ['ML_DSA_SHAKE_256'] }),
  ML_DSA_65: pair('mlDsa', { SIGN_VERIFY: ['ML_DSA_SHAKE_256'] }),
  ML_DSA_87: pair('mlDsa', { SIGN_VERIFY: ['ML_DSA_SHAKE_256'] }),
  ML_KEM_512: pair('mlKem', { ENCAPSULATE_DECAPSULATE: ['ML_KEM'] }, { partitions: NOT_CHINA }),
  ML_KEM_768: pair('mlKem', { ENCAPSULATE_DECAPSULATE: ['ML_KEM'] }, { partitions: NOT_CHINA }),
  ML_KEM_1024: pair('mlKem', { ENCAPSULATE_DECAPSULATE: ['ML_KEM'] }, { partitions: NOT_CHINA }),
  SM2: pair(
    'sm2',
    { ENCRYPT_DECRYPT: ['SM2PKE'], SIGN_VERIFY: ['SM2DSA'], KEY_AGREEMENT: ['ECDH'] },
    { bits: 256, partitions: ['aws-cn'], isInOldEnum: true },
  ),
} as const satisfies Readonly<Record<string, KeySpecFacts>>;

/** A key spec of KMS. */
export type KeySpec = keyof typeof KEY_SPEC_FACTS;
/** A key spec whose material is a private key. */
export type KeyPairSpec = Exclude<KeySpec, 'SYMMETRIC_DEFAULT' | `HMAC_${number}`>;

/** All key specs, in the order of the documentation. */
export const KEY_SPECS = Object.keys(KEY_SPEC_FACTS) as readonly KeySpec[];

/** The specs of data key pairs. Source: KMS API Reference, GenerateDataKeyPair. */
export const DATA_KEY_PAIR_SPECS = [
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'ECC_NIST_P256',
  'ECC_NIST_P384',
  'ECC_NIST_P521',
  'ECC_SECG_P256K1',
  'ECC_NIST_EDWARDS25519',
  'ML_KEM_512',
  'ML_KEM_768',
  'ML_KEM_1024',
  'SM2',
] as const satisfies readonly KeyPairSpec[];

/** The table's row of a spec. */
export function factsOf(spec: KeySpec): KeySpecFacts {
  return KEY_SPEC_FACTS[spec];
}

/** Whether keys of a spec are key pairs: they have a public half. */
export function isKeyPairSpec(spec: KeySpec): spec is KeyPairSpec {
  return factsOf(spec).materialBytes === null;
}

/** The algorithms of a key: those that its spec offers for its usage. None for a usage that the spec doesn't allow. */
export function algorithmsOf(spec: KeySpec, usage: KeyUsage): readonly string[] {
  return factsOf(spec).usages[usage] ?? NONE;
}

const NONE: readonly string[] = [];

function pair(
  kind: KeyKind,
  usages: KeySpecFacts['usages'],
  over: Partial<Pick<KeySpecFacts, 'bits' | 'partitions' | 'isInOldEnum'>> = {},
): KeySpecFacts {
  return { kind, usages, materialBytes: null, bits: null, partitions: EVERYWHERE, isInOldEnum: false, ...over };
}

function rsa(bits: number): KeySpecFacts {
  const usages = { ENCRYPT_DECRYPT: RSA_ENCRYPTION, SIGN_VERIFY: RSA_SIGNING };
  return pair('rsa', usages, { bits, isInOldEnum: true });
}

function nistCurve(bits: number, algorithm: string): KeySpecFacts {
  return pair('nistCurve', { SIGN_VERIFY: [algorithm], KEY_AGREEMENT: ['ECDH'] }, { bits, isInOldEnum: true });
}

function hmac(materialBytes: number, algorithm: string): KeySpecFacts {
  return {
    kind: 'hmac',
    usages: { GENERATE_VERIFY_MAC: [algorithm] },
    materialBytes,
    bits: null,
    partitions: EVERYWHERE,
    isInOldEnum: true,
  };
}
