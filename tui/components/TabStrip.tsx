import type { Panel } from '../lab/panels.ts';
import type { Glyphs } from '../text/glyphs.ts';
import type { Line } from '../text/line.ts';
import { LineText } from './Lines.tsx';

type TabStripProps<T extends string> = {
  readonly tabs: readonly T[];
  readonly open: T;
  readonly label: (tab: T) => string;
  readonly width: number;
  readonly glyphs: Glyphs;
};

/** `Keys │ [Key] │ Trail`: the open one in brackets. */
export function TabStrip<T extends string>({ tabs, open, label, width, glyphs }: TabStripProps<T>) {
  return <LineText spans={tabLine(tabs, open, label, glyphs)} width={width} glyphs={glyphs} />;
}

/** The line of a strip of tabs. */
export function tabLine<T extends string>(
  tabs: readonly T[],
  open: T,
  label: (tab: T) => string,
  glyphs: Glyphs,
): Line {
  return tabs.flatMap((tab, index): Line => {
    const joint = index === 0 ? [] : [{ text: glyphs.vertical, tone: 'dim' as const }];
    return [
      ...joint,
      tab === open ? { text: `[${label(tab)}]`, tone: 'strong' } : { text: ` ${label(tab)} `, tone: 'dim' },
    ];
  });
}

/** A panel's name. */
export function panelName(panel: Panel): string {
  return PANEL_NAMES[panel];
}

const PANEL_NAMES: Readonly<Record<Panel, string>> = {
  lesson: 'Lesson',
  steps: 'Steps',
  step: 'Step',
  keys: 'Keys',
  key: 'Key',
  trail: 'Trail',
  things: 'Things',
  principals: 'Principals',
  result: 'Result',
};
