import type { KeyArn } from '../cloud/arn.ts';
import { InvalidAliasNameException, LimitExceededException } from '../errors/kms-errors.ts';
import type { World } from '../lab/world.ts';

/** Aliases that a key may have. Source: KMS Developer Guide, "Resource quotas". */
const ALIASES_PER_KEY = 50;

/**
 * Refuses a name that no alias may have. The documented charset has no colon, though the model's pattern admits it.
 * @throws {InvalidAliasNameException} Source: KMS API Reference, CreateAlias; keys.md section 9.
 */
export function checkAliasName(name: string): void {
  if (!/^alias\/[a-zA-Z0-9/_-]+$/.test(name)) {
    throw new InvalidAliasNameException(
      `Alias must start with the prefix "alias/" and hold letters, digits, "/", "_" and "-" behind it; got "${name}".`,
      'bad-alias-name',
    );
  }
  if (name.startsWith('alias/aws/')) {
    throw new InvalidAliasNameException(
      `The prefix "alias/aws/" is reserved for AWS; got "${name}".`,
      'reserved-alias-name',
    );
  }
}

/** @throws {LimitExceededException} when the key has all the aliases that it may have. */
export function checkAliasQuota(world: World, keyArn: KeyArn): void {
  if ((world.aliasesOfKey.get(keyArn)?.length ?? 0) >= ALIASES_PER_KEY) {
    throw new LimitExceededException(`${keyArn} has ${ALIASES_PER_KEY} aliases already, and may not have more.`);
  }
}
