import { parseArn } from '../cloud/arn.ts';
import type { AwsError } from '../errors/aws-error.ts';
import type { Ids } from '../lab/ids.ts';
import type { ApiRequest } from '../lab/request.ts';
import type { Handled, Operation, Target } from '../operations/operation.ts';
import type { EpochMs } from '../ports.ts';
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
  const { request, targets } = call;
  const owners = new Set(targets.map((target) => target.ownerAccountId));
  owners.delete(request.accountId);
  const isShared = owners.size > 0 && call.error === null;
  const sharedEventID = isShared ? ids.uuid() : undefined;
  const own = record(call, ids.uuid(), request.accountId, userIdentity(request.principal, isoSeconds(call.sessionStart), request.via), sharedEventID);
  if (!isShared) return [own];
  const foreign = foreignIdentity(request.principal, request.via);
  return [own, ...[...owners].map((owner) => record(call, ids.uuid(), owner, foreign, sharedEventID))];
}

function record(
  { operation, request, requestId, at, input, targets, handled, error }: FinishedCall,
  eventID: string,
  recipientAccountId: string,
  identity: UserIdentity,
  sharedEventID: string | undefined,
): CloudTrailRecord {
  const isDenied = error !== null && DENIALS.has(error.name);
  return {
    eventVersion: '1.11',
    userIdentity: identity,
    eventTime: isoSeconds(at),
    eventSource: `${operation.service}.amazonaws.com`,
    eventName: operation.name,
    awsRegion: request.region,
    sourceIPAddress: request.via ?? request.sourceIp,
    userAgent: request.via ?? request.userAgent,
    ...(error === null ? {} : { errorCode: errorCode(operation, error) }),
    ...(error === null || error.message === '' ? {} : { errorMessage: error.message }),
    requestParameters: isDenied || input === null ? null : requestParameters(operation, input),
    responseElements: handled === null || operation.readOnly ? null : responseElements(operation, handled, targets),
    ...(handled?.additionalEventData === undefined ? {} : { additionalEventData: handled.additionalEventData }),
    requestID: requestId,
    eventID,
    readOnly: operation.readOnly,
    resources: targets.length === 0 ? [] : resourcesOf(targets),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId,
    ...(sharedEventID === undefined ? {} : { sharedEventID }),
    eventCategory: 'Management',
  };
}

const DENIALS: ReadonlySet<string> = new Set(['AccessDeniedException', 'UnauthorizedOperation']);

/** EC2's codes stand in CloudTrail behind `Client.`; KMS's denial loses its `Exception`. */
function errorCode({ service }: Operation, { name }: AwsError): string {
  if (service === 'ec2') return `Client.${name}`;
  return name === 'AccessDeniedException' ? 'AccessDenied' : name;
}

function requestParameters(operation: Operation, input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | null {
  const logged: Record<string, unknown> = { ...operation.record?.defaults };
  for (const { name, loggedAs } of membersOf(operation)) {
    const value = input[name];
    if (value !== undefined) logged[loggedAs] = value;
  }
  if (operation.record?.requestParameters !== undefined) return operation.record.requestParameters(input, logged);
  return logged;
}

/** Calls that return nothing log the key's ARN since 2022. Source: audit-and-cost.md section 1. */
function responseElements(operation: Operation, { output }: Handled, targets: readonly Target[]): Readonly<Record<string, unknown>> | null {
  if (operation.record?.responseElements !== undefined) return operation.record.responseElements(output);
  const members = Object.entries(output);
  if (members.length > 0) return Object.fromEntries(members.map(([name, value]) => [lowerFirst(name), value]));
  const key = targets.find((target) => target.key !== null)?.key;
  return key === undefined || key === null ? null : { keyId: key.arn };
}

function resourcesOf(targets: readonly Target[]): readonly RecordResource[] {
  const resources: RecordResource[] = [];
  for (const { resourceArn, ownerAccountId, key } of targets) {
    if (resourceArn === '*' || resources.some(({ ARN }) => ARN === resourceArn)) continue;
    resources.push({ accountId: ownerAccountId, type: key === null ? typeOf(resourceArn) : 'AWS::KMS::Key', ARN: resourceArn });
  }
  return resources;
}

function typeOf(arn: string): string {
  const resource = parseArn(arn)?.resource ?? '';
  if (resource.startsWith('alias/')) return 'AWS::KMS::Alias';
  if (resource.startsWith('snapshot/')) return 'AWS::EC2::Snapshot';
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

let lastInstant: EpochMs = -1;
let lastText = '';

/** UTC to the second, as CloudTrail prints instants. Calls at one instant share the text. */
export function isoSeconds(at: EpochMs): string {
  if (at !== lastInstant) {
    lastText = `${new Date(at).toISOString().slice(0, 19)}Z`;
    lastInstant = at;
  }
  return lastText;
}

/** `KeyId` → `keyId`: CloudTrail's spelling of a member. */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
