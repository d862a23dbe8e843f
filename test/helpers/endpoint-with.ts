import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { CloudTrailClient, type CloudTrailClientConfig } from '@aws-sdk/client-cloudtrail';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { EC2Client, type EC2ClientConfig } from '@aws-sdk/client-ec2';
import { IAMClient, type IAMClientConfig } from '@aws-sdk/client-iam';
import { KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms';
import { LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { OrganizationsClient, type OrganizationsClientConfig } from '@aws-sdk/client-organizations';
import { RDSClient, type RDSClientConfig } from '@aws-sdk/client-rds';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { SecretsManagerClient, type SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { SSMClient, type SSMClientConfig } from '@aws-sdk/client-ssm';
import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { type CloudTrailRecord, createLab, DEFAULT_WORLD, type Lab, Site, type WorldSpec } from '../../core/index.ts';
import type { WireRequest } from '../../core/wire/wire-request.ts';
import type { WireResponse } from '../../core/wire/wire-response.ts';
import { type FixedClock, fixedPorts } from './fixed-ports.ts';
import { ADMIN, START } from './lab-with.ts';

/** An endpoint without a socket: requests go in as values, so that a fixed clock can stand on both sides. */
export interface TestEndpoint {
  readonly site: Site;
  readonly lab: Lab;
  /** What the endpoint, its lab and its clients take for the time of day; the lab's own clock stands. */
  readonly hostClock: FixedClock;
  /** The real SDK's client, signing as a principal of the world unless other credentials are given. */
  client(options?: ClientOptions): KMSClient;
  ec2Client(options?: ClientOptions): EC2Client;
  stsClient(options?: ClientOptions): STSClient;
  s3Client(options?: ClientOptions): S3Client;
  sqsClient(options?: ClientOptions): SQSClient;
  dynamoDbClient(options?: ClientOptions): DynamoDBClient;
  ssmClient(options?: ClientOptions): SSMClient;
  secretsManagerClient(options?: ClientOptions): SecretsManagerClient;
  iamClient(options?: ClientOptions): IAMClient;
  rdsClient(options?: ClientOptions): RDSClient;
  lambdaClient(options?: ClientOptions): LambdaClient;
  organizationsClient(options?: ClientOptions): OrganizationsClient;
  cloudTrailClient(options?: ClientOptions): CloudTrailClient;
  /** Sends a request as it is. */
  send(request: Partial<WireRequest>): Promise<WireResponse>;
  /** CloudTrail's records, oldest first. */
  trail(): Promise<readonly CloudTrailRecord[]>;
  /** What the last client sent. */
  lastRequest(): WireRequest;
  /** What it got. */
  lastResponse(): WireResponse;
}

export interface ClientOptions {
  readonly as?: string;
  readonly region?: string;
  /** The VPC endpoint that the client comes through. */
  readonly through?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Milliseconds by which the client's clock is wrong. */
  readonly skew?: number;
  /** Once, where it is left out: tests want to see each answer. */
  readonly retry?: { readonly maxAttempts: number; readonly retryMode?: 'standard' | 'adaptive' };
  /** Changes a request that is signed already. */
  readonly tamper?: (request: WireRequest) => WireRequest;
}

export async function endpointWith(
  options: {
    readonly auth?: 'verify' | 'trust';
    readonly hasControl?: boolean;
    readonly world?: Partial<WorldSpec>;
  } = {},
): Promise<TestEndpoint> {
  const { auth = 'verify', hasControl = false, world = {} } = options;
  const ports = fixedPorts();
  ports.clock.at = START;
  let lab: Lab | null = null;
  const site = await Site.open({
    ports,
    auth,
    hasControl,
    allowedHosts: [],
    async openLab() {
      lab = await createLab(
        { ...fixedPorts(), clock: ports.clock },
        { ...DEFAULT_WORLD, start: START, ...world },
        1,
        new Uint8Array(32).fill(7),
      );
      return { lab, defaults: { administrator: ADMIN.as, region: 'us-east-1' } };
    },
  });
  let last: WireRequest | null = null;
  let lastAnswer: WireResponse | null = null;
  const opened = (): Lab => {
    if (lab === null) throw new Error('no lab');
    return lab;
  };
  /** Its types want the SDK's own response class; a client takes anything that looks like it. */
  function config({
    as = ADMIN.as,
    region = 'us-east-1',
    through,
    credentials,
    skew = 0,
    retry = ONCE,
    tamper = asItIs,
  }: ClientOptions = {}) {
    const { accessKeyId, secretAccessKey } = opened().accessKeys.of(as);
    return {
      region,
      endpoint: `http://127.0.0.1:4599${through === undefined ? '' : `/vpce/${through}`}`,
      credentials: credentials ?? { accessKeyId, secretAccessKey },
      ...retry,
      systemClockOffset: ports.clock.at + skew - Date.now(),
      requestHandler: {
        async handle(sent: SdkRequest) {
          const request = tamper(await toWire(sent));
          last = request;
          lastAnswer = await site.answer(request, ['127.0.0.1']);
          const { status, headers, body, bytes } = lastAnswer;
          const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
          const response = {
            statusCode: status,
            headers: Object.fromEntries(lowered),
            body: Readable.from([bytes ?? new TextEncoder().encode(body)]),
          };
          return { response };
        },
      },
    };
  }
  return {
    site,
    get lab() {
      return opened();
    },
    hostClock: ports.clock,
    lastRequest() {
      if (last === null) throw new Error('nothing was sent');
      return last;
    },
    lastResponse() {
      if (lastAnswer === null) throw new Error('nothing was answered');
      return lastAnswer;
    },
    trail: async () => (await opened().ask({ type: 'trail' })).map(({ record }) => record),
    send: (request) => site.answer({ ...PLAIN_REQUEST, ...request }, ['127.0.0.1']),
    client: (options) => new KMSClient(config(options) as unknown as KMSClientConfig),
    s3Client: (options) => new S3Client({ forcePathStyle: true, ...config(options) } as unknown as S3ClientConfig),
    ec2Client: (options) => new EC2Client(config(options) as unknown as EC2ClientConfig),
    dynamoDbClient: (options) => new DynamoDBClient(config(options) as unknown as DynamoDBClientConfig),
    sqsClient: (options) => new SQSClient(config(options) as unknown as SQSClientConfig),
    ssmClient: (options) => new SSMClient(config(options) as unknown as SSMClientConfig),
    secretsManagerClient: (options) =>
      new SecretsManagerClient(config(options) as unknown as SecretsManagerClientConfig),
    stsClient: (options) => new STSClient(config(options) as unknown as STSClientConfig),
    iamClient: (options) => new IAMClient(config(options) as unknown as IAMClientConfig),
    rdsClient: (options) => new RDSClient(config(options) as unknown as RDSClientConfig),
    lambdaClient: (options) => new LambdaClient(config(options) as unknown as LambdaClientConfig),
    cloudTrailClient: (options) => new CloudTrailClient(config(options) as unknown as CloudTrailClientConfig),
    organizationsClient: (options) => new OrganizationsClient(config(options) as unknown as OrganizationsClientConfig),
  };
}

const ONCE = { maxAttempts: 1 } as const;
const asItIs = (request: WireRequest): WireRequest => request;

interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}

const PLAIN_REQUEST: WireRequest = {
  method: 'POST',
  path: '/',
  query: '',
  headers: new Map([['host', '127.0.0.1:4599']]),
  body: new Uint8Array(0),
  sourceIp: '127.0.0.1',
};

async function toWire({ method, path, query = {}, headers, body = '' }: SdkRequest): Promise<WireRequest> {
  return {
    ...PLAIN_REQUEST,
    method,
    path,
    query: buildQueryString(query),
    headers: new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: await bytesOf(body),
  };
}

async function bytesOf(body: string | Uint8Array | Readable): Promise<Uint8Array> {
  if (typeof body === 'string') return new TextEncoder().encode(body);
  return body instanceof Readable ? buffer(body) : body;
}

/** As the SDK's own HTTP handler writes it. */
function buildQueryString(query: NonNullable<SdkRequest['query']>): string {
  return Object.entries(query)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, value]) =>
      value === null ? [encode(name)] : [value].flat().map((one) => `${encode(name)}=${encode(one)}`),
    )
    .join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
