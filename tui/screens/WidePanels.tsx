import { Box } from 'ink';
import { Frame } from '../components/Frame.tsx';
import { type PanelsProps, panelFrame, ResultDrawer } from '../components/ResultDrawer.tsx';
import type { Geometry } from '../lab/geometry.ts';
import type { Panel } from '../lab/panels.ts';

/** Keys over things and principals, the selected key, the trail; under them, as wide as all, the result. */
export function WidePanels(props: PanelsProps) {
  const { model, geometry, glyphs } = props;
  const { left, middle, right, columns, drawer, stack } = geometry;
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
          {stack.map(({ panel }, index) => (
            <Frame
              key={panel}
              {...common(panel)}
              width={left}
              corners={[index === 0 ? topLeft : teeRight, '']}
              hasRightEdge={false}
              bottom={index < stack.length - 1 ? null : bottom(bottomLeft, '')}
              padding={0}
            />
          ))}
        </Box>
        <Frame
          {...common('key')}
          width={middle}
          corners={[teeDown, '']}
          hasRightEdge={false}
          bottom={bottom(teeUp, '')}
          padding={1}
          leftTees={joints(geometry)}
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

/** The rows of the middle panel at which the titles of the left column's lower panels join it. */
function joints({ stack }: Geometry): readonly number[] {
  const rows: number[] = [];
  let row = 0;
  for (const { height } of stack.slice(0, -1)) {
    row += height;
    rows.push(row);
    row += 1;
  }
  return rows;
}
