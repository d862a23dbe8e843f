import { type CompiledPolicy, parsePolicy } from '../../access/policy.ts';
import { PolicyError } from '../../access/policy-error.ts';
import { SecretsManagerError } from '../../errors/secrets-manager-errors.ts';
import type { Secret } from './secret.ts';

/**
 * A policy that is to stand on a secret, naming only users and roles that there are.
 * @throws {SecretsManagerError} MalformedPolicyDocumentException
 * Source: Secrets Manager User Guide, "Resource-based policies".
 */
export function readSecretPolicy(
  text: string,
  { accountId }: Pick<Secret, 'accountId'>,
  principalExists: (arn: string) => boolean,
): CompiledPolicy {
  try {
    return parsePolicy(text, { kind: 'secret', accountId, principalExists });
  } catch (cause) {
    if (!(cause instanceof PolicyError)) throw cause;
    const message =
      cause.problem === 'invalid-principal'
        ? 'This resource policy contains an unsupported principal.'
        : 'This resource policy contains a syntax error.';
    const data = { Problem: cause.message };
    throw new SecretsManagerError('MalformedPolicyDocumentException', message, 'malformed-policy', data, { cause });
  }
}
