import type { KeyPart } from '../../core/bridge/index.ts';
import type { KeySummary } from '../../core/index.ts';

/**
 * The tabs of a key: the names and order of AWS's console, so that what is learned here is found there, behind the lab's
 * own overview. Source: KMS Developer Guide, "View KMS keys in the console".
 */
export const KEY_TABS = [
  { id: 'overview', title: 'Overview' },
  { id: 'policy', title: 'Key policy' },
  { id: 'crypto', title: 'Cryptographic configuration' },
  { id: 'tags', title: 'Tags' },
  { id: 'rotation', title: 'Key rotation' },
  { id: 'public-key', title: 'Public key' },
  { id: 'aliases', title: 'Aliases' },
  { id: 'regionality', title: 'Regionality' },
] as const;
export type KeyTab = (typeof KEY_TABS)[number]['id'];

/** The tab that an address names; the overview for a part that the window shows there. */
export function tabNamed(part: KeyPart): KeyTab {
  return part === 'cryptography' ? 'crypto' : (KEY_TABS.find(({ id }) => id === part)?.id ?? 'overview');
}

/** The name of a tab in an address. */
export function partOf(tab: KeyTab): KeyPart {
  return tab === 'crypto' ? 'cryptography' : tab;
}

/** The tabs that a key has; all but the public key's where it has none. */
export function tabsOf(key: Pick<KeySummary, 'hasPublicKey'>): readonly (typeof KEY_TABS)[number][] {
  return KEY_TABS.filter(({ id }) => id !== 'public-key' || key.hasPublicKey);
}

/** The tab beside one, round and round. */
export function tabBeside(key: Pick<KeySummary, 'hasPublicKey'>, tab: KeyTab, step: 1 | -1): KeyTab {
  const tabs = tabsOf(key);
  const at = tabs.findIndex(({ id }) => id === tab);
  return tabs[(Math.max(0, at) + step + tabs.length) % tabs.length]?.id ?? 'overview';
}
