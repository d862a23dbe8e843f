import { parseArn } from '../cloud/arn.ts';
import type { Principal } from '../cloud/principal.ts';
import type { AwsError } from '../errors/aws-error.ts';
import { IAM_ERROR_CODES } from '../errors/iam-errors.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import type { Ids } from '../lab/ids.ts';
import type { ApiRequest, Service } from '../lab/request.ts';
import type { Handled, Operation, Target } from '../operations/operation.ts';
import type { EpochMs } from '../ports.ts';
import { isoSeconds } from './iso-seconds.ts';
import { loggedAnswer } from './logged-answer.ts';
import { type LoggedMember, loggedMembers } from './logged-members.ts';
import type { CloudTrailRecord, RecordResource, UserIdentity } from './record.ts';
import { foreignIdentity, userIdentity } from './user-identity.ts';

/** A call as the record room saw it; `input` is null where parse turned it away. */
export interface FinishedCall {
  readonly operation: Operation;
  readonly request: ApiRequest;
  readonly requestId: string;
  readonly at: EpochMs;
  readonly sessionStart: EpochMs;
  readonly input: Readonly<Record<string, unknown>> | null;
  readonly targets: readonly Target[];
  readonly handled: Handled | null;
  readonly error: AwsError | null;
}

/**
 * What CloudTrail writes for a call: one record, and for a success on another account's key one more in the owner's
 * log. A denied call stands in the caller's log only.
 * Source: KMS Developer Guide, "Logging AWS KMS API calls with AWS CloudTrail"; audit-and-cost.md sections 1 to 3.
 */
export function writeRecords(call: FinishedCall, ids: Ids): readonly CloudTrailRecord[] {
  const { request } = call;
  const owners = call.error === null ? foreignOwners(call) : NOBODY;
  const sharedEventID = owners.length > 0 ? ids.uuid() : null;
  const own = record(call, ids.uuid(), request.accountId, ownIdentity(call), sharedEventID);
  if (owners.length === 0) return [own];
  const foreign = foreignIdentity(request.principal, request.via);
  return [own, ...owners.map((owner) => record(call, ids.uuid(), owner, foreign, sharedEventID))];
}

const NOBODY: readonly string[] = [];

/** The accounts, other than the caller's, that own something the call was about. */
function foreignOwners({ request, targets }: FinishedCall): readonly string[] {
  let owners = NOBODY;
  for (const { ownerAccountId } of targets) {
    if (ownerAccountId !== request.accountId && !owners.includes(ownerAccountId)) owners = [...owners, ownerAccountId];
  }
  return owners;
}

/** Identities of those who call without a service between, made anew where another principal or access key calls. */
const ownIdentities = new WeakMap<object, OwnIdentity>();

interface OwnIdentity {
  readonly principal: Principal;
  readonly identity: UserIdentity;
}

function ownIdentity({ request, sessionStart }: FinishedCall): UserIdentity {
  const { principal, session, accessKeyId, via } = request;
  if (via !== undefined) return userIdentity(request, sessionStart, { invokedBy: via });
  let own = ownIdentities.get(session ?? principal);
  if (own?.principal !== principal || own.identity.accessKeyId !== accessKeyId) {
    const identity = userIdentity(request, sessionStart, accessKeyId === undefined ? {} : { accessKeyId });
    own = { principal, identity };
    ownIdentities.set(session ?? principal, own);
  }
  return own.identity;
}

/** Characters of an error's message. Source: CloudTrail User Guide, "CloudTrail record contents": 1 KB, then it is cut. */
const MOST_ERROR_MESSAGE = 1_024;

type Writable = { -readonly [K in keyof CloudTrailRecord]: CloudTrailRecord[K] };

