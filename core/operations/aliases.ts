import type { KeyArn } from '../cloud/arn.ts';
import { InvalidAliasNameException, LimitExceededException } from '../errors/kms-errors.ts';
import type { World } from '../lab/world.ts';
import { resourceQuotaIn } from '../quotas/quota-settings.ts';

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
  const most = resourceQuotaIn(world.quotas, 'aliasesPerKey');
  if ((world.aliasesOfKey.get(keyArn)?.length ?? 0) >= most) {
    throw new LimitExceededException(`${keyArn} has ${most} aliases already, and may not have more.`);
  }
}
