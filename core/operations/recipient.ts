import { toHex } from '../crypto/bytes.ts';
import { ValidationException } from '../errors/common-errors.ts';
import type { Bytes } from '../ports.ts';
import type { HandleScope } from './operation.ts';
import { blob, oneOf, structure, type ValueOf } from './shape.ts';

/** An attested enclave that the answer is for. Source: KMS API Reference, RecipientInfo. */
export const Recipient = structure(
  {},
  { KeyEncryptionAlgorithm: oneOf(['RSAES_OAEP_SHA_256']), AttestationDocument: blob({ min: 1, max: 262_144 }) },
);
type RecipientInput = ValueOf<typeof Recipient> | undefined;

/** The measurements that CloudTrail logs, and their names there. Source: KMS Developer Guide, "Monitoring requests for Nitro enclaves". */
const LOGGED_PCRS = [
  [0, 'attestationDocumentEnclaveImageDigest'],
  [1, 'attestationDocumentEnclavePCR1'],
  [2, 'attestationDocumentEnclavePCR2'],
  [3, 'attestationDocumentEnclavePCR3'],
  [4, 'attestationDocumentEnclavePCR4'],
  [8, 'attestationDocumentEnclavePCR8'],
] as const;

/** How an answer's secret part goes out, and what CloudTrail adds for it. */
interface Handed {
  readonly members: Readonly<Record<string, Bytes>>;
  readonly logged: Readonly<Record<string, unknown>>;
}

/**
 * Hands a secret to the caller: as the output's member of that name, or, where the request names a recipient, as
 * CiphertextForRecipient alone, encrypted to the key in its attestation document.
 * @throws {ValidationException} for a recipient whose document is not valid.
 */
export async function handOver(
  name: 'Plaintext' | 'PrivateKeyPlaintext' | 'SharedSecret',
  secret: Bytes,
  recipient: RecipientInput,
  scope: HandleScope,
): Promise<Handed> {
  if (recipient === undefined) return { members: { [name]: secret }, logged: NOTHING };
  const { KeyEncryptionAlgorithm, AttestationDocument } = recipient;
  if (KeyEncryptionAlgorithm === undefined || AttestationDocument === undefined) {
    throw new ValidationException('Recipient must have both KeyEncryptionAlgorithm and AttestationDocument.');
  }
  const { readAttestation } = await import('../crypto/attestation-document.ts');
  const { envelopedData } = await import('../crypto/enveloped-data.ts');
  const { moduleId, pcrs, publicKey } = await readAttestation(scope.subtle, AttestationDocument);
  const envelope = await envelopedData(publicKey, secret, scope);
  secret.fill(0);
  if (envelope === null) {
    throw new ValidationException('The attestation document is not valid: public_key is no RSA public key.');
  }
  const measured = LOGGED_PCRS.flatMap(([index, loggedAs]) => {
    const pcr = pcrs.get(index);
    return pcr === undefined ? [] : [[loggedAs, toHex(pcr)]];
  });
  return {
    members: { CiphertextForRecipient: envelope },
    logged: { recipient: { attestationDocumentModuleId: moduleId, ...Object.fromEntries(measured) } },
  };
}

const NOTHING = {};

/** additionalEventData, left out where there is nothing to say. */
export function eventData(logged: Readonly<Record<string, unknown>>): {
  readonly additionalEventData?: Readonly<Record<string, unknown>>;
} {
  return Object.keys(logged).length === 0 ? NOTHING : { additionalEventData: logged };
}
