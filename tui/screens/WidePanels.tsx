import { Box } from 'ink';
import { Frame } from '../components/Frame.tsx';
import { panelName, tabLine } from '../components/TabStrip.tsx';
import { panelContent } from '../lab/content.ts';
import type { Geometry } from '../lab/geometry.ts';
import { KEY_TABS, type Model, type Panel } from '../lab/model.ts';
import { keyName } from '../lab/names.ts';
import { resultTitle } from '../panels/result-lines.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { textOf } from '../text/line.ts';

type WidePanelsProps = { readonly model: Model; readonly geometry: Geometry; readonly glyphs: Glyphs };

/** Keys over principals, the selected key, the trail; under them, as wide as all, the result. */
export function WidePanels({ model, geometry, glyphs }: WidePanelsProps) {
  const { left, middle, right, columns, drawer, principals } = geometry;
  const { topLeft, topRight, bottomLeft, bottomRight, teeDown, teeUp, teeRight, teeLeft } = glyphs;
  const common = (panel: Panel) => ({
    title: panelTitle(model, panel, geometry, glyphs),
    room: geometry.panels[panel] ?? NO_ROOM,
    content: panelContent(model, panel, geometry.panels[panel] ?? NO_ROOM),
    isFocused: model.focus === panel,
    glyphs,
  });
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

/** `Lesson 7: Who may use this key?` */
function lessonTitle({ data }: Model): string {
  return data?.lesson == null ? panelName('lesson') : `Lesson ${data.lesson.number}: ${data.lesson.title}`;
}

const NO_ROOM = { width: 0, height: 0 };

/** A panel's title, with the strip of tabs where it has one and there is room. */
export function panelTitle(model: Model, panel: Panel, geometry: Geometry, glyphs: Glyphs): string {
  if (panel === 'lesson') return lessonTitle(model);
  if (panel === 'result' && model.result !== null) return resultTitle(model.result);
  if (panel !== 'key' || model.data?.key === null || model.data === null) return panelName(panel);
  const name = keyName(model.data.key);
  const strip = textOf(tabLine(KEY_TABS, model.tab, (tab) => tab, glyphs));
  const width = (model.isEnlarged ? geometry.columns : geometry.middle) - 4;
  return name.length + strip.length + 1 <= width
    ? `${name} ${strip}`
    : strip.length <= width
      ? strip
      : `${name} [${model.tab}]`;
}
