import { Box, Text } from 'ink';
import { BottomLines } from '../components/BottomLines.tsx';
import { Header } from '../components/Header.tsx';
import { LineText } from '../components/Lines.tsx';
import { PlaceStrip } from '../components/PlaceStrip.tsx';
import { Suggestions } from '../components/Suggestions.tsx';
import { geometryOf, SMALLEST } from '../lab/geometry.ts';
import { type Model, topOverlay } from '../lab/model.ts';
import { isReplaying, isTaught, shownOverlay } from '../lab/places.ts';
import { replayBar } from '../panels/replay-bar.ts';
import { glyphsFor } from '../text/glyphs.ts';
import { wrap } from '../text/wrap.ts';
import { GuidedPanels } from './GuidedPanels.tsx';
import { NarrowPanels } from './NarrowPanels.tsx';
import { OverlayScreen } from './OverlayScreen.tsx';
import { WidePanels } from './WidePanels.tsx';

type LabScreenProps = { readonly model: Model };

/** The whole screen: header, panels or what lies over them, and the bottom lines. One row less than the terminal has. */
export function LabScreen({ model }: LabScreenProps) {
  const glyphs = glyphsFor(model.isAscii);
  const geometry = geometryOf(model);
  const { columns, rows, kind } = geometry;
  if (kind === 'tooSmall') return <Text>{tooSmallText(model)}</Text>;
  const top = topOverlay(model);
  const replay = model.data?.replay ?? null;
  const isGuided = (isReplaying(model) || isTaught(model)) && !model.isEnlarged;
  const overlay = shownOverlay(model);
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Header model={model} glyphs={glyphs} />
      {geometry.hasPlaces && <PlaceStrip model={model} glyphs={glyphs} />}
      {replay !== null && (
        <LineText spans={replayBar(replay, model.data?.steps ?? [], columns, glyphs)} width={columns} glyphs={glyphs} />
      )}
      <Box flexDirection="column" height={geometry.body} flexShrink={0}>
        {overlay !== null && <OverlayScreen model={model} overlay={overlay} geometry={geometry} glyphs={glyphs} />}
        {overlay === null && kind === 'wide' && isGuided && (
          <GuidedPanels model={model} geometry={geometry} glyphs={glyphs} />
        )}
        {overlay === null && kind === 'wide' && !isGuided && (
          <WidePanels model={model} geometry={geometry} glyphs={glyphs} />
        )}
        {overlay === null && kind === 'narrow' && <NarrowPanels model={model} geometry={geometry} glyphs={glyphs} />}
      </Box>
      {top?.type === 'command' && (
        <Suggestions overlay={top} width={columns} height={geometry.suggestions} glyphs={glyphs} />
      )}
      <BottomLines model={model} glyphs={glyphs} />
    </Box>
  );
}

/** What a terminal that is too small shows: the two sizes. */
function tooSmallText({ size: { columns, rows } }: Model): string {
  const says = `Terminal size too small: need ${SMALLEST.columns} x ${SMALLEST.rows}, have ${columns} x ${rows}`;
  return wrap(says, columns)
    .slice(0, Math.max(1, rows - 1))
    .join('\n');
}
