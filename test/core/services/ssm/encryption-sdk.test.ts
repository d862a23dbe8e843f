import { AlgorithmSuiteIdentifier, buildClient, CommitmentPolicy, KmsKeyringNode } from '@aws-crypto/client-node';
import { describe, expect, it } from 'vitest';
import { concat, fromUtf8, utf8 } from '../../../../core/crypto/bytes.ts';
import type { Bytes } from '../../../../core/index.ts';
import {
  headerOf,
  openMessage,
  PUBLIC_KEY,
  sealMessage,
} from '../../../../core/services/ssm/encryption-sdk/message.ts';
import { newSigner } from '../../../../core/services/ssm/encryption-sdk/signer.ts';
import { fixedPorts } from '../../../helpers/fixed-ports.ts';

const KEY_ARN = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const PARAMETER = { PARAMETER_ARN: 'arn:aws:ssm:us-east-1:111122223333:parameter/ä/b' };
const WRAPPED = utf8('a wrapped data key');
const { encrypt, decrypt } = buildClient(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);

const dataKey = (): Bytes => new Uint8Array(32).fill(9);

/** A keyring of AWS's own, whose KMS is one that has one data key only. */
function keyring(): KmsKeyringNode {
  const kms = {
    generateDataKey: async () => ({ KeyId: KEY_ARN, CiphertextBlob: WRAPPED, Plaintext: dataKey() }),
    decrypt: async () => ({ KeyId: KEY_ARN, Plaintext: dataKey() }),
  };
  const clientProvider = (() => kms) as unknown as NonNullable<
    ConstructorParameters<typeof KmsKeyringNode>[0]
  >['clientProvider'];
  return new KmsKeyringNode({ generatorKeyId: KEY_ARN, clientProvider } as ConstructorParameters<
    typeof KmsKeyringNode
  >[0]);
}

async function sealed(plaintext: Bytes): Promise<Bytes> {
  const ports = fixedPorts();
  const signer = await newSigner(ports.subtle);
  const context = { ...PARAMETER, [PUBLIC_KEY]: signer.publicKey };
  return sealMessage(ports, plaintext, { context, keyArn: KEY_ARN, wrapped: WRAPPED, dataKey: dataKey(), signer });
}

const LENGTHS = [1, 4_095, 4_096, 4_097, 8_192];

describe('messages of the AWS Encryption SDK', () => {
  it.each(LENGTHS)('AWS’s own library decrypts %i bytes that kmslab encrypted', async (length) => {
    const plaintext = new Uint8Array(length).fill(65);
    const opened = await decrypt(keyring(), await sealed(plaintext));
    expect(new Uint8Array(opened.plaintext)).toEqual(plaintext);
    expect(opened.messageHeader.encryptionContext).toMatchObject(PARAMETER);
  });

  it.each(LENGTHS)('kmslab decrypts %i bytes that AWS’s own library encrypted', async (length) => {
    const suiteId = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384;
    const text = Buffer.alloc(length, 66);
    const { result } = await encrypt(keyring(), text, { encryptionContext: PARAMETER, suiteId });
    const message = new Uint8Array(result);
    expect(headerOf(message)).toMatchObject({ keyArn: KEY_ARN, wrapped: WRAPPED, context: PARAMETER });
    expect(fromUtf8(await openMessage(fixedPorts().subtle, message, dataKey()))).toBe(text.toString());
  });

  it('a message with any bit changed is refused, and so is one that is cut or followed by something', async () => {
    const { subtle } = fixedPorts();
    const message = await sealed(utf8('a value'));
    for (let at = 0; at < message.length; at++) {
      const changed = message.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(openMessage(subtle, changed, dataKey())).rejects.toMatchObject({
        name: 'InvalidCiphertextException',
      });
    }
    for (const other of [message.slice(0, -1), concat(message, utf8('x')), utf8('')]) {
      await expect(openMessage(subtle, other, dataKey())).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
    }
  });
});
