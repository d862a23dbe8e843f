import * as sdk from '@aws-sdk/client-kms';
import { importedKey, importTo, parametersFor } from './import.ts';
import { certificateOf, PASSWORD, PROXY_SECRET, type RefusalProxy, serviceOf } from './refusals-setup.ts';
import type { Stage } from './stage.ts';

/** Every exception that the SDK knows, but for the base of them all. */
export type ExceptionName = Exclude<Extract<keyof typeof sdk, `${string}Exception`>, 'KMSServiceException'>;

/** Something that is refused, as a user of the SDK would come to it. */
type Provocation = (stage: Stage) => Promise<unknown>;

/** What can't be provoked, and why. */
export const UNPROVOKED = {
  KMSInternalException: 'a fault inside KMS: kmslab gives it for a bug of its own alone',
} as const satisfies Partial<Record<ExceptionName, string>>;

const TEXT = new TextEncoder().encode('a text');
const EXTERNAL = {
  CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
  XksProxyConnectivity: 'PUBLIC_ENDPOINT',
  XksProxyUriPath: '/kms/xks/v1',
  XksProxyAuthenticationCredential: { AccessKeyId: 'ABCDEFGHIJKLMNOPQRST', RawSecretAccessKey: PROXY_SECRET },
} as const;

/** For each exception something that gets it. */
export const REFUSALS = {
  async AlreadyExistsException({ kms, key }) {
    const alias = { AliasName: 'alias/taken', TargetKeyId: await key() };
    await kms.send(new sdk.CreateAliasCommand(alias));
    return kms.send(new sdk.CreateAliasCommand(alias));
  },
  async CloudHsmClusterInUseException(stage) {
    await clusterStore(stage, 'first', 'cluster-aaaaaaaaaaa');
    return clusterStore(stage, 'second', 'cluster-aaaaaaaaaaa');
  },
  CloudHsmClusterInvalidConfigurationException: (stage) => clusterStore(stage, 'one zone', 'cluster-ddddddddddd'),
  CloudHsmClusterNotActiveException: (stage) => clusterStore(stage, 'asleep', 'cluster-ccccccccccc'),
  CloudHsmClusterNotFoundException: (stage) => clusterStore(stage, 'nowhere', 'cluster-zzzzzzzzzzz'),
  async CloudHsmClusterNotRelatedException(stage) {
    const { CustomKeyStoreId } = await clusterStore(stage, 'moves', 'cluster-bbbbbbbbbbb');
    const CloudHsmClusterId = 'cluster-ggggggggggg';
    return stage.kmsIn('eu-west-1').send(new sdk.UpdateCustomKeyStoreCommand({ CustomKeyStoreId, CloudHsmClusterId }));
  },
  async ConflictException({ kms, key, advance }) {
    const KeyId = await key();
    await kms.send(new sdk.EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
    await advance('2159h');
    await advance('50m');
    return kms.send(new sdk.RotateKeyOnDemandCommand({ KeyId }));
  },
  async CustomKeyStoreHasCMKsException(stage) {
    const CustomKeyStoreId = await connected(stage, 'with-keys');
    await stage.key({ Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId, XksKeyId: 'key' });
    await stage.kms.send(new sdk.DisconnectCustomKeyStoreCommand({ CustomKeyStoreId }));
    await stage.advance('1m');
    return stage.kms.send(new sdk.DeleteCustomKeyStoreCommand({ CustomKeyStoreId }));
  },
  async CustomKeyStoreInvalidStateException(stage) {
    const { CustomKeyStoreId } = await externalStore(stage, 'disconnected');
    return stage.key({ Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId, XksKeyId: 'key' });
  },
  async CustomKeyStoreNameInUseException(stage) {
    await externalStore(stage, 'name-in-use');
    return externalStore(stage, 'other', { CustomKeyStoreName: 'name-in-use' });
  },
  CustomKeyStoreNotFoundException: ({ kms }) =>
    kms.send(new sdk.DeleteCustomKeyStoreCommand({ CustomKeyStoreId: 'cks-00000000000000000' })),
  DependencyTimeoutException: (stage) => encryptOnCluster(stage, 'alias/slow'),
  async DisabledException({ kms, key }) {
    const KeyId = await key();
    await kms.send(new sdk.DisableKeyCommand({ KeyId }));
    return kms.send(new sdk.EncryptCommand({ KeyId, Plaintext: TEXT }));
  },
  DryRunOperationException: async ({ kms, key }) =>
    kms.send(new sdk.EncryptCommand({ KeyId: await key(), Plaintext: TEXT, DryRun: true })),
  async ExpiredImportTokenException({ kms, key, advance }) {
    const KeyId = await key({ Origin: 'EXTERNAL' });
    const parameters = await kms.send(parametersFor(KeyId));
    await advance('25h');
    return kms.send(importTo(KeyId, parameters, Buffer.alloc(32, 1)));
  },
  async IncorrectKeyException({ kms, key }) {
    const { CiphertextBlob } = await kms.send(new sdk.EncryptCommand({ KeyId: await key(), Plaintext: TEXT }));
    return kms.send(new sdk.DecryptCommand({ CiphertextBlob, KeyId: await key() }));
  },
  async IncorrectKeyMaterialException(stage) {
    const { KeyId } = await importedKey(stage);
    await stage.kms.send(new sdk.DeleteImportedKeyMaterialCommand({ KeyId }));
    const parameters = await stage.kms.send(parametersFor(KeyId));
    return stage.kms.send(importTo(KeyId, parameters, Buffer.alloc(32, 1)));
  },
  IncorrectTrustAnchorException: (stage) =>
    clusterStore(stage, 'forged', 'cluster-ggggggggggg', { TrustAnchorCertificate: 'another' }),
  InvalidAliasNameException: async ({ kms, key }) =>
    kms.send(new sdk.CreateAliasCommand({ AliasName: 'alias/aws/mine', TargetKeyId: await key() })),
  InvalidArnException: async ({ kms, key }) => {
    await kms.send(new sdk.CreateAliasCommand({ AliasName: 'alias/no-arn', TargetKeyId: await key() }));
    return kms.send(new sdk.DisableKeyCommand({ KeyId: 'alias/no-arn' }));
  },
  async InvalidCiphertextException({ kms, key }) {
    const { CiphertextBlob } = await kms.send(new sdk.EncryptCommand({ KeyId: await key(), Plaintext: TEXT }));
    return kms.send(new sdk.DecryptCommand({ CiphertextBlob, EncryptionContext: { not: 'it' } }));
  },
  InvalidGrantIdException: async ({ kms, key }) =>
    kms.send(new sdk.ListGrantsCommand({ KeyId: await key(), GrantId: 'x' })),
  InvalidGrantTokenException: async ({ kms, key }) =>
    kms.send(new sdk.EncryptCommand({ KeyId: await key(), Plaintext: TEXT, GrantTokens: ['no-token'] })),
  async InvalidImportTokenException({ kms, key }) {
    const [KeyId, other] = [await key({ Origin: 'EXTERNAL' }), await key({ Origin: 'EXTERNAL' })];
    return kms.send(importTo(KeyId, await kms.send(parametersFor(other)), Buffer.alloc(32, 1)));
  },
  InvalidKeyUsageException: async ({ kms, key }) =>
    kms.send(new sdk.EncryptCommand({ KeyId: await key(SIGNING), Plaintext: TEXT })),
  InvalidMarkerException: ({ kms }) => kms.send(new sdk.ListKeysCommand({ Marker: 'nonsense' })),
  KMSInvalidMacException: async ({ kms, key }) =>
    kms.send(
      new sdk.VerifyMacCommand({
        KeyId: await key({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }),
        Message: TEXT,
        MacAlgorithm: 'HMAC_SHA_256',
        Mac: new Uint8Array(32),
      }),
    ),
  async KMSInvalidSignatureException({ kms, key }) {
    const asked = { KeyId: await key(SIGNING), Message: TEXT, SigningAlgorithm: 'ECDSA_SHA_256' } as const;
    const { Signature } = await kms.send(new sdk.SignCommand(asked));
    return kms.send(new sdk.VerifyCommand({ ...asked, Message: new Uint8Array([1]), Signature }));
  },
  async KMSInvalidStateException({ kms, key }) {
    const KeyId = await key();
    await kms.send(new sdk.ScheduleKeyDeletionCommand({ KeyId }));
    return kms.send(new sdk.EncryptCommand({ KeyId, Plaintext: TEXT }));
  },
  KeyUnavailableException: (stage) => encryptOnCluster(stage, 'alias/cutoff'),
  async LimitExceededException({ kms, key }) {
    const KeyId = await key();
    const Tags = Array.from({ length: 51 }, (_, n) => ({ TagKey: `tag-${n}`, TagValue: '' }));
    await kms.send(new sdk.TagResourceCommand({ KeyId, Tags: Tags.slice(0, 40) }));
    return kms.send(new sdk.TagResourceCommand({ KeyId, Tags: Tags.slice(40) }));
  },
  MalformedPolicyDocumentException: ({ key }) => key({ Policy: '{"Version":"2012-10-17"}' }),
  NotFoundException: ({ kms }) => kms.send(new sdk.DescribeKeyCommand({ KeyId: 'alias/nobody' })),
  TagException: ({ key }) => key({ Tags: [{ TagKey: 'aws:mine', TagValue: 'x' }] }),
  UnsupportedOperationException: async ({ kms, key }) => kms.send(new sdk.GetPublicKeyCommand({ KeyId: await key() })),
  async XksKeyAlreadyInUseException(stage) {
    const made = {
      Origin: 'EXTERNAL_KEY_STORE',
      CustomKeyStoreId: await connected(stage, 'keys'),
      XksKeyId: 'key',
    } as const;
    await stage.key(made);
    return stage.key(made);
  },
  XksKeyInvalidConfigurationException: async (stage) =>
    stage.key({ Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId: await connected(stage, 'keys'), XksKeyId: 'small' }),
  XksKeyNotFoundException: async (stage) =>
    stage.key({ Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId: await connected(stage, 'keys'), XksKeyId: 'nobody' }),
  XksProxyIncorrectAuthenticationCredentialException: (stage) =>
    externalStore(stage, 'other', {
      XksProxyAuthenticationCredential: { AccessKeyId: 'ABCDEFGHIJKLMNOPQRSU', RawSecretAccessKey: PROXY_SECRET },
    }),
  XksProxyInvalidConfigurationException: (stage) =>
    externalStore(stage, 'other', { XksProxyUriPath: '/other/kms/xks/v1' }),
  XksProxyInvalidResponseException: (stage) => externalStore(stage, 'garbled'),
  async XksProxyUriEndpointInUseException(stage) {
    await externalStore(stage, 'endpoint-in-use');
    return externalStore(stage, 'endpoint-in-use', {
      CustomKeyStoreName: 'by another way',
      XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
      XksProxyVpcEndpointServiceName: serviceOf('private'),
      XksProxyUriPath: '/other/kms/xks/v1',
    });
  },
  async XksProxyUriInUseException(stage) {
    await externalStore(stage, 'uri-in-use');
    return externalStore(stage, 'uri-in-use', { CustomKeyStoreName: 'again' });
  },
  XksProxyUriUnreachableException: (stage) =>
    externalStore(stage, 'other', { XksProxyUriEndpoint: 'https://nowhere.example' }),
  async XksProxyVpcEndpointServiceInUseException(stage) {
    await privateStore(stage, 'private');
    return privateStore(stage, 'private', {
      CustomKeyStoreName: 'again',
      XksProxyUriEndpoint: 'https://elsewhere.example',
    });
  },
  XksProxyVpcEndpointServiceInvalidConfigurationException: (stage) => privateStore(stage, 'acceptance'),
  XksProxyVpcEndpointServiceNotFoundException: (stage) =>
    privateStore(stage, 'other', { XksProxyVpcEndpointServiceName: serviceOf('other') }),
} as const satisfies Record<Exclude<ExceptionName, keyof typeof UNPROVOKED>, Provocation>;

const SIGNING = { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' } as const;

function clusterStore(
  stage: Stage,
  CustomKeyStoreName: string,
  CloudHsmClusterId: string,
  over: Partial<sdk.CreateCustomKeyStoreCommandInput> = {},
) {
  return stage.kmsIn('eu-west-1').send(
    new sdk.CreateCustomKeyStoreCommand({
      CustomKeyStoreName,
      CloudHsmClusterId,
      TrustAnchorCertificate: certificateOf(CloudHsmClusterId),
      KeyStorePassword: PASSWORD,
      ...over,
    }),
  );
}

function externalStore(stage: Stage, proxy: RefusalProxy, over: Partial<sdk.CreateCustomKeyStoreCommandInput> = {}) {
  const input = { ...EXTERNAL, CustomKeyStoreName: proxy, XksProxyUriEndpoint: `https://${proxy}.example`, ...over };
  return stage.kms.send(new sdk.CreateCustomKeyStoreCommand(input));
}

function privateStore(stage: Stage, proxy: RefusalProxy, over: Partial<sdk.CreateCustomKeyStoreCommandInput> = {}) {
  return externalStore(stage, proxy, {
    XksProxyConnectivity: 'VPC_ENDPOINT_SERVICE',
    XksProxyVpcEndpointServiceName: serviceOf(proxy),
    ...over,
  });
}

/** The id of a store at a proxy, made and connected on first use. */
async function connected(stage: Stage, proxy: RefusalProxy): Promise<string> {
  const { CustomKeyStores = [] } = await stage.kms.send(new sdk.DescribeCustomKeyStoresCommand({}));
  const there = CustomKeyStores.find((store) => store.CustomKeyStoreName === proxy)?.CustomKeyStoreId;
  if (there !== undefined) return there;
  const { CustomKeyStoreId = '' } = await externalStore(stage, proxy);
  await stage.kms.send(new sdk.ConnectCustomKeyStoreCommand({ CustomKeyStoreId }));
  await stage.advance('5m');
  return CustomKeyStoreId;
}

function encryptOnCluster(stage: Stage, KeyId: string) {
  return stage.kmsIn('eu-west-1').send(new sdk.EncryptCommand({ KeyId, Plaintext: TEXT }));
}
