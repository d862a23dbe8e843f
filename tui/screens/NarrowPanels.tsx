import { Box } from 'ink';
import { Lines } from '../components/Lines.tsx';
import { TabStrip } from '../components/TabStrip.tsx';
import { linesInView, panelContent, placeIn } from '../lab/content.ts';
import type { Geometry } from '../lab/geometry.ts';
import type { Model } from '../lab/model.ts';
import { panelsOf } from '../lab/press-browse.ts';
import type { Glyphs } from '../text/glyphs.ts';

type NarrowPanelsProps = { readonly model: Model; readonly geometry: Geometry; readonly glyphs: Glyphs };

/** One panel at a time, and a strip of tabs that names them all. */
export function NarrowPanels({ model, geometry, glyphs }: NarrowPanelsProps) {
  const room = geometry.panels[model.focus] ?? { width: geometry.columns, height: 0 };
  const content = panelContent(model, model.focus, room);
  return (
    <Box flexDirection="column">
      <TabStrip
        tabs={panelsOf(model)}
        open={model.focus}
        place={placeIn(content, room.height)}
        width={geometry.columns}
        glyphs={glyphs}
      />
      <Box paddingLeft={1}>
        <Lines lines={linesInView(content, room.height)} width={room.width} height={room.height} glyphs={glyphs} />
      </Box>
    </Box>
  );
}
