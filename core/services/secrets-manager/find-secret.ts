import { type AccountId, parseAccountId, parseArn } from '../../cloud/arn.ts';
import { NO_CONTEXT } from '../../crypto/encryption-context.ts';
import { SecretsManagerError } from '../../errors/secrets-manager-errors.ts';
import type { Scope, Target } from '../../operations/operation.ts';
import { askedPolicy } from '../silent-policy.ts';
import { type Secret, type SecretVersion, secretArn } from './secret.ts';

/**
 * The secret that a name or ARN names, in the Region that is called; an ARN may leave out the six characters at its end,
 * of the caller's own account. Null for none.
 * Source: Secrets Manager User Guide, "Troubleshoot AWS Secrets Manager", "Can't find a secret from a partial ARN".
 */
export function secretNamed({ world, request }: Scope, given: string): Secret | null {
  const { accountId, region } = request;
  const whole = given.startsWith('arn:') ? given : secretArn(region, accountId, given);
  const byArn = world.secrets.get(whole);
  if (byArn !== undefined) return byArn.region === region && given === whole ? byArn : null;
  for (const secret of world.secrets.values()) {
    if (secretArn(region, accountId, secret.name) !== whole) continue;
    if (secret.accountId === accountId && secret.region === region) return secret;
  }
  return null;
}

/** @throws {SecretsManagerError} ResourceNotFoundException */
export function theSecret(scope: Scope, given: string): Secret {
  const secret = secretNamed(scope, given);
  if (secret === null) throw SecretsManagerError.notFound();
  return secret;
}

/** The question whether the caller may do `action` on a secret, whether it is there or not. */
export function secretTarget(scope: Scope, given: string, action: string): Target {
  const secret = secretNamed(scope, given);
  const asked = { action, key: null, found: null, encryptionContext: NO_CONTEXT } as const;
  if (secret === null) {
    const { request } = scope;
    const arn = given.startsWith('arn:') ? given : secretArn(request.region, request.accountId, given);
    const accountId = ownerOf(arn) ?? request.accountId;
    // Of another account nobody is told whether it has such a secret.
    const resourcePolicy = askedPolicy({ accountId, policy: null }, 'secret');
    return { ...asked, resourceArn: arn, ownerAccountId: accountId, resourcePolicy };
  }
  return {
    ...asked,
    resourceArn: secret.arn,
    ownerAccountId: secret.accountId,
    resourcePolicy: askedPolicy(secret, 'secret'),
    entity: {
      boundary: null,
      tags: Object.entries(secret.tags).map(([Key, Value]) => ({ Key, Value })),
      primaryRegion: secret.primaryRegion ?? secret.region,
    },
  };
}

/** What names a version: its id, one of its labels, or both of the same. */
export interface VersionNamed {
  readonly VersionId?: string;
  readonly VersionStage?: string;
}

/** The version that is named; AWSCURRENT where none is. @throws {SecretsManagerError} ResourceNotFoundException, InvalidRequestException */
export function versionNamed(
  { versions }: Secret,
  { VersionId: versionId, VersionStage: stage }: VersionNamed,
): SecretVersion {
  if (versionId === undefined) {
    const label = stage ?? 'AWSCURRENT';
    const found = versions.find(({ stages }) => stages.includes(label));
    if (found === undefined) throw SecretsManagerError.noVersion('staging label', label);
    return found;
  }
  const found = versions.find((version) => version.versionId === versionId);
  if (found === undefined) throw SecretsManagerError.noVersion('VersionId', versionId);
  if (stage !== undefined && !found.stages.includes(stage)) {
    const message = 'You provided a VersionStage that is not associated to the provided VersionId.';
    throw SecretsManagerError.request(message, 'no-such-secret-version');
  }
  return found;
}

/** The secrets of the account that calls in the Region that is called. */
export function secretsHere({ world, request }: Scope): readonly Secret[] {
  return [...world.secrets.values()].filter(
    ({ accountId, region }) => accountId === request.accountId && region === request.region,
  );
}

function ownerOf(arn: string): AccountId | null {
  const parsed = parseArn(arn);
  return parsed === null ? null : parseAccountId(parsed.accountId);
}
