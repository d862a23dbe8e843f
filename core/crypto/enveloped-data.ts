import type { Bytes, Ports } from '../ports.ts';
import { concat, fromHex } from './bytes.ts';
import { DER, der, derElements } from './der.ts';

/** Object identifiers and AlgorithmIdentifiers, as DER. */
const ENVELOPED_DATA = fromHex('06092a864886f70d010703');
const DATA = fromHex('06092a864886f70d010701');
const AES_256_CBC = fromHex('060960864801650304012a');
const SHA_256 = '300d06096086480165030402010500';
/** id-RSAES-OAEP with SHA-256, and MGF1 with SHA-256. Source: RFC 4055, section 4.1. */
const OAEP_SHA_256 = fromHex(`303c06092a864886f70d010107302fa00f${SHA_256}a11c301a06092a864886f70d010108${SHA_256}`);
const VERSION_2 = fromHex('020102');
const IV_BYTES = 16;

/**
 * CMS EnvelopedData to one RSA public key: a fresh AES-256-CBC key for the content, and that key under RSAES-OAEP with
 * SHA-256. The recipient is named by its subject key identifier, the SHA-1 of its public key.
 * @param publicKey - DER SubjectPublicKeyInfo.
 * @returns DER of a ContentInfo; null when it's no RSA key.
 * Source: RFC 5652, section 6; KMS Developer Guide, "How AWS Nitro Enclaves uses AWS KMS".
 */
export async function envelopedData(
  publicKey: Bytes,
  plaintext: Bytes,
  { subtle, random, primitives }: Pick<Ports, 'subtle' | 'random' | 'primitives'>,
): Promise<Bytes | null> {
  const contentKey = random.bytes(32);
  const iv = random.bytes(IV_BYTES);
  const encryptedKey = await primitives.encryptToPublicKey(publicKey, 'RSAES_OAEP_SHA_256', contentKey);
  if (encryptedKey === null) return null;
  const key = await subtle.importKey('raw', contentKey, 'AES-CBC', false, ['encrypt']);
  contentKey.fill(0);
  const content = new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv }, key, plaintext));
  const identifier = new Uint8Array(await subtle.digest('SHA-1', keyBits(publicKey)));

  const recipient = der(
    DER.sequence,
    VERSION_2,
    der(0x80, identifier),
    OAEP_SHA_256,
    der(DER.octetString, encryptedKey),
  );
  const encryptedContent = der(
    DER.sequence,
    DATA,
    der(DER.sequence, AES_256_CBC, der(DER.octetString, iv)),
    der(0x80, content),
  );
  const enveloped = der(DER.sequence, VERSION_2, der(DER.set, recipient), encryptedContent);
  return der(DER.sequence, ENVELOPED_DATA, der(0xa0, enveloped));
}

/** The bits of a SubjectPublicKeyInfo's key, which its identifier is a hash of. Source: RFC 5280, section 4.2.1.2. */
function keyBits(publicKey: Bytes): Bytes {
  const [outer] = derElements(publicKey) ?? [];
  const bits = outer === undefined ? undefined : derElements(outer.content)?.[1];
  return bits === undefined ? concat() : bits.content.slice(1);
}
