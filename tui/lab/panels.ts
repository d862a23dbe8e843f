/** The parts of the lab's screen that take the focus, in the order in which Tab walks them. */
export const PANELS = ['lesson', 'steps', 'step', 'keys', 'key', 'trail', 'things', 'principals', 'result'] as const;
export type Panel = (typeof PANELS)[number];
/** The panels that stand beside a lesson, or beside the steps of a replay. */
export type BesidePanel = Exclude<Panel, 'lesson' | 'steps' | 'result'>;

/** The tabs of the selected key, in the order of the AWS console. */
export const KEY_TABS = ['Overview', 'Policy', 'Crypto', 'Tags', 'Rotation', 'Aliases', 'Grants', 'Regions'] as const;
export type KeyTab = (typeof KEY_TABS)[number];

/** The lists that can be narrowed. */
export const FILTERED = ['keys', 'things', 'trail', 'principals'] as const;
export type FilteredPanel = (typeof FILTERED)[number];
