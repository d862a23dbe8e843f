import type { AuthorizationRequest, CallFacts, GrantInForce, KeyFacts } from '../access/decision.ts';
import type { AliasArn } from '../cloud/arn.ts';
import { grantsInForce, waitingGrants } from '../grants/grants-in-force.ts';
import type { KeyIdentity, KeyRecord } from '../keys/key-record.ts';
import type { Operation, Target } from '../operations/operation.ts';
import type { EpochMs } from '../ports.ts';
import { NO_CIRCUMSTANCES } from './circumstances.ts';
import type { ApiRequest } from './request.ts';
import { plainSurroundings, surroundingsOf } from './surroundings.ts';
import type { World } from './world.ts';

/** What is asked, for a question that the caller's request asks of the policies. */
type Asked = Omit<AuthorizationRequest, 'principal' | 'identityPolicies' | 'guardrails' | 'viaService' | 'call'>;

/** A question of a request's caller to the access decision. */
export function questionOf(request: ApiRequest, world: World, call: CallFacts, asked: Asked): AuthorizationRequest {
  const { guardrails, circumstances } = surroundingsOf(request, world, asked.resourceAccountId);
  return {
    action: asked.action,
    principal: request.principal,
    identityPolicies: world.policiesOf(request.principal),
    guardrails,
    resourceArn: asked.resourceArn,
    resourceAccountId: asked.resourceAccountId,
    keyPolicy: asked.keyPolicy,
    grants: asked.grants,
    waitingGrants: asked.waitingGrants,
    isCrossAccountOperation: asked.isCrossAccountOperation,
    viaService: request.via === undefined ? null : viaServiceName(request),
    encryptionContext: asked.encryptionContext,
    newGrant: asked.newGrant,
    retires: asked.retires,
    entity: asked.entity,
    call: circumstances === call.circumstances ? call : { ...call, circumstances },
    resource: asked.resource,
  };
}

/** What a request asks of the policies about one of its targets; `tokens` are the ids of grants that it brings tokens of. */
export function targetQuestion(
  operation: Operation,
  request: ApiRequest,
  world: World,
  call: CallFacts,
  tokens: ReadonlySet<string>,
  target: Target,
): AuthorizationRequest {
  const { key, found } = target;
  const onKey = key === null || target.grants !== undefined ? undefined : world.grants.get(key.arn);
  return questionOf(request, world, call, {
    action: target.action,
    resourceArn: target.resourceArn,
    resourceAccountId: target.ownerAccountId,
    keyPolicy: key?.policy ?? target.resourcePolicy ?? null,
    grants: target.grants ?? (onKey === undefined ? NO_GRANTS : grantsInForce(onKey, tokens)),
    waitingGrants: onKey === undefined ? undefined : waitingGrants(onKey, tokens),
    isCrossAccountOperation: operation.crossAccount === true,
    encryptionContext: target.encryptionContext,
    newGrant: target.newGrant,
    retires: target.retires,
    entity: target.entity,
    resource: key === null ? null : keyFacts(world, key, found?.alias ?? null),
  });
}

/** The request as condition keys see it; its circumstances are each question's, where they are out of the ordinary. */
export function callFacts(
  request: ApiRequest,
  world: World,
  at: EpochMs,
  input: Readonly<Record<string, unknown>>,
  targets: readonly Target[],
): CallFacts {
  const { operation, region, sourceIp, userAgent } = request;
  return {
    operation,
    input,
    at,
    region,
    sourceIp,
    userAgent,
    reEncryptsOnSameKey: operation === 'ReEncrypt' ? targets[0]?.key === targets[1]?.key : null,
    circumstances: plainSurroundings(request, world)?.circumstances ?? NO_CIRCUMSTANCES,
  };
}

/** A key as condition keys see it; one that is not made yet is no replica. */
export function keyFacts(world: World, key: KeyIdentity | KeyRecord, requestAlias: string | null): KeyFacts {
  const isReplica = 'machine' in key && key.machine.context.isReplica;
  return { key, isReplica, aliases: world.aliasesOfKey.get(key.arn) ?? NO_ALIASES, requestAlias };
}

const NO_GRANTS: readonly GrantInForce[] = [];
const NO_ALIASES: readonly AliasArn[] = [];

/** `ec2.amazonaws.com` in eu-west-1 is `ec2.eu-west-1.amazonaws.com` to kms:ViaService. */
function viaServiceName({ via, region }: ApiRequest): string {
  return `${(via ?? '').split('.')[0]}.${region}.amazonaws.com`;
}
