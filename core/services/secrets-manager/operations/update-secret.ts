import { SecretsManagerError } from '../../../errors/secrets-manager-errors.ts';
import type { HandleScope } from '../../../operations/operation.ts';
import { structure } from '../../../operations/shape.ts';
import { newVersion, versionExists } from '../new-version.ts';
import { mirrored } from '../replication.ts';
import type { Secret } from '../secret.ts';
import type { SecretFact } from '../secret-fact.ts';
import { namesOf } from '../secret-output.ts';
import { givenValue, keptKeyId, SecretValues } from '../secret-value.ts';
import { CURRENT, PENDING, PREVIOUS } from '../staging-labels.ts';
import { secretOperation } from './secret-operation.ts';
import { ClientRequestToken, Description, KmsKeyId, SecretBinary, SecretId, SecretString, Type } from './shapes.ts';

/** Labels whose versions go with the secret to another key. Source: Secrets Manager API Reference, UpdateSecret, KmsKeyId. */
const GO_ALONG: readonly string[] = [CURRENT, PENDING, PREVIOUS];

export const updateSecret = secretOperation({
  name: 'UpdateSecret',
  summary: 'Changes the description, the KMS key or the value of a secret; a new value is a new version.',
  input: structure({ SecretId }, { ClientRequestToken, Description, KmsKeyId, SecretBinary, SecretString, Type }),
  readOnly: false,
  check(given, { versions }) {
    if (given.Type !== undefined && given.Type !== '') throw SecretsManagerError.notHere('external secrets');
    const { ClientRequestToken: token } = given;
    const isNew = givenValue(given) !== null;
    if (isNew && token !== undefined && versions.some(({ versionId }) => versionId === token)) {
      throw versionExists(token);
    }
  },
  async handle(given, secret, scope) {
    const kmsKeyId = given.KmsKeyId === undefined ? secret.settings.kmsKeyId : keptKeyId(given.KmsKeyId);
    const description = given.Description ?? secret.settings.description;
    const facts: SecretFact[] = [
      ...mirrored(scope, secret, [{ type: 'secretSet', secretArn: secret.arn, settings: { description, kmsKeyId } }]),
    ];
    if (given.KmsKeyId !== undefined) facts.push(...(await underKey(scope, secret, kmsKeyId)));
    const value = givenValue(given);
    if (value === null) return { output: namesOf(secret), facts };
    const { ClientRequestToken: versionId = scope.ids.uuid() } = given;
    const made = await newVersion(scope, secret, { versionId, labels: [CURRENT], value, kmsKeyId });
    return { output: { ...namesOf(secret), VersionId: versionId }, facts: [...facts, ...made.facts] };
  },
});

/**
 * A secret's versions under another key: their data keys are wrapped anew. Deprecated versions stay under theirs, and so
 * do those that KMS does not let the caller take along.
 * @throws {SecretsManagerError} where the caller may not use the new key
 */
async function underKey(scope: HandleScope, secret: Secret, kmsKeyId: string | null): Promise<readonly SecretFact[]> {
  const values = new SecretValues(scope);
  const keyArn = await values.tryKey(secret, kmsKeyId);
  const facts: SecretFact[] = [];
  for (const version of secret.versions) {
    const goesAlong = version.stages.some((label) => GO_ALONG.includes(label));
    if (!goesAlong || version.value.keyArn === keyArn) continue;
    const value = await values.rewrap(secret, version, kmsKeyId);
    if (value === null) continue;
    facts.push({ type: 'secretVersionPut', secretArn: secret.arn, version: { ...version, value } });
  }
  return facts;
}
