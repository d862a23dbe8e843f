import { Box } from 'ink';
import { Frame } from '../components/Frame.tsx';
import { panelContent } from '../lab/content.ts';
import type { Geometry } from '../lab/geometry.ts';
import type { Model, Panel } from '../lab/model.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { panelTitle } from './WidePanels.tsx';

type LessonPanelsProps = { readonly model: Model; readonly geometry: Geometry; readonly glyphs: Glyphs };

/** The lesson in hand, the panel beside it, the trail where there is room for three; under them the result. */
export function LessonPanels({ model, geometry, glyphs }: LessonPanelsProps) {
  const { left, middle, right, columns, drawer } = geometry;
  const { topLeft, topRight, bottomLeft, bottomRight, teeDown, teeUp, teeRight, teeLeft } = glyphs;
  const hasTrail = right > 0;
  const beside: Panel = hasTrail && model.beside === 'trail' ? 'key' : model.beside;
  const common = (panel: Panel) => ({
    title: panelTitle(model, panel, geometry, glyphs),
    room: geometry.panels[panel] ?? NO_ROOM,
    content: panelContent(model, panel, geometry.panels[panel] ?? NO_ROOM),
    isFocused: model.focus === panel,
    glyphs,
  });
  const bottom = (a: string, b: string) => (drawer > 0 ? null : ([a, b] as const));
  return (
    <Box flexDirection="column">
      <Box>
        <Frame
          {...common('lesson')}
          width={left}
          corners={[topLeft, '']}
          hasRightEdge={false}
          bottom={bottom(bottomLeft, '')}
          padding={1}
        />
        <Frame
          {...common(beside)}
          width={middle}
          corners={[teeDown, hasTrail ? '' : topRight]}
          hasRightEdge={!hasTrail}
          bottom={bottom(teeUp, hasTrail ? '' : bottomRight)}
          padding={1}
        />
        {hasTrail && (
          <Frame
            {...common('trail')}
            width={right}
            corners={[teeDown, topRight]}
            hasRightEdge
            bottom={bottom(teeUp, bottomRight)}
            padding={0}
          />
        )}
      </Box>
      {drawer > 0 && (
        <Frame
          {...common('result')}
          width={columns}
          corners={[teeRight, teeLeft]}
          hasRightEdge
          bottom={[bottomLeft, bottomRight]}
          padding={1}
        />
      )}
    </Box>
  );
}

const NO_ROOM = { width: 0, height: 0 };
