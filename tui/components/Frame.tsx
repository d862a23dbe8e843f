import { Box, Text } from 'ink';
import { type Content, linesInView, placeIn } from '../lab/content.ts';
import type { Box as Room } from '../lab/geometry.ts';
import { displayWidth } from '../text/display-width.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { cut } from '../text/line.ts';
import { placeText } from '../text/place-text.ts';
import { printable } from '../text/printable.ts';
import { Lines } from './Lines.tsx';

type FrameProps = {
  readonly title: string;
  /** Outer columns, frame included. */
  readonly width: number;
  readonly room: Room;
  readonly content: Content;
  readonly isFocused: boolean;
  readonly glyphs: Glyphs;
  /** The corners of the title's line; a neighbour's frame makes them tees. */
  readonly corners: readonly [left: string, right: string];
  /** A panel beside another leaves its right edge to it, and one above another its lower edge. */
  readonly hasRightEdge: boolean;
  readonly bottom: readonly [left: string, right: string] | null;
  /** The rows at which a neighbour's frames join the left edge. */
  readonly leftTees?: readonly number[];
  /** Columns between edge and text. */
  readonly padding: 0 | 1;
};

/** A panel: a frame with a title in its upper edge, and in it the part of the content that is in view. */
export function Frame(props: FrameProps) {
  const { width, room, content, isFocused, glyphs, corners, hasRightEdge, bottom, padding, leftTees = [] } = props;
  const edge = edgeLook(isFocused);
  const { vertical, horizontal } = glyphs;
  const inner = width - 1 - (hasRightEdge ? 1 : 0);
  const sideEdge = Array.from({ length: room.height }, () => vertical).join('\n');
  const leftEdge = Array.from({ length: room.height }, (_, row) =>
    leftTees.includes(row) ? glyphs.teeLeft : vertical,
  ).join('\n');
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      <TitleLine {...props} inner={inner} left={corners[0]} right={hasRightEdge ? corners[1] : ''} />
      <Box height={room.height}>
        <Text {...edge}>{leftEdge}</Text>
        <Box paddingLeft={padding} width={inner} flexShrink={0}>
          <Lines lines={linesInView(content, room.height)} width={room.width} height={room.height} glyphs={glyphs} />
        </Box>
        {hasRightEdge && <Text {...edge}>{sideEdge}</Text>}
      </Box>
      {bottom !== null && (
        <Text {...edge}>{`${bottom[0]}${horizontal.repeat(inner)}${hasRightEdge ? bottom[1] : ''}`}</Text>
      )}
    </Box>
  );
}

/** A title may be cut down to so many columns for the place in a content that goes on; to the fewer where even a short one needs that. */
const SHORT_TITLE = 16;
const SHORTEST_TITLE = 8;

type TitleLineProps = FrameProps & { readonly inner: number; readonly left: string; readonly right: string };

/** `┌ Keys ───── 1-9 of 24 ┐`; a pointer marks the panel that has the keys, for screens without colour. */
function TitleLine({ title, room, content, isFocused, glyphs, inner, left, right }: TitleLineProps) {
  const edge = edgeLook(isFocused);
  const mark = isFocused ? glyphs.pointer : ' ';
  const whole = glyphs.spell(printable(title));
  const roomBeside = (most: number): number => inner - 2 - Math.min(most, displayWidth(whole));
  const placeRoom = { whole: roomBeside(SHORT_TITLE), cut: roomBeside(SHORTEST_TITLE) };
  const place = placeText(placeIn(content, room.height), placeRoom);
  const name = cut(whole, Math.max(1, inner - 2 - place.length), glyphs.ellipsis);
  const rest = Math.max(0, inner - displayWidth(name) - 2 - place.length);
  return (
    <Text {...edge} wrap="truncate-end">
      {`${left}${mark}`}
      <Text bold={isFocused}>{name}</Text>
      {` ${glyphs.horizontal.repeat(rest)}${place}${right}`}
    </Text>
  );
}

function edgeLook(isFocused: boolean) {
  return isFocused ? { color: 'cyan' } : { dimColor: true };
}
