import type { KeyView } from '../../lab/world-shapes.ts';
import type { KeySelector } from '../check-schema.ts';
import type { Evidence } from '../evidence.ts';
import { keysMeant } from '../select.ts';

/** How a check can mean a key in every learner's world, and how one says it. */
export interface KeyWords {
  readonly selector: KeySelector;
  readonly says: string;
}

/** By its alias, else by what is written on it, else by its kind; with its Region and account where that means others too. */
export function keyWords(key: KeyView, evidence: Evidence): KeyWords {
  const [alias] = key.aliases;
  const what: KeyWords =
    alias !== undefined
      ? { selector: { alias }, says: alias }
      : key.description !== ''
        ? { selector: { description: key.description }, says: `the key “${key.description}”` }
        : { selector: { spec: key.keySpec, manager: key.keyManager }, says: `a key of the spec ${key.keySpec}` };
  if (keysMeant(what.selector, evidence).length < 2) return what;
  const account = accountName(key.accountId, evidence);
  const { region } = key;
  return { selector: { ...what.selector, account, region }, says: `${what.says} of ${account} in ${region}` };
}

/** An account's name in its world. */
export function accountName(accountId: string, { view }: Evidence): string {
  return view.accounts.find((account) => account.accountId === accountId)?.name ?? accountId;
}
