import {
  constants,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  verify,
} from 'node:crypto';
import * as sdk from '@aws-sdk/client-kms';
import { expect } from 'vitest';
import { importedKey, parametersFor } from './import.ts';
import type { Stage } from './stage.ts';

/** Every command that the SDK has, by its name: `CreateKey`. */
export type CommandName = {
  [K in keyof typeof sdk]: K extends `${infer N}Command` ? Exclude<N, '$' | '_'> : never;
}[keyof typeof sdk];

/** What a case came to: the answer to the command that it is about, and the key that its record must name. */
interface Walked {
  readonly answer: { readonly $metadata: { readonly requestId?: string | undefined } };
  /** Null for a command that is about no key. */
  readonly keyArn: string | null;
}

const TEXT = new TextEncoder().encode('a text of some length');
const CONTEXT = { tenant: '42' };

const SPKI = { type: 'spki', format: 'der' } as const;

/**
 * A success of each command, as a user of the SDK would get there. Where there is something to check by other means
 * than kmslab's own, it is checked.
 */
export const CASES = {
  async CancelKeyDeletion({ kms, key }) {
    const KeyId = await key();
    await kms.send(new sdk.ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    const answer = await kms.send(new sdk.CancelKeyDeletionCommand({ KeyId }));
    expect(answer.KeyId).toBe(KeyId);
    return { answer, keyArn: KeyId };
  },
  async ConnectCustomKeyStore({ kms, store, advance }) {
    const CustomKeyStoreId = await store('connect');
    const answer = await kms.send(new sdk.ConnectCustomKeyStoreCommand({ CustomKeyStoreId }));
    await advance('5m');
    const { CustomKeyStores } = await kms.send(new sdk.DescribeCustomKeyStoresCommand({ CustomKeyStoreId }));
    expect(CustomKeyStores?.[0]?.ConnectionState).toBe('CONNECTED');
    return { answer, keyArn: null };
  },
  async CreateAlias({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(new sdk.CreateAliasCommand({ AliasName: 'alias/create', TargetKeyId: KeyId }));
    const { KeyMetadata } = await kms.send(new sdk.DescribeKeyCommand({ KeyId: 'alias/create' }));
    expect(KeyMetadata?.Arn).toBe(KeyId);
    return { answer, keyArn: KeyId };
  },
  async CreateCustomKeyStore({ kms }) {
    const answer = await kms.send(
      new sdk.CreateCustomKeyStoreCommand({
        CustomKeyStoreName: 'create',
        CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
        XksProxyConnectivity: 'PUBLIC_ENDPOINT',
        XksProxyUriEndpoint: 'https://create.example',
        XksProxyUriPath: '/kms/xks/v1',
        XksProxyAuthenticationCredential: {
          AccessKeyId: 'ABCDEFGHIJKLMNOPQRST',
          RawSecretAccessKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
        },
      }),
    );
    expect(answer.CustomKeyStoreId).toMatch(/^cks-/);
    return { answer, keyArn: null };
  },
  async CreateGrant({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(grant(KeyId));
    expect(answer.GrantId).toMatch(/^[0-9a-f]{64}$/);
    expect(answer.GrantToken?.length).toBeGreaterThan(0);
    return { answer, keyArn: KeyId };
  },
  async CreateKey({ kms }) {
    const answer = await kms.send(
      new sdk.CreateKeyCommand({ Description: 'walk', Tags: [{ TagKey: 'a', TagValue: 'b' }] }),
    );
    expect(answer.KeyMetadata).toMatchObject({
      Description: 'walk',
      Enabled: true,
      CreationDate: expect.any(Date),
    });
    return { answer, keyArn: answer.KeyMetadata?.Arn ?? '' };
  },
  async Decapsulate({ kms, key }) {
    const KeyId = await key({ KeySpec: 'ML_KEM_768', KeyUsage: 'ENCAPSULATE_DECAPSULATE' });
    const EncapsulationAlgorithm = 'ML_KEM';
    const { SharedSecret, SharedSecretCiphertextBlob } = await kms.send(
      new sdk.EncapsulateCommand({ KeyId, EncapsulationAlgorithm }),
    );
    const answer = await kms.send(
      new sdk.DecapsulateCommand({ KeyId, EncapsulationAlgorithm, SharedSecretCiphertextBlob }),
    );
    expect(answer.SharedSecret).toEqual(SharedSecret);
    return { answer, keyArn: KeyId };
  },
  async Decrypt({ kms, key }) {
    const KeyId = await key();
    const { CiphertextBlob } = await kms.send(
      new sdk.EncryptCommand({ KeyId, Plaintext: TEXT, EncryptionContext: CONTEXT }),
    );
    const answer = await kms.send(new sdk.DecryptCommand({ CiphertextBlob, EncryptionContext: CONTEXT }));
    expect(answer).toMatchObject({ Plaintext: TEXT, KeyId, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' });
    return { answer, keyArn: KeyId };
  },
  async DeleteAlias({ kms, key }) {
    const KeyId = await key();
    await kms.send(new sdk.CreateAliasCommand({ AliasName: 'alias/delete', TargetKeyId: KeyId }));
    const answer = await kms.send(new sdk.DeleteAliasCommand({ AliasName: 'alias/delete' }));
    return { answer, keyArn: KeyId };
  },
  async DeleteCustomKeyStore({ kms, store }) {
    const CustomKeyStoreId = await store('delete');
    const answer = await kms.send(new sdk.DeleteCustomKeyStoreCommand({ CustomKeyStoreId }));
    return { answer, keyArn: null };
  },
  async DeleteImportedKeyMaterial(stage) {
    const { KeyId } = await importedKey(stage);
    const answer = await stage.kms.send(new sdk.DeleteImportedKeyMaterialCommand({ KeyId }));
    const { KeyMetadata } = await stage.kms.send(new sdk.DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata?.KeyState).toBe('PendingImport');
    return { answer, keyArn: KeyId };
  },
  async DeriveSharedSecret({ kms, key }) {
    const KeyId = await key({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'KEY_AGREEMENT' });
    const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const answer = await kms.send(
      new sdk.DeriveSharedSecretCommand({
        KeyId,
        KeyAgreementAlgorithm: 'ECDH',
        PublicKey: own.publicKey.export(SPKI),
      }),
    );
    const theirs = await publicKeyOf(kms, KeyId);
    expect(Buffer.from(answer.SharedSecret ?? [])).toEqual(
      diffieHellman({ privateKey: own.privateKey, publicKey: theirs }),
    );
    return { answer, keyArn: KeyId };
  },
  async DescribeCustomKeyStores({ kms, store }) {
    const CustomKeyStoreId = await store('describe');
    const answer = await kms.send(new sdk.DescribeCustomKeyStoresCommand({ CustomKeyStoreId }));
    expect(answer.CustomKeyStores).toMatchObject([{ CustomKeyStoreId, ConnectionState: 'DISCONNECTED' }]);
    return { answer, keyArn: null };
  },
  async DescribeKey({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(new sdk.DescribeKeyCommand({ KeyId }));
    expect(answer.KeyMetadata?.Arn).toBe(KeyId);
    return { answer, keyArn: KeyId };
  },
  async DisableKey({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(new sdk.DisableKeyCommand({ KeyId }));
    await expect(kms.send(new sdk.EncryptCommand({ KeyId, Plaintext: TEXT }))).rejects.toMatchObject({
      name: 'DisabledException',
    });
    return { answer, keyArn: KeyId };
  },
  async DisableKeyRotation({ kms, key }) {
    const KeyId = await key();
    await kms.send(new sdk.EnableKeyRotationCommand({ KeyId }));
    const answer = await kms.send(new sdk.DisableKeyRotationCommand({ KeyId }));
    return { answer, keyArn: KeyId };
  },
  async DisconnectCustomKeyStore({ kms, connectedStore }) {
    const CustomKeyStoreId = await connectedStore('disconnect');
    const answer = await kms.send(new sdk.DisconnectCustomKeyStoreCommand({ CustomKeyStoreId }));
    return { answer, keyArn: null };
  },
  async EnableKey({ kms, key }) {
    const KeyId = await key();
    await kms.send(new sdk.DisableKeyCommand({ KeyId }));
    const answer = await kms.send(new sdk.EnableKeyCommand({ KeyId }));
    return { answer, keyArn: KeyId };
  },
  async EnableKeyRotation({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(new sdk.EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
    return { answer, keyArn: KeyId };
  },
  async Encapsulate({ kms, key }) {
    const KeyId = await key({ KeySpec: 'ML_KEM_768', KeyUsage: 'ENCAPSULATE_DECAPSULATE' });
    const answer = await kms.send(new sdk.EncapsulateCommand({ KeyId, EncapsulationAlgorithm: 'ML_KEM' }));
    expect([answer.SharedSecret?.length, answer.SharedSecretCiphertextBlob?.length]).toEqual([32, 1088]); // FIPS 203, table 3
    return { answer, keyArn: KeyId };
  },
  async Encrypt({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(new sdk.EncryptCommand({ KeyId, Plaintext: TEXT }));
    expect(answer.KeyId).toBe(KeyId);
    expect(Buffer.from(answer.CiphertextBlob ?? []).includes(Buffer.from(TEXT))).toBe(false);
    return { answer, keyArn: KeyId };
  },
  async GenerateDataKey({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(new sdk.GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' }));
    const { Plaintext } = await kms.send(new sdk.DecryptCommand({ CiphertextBlob: answer.CiphertextBlob }));
    expect(answer.Plaintext).toHaveLength(32);
    expect(Plaintext).toEqual(answer.Plaintext);
    return { answer, keyArn: KeyId };
  },
  async GenerateDataKeyPair({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(new sdk.GenerateDataKeyPairCommand({ KeyId, KeyPairSpec: 'ECC_NIST_P256' }));
    const { Plaintext } = await kms.send(new sdk.DecryptCommand({ CiphertextBlob: answer.PrivateKeyCiphertextBlob }));
    expect(Plaintext).toEqual(answer.PrivateKeyPlaintext);
    const privateKey = createPrivateKey({
      key: Buffer.from(answer.PrivateKeyPlaintext ?? []),
      format: 'der',
      type: 'pkcs8',
    });
    expect(createPublicKey(privateKey).export(SPKI)).toEqual(Buffer.from(answer.PublicKey ?? []));
    return { answer, keyArn: KeyId };
  },
  async GenerateDataKeyPairWithoutPlaintext({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(
      new sdk.GenerateDataKeyPairWithoutPlaintextCommand({ KeyId, KeyPairSpec: 'ECC_NIST_P256' }),
    );
    expect(answer).not.toHaveProperty('PrivateKeyPlaintext');
    return { answer, keyArn: KeyId };
  },
  async GenerateDataKeyWithoutPlaintext({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(new sdk.GenerateDataKeyWithoutPlaintextCommand({ KeyId, NumberOfBytes: 64 }));
    const { Plaintext } = await kms.send(new sdk.DecryptCommand({ CiphertextBlob: answer.CiphertextBlob }));
    expect(Plaintext).toHaveLength(64);
    return { answer, keyArn: KeyId };
  },
  async GenerateMac({ kms, key }) {
    const KeyId = await key({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const answer = await kms.send(new sdk.GenerateMacCommand({ KeyId, Message: TEXT, MacAlgorithm: 'HMAC_SHA_256' }));
    expect(answer.Mac).toHaveLength(32);
    return { answer, keyArn: KeyId };
  },
  async GenerateRandom({ kms }) {
    const answer = await kms.send(new sdk.GenerateRandomCommand({ NumberOfBytes: 32 }));
    expect(answer.Plaintext).toHaveLength(32);
    return { answer, keyArn: null };
  },
  async GetKeyLastUsage({ kms, key }) {
    const KeyId = await key();
    await kms.send(new sdk.EncryptCommand({ KeyId, Plaintext: TEXT }));
    const answer = await kms.send(new sdk.GetKeyLastUsageCommand({ KeyId }));
    expect(answer.KeyLastUsage?.Operation).toBe('Encrypt');
    return { answer, keyArn: KeyId };
  },
  async GetKeyPolicy({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(new sdk.GetKeyPolicyCommand({ KeyId }));
    expect(JSON.parse(answer.Policy ?? '')).toHaveProperty('Statement');
    return { answer, keyArn: KeyId };
  },
  async GetKeyRotationStatus({ kms, key }) {
    const KeyId = await key();
    await kms.send(new sdk.EnableKeyRotationCommand({ KeyId }));
    const answer = await kms.send(new sdk.GetKeyRotationStatusCommand({ KeyId }));
    expect(answer).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 365 });
    expect(answer.NextRotationDate).toBeInstanceOf(Date);
    return { answer, keyArn: KeyId };
  },
  async GetParametersForImport({ kms, key }) {
    const KeyId = await key({ Origin: 'EXTERNAL' });
    const answer = await kms.send(parametersFor(KeyId));
    const wrapping = createPublicKey({ key: Buffer.from(answer.PublicKey ?? []), format: 'der', type: 'spki' });
    expect(wrapping.asymmetricKeyDetails?.modulusLength).toBe(2048);
    return { answer, keyArn: KeyId };
  },
  async GetPublicKey({ kms, key }) {
    const KeyId = await key({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const answer = await kms.send(new sdk.GetPublicKeyCommand({ KeyId }));
    const publicKey = createPublicKey({ key: Buffer.from(answer.PublicKey ?? []), format: 'der', type: 'spki' });
    expect(publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    return { answer, keyArn: KeyId };
  },
  async ImportKeyMaterial(stage) {
    const { KeyId, answer, material } = await importedKey(stage, {
      KeySpec: 'HMAC_256',
      KeyUsage: 'GENERATE_VERIFY_MAC',
    });
    const { Mac } = await stage.kms.send(
      new sdk.GenerateMacCommand({ KeyId, Message: TEXT, MacAlgorithm: 'HMAC_SHA_256' }),
    );
    expect(Buffer.from(Mac ?? [])).toEqual(createHmac('sha256', material).update(TEXT).digest());
    return { answer, keyArn: KeyId };
  },
  async ListAliases({ kms, key }) {
    const KeyId = await key();
    await kms.send(new sdk.CreateAliasCommand({ AliasName: 'alias/list', TargetKeyId: KeyId }));
    const answer = await kms.send(new sdk.ListAliasesCommand({ KeyId }));
    expect(answer.Aliases).toMatchObject([{ AliasName: 'alias/list' }]);
    return { answer, keyArn: null };
  },
  async ListGrants({ kms, key }) {
    const KeyId = await key();
    const { GrantId } = await kms.send(grant(KeyId));
    const answer = await kms.send(new sdk.ListGrantsCommand({ KeyId }));
    expect(answer.Grants).toMatchObject([{ GrantId, Operations: ['Decrypt'] }]);
    return { answer, keyArn: KeyId };
  },
  async ListKeyPolicies({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(new sdk.ListKeyPoliciesCommand({ KeyId }));
    expect(answer.PolicyNames).toEqual(['default']);
    return { answer, keyArn: KeyId };
  },
  async ListKeyRotations({ kms, key, advance }) {
    const KeyId = await key();
    await kms.send(new sdk.RotateKeyOnDemandCommand({ KeyId }));
    await advance('1m');
    const answer = await kms.send(new sdk.ListKeyRotationsCommand({ KeyId }));
    expect(answer.Rotations).toMatchObject([{ RotationType: 'ON_DEMAND' }]);
    return { answer, keyArn: KeyId };
  },
  async ListKeys({ kms, key }) {
    const KeyArn = await key();
    const answer = await kms.send(new sdk.ListKeysCommand({ Limit: 1000 }));
    expect(answer.Keys).toContainEqual({ KeyArn, KeyId: KeyArn.slice(-36) });
    return { answer, keyArn: null };
  },
  async ListResourceTags({ kms, key }) {
    const KeyId = await key({ Tags: [{ TagKey: 'a', TagValue: 'b' }] });
    const answer = await kms.send(new sdk.ListResourceTagsCommand({ KeyId }));
    expect(answer.Tags).toEqual([{ TagKey: 'a', TagValue: 'b' }]);
    return { answer, keyArn: KeyId };
  },
  async ListRetirableGrants({ kms, key }) {
    const KeyId = await key();
    const { GrantId } = await kms.send(grant(KeyId));
    const answer = await kms.send(new sdk.ListRetirableGrantsCommand({ RetiringPrincipal: READER }));
    expect(answer.Grants?.map((one) => one.GrantId)).toContain(GrantId);
    return { answer, keyArn: null };
  },
  async PutKeyPolicy({ kms, key }) {
    const KeyId = await key();
    const { Policy = '' } = await kms.send(new sdk.GetKeyPolicyCommand({ KeyId }));
    const answer = await kms.send(new sdk.PutKeyPolicyCommand({ KeyId, Policy }));
    return { answer, keyArn: KeyId };
  },
  async ReEncrypt({ kms, key }) {
    const [SourceKeyId, DestinationKeyId] = [await key(), await key()];
    const { CiphertextBlob } = await kms.send(new sdk.EncryptCommand({ KeyId: SourceKeyId, Plaintext: TEXT }));
    const answer = await kms.send(new sdk.ReEncryptCommand({ CiphertextBlob, DestinationKeyId }));
    expect(answer).toMatchObject({ SourceKeyId, KeyId: DestinationKeyId });
    const { Plaintext } = await kms.send(new sdk.DecryptCommand({ CiphertextBlob: answer.CiphertextBlob }));
    expect(Plaintext).toEqual(TEXT);
    return { answer, keyArn: DestinationKeyId };
  },
  async ReplicateKey(stage) {
    const KeyId = await stage.key({ MultiRegion: true });
    const answer = await stage.kms.send(new sdk.ReplicateKeyCommand({ KeyId, ReplicaRegion: 'eu-west-1' }));
    await stage.advance('10m');
    const { CiphertextBlob } = await stage.kms.send(new sdk.EncryptCommand({ KeyId, Plaintext: TEXT }));
    const { Plaintext } = await stage.kmsIn('eu-west-1').send(new sdk.DecryptCommand({ CiphertextBlob }));
    expect(Plaintext).toEqual(TEXT);
    return { answer, keyArn: KeyId };
  },
  async RetireGrant({ kms, key }) {
    const KeyId = await key();
    const { GrantId } = await kms.send(grant(KeyId));
    const answer = await kms.send(new sdk.RetireGrantCommand({ KeyId, GrantId }));
    return { answer, keyArn: KeyId };
  },
  async RevokeGrant({ kms, key }) {
    const KeyId = await key();
    const { GrantId } = await kms.send(grant(KeyId));
    const answer = await kms.send(new sdk.RevokeGrantCommand({ KeyId, GrantId }));
    const { Grants } = await kms.send(new sdk.ListGrantsCommand({ KeyId }));
    expect(Grants).toEqual([]);
    return { answer, keyArn: KeyId };
  },
  async RotateKeyOnDemand({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(new sdk.RotateKeyOnDemandCommand({ KeyId }));
    expect(answer.KeyId).toBe(KeyId.slice(-36));
    return { answer, keyArn: KeyId };
  },
  async ScheduleKeyDeletion({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(new sdk.ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    expect(answer).toMatchObject({ KeyId, KeyState: 'PendingDeletion', PendingWindowInDays: 7 });
    return { answer, keyArn: KeyId };
  },
  async Sign({ kms, key }) {
    const KeyId = await key({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const answer = await kms.send(
      new sdk.SignCommand({ KeyId, Message: TEXT, SigningAlgorithm: 'ECDSA_SHA_256', MessageType: 'RAW' }),
    );
    const publicKey = await publicKeyOf(kms, KeyId);
    expect(verify('sha256', TEXT, publicKey, Buffer.from(answer.Signature ?? []))).toBe(true);
    return { answer, keyArn: KeyId };
  },
  async TagResource({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(new sdk.TagResourceCommand({ KeyId, Tags: [{ TagKey: 'a', TagValue: '' }] }));
    return { answer, keyArn: KeyId };
  },
  async UntagResource({ kms, key }) {
    const KeyId = await key({ Tags: [{ TagKey: 'a', TagValue: 'b' }] });
    const answer = await kms.send(new sdk.UntagResourceCommand({ KeyId, TagKeys: ['a'] }));
    const { Tags } = await kms.send(new sdk.ListResourceTagsCommand({ KeyId }));
    expect(Tags).toEqual([]);
    return { answer, keyArn: KeyId };
  },
  async UpdateAlias({ kms, key }) {
    const [first, second] = [await key(), await key()];
    await kms.send(new sdk.CreateAliasCommand({ AliasName: 'alias/update', TargetKeyId: first }));
    const answer = await kms.send(new sdk.UpdateAliasCommand({ AliasName: 'alias/update', TargetKeyId: second }));
    const { KeyMetadata } = await kms.send(new sdk.DescribeKeyCommand({ KeyId: 'alias/update' }));
    expect(KeyMetadata?.Arn).toBe(second);
    return { answer, keyArn: second };
  },
  async UpdateCustomKeyStore({ kms, store }) {
    const CustomKeyStoreId = await store('update');
    const answer = await kms.send(
      new sdk.UpdateCustomKeyStoreCommand({ CustomKeyStoreId, NewCustomKeyStoreName: 'renamed' }),
    );
    const { CustomKeyStores } = await kms.send(new sdk.DescribeCustomKeyStoresCommand({ CustomKeyStoreId }));
    expect(CustomKeyStores?.[0]?.CustomKeyStoreName).toBe('renamed');
    return { answer, keyArn: null };
  },
  async UpdateKeyDescription({ kms, key }) {
    const KeyId = await key();
    const answer = await kms.send(new sdk.UpdateKeyDescriptionCommand({ KeyId, Description: 'other' }));
    const { KeyMetadata } = await kms.send(new sdk.DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata?.Description).toBe('other');
    return { answer, keyArn: KeyId };
  },
  async UpdatePrimaryRegion(stage) {
    const KeyId = await stage.key({ MultiRegion: true });
    await stage.kms.send(new sdk.ReplicateKeyCommand({ KeyId, ReplicaRegion: 'eu-west-1' }));
    await stage.advance('10m');
    const answer = await stage.kms.send(new sdk.UpdatePrimaryRegionCommand({ KeyId, PrimaryRegion: 'eu-west-1' }));
    await stage.advance('10m');
    const { KeyMetadata } = await stage.kms.send(new sdk.DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata?.MultiRegionConfiguration?.PrimaryKey?.Region).toBe('eu-west-1');
    return { answer, keyArn: KeyId };
  },
  async Verify({ kms, key }) {
    const KeyId = await key({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
    const asked = { KeyId, Message: TEXT, SigningAlgorithm: 'RSASSA_PSS_SHA_256' } as const;
    const { Signature } = await kms.send(new sdk.SignCommand(asked));
    const publicKey = await publicKeyOf(kms, KeyId);
    const pss = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    expect(verify('sha256', TEXT, pss, Buffer.from(Signature ?? []))).toBe(true);
    const answer = await kms.send(new sdk.VerifyCommand({ ...asked, Signature }));
    expect(answer.SignatureValid).toBe(true);
    return { answer, keyArn: KeyId };
  },
  async VerifyMac({ kms, key }) {
    const KeyId = await key({ KeySpec: 'HMAC_512', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const asked = { KeyId, Message: TEXT, MacAlgorithm: 'HMAC_SHA_512' } as const;
    const { Mac } = await kms.send(new sdk.GenerateMacCommand(asked));
    const answer = await kms.send(new sdk.VerifyMacCommand({ ...asked, Mac }));
    expect(answer.MacValid).toBe(true);
    return { answer, keyArn: KeyId };
  },
} as const satisfies Record<CommandName, (stage: Stage) => Promise<Walked>>;

const READER = 'arn:aws:iam::111122223333:role/reader';

function grant(KeyId: string) {
  return new sdk.CreateGrantCommand({
    KeyId,
    GranteePrincipal: READER,
    RetiringPrincipal: READER,
    Operations: ['Decrypt'],
  });
}

async function publicKeyOf(kms: sdk.KMSClient, KeyId: string) {
  const { PublicKey } = await kms.send(new sdk.GetPublicKeyCommand({ KeyId }));
  return createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
}
