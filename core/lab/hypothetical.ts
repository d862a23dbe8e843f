import { decide } from '../access/decide.ts';
import type { AuthorizationRequest, Circumstances } from '../access/decision.ts';
import { parseArn } from '../cloud/arn.ts';
import type { Principal, ServicePrincipal } from '../cloud/principal.ts';
import type { Region } from '../cloud/regions.ts';
import { parseServicePrincipal } from '../cloud/service-accounts.ts';
import type { SessionFacts } from '../credentials/session-facts.ts';
import { AwsError } from '../errors/aws-error.ts';
import { grantOfToken } from '../operations/find-grant.ts';
import { iamTarget } from '../operations/find-key.ts';
import { type KmsAction, kmsAction } from '../operations/kms-actions.ts';
import type { Input, Operation, Scope, Target } from '../operations/operation.ts';
import { withStandInBytes } from '../operations/stand-in-bytes.ts';
import { validate } from '../operations/validate.ts';
import type { CallMade, HypotheticalCall } from './access-shapes.ts';
import type { Answer } from './ask-again.ts';
import { checkSession } from './check-session.ts';
import { keyNamed, type NamedKey } from './key-named.ts';
import { LabError } from './lab-error.ts';
import { principalNamed } from './principal-named.ts';
import { callFacts, targetQuestion } from './question.ts';
import type { ApiRequest } from './request.ts';
import { resolvePrincipal, resolveRegion } from './resolve-request.ts';
import { denial } from './rooms/authorise.ts';
import { check, checkKey } from './rooms/check.ts';
import { addressInVpc } from './through-endpoint.ts';
import type { World } from './world.ts';

/** A call of which all names are found. */
export interface ReadyCall {
  readonly principal: Principal;
  readonly action: KmsAction;
  readonly named: NamedKey | null;
  readonly region: Region;
  readonly made: CallMade;
  /** What the caller's session carries, where the call is said to be made in one. */
  readonly session: SessionFacts | null;
}

/** What would come of a call, as far as that can be known without doing it. */
export interface HypotheticalAnswer extends Answer {
  /** What the key's origin, usage or state, or the input, says to it, where the policies let it through. */
  readonly refusedByKey: AwsError | null;
}

const DEFAULT_REGION = 'us-east-1';
const USER_AGENT = 'kmslab';
/** The lab's front ends call from this machine. */
const SOURCE_IP = '127.0.0.1';

/** Finds what a call names. @throws {LabError} for a principal, an action, a key or a policy that isn't one */
export function readyCall(world: World, asked: HypotheticalCall): ReadyCall {
  const principal = resolvePrincipal(world, isService(asked.as) ? asked.as : principalNamed(world, asked.as));
  const action = kmsAction(asked.action);
  if (action === undefined) throw new LabError(`expected an action of KMS such as kms:Decrypt, got '${asked.action}'`);
  const named = keyOf(world, asked, action, principal);
  const { sessionPolicy } = asked;
  return {
    principal,
    action,
    named,
    region:
      asked.region === undefined ? (named?.key.region ?? resolveRegion(DEFAULT_REGION)) : resolveRegion(asked.region),
    made: asked,
    session: sessionPolicy === undefined ? null : sessionWith(sessionPolicy, principal),
  };
}

/**
 * Who may, and why, of a call that nobody makes: asked of the same rooms as a real one. Nothing is done, recorded or
 * kept, and no key material is touched.
 * @throws {LabError} for a service, a grant or a policy that isn't one
 */
export function answerTo(world: World, call: ReadyCall): HypotheticalAnswer {
  const { operation } = call.action;
  const { request, input } = requestOf(world, call);
  try {
    const targets = targetsOf(world, call, request, input);
    const questions = questionsOf(world, call, request, input, targets);
    const decisions = questions.map(decide);
    const error = denial(operation, request, targets, decisions);
    const refusedByKey = error === null ? refusalByKey(world, request, input, targets, operation) : null;
    return { operation, request, targets, questions, decisions, error, refusedByKey };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { operation, request, targets: [], questions: [], decisions: [], error, refusedByKey: null };
  }
}

