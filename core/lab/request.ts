import type { Circumstances } from '../access/decision.ts';
import type { CloudTrailRecord } from '../audit/record.ts';
import type { AccountId } from '../cloud/arn.ts';
import type { Principal, ServicePrincipal } from '../cloud/principal.ts';
import type { Region } from '../cloud/regions.ts';
import type { VpcEndpoint } from '../cloud/vpc-endpoint.ts';
import type { SessionFacts } from '../credentials/session-facts.ts';
import type { Because } from '../errors/because.ts';
import type { EpochMs } from '../ports.ts';
import type { Trace } from './trace.ts';

/** AWS's services that this lab speaks for. */
export const SERVICES = [
  'kms',
  'ec2',
  'sts',
  'iam',
  'organizations',
  'cloudtrail',
  's3',
  'sqs',
  'dynamodb',
  'ssm',
  'secretsmanager',
  'rds',
  'lambda',
] as const;
export type Service = (typeof SERVICES)[number];

/** Whether `name` is a service of this lab. */
export function isService(name: string): name is Service {
  return SERVICES.some((service) => service === name);
}

/** What a front end sends: an AWS API request, with names where the lab will put what they stand for. */
export interface ApiRequestInput {
  readonly service: string;
  /** `CreateKey`, in the API's spelling. */
  readonly operation: string;
  readonly input: unknown;
  /** The ARN of a root user, a user, a role (its session is then `kmslab`) or a role's session; or a service's name. */
  readonly as: string;
  readonly region: string;
  readonly userAgent?: string;
  /** Where it came from; this machine where left out. */
  readonly sourceIp?: string;
  /** The access key that signed it, where it is signed. */
  readonly accessKeyId?: string;
  /** What the caller's session carries: from its token, or as a front end that has no tokens says. */
  readonly session?: SessionFacts;
  /** The id of the VPC endpoint that it comes through. */
  readonly vpcEndpointId?: string;
}

/** One AWS API request, whoever made it. */
export interface ApiRequest {
  readonly service: Service;
  readonly operation: string;
  readonly input: unknown;
  readonly principal: Principal;
  readonly accountId: AccountId;
  readonly region: Region;
  /** A service acting for the caller (kms:ViaService, aws:CalledVia); its record carries `invokedBy`. */
  readonly via?: ServicePrincipal;
  /** The request on whose account a service makes this one. */
  readonly causedBy?: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** The access key that signed it; its record names it, and IAM tells when it was last used. */
  readonly accessKeyId?: string;
  /** What the caller's session carries; the same object for equal sessions. */
  readonly session?: SessionFacts;
  /** What it comes through, where it comes from a VPC. */
  readonly vpcEndpoint?: VpcEndpoint;
  /** What else condition keys may ask; left out where nothing is out of the ordinary. */
  readonly circumstances?: Circumstances;
}

/** The operation's answer. Wire names, `Uint8Array` for blobs, seconds since 1970 for timestamps. */
export interface Reply {
  readonly ok: true;
  readonly output: Readonly<Record<string, unknown>>;
}

/** AWS's refusal, in AWS's words; `message` is empty where AWS sends none. */
export interface AwsErrorReply {
  readonly ok: false;
  readonly error: {
    readonly name: string;
    readonly message: string;
    readonly because: Because;
    readonly data: Readonly<Record<string, string>>;
  };
}

/** What came of a request. `trace` tells why, room by room. Plain JSON and `Uint8Array`: it crosses any boundary. */
export interface Outcome {
  readonly reply: Reply | AwsErrorReply;
  readonly requestId: string;
  readonly at: EpochMs;
  readonly trace: Trace;
  /** What CloudTrail wrote: one record, two for a cross-account success. */
  readonly records: readonly CloudTrailRecord[];
}
