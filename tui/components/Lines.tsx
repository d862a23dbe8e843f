import { Box, Text, type TextProps } from 'ink';
import type { Glyphs } from '../text/glyphs.ts';
import { cutLine, fillLine, type Line, type Span, type Tone } from '../text/line.ts';
import { printable } from '../text/printable.ts';

type LinesProps = {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
  readonly glyphs: Glyphs;
};

/** Draws exactly `height` lines of exactly `width` columns: what is longer is cut, what is missing is empty. */
export function Lines({ lines, width, height, glyphs }: LinesProps) {
  const shown = Array.from({ length: Math.max(0, height) }, (_, index) => lines[index] ?? EMPTY);
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      {shown.map((spans, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen.
        <LineText key={index} spans={spans} width={width} glyphs={glyphs} />
      ))}
    </Box>
  );
}

type LineTextProps = { readonly spans: Line; readonly width: number; readonly glyphs: Glyphs };

/** One line, in the colours of its tones. */
export function LineText({ spans, width, glyphs }: LineTextProps) {
  const safe = spans.map((piece) => ({ ...piece, text: glyphs.spell(printable(piece.text)) }));
  const filled = toItsEnd(cutLine(safe, width, glyphs.ellipsis), width);
  return (
    <Text wrap="truncate-end">
      {filled.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the line.
        <Text key={index} {...lookOf(piece)}>
          {piece.text}
        </Text>
      ))}
    </Text>
  );
}

/**
 * A selection runs to the edge; any other line ends where its text does, for what is empty is drawn already, and every
 * character costs Ink its time. A line without text must have its row all the same.
 */
function toItsEnd(spans: Line, width: number): Line {
  if (spans.at(-1)?.isSelected === true) return fillLine(spans, width);
  return spans.some(({ text }) => text !== '') ? spans : BLANK;
}

const EMPTY: Line = [];
const BLANK: Line = [{ text: ' ' }];

const LOOKS: Readonly<Record<Tone, TextProps>> = {
  plain: {},
  dim: { dimColor: true },
  good: { color: 'green' },
  bad: { color: 'red' },
  warn: { color: 'yellow' },
  accent: { color: 'cyan' },
  strong: { bold: true },
};

function lookOf({ tone = 'plain', isSelected = false }: Span): TextProps {
  // In reverse video a colour would be the background, and dim text unreadable.
  return isSelected ? { inverse: true } : LOOKS[tone];
}
