/** The tabs of a key, in the order of AWS's console. */
export const SHOWN_TABS = [
  'overview',
  'policy',
  'cryptography',
  'tags',
  'rotation',
  'aliases',
  'grants',
  'regions',
] as const;

export type ShownTab = (typeof SHOWN_TABS)[number];
