import { structure } from '../../../operations/shape.ts';
import { versionNamed } from '../find-secret.ts';
import { readFacts, valueOutput } from '../read-value.ts';
import { secretOperation } from './secret-operation.ts';
import { SecretId, VersionId, VersionStage } from './shapes.ts';

export const getSecretValue = secretOperation({
  name: 'GetSecretValue',
  summary: 'Tells the value of a secret: the current one, or that of a version or staging label.',
  input: structure({ SecretId }, { VersionId, VersionStage }),
  readOnly: true,
  mutates: true,
  worksOnReplica: true,
  check(given, secret) {
    versionNamed(secret, given);
  },
  async handle(given, secret, scope) {
    const version = versionNamed(secret, given);
    return { output: await valueOutput(scope, secret, version), facts: readFacts(scope, secret, version) };
  },
});