/** What a call asks of the policies; one question, or two where an alias is concerned as well. @throws {AwsError} */
export function questionsAbout(world: World, call: ReadyCall): readonly AuthorizationRequest[] {
  const { request, input } = requestOf(world, call);
  return questionsOf(world, call, request, input, targetsOf(world, call, request, input));
}

function isService(name: string): boolean {
  return parseServicePrincipal(name) !== null;
}

function keyOf(world: World, asked: HypotheticalCall, { action, isAboutKey }: KmsAction, principal: Principal) {
  const { key, alias, region } = asked;
  const text = key ?? alias;
  if (text === undefined) {
    if (isAboutKey) throw new LabError(`expected a key: ${action} is asked about one`);
    return null;
  }
  if (!isAboutKey) throw new LabError(`expected no key: ${action} is asked about none, got '${text}'`);
  const near = { accountId: principal.accountId, ...(region === undefined ? {} : { region }) };
  const named = keyNamed(world, text, near);
  if (alias === undefined || key === undefined) return named;
  const byAlias = keyNamed(world, alias, { accountId: named.key.accountId, region: named.key.region });
  if (byAlias.key !== named.key || byAlias.alias === null) {
    throw new LabError(`expected an alias of ${named.key.arn}, got '${alias}'`);
  }
  return byAlias;
}

function sessionWith(policy: string, principal: Principal): SessionFacts {
  const session = { policy };
  checkSession(session, principal);
  return session;
}

interface Request {
  readonly request: ApiRequest;
  readonly input: Input;
}

function requestOf(world: World, { principal, action, named, region, made, session }: ReadyCall): Request {
  const { operation } = action;
  const via = made.via === undefined ? null : serviceNamed(made.via);
  const input = inputOf(action, named, made);
  const { sourceIp = SOURCE_IP } = made;
  const vpcEndpoint = world.vpcEndpoints.get(made.vpcEndpointId ?? '');
  const circumstances = circumstancesOf(world, made, vpcEndpoint !== undefined);
  const request = {
    service: operation.service,
    operation: operation.name,
    input,
    principal,
    accountId: principal.accountId,
    region,
    ...(via === null ? {} : { via }),
    sourceIp: via ?? (vpcEndpoint === undefined ? sourceIp : addressInVpc(sourceIp)),
    userAgent: via ?? USER_AGENT,
    ...(session === null ? {} : { session }),
    ...(vpcEndpoint === undefined || via !== null ? {} : { vpcEndpoint }),
    ...(circumstances === null ? {} : { circumstances }),
  };
  return { request, input };
}

function serviceNamed(text: string): ServicePrincipal {
  const service = parseServicePrincipal(text.endsWith('.amazonaws.com') ? text : `${text}.amazonaws.com`);
  if (service === null) throw new LabError(`expected a service such as ec2 or ec2.amazonaws.com, got '${text}'`);
  return service;
}

/** @param isEndpointThere - whether the world has the endpoint; of another no more than its id is known */
function circumstancesOf(
  world: World,
  { mfa, vpcEndpointId, sourceArn }: CallMade,
  isEndpointThere: boolean,
): Circumstances | null {
  const sourceVpce = isEndpointThere ? undefined : vpcEndpointId;
  if (mfa !== true && sourceVpce === undefined && sourceArn === undefined) return null;
  const sourceAccount = sourceArn === undefined ? undefined : parseArn(sourceArn)?.accountId;
  return {
    ...(mfa === true ? { mfaAt: world.now } : {}),
    ...(sourceVpce === undefined ? {} : { sourceVpce }),
    ...(sourceArn === undefined ? {} : { sourceArn }),
    ...(sourceAccount === undefined || sourceAccount === '' ? {} : { sourceAccount }),
  };
}

