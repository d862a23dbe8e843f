import { sameBytes } from '../../crypto/bytes.ts';
import { SecretsManagerError } from '../../errors/secrets-manager-errors.ts';
import type { HandleScope } from '../../operations/operation.ts';
import { mirrorVersion } from './replication.ts';
import type { Secret } from './secret.ts';
import type { SecretFact } from './secret-fact.ts';
import { type PlainValue, SecretValues } from './secret-value.ts';
import { CURRENT, stagesOf, withLabels } from './staging-labels.ts';

/** A version that is to be made. */
export interface WantedVersion {
  readonly versionId: string;
  /** The first of a secret is AWSCURRENT, whatever is asked. */
  readonly labels: readonly string[];
  readonly value: PlainValue;
  readonly kmsKeyId: string | null;
}

/** What makes a new version of a secret and of its replicas. @throws {SecretsManagerError} what KMS refused */
export async function newVersion(
  scope: HandleScope,
  secret: Secret,
  { versionId, labels, value, kmsKeyId }: WantedVersion,
): Promise<{ readonly facts: readonly SecretFact[]; readonly stages: readonly string[] }> {
  const { arn, versions } = secret;
  const wanted = versions.length === 0 ? [...new Set([...labels, CURRENT])] : labels;
  const stages = withLabels(stagesOf(versions), versionId, wanted);
  const sealed = await new SecretValues(scope).seal(secret, kmsKeyId, versionId, value);
  const version = { versionId, createdAt: scope.at, stages: wanted };
  const ofReplicas = await mirrorVersion(scope, secret, { ...version, value }, stages);
  return {
    facts: [
      { type: 'secretVersionPut', secretArn: arn, version: { ...version, accessedAt: null, value: sealed } },
      { type: 'secretStaged', secretArn: arn, stages },
      ...ofReplicas,
    ],
    stages: wanted,
  };
}

/**
 * Whether a version of that id is there, with the same value: then the request came before, and nothing is done. The
 * value that is there is decrypted for it.
 * @throws {SecretsManagerError} ResourceExistsException for another value; what KMS refused
 */
export async function isThere(
  scope: HandleScope,
  secret: Secret,
  { versionId, value }: Pick<WantedVersion, 'versionId' | 'value'>,
): Promise<boolean> {
  const before = secret.versions.find((version) => version.versionId === versionId);
  if (before === undefined) return false;
  const { holds, bytes } = await new SecretValues(scope).open(secret, before);
  const isSame = holds === value.holds && sameBytes(bytes, value.bytes);
  bytes.fill(0);
  if (isSame) return true;
  throw versionExists(versionId);
}

/** A version can't be changed. */
export function versionExists(versionId: string): SecretsManagerError {
  const message = `You can't modify an existing version, you can only create a new one: ${versionId} is there already.`;
  return new SecretsManagerError('ResourceExistsException', message, 'secret-version-exists');
}
