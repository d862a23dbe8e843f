import type { Account } from '../../cloud/identity.ts';
import type { World } from '../../lab/world.ts';

/**
 * The address of an account's owner.
 * Simplified: in AWS an account is opened with one; the lab's own accounts have one made of their name.
 */
export function emailOf({ name, accountId }: Account): string {
  const local = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${local === '' ? accountId : local}@example.com`;
}

/** The account whose owner has that address, in an organization or outside. */
export function accountWithEmail({ accounts, organizations }: World, email: string): Account | undefined {
  const wanted = email.toLowerCase();
  for (const member of organizations.accounts.values()) {
    if (member.email.toLowerCase() === wanted) return accounts.get(member.accountId);
  }
  return [...accounts.values()].find(
    (account) => !organizations.accounts.has(account.accountId) && emailOf(account) === wanted,
  );
}