/** The members that the call gives: what was said of it, its encryption context, and the key. */
function inputOf({ action, operation }: KmsAction, named: NamedKey | null, made: CallMade): Input {
  const { required, optional } = operation.input;
  const first = (...names: readonly string[]) => names.find((name) => name in required || name in optional);
  const isSource = action === 'kms:ReEncryptFrom';
  const keyMember = first('KeyId', 'TargetKeyId', isSource ? 'SourceKeyId' : 'DestinationKeyId');
  const context = first('EncryptionContext', isSource ? 'SourceEncryptionContext' : 'DestinationEncryptionContext');
  return {
    ...made.input,
    ...(made.encryptionContext === undefined || context === undefined ? {} : { [context]: made.encryptionContext }),
    ...(named === null || keyMember === undefined ? {} : { [keyMember]: givenName(named, operation) }),
  };
}

/** How the call names its key: by the alias, where it may. */
function givenName({ key, alias }: NamedKey, { acceptsAlias, name }: Operation): string {
  return alias !== null && (acceptsAlias === true || name === 'ReEncrypt') ? alias.arn : key.arn;
}

/**
 * What the operation itself finds, where the input says enough for it; or else the key as it stands: who may is asked
 * of a Sign without a message, and of a ReEncrypt of which one side is known.
 */
function targetsOf(world: World, call: ReadyCall, request: ApiRequest, input: Input): readonly Target[] {
  const { action, named } = call;
  const scope = { request, world, at: world.now };
  const asked = found(action.operation, input, named, scope).filter((target) => target.action === action.action);
  return asked.length > 0 ? asked : [targetByHand(call, input, scope)];
}

/** Nothing where the input is not whole; but who may retire a grant only the grant can say. */
function found(operation: Operation, input: Input, named: NamedKey | null, scope: Scope): readonly Target[] {
  const whole = wholeInput(operation, input, named);
  try {
    return whole === null ? [] : operation.find(whole, scope);
  } catch (error) {
    if (error instanceof AwsError && operation.name !== 'RetireGrant') return [];
    throw error;
  }
}

function wholeInput(operation: Operation, input: Input, named: NamedKey | null): Input | null {
  if (operation.name === 'ReEncrypt') return null;
  try {
    return validate(operation.input, withStandInBytes(operation, input, named?.key.arn ?? null)) as Input;
  } catch (error) {
    if (error instanceof AwsError) return null;
    throw error;
  }
}

function targetByHand({ action: { action, operation }, named, made }: ReadyCall, input: Input, scope: Scope): Target {
  if (named === null) return iamTarget(scope, action);
  const { key } = named;
  const given = givenName(named, operation);
  const alias = given === key.arn ? null : (named.alias?.name ?? null);
  return {
    action,
    resourceArn: key.arn,
    ownerAccountId: key.accountId,
    key,
    found: { given, keyArn: key.arn, alias },
    encryptionContext: made.encryptionContext ?? {},
    ...(operation.name === 'CreateGrant' ? { newGrant: { operations: operationsOf(input) } } : {}),
  };
}

function operationsOf({ Operations: operations }: Input): readonly string[] {
  return Array.isArray(operations) ? operations.map(String) : [];
}

function questionsOf(
  world: World,
  { action, named, made }: ReadyCall,
  request: ApiRequest,
  input: Input,
  targets: readonly Target[],
): readonly AuthorizationRequest[] {
  const facts = callFacts(request, world, world.now, input, targets);
  const tokens = new Set((made.grantTokens ?? []).map((token) => grantIdOf(world, token, named)));
  return targets.map((target) => targetQuestion(action.operation, request, world, facts, tokens, target));
}

/** A grant's id says which grant is meant as well as its token does. */
function grantIdOf(world: World, token: string, named: NamedKey | null): string {
  if (named !== null && world.grant(named.key.arn, token) !== undefined) return token;
  return grantOfToken(world, token).grantId;
}

function refusalByKey(
  world: World,
  request: ApiRequest,
  given: Input,
  targets: readonly Target[],
  operation: Operation,
): AwsError | null {
  const named = targets[0]?.key ?? null;
  try {
    for (const { key } of targets) if (key !== null) checkKey(operation, key);
    const whole = wholeInput(operation, given, named === null ? null : { key: named, alias: null });
    if (whole !== null) check(operation, whole, { request, world, at: world.now, targets });
    return null;
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}
