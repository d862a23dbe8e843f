import type { ComponentProps } from 'react';
import { panelContent } from '../lab/content.ts';
import type { Geometry } from '../lab/geometry.ts';
import type { Model } from '../lab/model.ts';
import type { Panel } from '../lab/panels.ts';
import { panelTitle } from '../panels/panel-title.ts';
import type { Glyphs } from '../text/glyphs.ts';
import { Frame } from './Frame.tsx';

/** What the panels of a screen are drawn of. */
export interface PanelsProps {
  readonly model: Model;
  readonly geometry: Geometry;
  readonly glyphs: Glyphs;
}

const NO_ROOM = { width: 0, height: 0 };

/** What the frames of all panels have in common, whatever stands beside them. */
export function panelFrame(
  { model, geometry, glyphs }: PanelsProps,
  panel: Panel,
): Pick<ComponentProps<typeof Frame>, 'title' | 'room' | 'content' | 'isFocused' | 'glyphs'> {
  const room = geometry.panels[panel] ?? NO_ROOM;
  return {
    title: panelTitle(model, panel, geometry, glyphs),
    room,
    content: panelContent(model, panel, room),
    isFocused: model.focus === panel,
    glyphs,
  };
}

/** The result, under the other panels and as wide as all of them, where there is room for it. */
export function ResultDrawer(props: PanelsProps) {
  const { columns, drawer } = props.geometry;
  const { bottomLeft, bottomRight, teeRight, teeLeft } = props.glyphs;
  if (drawer === 0) return null;
  return (
    <Frame
      {...panelFrame(props, 'result')}
      width={columns}
      corners={[teeRight, teeLeft]}
      hasRightEdge
      bottom={[bottomLeft, bottomRight]}
      padding={1}
    />
  );
}
