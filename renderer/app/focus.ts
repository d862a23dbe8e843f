import type { Panel } from './ui-state.ts';

/** Where the keyboard goes in each panel: the first of these that is there. */
const TARGETS = {
  lesson: ['.lesson-foot button', '#panel-lesson'],
  keys: ['.keys-panel [role=listbox]', '.keys-panel button'],
  principals: ['.principals-panel [role=listbox]'],
  key: ['.key-panel [role=tab][aria-selected=true]', '.key-panel button', '#panel-key'],
  trail: ['.trail-panel [role=listbox]', '#panel-trail'],
  commands: ['#command-bar'],
} as const satisfies Record<Panel, readonly string[]>;

const ORDER = ['lesson', 'keys', 'principals', 'key', 'trail', 'commands'] as const satisfies readonly Panel[];

/** Moves the keyboard to a panel. */
export function focusPanel(panel: Panel): void {
  focusFirst(...TARGETS[panel]);
}

/**
 * Moves the keyboard to the first of some elements that is in sight: at once, for the next key may follow at once;
 * or with the next frame, where a narrow window shows the element's column only then.
 */
export function focusFirst(...selectors: readonly string[]): void {
  if (!focusNow(selectors)) requestAnimationFrame(() => focusNow(selectors));
}

function focusNow(selectors: readonly string[]): boolean {
  for (const selector of selectors) {
    const found = document.querySelector<HTMLElement>(selector);
    if (found === null || !found.checkVisibility()) continue;
    found.focus();
    return true;
  }
  return false;
}

/** Whether a panel is on the screen now. */
export function isPanelInSight(panel: Panel): boolean {
  return document.querySelector(SECTIONS[panel])?.checkVisibility() ?? false;
}

/** The panel beside the one that has the keyboard, among those that the place in sight has. */
export function panelBeside(step: 1 | -1): Panel {
  const shown = ORDER.filter((panel) => document.querySelector(SECTIONS[panel]) !== null);
  const at = shown.findIndex((panel) => document.activeElement?.closest(SECTIONS[panel]) != null);
  const next = at === -1 ? (step === 1 ? 0 : shown.length - 1) : (at + step + shown.length) % shown.length;
  return shown[next] ?? 'commands';
}

const SECTIONS = {
  lesson: '.lesson-panel',
  keys: '.keys-panel',
  principals: '.principals-panel',
  key: '.key-panel',
  trail: '.trail-panel',
  commands: '.commands',
} as const satisfies Record<Panel, string>;
