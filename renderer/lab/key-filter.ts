import type { KeySummary, LabView } from '../../core/index.ts';

/** Empty text lets everything through. */
export interface KeyFilter {
  readonly text: string;
  readonly accountId: string;
  readonly region: string;
}

export const NO_FILTER: KeyFilter = { text: '', accountId: '', region: '' };

/** The keys that a filter lets through, by account and Region. */
export function groupKeys(
  { keys, accounts }: Pick<LabView, 'keys' | 'accounts'>,
  filter: KeyFilter,
): readonly { readonly heading: string; readonly items: readonly KeySummary[] }[] {
  const groups = new Map<string, KeySummary[]>();
  for (const key of keys) {
    if (!isShown(key, filter)) continue;
    const account = accounts.find(({ accountId }) => accountId === key.accountId)?.name ?? key.accountId;
    const heading = `${account} · ${key.region}`;
    const group = groups.get(heading);
    if (group === undefined) groups.set(heading, [key]);
    else group.push(key);
  }
  return [...groups].map(([heading, items]) => ({ heading, items }));
}

function isShown(key: KeySummary, { text, accountId, region }: KeyFilter): boolean {
  if (accountId !== '' && key.accountId !== accountId) return false;
  if (region !== '' && key.region !== region) return false;
  const said = `${key.alias ?? ''} ${key.keyId} ${key.description} ${key.keyState}`.toLowerCase();
  return said.includes(text.trim().toLowerCase());
}

/** The Regions that have keys. */
export function regionsWithKeys(keys: readonly KeySummary[]): readonly string[] {
  return [...new Set(keys.map(({ region }) => region))].sort();
}
