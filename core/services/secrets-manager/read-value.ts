import type { HandleScope, Scope } from '../../operations/operation.ts';
import { dayOf, type Secret, type SecretVersion } from './secret.ts';
import type { SecretFact } from './secret-fact.ts';
import { namesOf } from './secret-output.ts';
import { SecretValues, toldValue } from './secret-value.ts';

/** A value in clear, with what is told beside it. @throws {SecretsManagerError} what KMS refused */
export async function valueOutput(
  scope: HandleScope,
  secret: Secret,
  version: SecretVersion,
): Promise<Readonly<Record<string, unknown>>> {
  return {
    ...namesOf(secret),
    VersionId: version.versionId,
    ...toldValue(await new SecretValues(scope).open(secret, version)),
    VersionStages: version.stages,
    CreatedDate: version.createdAt / 1_000,
  };
}

/** That a version was read: noted to the day, and so once a day. */
export function readFacts({ at }: Scope, { arn }: Secret, { versionId, accessedAt }: SecretVersion): SecretFact[] {
  return accessedAt === dayOf(at) ? [] : [{ type: 'secretRead', secretArn: arn, versionId }];
}
