import type { Panel } from '../lab/panels.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { cut, type Line, lineWidth } from '../text/line.ts';
import { type Place, placeText } from '../text/place-text.ts';
import { LineText } from './Lines.tsx';

type TabStripProps = {
  readonly tabs: readonly Panel[];
  readonly open: Panel;
  /** Which part of the open one is in view. */
  readonly place: Place | null;
  readonly width: number;
  readonly glyphs: Glyphs;
};

/** ` Keys │[Key 1-9 of 24]│ Trail `: the open one in brackets, with the place in it. */
export function TabStrip({ tabs, open, place, width, glyphs }: TabStripProps) {
  return <LineText spans={stripLine(tabs, open, place, width, glyphs)} width={width} glyphs={glyphs} />;
}

/** The names of closed tabs may be cut down to so many columns. */
const SHORTEST_NAME = 4;

/** All tabs in one line: where there is no room for their names and the place, those of closed ones are cut. */
function stripLine(tabs: readonly Panel[], open: Panel, place: Place | null, width: number, glyphs: Glyphs): Line {
  const room = width - lineWidth(tabLine(tabs, open, panelName, glyphs));
  const lengths = tabs.map((tab) => (tab === open ? 0 : panelName(tab).length));
  const spare = lengths.reduce((sum, length) => sum + Math.max(0, length - SHORTEST_NAME), 0);
  const placed = placeText(place, { whole: room, cut: room + spare }).trimEnd();
  const shown = shrunk(lengths, placed.length - room);
  const label = (tab: Panel): string =>
    tab === open ? panelName(tab) + placed : cut(panelName(tab), shown[tabs.indexOf(tab)] ?? 0, glyphs.ellipsis);
  return tabLine(tabs, open, label, glyphs);
}

/** Lengths of names less so many columns in all, taken from the longest, and of equal ones from the last. */
function shrunk(lengths: readonly number[], columns: number): readonly number[] {
  const longest = Math.max(...lengths);
  if (columns <= 0 || longest <= SHORTEST_NAME) return lengths;
  return shrunk(lengths.with(lengths.lastIndexOf(longest), longest - 1), columns - 1);
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
