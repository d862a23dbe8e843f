import { SecretsManagerError } from '../../../errors/secrets-manager-errors.ts';
import { string, structure } from '../../../operations/shape.ts';
import { isThere, newVersion } from '../new-version.ts';
import { namesOf } from '../secret-output.ts';
import { givenValue } from '../secret-value.ts';
import { CURRENT } from '../staging-labels.ts';
import { secretOperation } from './secret-operation.ts';
import { ClientRequestToken, SecretBinary, SecretId, SecretString, VersionStages } from './shapes.ts';

export const putSecretValue = secretOperation({
  name: 'PutSecretValue',
  summary: 'Makes a new version of a secret, and moves AWSCURRENT to it unless other labels are named.',
  input: structure(
    { SecretId },
    {
      ClientRequestToken,
      SecretBinary,
      SecretString,
      VersionStages,
      RotationToken: string({ min: 36, max: 256, pattern: /^[a-zA-Z0-9-]+$/, sensitive: true }),
    },
  ),
  readOnly: false,
  check({ RotationToken: token }) {
    if (token !== undefined) throw SecretsManagerError.notHere('rotation by a Lambda function');
  },
  async handle(given, secret, scope) {
    const value = givenValue(given);
    if (value === null) {
      throw SecretsManagerError.request('You must provide either SecretString or SecretBinary.', 'invalid-parameter');
    }
    const { ClientRequestToken: versionId = scope.ids.uuid(), VersionStages: labels = [CURRENT] } = given;
    if (await isThere(scope, secret, { versionId, value })) {
      const stages = secret.versions.find((version) => version.versionId === versionId)?.stages;
      return { output: { ...namesOf(secret), VersionId: versionId, VersionStages: stages } };
    }
    const { kmsKeyId } = secret.settings;
    const { facts, stages } = await newVersion(scope, secret, { versionId, labels, value, kmsKeyId });
    return { output: { ...namesOf(secret), VersionId: versionId, VersionStages: stages }, facts };
  },
});
