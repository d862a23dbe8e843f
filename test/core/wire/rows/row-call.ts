import * as kms from '@aws-sdk/client-kms';
import { KEY } from '../../access/fixtures.ts';
import type { Row } from '../../access/truth-table.ts';

type Members = Readonly<Record<string, unknown>>;

/** What a row's operation takes beside what the row says, so that nothing but access decides about it. */
const USUAL: Readonly<Record<string, (keyId: string, context: Members, ciphertext: Uint8Array) => Members>> = {
  Decrypt: (KeyId, EncryptionContext, CiphertextBlob) => ({ KeyId, EncryptionContext, CiphertextBlob }),
  Encrypt: (KeyId, EncryptionContext) => ({ KeyId, EncryptionContext, Plaintext: new Uint8Array([1, 2, 3]) }),
  GenerateDataKey: (KeyId, EncryptionContext) => ({ KeyId, EncryptionContext, KeySpec: 'AES_256' }),
  GenerateDataKeyWithoutPlaintext: (KeyId, EncryptionContext) => ({ KeyId, EncryptionContext, KeySpec: 'AES_256' }),
  GenerateDataKeyPair: (KeyId, EncryptionContext) => ({ KeyId, EncryptionContext, KeyPairSpec: 'ECC_NIST_P256' }),
  DescribeKey: (KeyId) => ({ KeyId }),
  GetKeyPolicy: (KeyId) => ({ KeyId }),
  ListGrants: (KeyId) => ({ KeyId }),
  DisableKey: (KeyId) => ({ KeyId }),
  EnableKeyRotation: (KeyId) => ({ KeyId }),
  ScheduleKeyDeletion: (KeyId) => ({ KeyId }),
  TagResource: (KeyId) => ({ KeyId, Tags: [{ TagKey: 'a', TagValue: 'b' }] }),
  UntagResource: (KeyId) => ({ KeyId, TagKeys: ['a'] }),
  PutKeyPolicy: (KeyId) => ({
    KeyId,
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' },
    }),
  }),
  CreateGrant: (KeyId) => ({
    KeyId,
    GranteePrincipal: 'arn:aws:iam::111122223333:role/admin',
    Operations: ['Decrypt'],
  }),
  CreateKey: () => ({ KeyUsage: 'ENCRYPT_DECRYPT' }),
  ListKeys: () => ({}),
  ListAliases: () => ({}),
  GenerateRandom: () => ({ NumberOfBytes: 8 }),
};

/** The SDK's command for a row, and the ARN that AWS prints in a refusal of it; null where it has none here. */
export function commandOf({ request = {} }: Row, ciphertext: Uint8Array) {
  const { operation = 'Decrypt', alias, newGrant, hasNoKey } = request;
  const usual = USUAL[operation];
  if (usual === undefined) return null;
  const aliasArn = `arn:aws:kms:us-east-1:111122223333:${alias}`;
  const keyId = alias === undefined ? KEY : aliasArn;
  const constraints = {
    ...(newGrant?.encryptionContextEquals === undefined
      ? {}
      : { EncryptionContextEquals: newGrant.encryptionContextEquals }),
    ...(newGrant?.encryptionContextSubset === undefined
      ? {}
      : { EncryptionContextSubset: newGrant.encryptionContextSubset }),
  };
  const input = {
    ...usual(keyId, request.context ?? {}, ciphertext),
    ...(newGrant === undefined ? {} : { Operations: newGrant.operations, Constraints: constraints }),
    ...request.input,
  };
  const Command = (kms as unknown as Readonly<Record<string, new (input: Members) => never>>)[`${operation}Command`];
  if (Command === undefined) throw new Error(`the SDK has no ${operation}`);
  return { command: new Command(input), resource: hasNoKey === true ? '*' : KEY };
}
