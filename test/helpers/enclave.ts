import {
  constants,
  createDecipheriv,
  generateKeyPairSync,
  type KeyObject,
  privateDecrypt,
  sign,
  X509Certificate,
} from 'node:crypto';
import { ContentInfo, EnvelopedData } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { encode, Tagged } from 'cborg';
import { fromHex } from '../../core/crypto/bytes.ts';
import { DER, der } from '../../core/crypto/der.ts';
import type { Bytes } from '../../core/index.ts';

/** An enclave in a test: it attests itself with a certificate of its own, and opens what is encrypted to it. */
export interface Enclave {
  readonly privateKey: KeyObject;
  /** An attestation document; `over` stands in place of its members. */
  attest(over?: Readonly<Record<string, unknown>>): Bytes;
  /** A COSE_Sign1 structure around a payload, signed by the enclave's hypervisor. */
  signed(payload: Bytes, protectedHeader?: Bytes): Bytes;
  /** What CiphertextForRecipient holds; read by @peculiar/asn1-cms and node:crypto. */
  open(envelope: Uint8Array): Uint8Array;
}

/** PCR number n, in these tests. */
export const pcr = (n: number): Bytes => new Uint8Array(48).fill(n + 1);

export function startEnclave(): Enclave {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const hypervisor = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const certificate = certify(hypervisor.publicKey, hypervisor.privateKey);
  if (!new X509Certificate(certificate).verify(hypervisor.publicKey)) throw new Error('that is no certificate');

  const signed: Enclave['signed'] = (payload, protectedHeader = cbor(new Map([[1, -35]]))) => {
    const structure = cbor(['Signature1', protectedHeader, new Uint8Array(0), payload]);
    const key = { key: hypervisor.privateKey, dsaEncoding: 'ieee-p1363' } as const;
    const signature = new Uint8Array(sign('sha384', structure, key));
    return cbor(new Tagged(18, [protectedHeader, new Map(), payload, signature]));
  };
  return {
    privateKey,
    signed,
    attest: (over = {}) =>
      signed(
        cbor({
          module_id: 'i-0123456789abcdef0-enc0123456789abcde',
          digest: 'SHA384',
          timestamp: 1_767_225_600_000,
          pcrs: new Map([0, 1, 2, 3, 4, 8].map((n) => [n, pcr(n)])),
          certificate,
          cabundle: [certificate],
          public_key: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })),
          user_data: null,
          nonce: null,
          ...over,
        }),
      ),
    open(envelope) {
      const { content } = AsnConvert.parse(envelope, ContentInfo);
      const { recipientInfos, encryptedContentInfo } = AsnConvert.parse(content, EnvelopedData);
      const encryptedKey = recipientInfos[0]?.ktri?.encryptedKey.buffer ?? new ArrayBuffer(0);
      const oaep = { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
      const key = privateDecrypt(oaep, Buffer.from(encryptedKey));
      const { parameters } = encryptedContentInfo.contentEncryptionAlgorithm;
      const iv = AsnConvert.parse(parameters ?? new ArrayBuffer(0), OctetString).buffer;
      const decipher = createDecipheriv('aes-256-cbc', key, Buffer.from(iv));
      const sealed = Buffer.from(encryptedContentInfo.encryptedContent?.value?.buffer ?? new ArrayBuffer(0));
      return new Uint8Array(Buffer.concat([decipher.update(sealed), decipher.final()]));
    },
  };
}

const cbor = (value: unknown): Bytes => new Uint8Array(encode(value));

/** A self-signed X.509 certificate; node:crypto reads them and makes none. */
function certify(publicKey: KeyObject, privateKey: KeyObject): Bytes {
  const ecdsaWithSha384 = fromHex('300a06082a8648ce3d040303');
  const utc = (text: string) => der(0x17, new TextEncoder().encode(text));
  const commonName = der(DER.sequence, fromHex('0603550403'), der(0x0c, new TextEncoder().encode('enclave')));
  const name = der(DER.sequence, der(DER.set, commonName));
  const toBeSigned = der(
    DER.sequence,
    fromHex('a003020102'), // version 3
    fromHex('02012a'),
    ecdsaWithSha384,
    name,
    der(DER.sequence, utc('260101000000Z'), utc('260101030000Z')),
    name,
    new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })),
  );
  const signature = sign('sha384', toBeSigned, privateKey);
  return der(DER.sequence, toBeSigned, ecdsaWithSha384, der(DER.bitString, Uint8Array.of(0), signature));
}
