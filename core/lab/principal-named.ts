import { LabError } from './lab-error.ts';
import { principalArn } from './principal-label.ts';
import { resolvePrincipal } from './resolve-request.ts';
import type { World } from './world.ts';

/**
 * The ARN of a principal named by its ARN or its label (`main/role/admin`).
 * @throws {LabError} when the world has no such principal
 */
export function principalNamed(world: World, text: string): string {
  const byLabel = principalArn(
    text,
    (name) => [...world.accounts.values()].find((account) => account.name === name)?.accountId,
  );
  const arn = byLabel ?? text;
  if (!arn.startsWith('arn:')) {
    throw new LabError(`expected a principal such as main/role/admin, or its ARN, got '${text}'`);
  }
  resolvePrincipal(world, arn);
  return arn;
}
