import { Box } from 'ink';
import { Frame } from '../components/Frame.tsx';
import { type PanelsProps, panelFrame, ResultDrawer } from '../components/ResultDrawer.tsx';
import type { Panel } from '../lab/model.ts';

/** Keys over principals, the selected key, the trail; under them, as wide as all, the result. */
export function WidePanels(props: PanelsProps) {
  const { model, geometry, glyphs } = props;
  const { left, middle, right, columns, drawer, principals } = geometry;
  const { topLeft, topRight, bottomLeft, bottomRight, teeDown, teeUp, teeRight } = glyphs;
  const common = (panel: Panel) => panelFrame(props, panel);
  const bottom = (a: string, b: string) => (drawer > 0 ? null : ([a, b] as const));
  if (model.isEnlarged)
    return (
      <Frame
        {...common(model.focus)}
        width={columns}
        corners={[topLeft, topRight]}
        hasRightEdge
        bottom={[bottomLeft, bottomRight]}
        padding={1}
      />
    );
  return (
    <Box flexDirection="column">
      <Box>
        <Box flexDirection="column" width={left} flexShrink={0}>
          <Frame
            {...common('keys')}
            width={left}
            corners={[topLeft, '']}
            hasRightEdge={false}
            bottom={principals > 0 ? null : bottom(bottomLeft, '')}
            padding={0}
          />
          {principals > 0 && (
            <Frame
              {...common('principals')}
              width={left}
              corners={[teeRight, '']}
              hasRightEdge={false}
              bottom={bottom(bottomLeft, '')}
              padding={0}
            />
          )}
        </Box>
        <Frame
          {...common('key')}
          width={middle}
          corners={[teeDown, '']}
          hasRightEdge={false}
          bottom={bottom(teeUp, '')}
          padding={1}
          leftTee={principals > 0 ? (geometry.panels.keys?.height ?? null) : null}
        />
        <Frame
          {...common('trail')}
          width={right}
          corners={[teeDown, topRight]}
          hasRightEdge
          bottom={bottom(teeUp, bottomRight)}
          padding={0}
        />
      </Box>
      <ResultDrawer {...props} />
    </Box>
  );
}
