import { Frame } from '../components/Frame.tsx';
import { overlayContent } from '../lab/content.ts';
import type { Geometry } from '../lab/geometry.ts';
import type { Model, Overlay } from '../lab/model.ts';
import type { Glyphs } from '../text/glyphs.ts';

type OverlayScreenProps = {
  readonly model: Model;
  readonly overlay: Overlay;
  readonly geometry: Geometry;
  readonly glyphs: Glyphs;
};

/** What lies over the panels, in a frame as wide as the screen. */
export function OverlayScreen({ model, overlay, geometry, glyphs }: OverlayScreenProps) {
  return (
    <Frame
      title={overlayTitle(overlay)}
      width={geometry.columns}
      room={geometry.overlay}
      content={overlayContent(model, overlay, geometry.overlay)}
      isFocused
      glyphs={glyphs}
      corners={[glyphs.topLeft, glyphs.topRight]}
      hasRightEdge
      bottom={[glyphs.bottomLeft, glyphs.bottomRight]}
      padding={1}
    />
  );
}

function overlayTitle(overlay: Overlay): string {
  switch (overlay.type) {
    case 'help':
      return 'Help';
    case 'why':
      return 'Why';
    case 'time':
      return 'Time';
    case 'bill':
      return 'Bill';
    case 'lessons':
      return 'Lessons';
    case 'replays':
      return 'Replay';
    case 'record':
      return 'CloudTrail record';
    case 'pick': {
      const name = overlay.what === 'principal' ? 'Act as' : 'Go to Region';
      return overlay.filter === '' ? `${name} (type to narrow)` : `${name}: ${overlay.filter}`;
    }
    case 'command':
    case 'copy':
      return '';
  }
}