function record(
  { operation, request, requestId, at, input, targets, handled, error }: FinishedCall,
  eventID: string,
  recipientAccountId: string,
  identity: UserIdentity,
  sharedEventID: string | null,
): CloudTrailRecord {
  const isDenied = error !== null && operation.service !== 's3' && isDenial(error); // S3's tell what was asked
  const written: Writable = {
    eventVersion: '1.11',
    userIdentity: identity,
    eventTime: isoSeconds(at),
    eventSource: EVENT_SOURCES[operation.service],
    eventName: operation.name,
    awsRegion: request.region,
    sourceIPAddress: request.via ?? request.sourceIp,
    userAgent: request.via ?? request.userAgent,
    requestParameters: isDenied || input === null ? null : requestParameters(operation, input),
    responseElements: handled === null || isQuiet(operation) ? null : responseElements(operation, handled, targets),
    requestID: requestId,
    eventID,
    readOnly: operation.readOnly,
    ...(operation.service === 'iam' ? {} : { resources: resourcesOf(targets) }), // IAM's records name them inside only
    eventType: 'AwsApiCall',
    managementEvent: operation.isDataEvent !== true,
    recipientAccountId,
    eventCategory: operation.isDataEvent === true ? 'Data' : 'Management',
  };
  const made = madeResource(operation, handled, request.accountId);
  if (made !== null) written.resources = made;
  if (error !== null) {
    written.errorCode = errorCode(operation.service, error.name);
    if (error.message !== '') written.errorMessage = error.message.slice(0, MOST_ERROR_MESSAGE);
  }
  const place = operation.isKeyUse === true ? keyStoreData(targets) : null;
  const beside = place === null ? handled?.additionalEventData : { ...handled?.additionalEventData, ...place };
  if (beside !== undefined) written.additionalEventData = beside;
  if (sharedEventID !== null) written.sharedEventID = sharedEventID;
  if (request.vpcEndpoint !== undefined) {
    written.vpcEndpointId = request.vpcEndpoint.id;
    written.vpcEndpointAccountId = request.vpcEndpoint.accountId;
  }
  return written;
}

/**
 * Where the key of a cryptographic call is, if in a custom key store: told of failed calls too.
 * Source: KMS Developer Guide, "Decrypt failure with a KMS key in an external key store".
 */
function keyStoreData(targets: readonly Target[]): Readonly<Record<string, unknown>> | null {
  for (const { key } of targets) {
    const backing = key?.backing;
    if (backing === undefined) continue;
    const { customKeyStoreId } = backing;
    return backing.type === 'EXTERNAL_KEY_STORE'
      ? { customKeyStoreId, xksKeyId: backing.xksKeyId }
      : { customKeyStoreId };
  }
  return null;
}

const EVENT_SOURCES = {
  kms: 'kms.amazonaws.com',
  ec2: 'ec2.amazonaws.com',
  sts: 'sts.amazonaws.com',
  iam: 'iam.amazonaws.com',
  organizations: 'organizations.amazonaws.com',
  cloudtrail: 'cloudtrail.amazonaws.com',
  s3: 's3.amazonaws.com',
  sqs: 'sqs.amazonaws.com',
  dynamodb: 'dynamodb.amazonaws.com',
  ssm: 'ssm.amazonaws.com',
  secretsmanager: 'secretsmanager.amazonaws.com',
  rds: 'rds.amazonaws.com',
  lambda: 'lambda.amazonaws.com',
} as const satisfies Record<Service, string>;
const DENIALS: ReadonlySet<string> = new Set(['AccessDeniedException', 'UnauthorizedOperation', 'AccessDenied']);

/** Whether CloudTrail leaves out the parameters of a call that came to this. */
export function isDenial(error: AwsError): boolean {
  return DENIALS.has(error.name);
}

/**
 * EC2's codes stand in CloudTrail behind `Client.`; KMS's denial loses its `Exception`, and IAM's other errors have one.
 * Source: CloudTrail User Guide, "CloudTrail record contents"; IAM User Guide, "Logging IAM and AWS STS API calls".
 */
function errorCode(service: Service, name: string): string {
  if (service === 'ec2') return `Client.${name}`;
  if (service === 'iam') return name === 'AccessDenied' ? name : `${name.replace(/Error$/, '')}Exception`;
  return name === 'AccessDeniedException' ? 'AccessDenied' : name;
}

/** The name that an error has on the wire, by its code in CloudTrail. */
export function errorNameOf(service: Service, code: string): string {
  if (service === 'ec2') return code.replace(/^Client\./, '');
  if (service === 'iam') return IAM_ERROR_CODES.find((name) => errorCode(service, name) === code) ?? code;
  return service !== 'sts' && service !== 'sqs' && service !== 'rds' && code === 'AccessDenied'
    ? 'AccessDeniedException'
    : code;
}

/** Reads log no answer, but for those that give out credentials. */
function isQuiet({ readOnly, record }: Operation): boolean {
  return readOnly && record?.responseElements === undefined;
}

