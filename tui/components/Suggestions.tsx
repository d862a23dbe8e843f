import { windowStart } from '../lab/list.ts';
import type { CommandOverlay } from '../lab/overlays.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line, span, toWidth } from '../text/line.ts';
import { Lines } from './Lines.tsx';

type SuggestionsProps = {
  readonly overlay: CommandOverlay;
  readonly width: number;
  readonly height: number;
  readonly glyphs: Glyphs;
};

/** How the line in the command bar could go on. */
export function Suggestions({ overlay, width, height, glyphs }: SuggestionsProps) {
  return (
    <Lines lines={suggestionLines(overlay, width, height, glyphs)} width={width} height={height} glyphs={glyphs} />
  );
}

/** The completions in view, each with what it is. */
function suggestionLines(
  { completions, chosen }: CommandOverlay,
  width: number,
  height: number,
  glyphs: Glyphs,
): readonly Line[] {
  if (completions.length === 0) return [];
  const head = line(toWidth(`${glyphs.horizontal.repeat(2)} Tab completes `, width, glyphs.horizontal), 'dim');
  const room = height - 1;
  const first = windowStart(completions.length, room, chosen ?? 0);
  const shown = completions.slice(first, first + room);
  const longest = Math.min(Math.floor(width / 2), Math.max(...shown.map(({ text }) => text.length)));
  const rows = shown.map(({ text, hint }, index): Line => {
    const isChosen = first + index === chosen;
    const name = ` ${isChosen ? glyphs.pointer : ' '} ${toWidth(text, longest, glyphs.ellipsis)}`;
    return [isChosen ? { text: name, isSelected: true } : span(name), span(`  ${hint}`, 'dim')];
  });
  const more = completions.length - shown.length;
  return [
    more > 0 ? line(`${glyphs.horizontal.repeat(2)} Tab completes, ${completions.length} ways to go on`, 'dim') : head,
    ...rows,
  ];
}
