import {
  ConnectCustomKeyStoreCommand,
  CreateCustomKeyStoreCommand,
  CreateKeyCommand,
  type CreateKeyCommandInput,
  KMSClient,
} from '@aws-sdk/client-kms';
import { type Serving, serve } from '../serving.ts';

const PROXIES = ['create', 'describe', 'update', 'connect', 'disconnect', 'delete'] as const;
type ProxyName = (typeof PROXIES)[number];

/** The world of the walk: one account, and the proxies of external key stores. The clock stands, so that it can be moved. */
export const WALK_SETUP = `
title: For every operation
world:
  start: 2026-01-01T00:00:00Z
  accounts: { main: '111122223333' }
  principals:
    main/role/admin: { policies: [AdministratorAccess] }
    main/role/reader: { policies: [] }
  xksProxies:
${PROXIES.map(
  (name) => `    - name: ${name}
      uriEndpoint: https://${name}.example
      uriPath: /kms/xks/v1
      credential: { accessKeyId: ABCDEFGHIJKLMNOPQRST, rawSecretAccessKey: abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG }
      externalKeys: { key: {} }`,
).join('\n')}
steps:
  - as: main/role/admin
    region: us-east-1
    run: aws kms list-keys
`;

/** What CloudTrail has of a call, as far as the walk looks. */
export interface TrailRecord {
  readonly eventName: string;
  readonly requestID: string;
  readonly errorCode?: string;
}

/** A running server and its clients. Its methods may be taken apart, as the cases do. */
export class Stage {
  readonly serving: Serving;
  readonly kms: KMSClient;
  readonly #env: Readonly<Record<string, string>>;

  static async open(setupFile: string): Promise<Stage> {
    const serving = await serve('--control', '--setup', setupFile, '--at', '2026-01-01T00:00:00Z');
    return new Stage(serving, await serving.env());
  }

  private constructor(serving: Serving, env: Readonly<Record<string, string>>) {
    this.serving = serving;
    this.#env = env;
    this.kms = this.kmsIn('us-east-1');
  }

  kmsIn(region: string): KMSClient {
    const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = this.#env;
    return new KMSClient({
      endpoint: this.serving.url,
      maxAttempts: 1, // some refusals are such as the SDK would try again
      region,
      credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
    });
  }

  /** Makes a key; gives its ARN. */
  readonly key = async (input: CreateKeyCommandInput = {}): Promise<string> => {
    const { KeyMetadata } = await this.kms.send(new CreateKeyCommand(input));
    return KeyMetadata?.Arn ?? '';
  };

  /** Makes an external key store at a proxy of its own; gives its id. */
  readonly store = async (proxy: ProxyName): Promise<string> => {
    const { CustomKeyStoreId = '' } = await this.kms.send(
      new CreateCustomKeyStoreCommand({
        CustomKeyStoreName: proxy,
        CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
        XksProxyConnectivity: 'PUBLIC_ENDPOINT',
        XksProxyUriEndpoint: `https://${proxy}.example`,
        XksProxyUriPath: '/kms/xks/v1',
        XksProxyAuthenticationCredential: {
          AccessKeyId: 'ABCDEFGHIJKLMNOPQRST',
          RawSecretAccessKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
        },
      }),
    );
    return CustomKeyStoreId;
  };

  /** The same, connected. */
  readonly connectedStore = async (proxy: ProxyName): Promise<string> => {
    const CustomKeyStoreId = await this.store(proxy);
    await this.kms.send(new ConnectCustomKeyStoreCommand({ CustomKeyStoreId }));
    await this.advance('5m');
    return CustomKeyStoreId;
  };

  /** Moves the lab's clock. */
  readonly advance = async (time: string): Promise<void> => {
    await this.#control('POST', 'clock', { advance: time });
  };

  /** CloudTrail's record of a request under that name: ReplicateKey has one more, in the other Region. */
  async recordOf(requestId: string, name: string): Promise<TrailRecord | undefined> {
    const rows = (await this.#control('GET', 'trail')) as readonly { readonly record: TrailRecord }[];
    return rows
      .map(({ record }) => record)
      .find(({ requestID, eventName }) => requestID === requestId && eventName === name);
  }

  stop(): Promise<number | null> {
    return this.serving.stop();
  }

  async #control(method: string, route: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.serving.url}/_kmslab/${route}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}
