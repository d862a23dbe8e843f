import type { Credentials } from '../credentials/access-keys.ts';
import type { Service } from '../lab/request.ts';

/** Where a client is to call, and in which Region. */
interface ClientWay {
  /** URL of an endpoint. */
  readonly endpoint: string;
  readonly region: string;
  /** The VPC endpoint to come through: its service as AWS names it, and its path at the endpoint. */
  readonly through: { readonly service: string; readonly path: string } | null;
}

/** The environment variables that make AWS's CLI and SDKs talk to an endpoint as somebody. */
export function clientVariables(
  { endpoint, region, through }: ClientWay,
  { accessKeyId, secretAccessKey, sessionToken }: Pick<Credentials, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>,
): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    ...Object.fromEntries(Object.values(SERVED).map((served) => [`AWS_ENDPOINT_URL_${served}`, endpoint])),
    ...(through === null ? {} : { [`AWS_ENDPOINT_URL_${through.service.toUpperCase()}`]: endpoint + through.path }),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken === null ? {} : { AWS_SESSION_TOKEN: sessionToken }),
  };
}

/** The services that the endpoint speaks for, as the variables of SDKs name them. */
const SERVED = {
  kms: 'KMS',
  ec2: 'EC2',
  sts: 'STS',
  iam: 'IAM',
  organizations: 'ORGANIZATIONS',
  cloudtrail: 'CLOUDTRAIL',
  s3: 'S3',
  sqs: 'SQS',
  dynamodb: 'DYNAMODB',
  ssm: 'SSM',
  secretsmanager: 'SECRETS_MANAGER',
  rds: 'RDS',
  lambda: 'LAMBDA',
} as const satisfies Readonly<Record<Service, string>>;
