import { type Secret, secretDueAt } from '../../services/secrets-manager/secret.ts';
import type { SecretView } from '../world-shapes.ts';

/** A secret in a list; of its values there is nothing in it. */
export function secretView(secret: Secret): SecretView {
  const { arn, name, accountId, region, settings, versions, policy, primaryRegion, machine } = secret;
  return {
    arn,
    name,
    accountId,
    region,
    kmsKeyId: settings.kmsKeyId,
    versions: versions.length,
    policy: policy?.text ?? null,
    primaryRegion,
    deletionDate: secretDueAt(machine),
  };
}
