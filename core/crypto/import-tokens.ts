import type { KeyArn } from '../cloud/arn.ts';
import { InvalidCiphertextException, InvalidImportTokenException } from '../errors/kms-errors.ts';
import type { Bytes, EpochMs, Ports } from '../ports.ts';
import { IV_BYTES, openAesGcm, sealAesGcm } from './aes-gcm.ts';
import type { OaepAlgorithm } from './algorithms.ts';
import { concat, fromBase64, fromUtf8, toBase64, utf8 } from './bytes.ts';
import { contextBytes } from './encryption-context.ts';

/** How imported material may be wrapped. Source: KMS API Reference, GetParametersForImport. */
export const IMPORT_ALGORITHMS = [
  'RSAES_OAEP_SHA_1',
  'RSAES_OAEP_SHA_256',
  'RSA_AES_KEY_WRAP_SHA_1',
  'RSA_AES_KEY_WRAP_SHA_256',
] as const;
export type ImportAlgorithm = (typeof IMPORT_ALGORITHMS)[number];
export const WRAPPING_KEY_SPECS = ['RSA_2048', 'RSA_3072', 'RSA_4096'] as const;
export type WrappingKeySpec = (typeof WRAPPING_KEY_SPECS)[number];

/** What a token says, once it is open. */
interface TokenContent {
  readonly algorithm: ImportAlgorithm;
  readonly spec: WrappingKeySpec;
  readonly validTo: EpochMs;
  /** PKCS #8 DER in base64. */
  readonly privateKey: string;
}

const MAGIC = Uint8Array.of(0x01, 0x02, 0x01, 0x69);

/**
 * Wrapping key pairs for imports. The private half is nowhere but in the import token, sealed with AES-256-GCM under the
 * world's root key and bound to its key; so a token needs nothing kept, and KMS alone can read it.
 * AWS's own form is unpublished and opaque. Source: KMS Developer Guide, "Importing key material, step 2".
 */
export class ImportTokens {
  readonly #ports: Ports;
  readonly #rootKey: CryptoKey;

  constructor(ports: Ports, rootKey: CryptoKey) {
    this.#ports = ports;
    this.#rootKey = rootKey;
  }

  /** A new wrapping key: its public half in DER SubjectPublicKeyInfo, and the token that goes with it. */
  async issue(
    keyArn: KeyArn,
    { algorithm, spec, validTo }: Omit<TokenContent, 'privateKey'>,
  ): Promise<{ readonly publicKey: Bytes; readonly token: Bytes }> {
    const { primitives, random, subtle } = this.#ports;
    const privateKey = await primitives.generateKeyPair(spec, random);
    const pair = await primitives.openKeyPair(spec, privateKey);
    if (pair === null) throw new Error(`a new wrapping key of ${spec} does not open`);
    const content: TokenContent = { algorithm, spec, validTo, privateKey: toBase64(privateKey) };
    privateKey.fill(0);
    const iv = random.bytes(IV_BYTES);
    const sealed = await sealAesGcm(subtle, this.#rootKey, utf8(JSON.stringify(content)), { iv, aad: boundTo(keyArn) });
    return { publicKey: pair.publicKey.slice(), token: concat(MAGIC, iv, sealed) };
  }

  /**
   * Opens what was wrapped for a token.
   * @throws {InvalidImportTokenException} for a token that is none of ours, or another key's.
   * @throws {InvalidCiphertextException} when the material doesn't unwrap.
   */
  async unwrap(
    keyArn: KeyArn,
    token: Bytes,
    wrapped: Bytes,
  ): Promise<{ readonly validTo: EpochMs; readonly raw: Bytes }> {
    const { algorithm, spec, validTo, privateKey } = await this.#open(keyArn, token);
    const pair = await this.#ports.primitives.openKeyPair(spec, fromBase64(privateKey));
    if (pair?.encryption === undefined) throw new Error(`a wrapping key of ${spec} does not open`);
    const { encryption } = pair;
    const modulusBytes = MODULUS_BYTES[spec];
    if (algorithm === 'RSAES_OAEP_SHA_1' || algorithm === 'RSAES_OAEP_SHA_256') {
      return { validTo, raw: opened(await encryption.decrypt(algorithm, wrapped)) };
    }
    // An AES key wrapped by RSA, and behind it the material wrapped by that (PKCS #11, CKM_RSA_AES_KEY_WRAP).
    const oaep: OaepAlgorithm = algorithm === 'RSA_AES_KEY_WRAP_SHA_1' ? 'RSAES_OAEP_SHA_1' : 'RSAES_OAEP_SHA_256';
    const aesKey = opened(await encryption.decrypt(oaep, wrapped.slice(0, modulusBytes)));
    if (![16, 24, 32].includes(aesKey.length)) throw new InvalidCiphertextException({}, 'not-unwrapped');
    const raw = opened(await this.#ports.primitives.unwrapKey(aesKey, wrapped.slice(modulusBytes)));
    aesKey.fill(0);
    return { validTo, raw };
  }

  async #open(keyArn: KeyArn, token: Bytes): Promise<TokenContent> {
    const sealedAt = MAGIC.length + IV_BYTES;
    if (!MAGIC.every((byte, i) => token[i] === byte)) throw new InvalidImportTokenException();
    const box = { iv: token.slice(MAGIC.length, sealedAt), sealed: token.slice(sealedAt) };
    try {
      const content = await openAesGcm(this.#ports.subtle, this.#rootKey, box, boundTo(keyArn));
      return JSON.parse(fromUtf8(content)) as TokenContent;
    } catch (error) {
      if (error instanceof InvalidCiphertextException) throw new InvalidImportTokenException();
      throw error;
    }
  }
}

const MODULUS_BYTES = { RSA_2048: 256, RSA_3072: 384, RSA_4096: 512 } as const satisfies Record<
  WrappingKeySpec,
  number
>;

function opened(bytes: Bytes | null): Bytes {
  if (bytes === null) throw new InvalidCiphertextException({}, 'not-unwrapped');
  return bytes;
}

function boundTo(keyArn: KeyArn): Bytes {
  return contextBytes({ importInto: keyArn });
}
