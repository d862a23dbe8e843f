import type { LabAction, Outcome } from '../../../core/index.ts';
import { ADMIN, type Caller, labWith, OWN, type TestLab } from '../../helpers/lab-with.ts';

export const MINUTE = 60_000;
export const CLUSTER = 'cluster-abcdefghijk';
export const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIByour-own-anchor\n-----END CERTIFICATE-----';
const PASSWORD = 'kmsuser-canary-1';
export const ENDPOINT = 'https://xks.example.com';
export const PATH = '/vault/kms/xks/v1';
const ACCESS_KEY_ID = 'ABCDEFGHIJKLMNOPQRST';
export const SECRET = 'canary/secret+access=key0123456789ABCDEFGHIJKLM';
export const CREDENTIAL = { AccessKeyId: ACCESS_KEY_ID, RawSecretAccessKey: SECRET } as const;
const PROXY = 'hsm.example';
export const SERVICE = 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0';

export const HSM_STORE = {
  CustomKeyStoreName: 'cluster keys',
  CloudHsmClusterId: CLUSTER,
  TrustAnchorCertificate: CERTIFICATE,
  KeyStorePassword: PASSWORD,
} as const;
export const XKS_STORE = {
  CustomKeyStoreName: 'outside keys',
  CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
  XksProxyConnectivity: 'PUBLIC_ENDPOINT',
  XksProxyUriEndpoint: ENDPOINT,
  XksProxyUriPath: PATH,
  XksProxyAuthenticationCredential: CREDENTIAL,
} as const;

/** A lab with a cluster and a proxy that has three external keys. */
export class StoresLab {
  readonly test: TestLab;

  static async open(): Promise<StoresLab> {
    return new StoresLab(
      await labWith({
        cloudHsmClusters: [
          {
            clusterId: CLUSTER,
            account: 'main',
            region: 'us-east-1',
            kmsuserPassword: PASSWORD,
            trustAnchorCertificate: CERTIFICATE,
          },
        ],
        xksProxies: [
          {
            name: PROXY,
            uriEndpoint: ENDPOINT,
            uriPath: PATH,
            credential: { accessKeyId: ACCESS_KEY_ID, rawSecretAccessKey: SECRET },
            externalKeys: { 'key-1': {}, 'key-2': {}, small: { keySpec: 'AES_128' } },
          },
        ],
      }),
    );
  }

  private constructor(test: TestLab) {
    this.test = test;
  }

  ok(operation: string, input?: unknown, caller?: Caller): Promise<Readonly<Record<string, unknown>>> {
    return this.test.ok(operation, input, caller);
  }

  call(operation: string, input?: unknown, caller?: Caller): Promise<Outcome> {
    return this.test.call(operation, input, caller);
  }

  /** Name and reason of a refusal. */
  async refused(operation: string, input?: unknown, caller: Caller = ADMIN): Promise<readonly [string, string]> {
    const { reply } = await this.test.call(operation, input, caller);
    if (reply.ok) throw new Error(`${operation} was not refused`);
    return [reply.error.name, reply.error.because];
  }

  async act(action: LabAction): Promise<void> {
    const outcome = await this.test.lab.act(action);
    if (!outcome.ok) throw new Error(outcome.error.message);
  }

  pass(ms: number) {
    return this.test.pass(ms);
  }

  /** Makes a key store; gives its id. */
  async store(input: object): Promise<string> {
    return String((await this.ok('CreateCustomKeyStore', input)).CustomKeyStoreId);
  }

  async connected(input: object): Promise<string> {
    const CustomKeyStoreId = await this.store(input);
    await this.connect(CustomKeyStoreId);
    return CustomKeyStoreId;
  }

  async connect(CustomKeyStoreId: string): Promise<void> {
    await this.ok('ConnectCustomKeyStore', { CustomKeyStoreId });
    await this.pass(20 * MINUTE);
  }

  async disconnect(CustomKeyStoreId: string): Promise<void> {
    await this.ok('DisconnectCustomKeyStore', { CustomKeyStoreId });
    await this.pass(MINUTE);
  }

  /** ConnectionState, and behind a slash the error code where there is one. */
  async state(CustomKeyStoreId: string): Promise<string> {
    const { ConnectionState, ConnectionErrorCode } = await this.describe(CustomKeyStoreId);
    return [ConnectionState, ConnectionErrorCode].filter((part) => part !== undefined).join('/');
  }

  async describe(CustomKeyStoreId: string): Promise<Readonly<Record<string, unknown>>> {
    const { CustomKeyStores } = await this.ok('DescribeCustomKeyStores', { CustomKeyStoreId });
    return (CustomKeyStores as Readonly<Record<string, unknown>>[])[0] ?? {};
  }

  async keyState(KeyId: string): Promise<unknown> {
    return ((await this.ok('DescribeKey', { KeyId })).KeyMetadata as Readonly<Record<string, unknown>>).KeyState;
  }

  hsmKey(CustomKeyStoreId: string): Promise<string> {
    return this.test.key({ Origin: 'AWS_CLOUDHSM', CustomKeyStoreId });
  }

  xksKey(CustomKeyStoreId: string, XksKeyId = 'key-1'): Promise<string> {
    return this.test.key({ Origin: 'EXTERNAL_KEY_STORE', CustomKeyStoreId, XksKeyId });
  }

  setProxy(change: Extract<LabAction, { type: 'setXksProxy' }>['change']): Promise<void> {
    return this.act({ type: 'setXksProxy', proxy: PROXY, change });
  }

  setCluster(change: Extract<LabAction, { type: 'setCloudHsmCluster' }>['change'], clusterId = CLUSTER): Promise<void> {
    return this.act({ type: 'setCloudHsmCluster', clusterId, change });
  }

  setKey(xksKeyId: string, change: Extract<LabAction, { type: 'setExternalKey' }>['change']): Promise<void> {
    return this.act({ type: 'setExternalKey', proxy: PROXY, xksKeyId, change });
  }

  /** A cluster beside the first, from its backup where `backupOf` says so. */
  addCluster(clusterId: string, over: Partial<Extract<LabAction, { type: 'createCloudHsmCluster' }>['cluster']> = {}) {
    const cluster = {
      clusterId,
      accountId: OWN,
      region: 'us-east-1',
      kmsuserPassword: 'another-pass',
      trustAnchorCertificate: `certificate of ${clusterId}`,
      ...over,
    };
    return this.act({ type: 'createCloudHsmCluster', cluster });
  }
}
