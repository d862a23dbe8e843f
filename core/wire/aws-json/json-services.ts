import { SQS_ERRORS } from '../../errors/sqs-errors.ts';
import type { Service } from '../../lab/request.ts';

/** How the services differ that speak AWS JSON. */
export interface JsonService {
  readonly service: Service;
  /** What may stand before an operation's name in X-Amz-Target, with its dot. */
  readonly targetPrefixes: readonly string[];
  /** The member of an error that holds its message. Source: wire.md section 3; the services' Smithy models. */
  messageMember(error: string): 'message' | 'Message';
  /** Members of errors beside their message, which others of the lab's data are not. */
  readonly errorMembers: readonly string[];
  /** Of the protocol; 1.1 where it is left out. */
  readonly version?: '1.0';
  /** Whether a request may come to another path than `/`. */
  readonly takesAnyPath?: boolean;
  /** What JSON calls an error, where the lab knows it by another name, and its status. */
  readonly errors?: Readonly<Record<string, readonly [json: string, status: number]>>;
  /** What stands before an error's name, with its `#`. */
  readonly errorNamespace?: string;
}

/** The services of the endpoint that speak AWS JSON. */
export const JSON_SERVICES = {
  kms: {
    service: 'kms',
    targetPrefixes: ['TrentService.'],
    // KMS spells the member with a capital for this one alone.
    messageMember: (error) => (error === 'AccessDeniedException' ? 'Message' : 'message'),
    errorMembers: [],
  },
  organizations: {
    service: 'organizations',
    targetPrefixes: ['AWSOrganizationsV20161128.'],
    messageMember: () => 'Message',
    errorMembers: ['Reason'],
  },
  cloudtrail: {
    service: 'cloudtrail',
    // The SDK for JavaScript leaves the package out; the AWS CLI doesn't.
    targetPrefixes: ['CloudTrail_20131101.', 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.'],
    messageMember: () => 'Message',
    errorMembers: [],
  },
  dynamodb: {
    service: 'dynamodb',
    targetPrefixes: ['DynamoDB_20120810.'],
    messageMember: (error) => (error.endsWith('AccessDeniedException') ? 'Message' : 'message'),
    errorMembers: [],
    version: '1.0',
    errorNamespace: 'com.amazonaws.dynamodb.v20120810#',
  },
  ssm: {
    service: 'ssm',
    targetPrefixes: ['AmazonSSM.'],
    messageMember: () => 'message',
    errorMembers: [],
  },
  secretsmanager: {
    service: 'secretsmanager',
    targetPrefixes: ['secretsmanager.'],
    messageMember: () => 'Message',
    errorMembers: [],
  },
  sqs: {
    service: 'sqs',
    targetPrefixes: ['AmazonSQS.'],
    messageMember: () => 'message',
    errorMembers: [],
    version: '1.0',
    takesAnyPath: true,
    errors: SQS_ERRORS,
    errorNamespace: 'com.amazonaws.sqs#',
  },
} as const satisfies Readonly<Record<string, JsonService>>;

/** The service that a target names; null where it is none of ours. */
export function serviceOfTarget(target: string): keyof typeof JSON_SERVICES | null {
  for (const spoken of Object.values(JSON_SERVICES)) {
    if (operationOfTarget(target, spoken) !== null) return spoken.service;
  }
  return null;
}

/** The name of the operation in a service's target; null in one of another service. */
export function operationOfTarget(target: string, { targetPrefixes }: JsonService): string | null {
  for (const prefix of targetPrefixes) if (target.startsWith(prefix)) return target.slice(prefix.length);
  return null;
}
