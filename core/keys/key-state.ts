/** The eight values of KeyMetadata.KeyState. Source: KMS Developer Guide, "Key states of AWS KMS keys". */
export const KEY_STATES = [
  'Creating',
  'Enabled',
  'Disabled',
  'PendingDeletion',
  'PendingImport',
  'PendingReplicaDeletion',
  'Unavailable',
  'Updating',
] as const;
export type KeyState = (typeof KEY_STATES)[number];

/** A day of the lab's clock, in milliseconds. */
export const DAY_MS = 86_400_000;
