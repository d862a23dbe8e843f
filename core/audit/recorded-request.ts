import { parseAccountId } from '../cloud/arn.ts';
import type { Principal } from '../cloud/principal.ts';
import { parseRegion } from '../cloud/regions.ts';
import { parseServicePrincipal, serviceAccountId } from '../cloud/service-accounts.ts';
import type { SessionFacts } from '../credentials/session-facts.ts';
import { type ApiRequest, isService } from '../lab/request.ts';
import type { AskedBeside, TrailRow } from '../lab/trail-row.ts';
import { operationNamed } from '../operations/index.ts';
import type { Input, Operation } from '../operations/operation.ts';
import type { Shape, StructureShape } from '../operations/shape.ts';
import { withStandInBytes } from '../operations/stand-in-bytes.ts';
import { HIDDEN, type UserIdentity } from './record.ts';

/** A request as the trail tells of it. */
export interface RecordedRequest {
  readonly operation: Operation;
  readonly request: ApiRequest;
  /** Without what callers give to be encrypted: other bytes stand in for that. */
  readonly input: Input;
  /** What the trail does not tell, in a few words each; empty where nothing is missing. */
  readonly missing: readonly string[];
}

/**
 * The request behind a row of CloudTrail; null where there was none, as for what KMS does by itself, and where the row
 * stands in the log of another account than the caller's, which is not told who called.
 */
export function recordedRequest({ record, causedBy, asked = {} }: TrailRow): RecordedRequest | null {
  const service = record.eventSource.slice(0, record.eventSource.indexOf('.'));
  const operation = isService(service) ? operationNamed(service, record.eventName) : undefined;
  const principal = principalOf(record.userIdentity);
  const region = parseRegion(record.awsRegion);
  if (operation === undefined || principal === null || region === null) return null;
  const via = principal.type === 'service' ? null : parseServicePrincipal(record.userIdentity.invokedBy ?? '');
  const parameters = asked.parameters ?? record.requestParameters;
  const [resource] = record.resources ?? [];
  const keyArn = resource?.type === 'AWS::KMS::Key' ? resource.ARN : null;
  const named = { ...fromLog(operation.input, parameters ?? {}), ...grantNamed(operation, asked.grantIds, keyArn) };
  const input = withStandInBytes(operation, named, keyArn);
  const request: ApiRequest = {
    service: operation.service,
    operation: operation.name,
    input,
    principal,
    accountId: principal.accountId,
    region,
    ...(via === null ? {} : { via }),
    ...(causedBy === null ? {} : { causedBy }),
    sourceIp: record.sourceIPAddress,
    userAgent: record.userAgent,
    ...(asked.circumstances === undefined ? {} : { circumstances: asked.circumstances }),
    ...sessionOf(record.userIdentity, asked),
  };
  const isWithout = parameters === null && isDenied(record.errorCode) && !logsNothing(operation);
  const missing = isWithout ? ['its parameters, which CloudTrail leaves out of a denied call'] : [];
  return { operation, request, input, missing };
}

/** What the caller's session carries, where it had one. */
function sessionOf({ sessionContext }: UserIdentity, { session }: AskedBeside): { readonly session?: SessionFacts } {
  if (session !== undefined) return { session };
  if (sessionContext === undefined) return {};
  const { attributes, sourceIdentity } = sessionContext;
  return {
    session: {
      issuedAt: Date.parse(attributes.creationDate),
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    },
  };
}

/** Source: CloudTrail User Guide, "CloudTrail userIdentity element". */
function principalOf({
  type,
  principalId,
  arn,
  accountId,
  userName,
  sessionContext,
  invokedBy,
}: UserIdentity): Principal | null {
  if (type === 'AWSService') {
    const service = parseServicePrincipal(invokedBy ?? '');
    return service === null ? null : { type: 'service', service, arn: service, accountId: serviceAccountId(service) };
  }
  const account = parseAccountId(accountId ?? '');
  if (account === null || arn === undefined) return null;
  switch (type) {
    case 'Root':
      return { type: 'root', accountId: account, arn };
    case 'IAMUser':
      return { type: 'user', accountId: account, arn, name: userName ?? '', id: principalId ?? '' };
    case 'AssumedRole': {
      const issuer = sessionContext?.sessionIssuer;
      if (issuer === undefined) return null;
      return {
        type: 'roleSession',
        accountId: account,
        arn,
        roleArn: issuer.arn,
        roleName: issuer.userName ?? '',
        sessionName: arn.slice(arn.lastIndexOf('/') + 1),
        id: issuer.principalId,
      };
    }
    case 'FederatedUser': {
      const issuer = sessionContext?.sessionIssuer;
      if (issuer === undefined) return null;
      const name = arn.slice(arn.lastIndexOf('/') + 1);
      return { type: 'federatedUser', accountId: account, arn, name, userArn: issuer.arn, id: issuer.principalId };
    }
    default:
      return null;
  }
}

/** A grant that was retired by its token is named by its key and its id instead. */
function grantNamed({ input }: Operation, grantIds: readonly string[] = [], keyArn: string | null): Input {
  const [GrantId] = grantIds;
  return 'GrantToken' in input.optional && GrantId !== undefined && keyArn !== null ? { KeyId: keyArn, GrantId } : {};
}

/** CloudTrail's spelling of a structure, turned back into the API's. */
function fromLog({ required, optional }: StructureShape, logged: Input): Input {
  const input: Record<string, unknown> = {};
  for (const [name, shape] of Object.entries({ ...required, ...optional })) {
    const value = logged[name.charAt(0).toLowerCase() + name.slice(1)];
    if (value !== undefined && value !== null) input[name] = valueFromLog(shape, value);
  }
  return input;
}

function valueFromLog(shape: Shape, value: unknown): unknown {
  if (shape.type === 'structure') return fromLog(shape, value as Input);
  if (shape.type === 'list') return (value as readonly unknown[]).map((item) => valueFromLog(shape.member, item));
  if (shape.type === 'string' && shape.sensitive === true && value === HIDDEN) return shape.standIn ?? value;
  // `Aug 10, 2022, 10:38:27 PM`, UTC; see `loggedDate`.
  if (shape.type === 'timestamp' && typeof value === 'string') return Date.parse(`${value} UTC`) / 1000;
  return value;
}

function isDenied(errorCode: string | undefined): boolean {
  return errorCode === 'AccessDenied' || errorCode === 'Client.UnauthorizedOperation';
}

function logsNothing({ record, input }: Operation): boolean {
  if (record?.requestParameters !== undefined) return record.requestParameters({}) === null;
  return Object.keys({ ...input.required, ...input.optional }).length === 0;
}
