import { Box } from 'ink';
import { Frame } from '../components/Frame.tsx';
import { type PanelsProps, panelFrame, ResultDrawer } from '../components/ResultDrawer.tsx';
import { panelBeside } from '../lab/geometry.ts';
import type { Panel } from '../lab/panels.ts';

/** The lesson in hand or the steps of a replay, the panel beside it, the trail where there is room for three; under them the result. */
export function GuidedPanels(props: PanelsProps) {
  const { model, geometry, glyphs } = props;
  const { left, middle, right, drawer } = geometry;
  const { topLeft, topRight, bottomLeft, bottomRight, teeDown, teeUp } = glyphs;
  const hasTrail = right > 0;
  const beside = panelBeside(model, hasTrail);
  const leader = (model.data?.replay ?? null) === null ? 'lesson' : 'steps';
  const common = (panel: Panel) => panelFrame(props, panel);
  const bottom = (a: string, b: string) => (drawer > 0 ? null : ([a, b] as const));
  return (
    <Box flexDirection="column">
      <Box>
        <Frame
          {...common(leader)}
          width={left}
          corners={[topLeft, '']}
          hasRightEdge={false}
          bottom={bottom(bottomLeft, '')}
          padding={leader === 'steps' ? 0 : 1}
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
      <ResultDrawer {...props} />
    </Box>
  );
}
