import { decode, encode } from 'cborg';
import { ValidationException } from '../errors/common-errors.ts';
import type { Bytes } from '../ports.ts';
import { publicKeyInCertificate } from './certificate.ts';

/** What an attestation document says of the enclave, and the key that it wants answers encrypted to. */
export interface Attestation {
  readonly moduleId: string;
  /** The enclave's measurements, by their number. */
  readonly pcrs: ReadonlyMap<number, Bytes>;
  /** DER SubjectPublicKeyInfo of an RSA key. */
  readonly publicKey: Bytes;
}

/** ES384 (RFC 9053, section 2.1) in a COSE header: the one algorithm of the Nitro hypervisor. */
const ES384 = -35;
const SIGNATURE_BYTES = 96;
/** RFC 9052, section 4.2: `COSE_Sign1` may stand behind its tag. */
const COSE_SIGN1_TAG = 18;
const MAX_PCRS = 32;
const PCR_BYTES: readonly number[] = [32, 48, 64];

/**
 * Reads an attestation document of an AWS Nitro enclave or a NitroTPM: COSE_Sign1 (RFC 9052) around a CBOR map, signed
 * by the key of the certificate inside.
 * Simplified: AWS follows the certificate to the root of its Nitro attestation PKI and looks at its dates. Nobody
 * outside an enclave could call us then, so here any certificate will do, and a document never grows old.
 * @throws {ValidationException} for anything else; AWS's texts are unpublished.
 * Source: AWS Nitro Enclaves User Guide, "Verifying the root of trust"; aws-nitro-enclaves-nsm-api, attestation_process.
 */
export async function readAttestation(subtle: SubtleCrypto, document: Bytes): Promise<Attestation> {
  const [protectedHeader, , payload, signature] = readSign1(document);
  const content = readMap(payload, 'payload');
  const certificate = bytesOf(content, 'certificate', 1024);
  const signed = encode(['Signature1', protectedHeader, new Uint8Array(0), payload]);
  if (!(await isSignedBy(subtle, certificate, new Uint8Array(signed), signature))) {
    throw refused('the signature is not one by the key of its certificate');
  }
  return {
    moduleId: moduleIdOf(content),
    pcrs: pcrsOf(content),
    publicKey: checked(content, bytesOf(content, 'public_key', 1024)),
  };
}

/** The whole of what the documentation says of the other members. */
function checked(content: ReadonlyMap<unknown, unknown>, publicKey: Bytes): Bytes {
  const timestamp = content.get('timestamp');
  if (typeof timestamp !== 'number' || timestamp <= 0) throw refused('timestamp is not a positive number');
  if (content.get('digest') !== 'SHA384') throw refused('digest is not SHA384');
  const bundle = content.get('cabundle');
  if (!Array.isArray(bundle) || bundle.length === 0 || !bundle.every((item) => isBytes(item, 1, 1024))) {
    throw refused('cabundle is not a list of certificates');
  }
  for (const name of ['user_data', 'nonce']) {
    const value = content.get(name);
    if (value !== undefined && value !== null && !isBytes(value, 0, 512))
      throw refused(`${name} is not up to 512 bytes`);
  }
  return publicKey;
}

function readSign1(document: Bytes): readonly [Bytes, unknown, Bytes, Bytes] {
  const sign1 = decoded(document, 'document');
  if (!Array.isArray(sign1) || sign1.length !== 4) throw refused('it is no COSE_Sign1 structure');
  const [protectedHeader, unprotectedHeader, payload, signature] = sign1 as readonly unknown[];
  if (!isBytes(protectedHeader) || !isBytes(payload) || !isBytes(signature)) {
    throw refused('it is no COSE_Sign1 structure');
  }
  if (signature.length !== SIGNATURE_BYTES) throw refused(`the signature has not ${SIGNATURE_BYTES} bytes`);
  if (readMap(protectedHeader, 'protected header').get(1) !== ES384) throw refused('the algorithm is not ES384');
  return [protectedHeader, unprotectedHeader, payload, signature];
}

async function isSignedBy(subtle: SubtleCrypto, certificate: Bytes, signed: Bytes, signature: Bytes): Promise<boolean> {
  const publicKey = publicKeyInCertificate(certificate);
  if (publicKey === null) throw refused('certificate is no X.509 certificate');
  try {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-384' };
    const key = await subtle.importKey('spki', publicKey, algorithm, false, ['verify']);
    return await subtle.verify({ name: 'ECDSA', hash: 'SHA-384' }, key, signature, signed);
  } catch {
    return false; // a key that is not on P-384
  }
}

function moduleIdOf(content: ReadonlyMap<unknown, unknown>): string {
  const moduleId = content.get('module_id');
  if (typeof moduleId !== 'string' || moduleId === '') throw refused('module_id is not a text');
  return moduleId;
}

/** An enclave has `pcrs`; a NitroTPM has `nitrotpm_pcrs`. */
function pcrsOf(content: ReadonlyMap<unknown, unknown>): ReadonlyMap<number, Bytes> {
  const pcrs: unknown = content.get('pcrs') ?? content.get('nitrotpm_pcrs');
  if (!(pcrs instanceof Map) || pcrs.size === 0 || pcrs.size > MAX_PCRS) throw refused('pcrs is not a map of 1 to 32');
  for (const [index, value] of pcrs as ReadonlyMap<unknown, unknown>) {
    const isIndex = typeof index === 'number' && index >= 0 && index < MAX_PCRS;
    if (!isIndex || !isBytes(value) || !PCR_BYTES.includes(value.length)) throw refused('pcrs is not a map of digests');
  }
  return pcrs as ReadonlyMap<number, Bytes>;
}

function bytesOf(content: ReadonlyMap<unknown, unknown>, name: string, max: number): Bytes {
  const value = content.get(name);
  if (!isBytes(value, 1, max)) throw refused(`${name} is not 1 to ${max} bytes`);
  return value;
}

function readMap(bytes: Bytes, what: string): ReadonlyMap<unknown, unknown> {
  const value = decoded(bytes, what);
  if (!(value instanceof Map)) throw refused(`its ${what} is no CBOR map`);
  return value;
}

function decoded(bytes: Bytes, what: string): unknown {
  try {
    return decode(bytes, { useMaps: true, tags: { [COSE_SIGN1_TAG]: (item) => item() } });
  } catch {
    throw refused(`its ${what} is no CBOR`);
  }
}

function isBytes(value: unknown, min = 0, max = Number.POSITIVE_INFINITY): value is Bytes {
  return value instanceof Uint8Array && value.length >= min && value.length <= max;
}

function refused(why: string): ValidationException {
  return new ValidationException(`The attestation document is not valid: ${why}.`);
}
