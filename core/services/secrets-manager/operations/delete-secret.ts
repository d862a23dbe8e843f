import { SecretsManagerError } from '../../../errors/secrets-manager-errors.ts';
import type { Handled, HandleScope, Scope } from '../../../operations/operation.ts';
import { boolean, integer, structure } from '../../../operations/shape.ts';
import { secretNamed, secretTarget } from '../find-secret.ts';
import { replicasOf } from '../replication.ts';
import { type Secret, secretArn } from '../secret.ts';
import { namesOf } from '../secret-output.ts';
import { checkIsActive, checkIsPrimary, secretsManagerOperation } from './secret-operation.ts';
import { SecretId } from './shapes.ts';

/** Days of the recovery window. Source: Secrets Manager API Reference, DeleteSecret. */
const SHORTEST = 7;
const LONGEST = 30;
const DAY_MS = 86_400_000;

export const deleteSecret = secretsManagerOperation({
  name: 'DeleteSecret',
  summary: 'Schedules the deletion of a secret in 7 to 30 days, or deletes it at once.',
  input: structure({ SecretId }, { RecoveryWindowInDays: integer(), ForceDeleteWithoutRecovery: boolean() }),
  readOnly: false,
  crossAccount: true,
  find: ({ SecretId: id }, scope) => [secretTarget(scope, id, 'secretsmanager:DeleteSecret')],
  check({ SecretId: id, RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: isForced = false }, scope) {
    if (isForced && days !== undefined) {
      const message = "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.";
      throw SecretsManagerError.parameter(message);
    }
    if (days !== undefined && (days < SHORTEST || days > LONGEST)) {
      const message = `The RecoveryWindowInDays value must be between ${SHORTEST} and ${LONGEST} days (inclusive).`;
      throw SecretsManagerError.parameter(message);
    }
    const secret = secretNamed(scope, id);
    if (secret === null) {
      if (isForced) return; // Forced, nothing is to be deleted.
      throw SecretsManagerError.notFound();
    }
    if (!isForced) checkIsActive(secret);
    checkIsPrimary(secret);
    checkHasNoReplicas(secret, scope);
  },
  handle({ SecretId: id, RecoveryWindowInDays: days = LONGEST, ForceDeleteWithoutRecovery: isForced }, scope) {
    const secret = secretNamed(scope, id);
    if (secret === null) return { output: answer(named(id, scope), scope.at) };
    if (isForced === true) {
      const event = { type: 'DeleteWithoutRecovery' } as const;
      return {
        output: answer(secret, scope.at),
        facts: [{ type: 'secretChanged', secretArn: secret.arn, event }],
      };
    }
    const deletionDate = scope.at + days * DAY_MS;
    const event = { type: 'DeleteSecret', deletionDate } as const;
    return {
      output: answer(secret, deletionDate),
      facts: [{ type: 'secretChanged', secretArn: secret.arn, event }],
    };
  },
});

function answer(secret: Pick<Secret, 'arn' | 'name'>, deletionDate: number): Handled['output'] {
  return { ...namesOf(secret), DeletionDate: deletionDate / 1_000 };
}

/** What is told of a secret that is not there. */
function named(id: string, { request }: HandleScope): Pick<Secret, 'arn' | 'name'> {
  if (id.startsWith('arn:')) return { arn: id, name: id.replace(/^.*:secret:/, '') };
  return { arn: secretArn(request.region, request.accountId, id), name: id };
}

/** @throws {SecretsManagerError} InvalidParameterException, as observed */
function checkHasNoReplicas(secret: Secret, scope: Scope): void {
  const there = replicasOf(scope, secret).map(({ region }) => region);
  if (there.length === 0) return;
  const message = `You can't delete secret ${secret.name} that still has replica regions [${there.join(', ')}]`;
  throw SecretsManagerError.parameter(message, 'secret-has-replicas');
}
