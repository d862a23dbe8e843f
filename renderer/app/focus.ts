import type { Panel } from './ui-state.ts';

/** Where the keyboard goes in each panel: the first of these that is there. */
const TARGETS = {
  keys: ['.keys-panel [role=listbox]', '.keys-panel button'],
  principals: ['.principals-panel [role=listbox]'],
  key: ['.key-panel [role=tab][aria-selected=true]', '.key-panel button', '#panel-key'],
  trail: ['.trail-panel [role=listbox]', '#panel-trail'],
  commands: ['#command-bar'],
} as const satisfies Record<Panel, readonly string[]>;

const ORDER = ['keys', 'principals', 'key', 'trail', 'commands'] as const satisfies readonly Panel[];

/** Moves the keyboard once the next frame is drawn, for a panel may have just come into sight. */
export function focusPanel(panel: Panel): void {
  focusSoon(...TARGETS[panel]);
}

/** The same for the first of some elements that is there. */
export function focusSoon(...selectors: readonly string[]): void {
  requestAnimationFrame(() => {
    for (const selector of selectors) {
      const found = document.querySelector<HTMLElement>(selector);
      if (found !== null) return found.focus();
    }
  });
}

/** The panel beside the one that has the keyboard. */
export function panelBeside(step: 1 | -1): Panel {
  const at = ORDER.findIndex((panel) => document.activeElement?.closest(SECTIONS[panel]) != null);
  const next = at === -1 ? (step === 1 ? 0 : ORDER.length - 1) : (at + step + ORDER.length) % ORDER.length;
  return ORDER[next] ?? 'keys';
}

const SECTIONS = {
  keys: '.keys-panel',
  principals: '.principals-panel',
  key: '.key-panel',
  trail: '.trail-panel',
  commands: '.commands',
} as const satisfies Record<Panel, string>;
