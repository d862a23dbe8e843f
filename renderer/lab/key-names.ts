import type { LabView } from '../../core/index.ts';
import { accountOf } from '../aws/key-commands.ts';
import { keyLabel, resourceOf, shortId } from './format.ts';

/** What people call the things behind ARNs. */
export interface KeyNames {
  /** `alias/orders`, or the beginning of the key's id. */
  key(arn: string): string;
  /** `main/role/admin` for a role or its session, `main/root` for a root user. */
  caller(arn: string): string;
  /** `main` for `111122223333`. */
  account(accountId: string): string;
}

export function namesIn(view: LabView): KeyNames {
  const keys = new Map(view.keys.map((key) => [key.keyArn, keyLabel(key)]));
  const accounts = new Map(view.accounts.map(({ accountId, name }) => [accountId, name]));
  const account = (accountId: string) => accounts.get(accountId) ?? accountId;
  return {
    key: (arn) => keys.get(arn) ?? shortId(resourceOf(arn).replace(/^key\//, '')),
    caller: (arn) => {
      const principal = resourceOf(arn).replace(/^assumed-role\/([^/]+)\/.*$/, 'role/$1');
      return principal === arn ? arn : `${account(accountOf(arn))}/${principal}`;
    },
    account,
  };
}
