import { SecretsManagerError } from '../../../errors/secrets-manager-errors.ts';
import { structure, type ValueOf } from '../../../operations/shape.ts';
import { versionNamed } from '../find-secret.ts';
import { mirrored } from '../replication.ts';
import type { Secret } from '../secret.ts';
import { namesOf } from '../secret-output.ts';
import { CURRENT, type Stages, stagesOf, versionWith, withLabels, withoutLabel } from '../staging-labels.ts';
import { secretOperation } from './secret-operation.ts';
import { SecretId, VersionId, VersionStage } from './shapes.ts';

const input = structure({ SecretId, VersionStage }, { RemoveFromVersionId: VersionId, MoveToVersionId: VersionId });
type UpdateStage = ValueOf<typeof input>;

export const updateSecretVersionStage = secretOperation({
  name: 'UpdateSecretVersionStage',
  summary: 'Moves a staging label from one version of a secret to another, or takes it off.',
  input,
  readOnly: false,
  check: checkMove,
  handle(given, secret, scope) {
    const facts = mirrored(scope, secret, [
      { type: 'secretStaged', secretArn: secret.arn, stages: movedStages(given, secret) },
    ]);
    return { output: namesOf(secret), facts };
  },
});

function movedStages({ VersionStage: label, MoveToVersionId: to }: UpdateStage, { versions }: Secret): Stages {
  const before = stagesOf(versions);
  return to === undefined ? withoutLabel(before, label) : withLabels(before, to, [label]);
}

/** @throws {SecretsManagerError} Source: Secrets Manager API Reference, UpdateSecretVersionStage; the words as observed. */
function checkMove(
  { VersionStage: label, RemoveFromVersionId: from, MoveToVersionId: to }: UpdateStage,
  secret: Secret,
): void {
  for (const versionId of [from, to]) if (versionId !== undefined) versionNamed(secret, { VersionId: versionId });
  if (from === undefined && to === undefined) {
    throw SecretsManagerError.parameter('You must provide either RemoveFromVersionId or MoveToVersionId.');
  }
  if (to === undefined && label === CURRENT) {
    throw SecretsManagerError.parameter(
      `You can only move staging label ${CURRENT} to a different secret version. It can't be completely removed.`,
    );
  }
  const holder = versionWith(stagesOf(secret.versions), label);
  if (from === undefined && holder !== null && holder !== to) {
    throw SecretsManagerError.parameter(
      `The parameter RemoveFromVersionId can't be empty. Staging label ${label} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`,
      'staging-label-elsewhere',
    );
  }
  if (from !== undefined && holder !== from) {
    const message = `Staging label ${label} is not currently attached to version ${from}.`;
    throw SecretsManagerError.parameter(message, 'staging-label-elsewhere');
  }
}
