import type { LabView } from '../../core/index.ts';
import { closest } from './closest.ts';
import { UsageError } from './usage-error.ts';

/**
 * The id of an account of the world that `--account` names: its name, or the id itself.
 * @throws {UsageError} where the world has no such account
 */
export function accountIdOf(text: string, { accounts }: Pick<LabView, 'accounts'>): string {
  const account = accounts.find(({ accountId, name }) => accountId === text || name === text);
  if (account !== undefined) return account.accountId;
  const near = closest(
    text,
    accounts.map(({ name }) => name),
  );
  throw new UsageError(
    `--account: expected one of ${accounts.map(({ accountId, name }) => `${name} (${accountId})`).join(', ')}, got "${text}"${near === null ? '' : `: did you mean ${near}?`}`,
  );
}
