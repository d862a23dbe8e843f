import type { AccountInFront } from '../../access/caller-names.ts';
import { iamArn } from '../../cloud/arn.ts';
import type { World } from '../world.ts';

/** Names the account of a principal that has namesakes in other accounts of the world; every account has a root user. */
export function accountInFront({ accounts, identities }: World): AccountInFront {
  return (accountId, principal) => {
    const hasNamesake = [...accounts.keys()].some(
      (other) => other !== accountId && (principal === 'root' || identities.has(iamArn('aws', other, principal))),
    );
    return hasNamesake ? (accounts.get(accountId)?.name ?? accountId) : null;
  };
}
