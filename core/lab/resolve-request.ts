import { iamArn, parseAccountId, parseArn, sessionArn } from '../cloud/arn.ts';
import type { Identity } from '../cloud/identity.ts';
import type { Principal } from '../cloud/principal.ts';
import { GLOBAL_REGION, type Partition, parseRegion, type Region } from '../cloud/regions.ts';
import { parseServicePrincipal, serviceAccountId } from '../cloud/service-accounts.ts';
import { checkSession } from './check-session.ts';
import type { EqualSessions } from './equal-sessions.ts';
import { LabError } from './lab-error.ts';
import { type ApiRequest, type ApiRequestInput, isService, SERVICES, type Service } from './request.ts';
import { throughEndpoint } from './through-endpoint.ts';
import type { World } from './world.ts';

const DEFAULT_USER_AGENT = 'kmslab';
/** The lab's front ends call from this machine. */
const SOURCE_IP = '127.0.0.1';

/** The session name of a role that a front end acts as, where it names only the role. */
const SESSION_NAME = 'kmslab';

/** A role has as many sessions as it is assumed: they are not all kept. */
const REMEMBERED_PRINCIPALS = 1_000;

/**
 * The principal that a name stands for: by its ARN a root user, an IAM user, a role (a session of it), a role's session
 * or a federated user's; by its own name a service that calls for itself. `federatedBy` is who federated the user.
 * @throws {LabError} when the world has no such principal.
 */
export function resolvePrincipal(world: World, text: string, federatedBy?: string): Principal {
  const name = federatedBy === undefined ? text : `${text} ${federatedBy}`;
  let principal = world.principals.get(name);
  if (principal === undefined) {
    principal = findPrincipal(world, text, federatedBy);
    if (world.principals.size >= REMEMBERED_PRINCIPALS) world.principals.clear();
    world.principals.set(name, principal);
  }
  return principal;
}

function findPrincipal(world: World, text: string, federatedBy: string | undefined): Principal {
  const service = parseServicePrincipal(text);
  if (service !== null) return { type: 'service', service, arn: service, accountId: serviceAccountId(service) };
  const arn = parseArn(text);
  const accountId = arn === null ? null : parseAccountId(arn.accountId);
  if (arn === null || accountId === null || (arn.service !== 'iam' && arn.service !== 'sts')) {
    throw new LabError(`expected the ARN of a root user, a user, a role or a role's session, got '${text}'`);
  }
  if (!world.accounts.has(accountId)) throw new LabError(`the lab has no account ${accountId} (in '${text}')`);
  if (arn.service === 'iam' && arn.resource === 'root') return { type: 'root', accountId, arn: text };
  if (arn.service === 'iam') {
    const identity = world.identities.get(text);
    if (identity === undefined) throw new LabError(`the lab has no principal ${text}`);
    if (identity.type === 'role') return sessionOf(identity, SESSION_NAME, arn.partition);
    return { type: 'user', accountId, arn: text, name: identity.name, id: identity.id };
  }
  const [kind, roleName, sessionName] = arn.resource.split('/');
  if (kind === 'federated-user' && roleName !== undefined) {
    return {
      type: 'federatedUser',
      accountId,
      arn: text,
      name: roleName,
      ...federatedByWhom(world, text, federatedBy),
    };
  }
  const role = world.directory.roleNamed(accountId, roleName ?? '');
  if (kind !== 'assumed-role' || sessionName === undefined || role === undefined) {
    throw new LabError(`the lab has no role for the session ${text}`);
  }
  return sessionOf(role, sessionName, arn.partition);
}

/** Who called GetFederationToken. @throws {LabError} where that isn't said, or nobody in the lab */
function federatedByWhom(world: World, text: string, federatedBy: string | undefined) {
  if (federatedBy === undefined) throw new LabError(`expected the session of ${text} to say who federated it`);
  const issuer = resolvePrincipal(world, federatedBy);
  if (issuer.type === 'user') return { userArn: issuer.arn, id: issuer.id };
  if (issuer.type === 'root') return { userArn: issuer.arn, id: issuer.accountId };
  throw new LabError(`expected ${text} to be federated by a user or root user, got '${federatedBy}'`);
}

/** The Region of that code. @throws {LabError} when AWS has none. */
export function resolveRegion(text: string): Region {
  const region = parseRegion(text);
  if (region === null) throw new LabError(`expected a Region such as us-east-1, got '${text}'`);
  return region;
}

/** Services that are one for all Regions, and say that they are in one. Source: AWS General Reference, "Service endpoints". */
const GLOBAL_SERVICES: readonly Service[] = ['iam', 'organizations'];

/** Where a service answers a call to a Region. */
function regionOf(service: Service, called: Region): Region {
  return GLOBAL_SERVICES.includes(service) ? GLOBAL_REGION : called;
}

/** The session of a service's own role for one resource; only grants let it in. Source: services.md section 3. */
export function infrastructureSession(
  partition: Partition,
  accountId: Identity['accountId'],
  resourceId: string,
  service: 'ec2' | 'rds' = 'ec2',
): Principal {
  const roleName = `aws:${service}-infrastructure`;
  return {
    type: 'roleSession',
    accountId,
    arn: sessionArn(partition, accountId, roleName, resourceId),
    roleArn: iamArn(partition, accountId, `role/${roleName}`),
    roleName,
    sessionName: resourceId,
    id: `${accountId}:${roleName}`,
  };
}

function sessionOf(role: Identity, sessionName: string, partition: Partition): Principal {
  return {
    type: 'roleSession',
    accountId: role.accountId,
    arn: sessionArn(partition, role.accountId, role.name, sessionName),
    roleArn: role.arn,
    roleName: role.name,
    sessionName,
    id: role.id,
  };
}

/** A front end's request as the corridor takes it. @throws {LabError} for a name of nothing in this lab */
export function resolveRequest(
  world: World,
  sessions: EqualSessions,
  {
    service,
    operation,
    input,
    as,
    region,
    userAgent = DEFAULT_USER_AGENT,
    sourceIp = SOURCE_IP,
    accessKeyId,
    session,
    vpcEndpointId,
  }: ApiRequestInput,
): ApiRequest {
  const principal = resolvePrincipal(world, as, session?.federatedBy);
  if (!isService(service)) {
    throw new LabError(`expected a service of this lab (${SERVICES.join(', ')}), got '${service}'`);
  }
  const where = regionOf(service, resolveRegion(region));
  const sent = { service, region: where, sourceIp };
  return {
    service,
    operation,
    input,
    principal,
    accountId: principal.accountId,
    region: where,
    sourceIp,
    userAgent,
    ...(accessKeyId === undefined ? {} : { accessKeyId }),
    ...(session === undefined ? {} : { session: sessions.same(session, (one) => checkSession(one, principal)) }),
    ...(vpcEndpointId === undefined ? {} : throughEndpoint(world, vpcEndpointId, sent)),
  };
}
