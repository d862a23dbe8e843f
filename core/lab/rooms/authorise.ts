import { decide } from '../../access/decide.ts';
import type { Decision, GrantInForce } from '../../access/decision.ts';
import { DecisionMemory } from '../../access/decision-memory.ts';
import { decideAgain } from '../../access/same-question.ts';
import { Ec2Error } from '../../errors/ec2-errors.ts';
import { IamError } from '../../errors/iam-errors.ts';
import { AccessDeniedException } from '../../errors/kms-errors.ts';
import { HIDDEN_KEY_MESSAGE } from '../../errors/messages.ts';
import { StsError } from '../../errors/sts-errors.ts';
import { grantsInForce } from '../../grants/grants-in-force.ts';
import type { KeyRecord } from '../../keys/key-record.ts';
import type { Input, Operation, Target } from '../../operations/operation.ts';
import { callFacts, keyFacts, questionOf } from '../question.ts';
import type { ApiRequest } from '../request.ts';
import type { World } from '../world.ts';

/**
 * Room 3: key policy, IAM policies and grants let the caller do it; `tokens` are the ids of grants that the request
 * brings tokens of. Gives every decision, and throws the first refusal
 * only after all are made: the explanation is the product.
 */
export function authorise(
  operation: Operation,
  request: ApiRequest,
  targets: readonly Target[],
  input: Input,
  world: World,
  tokens: ReadonlySet<string>,
): readonly Decision[] {
  const call = callFacts(request, world.now, input, targets);
  const decisions: Decision[] = [];
  for (const target of targets) {
    const { key, found } = target;
    const question = questionOf(request, world, call, {
      action: target.action,
      resourceArn: target.resourceArn,
      resourceAccountId: target.ownerAccountId,
      keyPolicy: key?.policy ?? target.resourcePolicy ?? null,
      grants: target.grants ?? grantsOn(key, world, tokens),
      isCrossAccountOperation: operation.crossAccount === true,
      encryptionContext: target.encryptionContext,
      newGrant: target.newGrant,
      retires: target.retires,
      entity: target.entity,
      resource: key === null ? null : keyFacts(world, key, found?.alias ?? null),
    });
    decisions.push(key === null ? decide(question) : decideAgain(question, memory.about(key)));
  }
  return decisions;
}

const memory = new DecisionMemory<KeyRecord>();

/** The refusal for the first decision that isn't an allow; null when all are. */
export function denial(
  operation: Operation,
  request: ApiRequest,
  targets: readonly Target[],
  decisions: readonly Decision[],
) {
  let index = 0;
  while (decisions[index]?.verdict === 'allowed') index += 1;
  const decision = decisions[index];
  if (decision === undefined) return null;
  if (operation.service === 'ec2') return Ec2Error.unauthorized(decision);
  if (operation.service === 'sts') return StsError.denied(decision);
  if (operation.service === 'iam') return IamError.denied(decision);
  const target = targets[index];
  // A ciphertext must not tell a stranger which key it is under. Source: access.md section 8.
  if (target?.found?.given === 'ciphertext' && target.ownerAccountId !== request.accountId) {
    return new AccessDeniedException(HIDDEN_KEY_MESSAGE, decision.because);
  }
  return AccessDeniedException.from(decision);
}

function grantsOn(key: KeyRecord | null, world: World, tokens: ReadonlySet<string>): readonly GrantInForce[] {
  const grants = key === null ? undefined : world.grants.get(key.arn);
  return grants === undefined ? NO_GRANTS : grantsInForce(grants, tokens);
}

const NO_GRANTS: readonly GrantInForce[] = [];
