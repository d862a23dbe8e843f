import { decide } from '../../access/decide.ts';
import type { Decision } from '../../access/decision.ts';
import { DecisionMemory } from '../../access/decision-memory.ts';
import { decideAgain } from '../../access/same-question.ts';
import { CloudTrailError } from '../../errors/cloudtrail-errors.ts';
import { DynamoDbError } from '../../errors/dynamodb-errors.ts';
import { Ec2Error } from '../../errors/ec2-errors.ts';
import { IamError } from '../../errors/iam-errors.ts';
import { AccessDeniedException } from '../../errors/kms-errors.ts';
import { LambdaError } from '../../errors/lambda-errors.ts';
import { HIDDEN_KEY_MESSAGE } from '../../errors/messages.ts';
import { OrganizationsError } from '../../errors/organizations-errors.ts';
import { RdsError } from '../../errors/rds-errors.ts';
import { S3Error } from '../../errors/s3-errors.ts';
import { SecretsManagerError } from '../../errors/secrets-manager-errors.ts';
import { SqsError } from '../../errors/sqs-errors.ts';
import { SsmError } from '../../errors/ssm-errors.ts';
import { StsError } from '../../errors/sts-errors.ts';
import type { KeyRecord } from '../../keys/key-record.ts';
import type { Input, Operation, Target } from '../../operations/operation.ts';
import { callFacts, targetQuestion } from '../question.ts';
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
  const asked = operation.conditionInput === undefined ? input : operation.conditionInput(input);
  const call = callFacts(request, world, world.now, asked, targets);
  const decisions: Decision[] = [];
  for (const target of targets) {
    const question = targetQuestion(operation, request, world, call, tokens, target);
    decisions.push(target.key === null ? decide(question) : decideAgain(question, memory.about(target.key)));
  }
  return decisions;
}

const memory = new DecisionMemory<KeyRecord>();

/** The refusal for the first decision that isn't an allow; null when all are, or each is told of by itself. */
export function denial(
  operation: Operation,
  request: ApiRequest,
  targets: readonly Target[],
  decisions: readonly Decision[],
) {
  if (operation.refusesInPart === true) return null;
  let index = 0;
  while (decisions[index]?.verdict === 'allowed') index += 1;
  const decision = decisions[index];
  if (decision === undefined) return null;
  if (operation.service === 'ec2') return Ec2Error.unauthorized(decision);
  if (operation.service === 'sts') return StsError.denied(decision);
  if (operation.service === 'iam') return IamError.denied(decision);
  if (operation.service === 'organizations') return OrganizationsError.denied(decision);
  if (operation.service === 'cloudtrail') return CloudTrailError.denied(decision);
  if (operation.service === 'dynamodb') return DynamoDbError.denied(decision);
  if (operation.service === 'sqs') return SqsError.denied(decision);
  if (operation.service === 'ssm') return SsmError.denied(decision);
  if (operation.service === 'secretsmanager') return SecretsManagerError.denied(decision);
  if (operation.service === 'lambda') return LambdaError.denied(decision);
  if (operation.service === 'rds') return RdsError.denied(decision);
  const target = targets[index];
  if (operation.service === 's3') return S3Error.denied(decision, target?.ownerAccountId === request.accountId);
  // A ciphertext must not tell a stranger which key it is under. Source: access.md section 8.
  if (target?.found?.given === 'ciphertext' && target.ownerAccountId !== request.accountId) {
    return new AccessDeniedException(HIDDEN_KEY_MESSAGE, decision.because);
  }
  return AccessDeniedException.from(decision);
}
