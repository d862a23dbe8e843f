/** The lesson, by its id, that teaches what a place shows: where the place is empty, it leads there. */
export const PLACE_LESSONS = {
  lab: 'never-leaves',
  map: 'multi-region',
  key: 'never-leaves',
  flow: 'snapshot-copy',
  envelope: 'envelope',
  why: 'key-policy',
  trail: 'audit',
  bill: 'whose-key',
} as const;
export type TaughtPlace = keyof typeof PLACE_LESSONS;