/** The parameters of a call as CloudTrail logs them; null for an operation that logs none. */
export function requestParameters(
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | null {
  if (operation.record?.requestParameters !== undefined) return operation.record.requestParameters(input);
  return ownParameters(operation, input);
}

/** The parameters in CloudTrail's usual spelling, whatever the record calls them. */
export function ownParameters(
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const defaults = operation.record?.defaults;
  const logged: Record<string, unknown> = { ...(typeof defaults === 'function' ? defaults(input) : defaults) };
  for (const { name, loggedAs, asLogged } of membersOf(operation)) {
    const value = input[name];
    if (value !== undefined) logged[loggedAs] = asLogged(value);
  }
  return logged;
}

/** Calls that return nothing log the key's ARN since 2022. Source: audit-and-cost.md section 1. */
function responseElements(
  operation: Operation,
  { output }: Handled,
  targets: readonly Target[],
): Readonly<Record<string, unknown>> | null {
  const key = targets.find((target) => target.key !== null)?.key ?? null;
  if (operation.record?.responseElements !== undefined) {
    return operation.record.responseElements(output, key?.arn ?? null);
  }
  if (operation.service === 'iam') return loggedAnswer(output);
  const members = Object.entries(output);
  if (members.length > 0) return Object.fromEntries(members.map(([name, value]) => [lowerFirst(name), value]));
  return key === null ? null : { keyId: key.arn };
}

function madeResource(
  { record }: Operation,
  handled: Handled | null,
  accountId: string,
): readonly RecordResource[] | null {
  if (record?.madeKey === undefined || handled === null) return null;
  return [{ accountId, type: 'AWS::KMS::Key', ARN: record.madeKey(handled.output) }];
}

/** The one resource of a call about one key, made once a key. */
const keyResources = new WeakMap<KeyRecord, readonly RecordResource[]>();
const NO_RESOURCES: readonly RecordResource[] = [];

function resourcesOf(targets: readonly Target[]): readonly RecordResource[] {
  const [first] = targets;
  if (first === undefined) return NO_RESOURCES;
  if (targets.length > 1 || first.key === null) return listResources(targets);
  let resources = keyResources.get(first.key);
  if (resources === undefined) {
    resources = listResources(targets);
    keyResources.set(first.key, resources);
  }
  return resources;
}

function listResources(targets: readonly Target[]): readonly RecordResource[] {
  const resources: RecordResource[] = [];
  for (const { resourceArn, ownerAccountId, key } of targets) {
    if (resourceArn.endsWith('*') || resources.some(({ ARN }) => ARN === resourceArn)) continue;
    const type = key === null ? typeOf(resourceArn) : 'AWS::KMS::Key';
    if (type !== null) resources.push({ accountId: ownerAccountId, type, ARN: resourceArn });
  }
  return resources;
}

/** Null for what CloudTrail does not list, of VPCs too: Organizations' records have no resources, nor have those of federated users. */
function typeOf(arn: string): string | null {
  const { service = '', resource = '' } = parseArn(arn) ?? {};
  if (service === 'organizations' || service === 'sts' || service === 'rds') return null;
  if (service === 'lambda') return 'AWS::Lambda::Function';
  if (service === 's3') return resource.includes('/') ? 'AWS::S3::Object' : 'AWS::S3::Bucket';
  if (service === 'dynamodb') return 'AWS::DynamoDB::Table';
  if (service === 'sqs') return 'AWS::SQS::Queue';
  if (service === 'ssm') return 'AWS::SSM::Parameter';
  if (service === 'secretsmanager') return 'AWS::SecretsManager::Secret';
  if (resource.startsWith('vpc')) return null;
  if (resource.startsWith('alias/')) return 'AWS::KMS::Alias';
  if (resource.startsWith('snapshot/')) return 'AWS::EC2::Snapshot';
  if (resource.startsWith('role/')) return 'AWS::IAM::Role';
  if (resource.startsWith('instance/')) return 'AWS::EC2::Instance';
  return 'AWS::EC2::Volume';
}

const plans = new WeakMap<Operation, readonly LoggedMember[]>();

function membersOf(operation: Operation): readonly LoggedMember[] {
  let plan = plans.get(operation);
  if (plan === undefined) {
    plan = loggedMembers(operation.input);
    plans.set(operation, plan);
  }
  return plan;
}

/** `KeyId` → `keyId`: CloudTrail's spelling of a member. */
function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
