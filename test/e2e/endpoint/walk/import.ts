import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import {
  type CreateKeyCommandInput,
  GetParametersForImportCommand,
  type GetParametersForImportCommandOutput,
  ImportKeyMaterialCommand,
} from '@aws-sdk/client-kms';
import type { Stage } from './stage.ts';

/** Asks for what importing 32 bytes takes. */
export function parametersFor(KeyId: string): GetParametersForImportCommand {
  return new GetParametersForImportCommand({
    KeyId,
    WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
    WrappingKeySpec: 'RSA_2048',
  });
}

/** The import of material that node:crypto has wrapped. */
export function importTo(
  KeyId: string,
  { PublicKey, ImportToken }: GetParametersForImportCommandOutput,
  material: Uint8Array,
): ImportKeyMaterialCommand {
  const EncryptedKeyMaterial = publicEncrypt(
    {
      key: createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' }),
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
    },
    material,
  );
  const ExpirationModel = 'KEY_MATERIAL_DOES_NOT_EXPIRE';
  return new ImportKeyMaterialCommand({ KeyId, ImportToken, EncryptedKeyMaterial, ExpirationModel });
}

/** A key with imported material, and the answer to the import. */
export async function importedKey({ kms, key }: Stage, input: CreateKeyCommandInput = {}) {
  const KeyId = await key({ ...input, Origin: 'EXTERNAL' });
  const material = randomBytes(32);
  const answer = await kms.send(importTo(KeyId, await kms.send(parametersFor(KeyId)), material));
  return { KeyId, answer, material };
}
