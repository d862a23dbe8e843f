import { windowStart } from '../lab/list.ts';
import type { CommandOverlay } from '../lab/overlays.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { type Line, line, span, toWidth } from '../text/line.ts';
import { type Place, placeText } from '../text/place-text.ts';
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
  const room = height - 1;
  const first = windowStart(completions.length, room, chosen ?? 0);
  const shown = completions.slice(first, first + room);
  const longest = Math.min(Math.floor(width / 2), Math.max(...shown.map(({ text }) => text.length)));
  const rows = shown.map(({ text, hint }, index): Line => {
    const isChosen = first + index === chosen;
    const name = ` ${isChosen ? glyphs.pointer : ' '} ${toWidth(text, longest, glyphs.ellipsis)}`;
    return [isChosen ? { text: name, isSelected: true } : span(name), span(`  ${hint}`, 'dim')];
  });
  const of = completions.length;
  const place = shown.length < of ? { from: first + 1, to: first + shown.length, of } : null;
  return [headLine(place, width, glyphs), ...rows];
}

/** `── Tab completes ──── 1-5 of 40 ──` */
function headLine(place: Place | null, width: number, { horizontal }: Glyphs): Line {
  const name = `${horizontal.repeat(2)} Tab completes `;
  const room = width - name.length;
  const placed = placeText(place, { whole: room, cut: room });
  return line(name + horizontal.repeat(Math.max(0, room - placed.length)) + placed, 'dim');
}
