import { Box } from 'ink';
import { Frame } from '../components/Frame.tsx';
import { ResultDrawer } from '../components/ResultDrawer.tsx';
import { overlayContent } from '../lab/content.ts';
import type { Geometry } from '../lab/geometry.ts';
import type { Model } from '../lab/model.ts';
import type { Overlay } from '../lab/overlays.ts';
import type { Glyphs } from '../text/glyphs.ts';

type OverlayScreenProps = {
  readonly model: Model;
  readonly overlay: Overlay;
  readonly geometry: Geometry;
  readonly glyphs: Glyphs;
};

/** What lies over the panels, in a frame as wide as the screen; in some places with the result under it. */
export function OverlayScreen({ model, overlay, geometry, glyphs }: OverlayScreenProps) {
  const hasResult = geometry.drawer > 0;
  return (
    <Box flexDirection="column">
      <Frame
        title={overlayTitle(model, overlay)}
        width={geometry.columns}
        room={geometry.overlay}
        content={overlayContent(model, overlay, geometry.overlay)}
        isFocused
        glyphs={glyphs}
        corners={[glyphs.topLeft, glyphs.topRight]}
        hasRightEdge
        bottom={hasResult ? null : [glyphs.bottomLeft, glyphs.bottomRight]}
        padding={1}
      />
      <ResultDrawer model={model} geometry={geometry} glyphs={glyphs} />
    </Box>
  );
}

function overlayTitle(model: Model, overlay: Overlay): string {
  switch (overlay.type) {
    case 'bill':
      return `Bill of ${overlay.bills?.[0]?.month ?? overlay.month ?? 'this month'}`;
    case 'log':
      return `What was run: ${model.log.length}`;
    case 'palette':
      return overlay.filter === '' ? 'Palette (type to find)' : `Palette: ${overlay.filter}`;
    case 'pick': {
      const name = overlay.what === 'principal' ? 'Act as' : 'Go to Region';
      return overlay.filter === '' ? `${name} (type to narrow)` : `${name}: ${overlay.filter}`;
    }
    default:
      return TITLES[overlay.type];
  }
}

const TITLES = {
  help: 'Help',
  why: 'Why',
  time: 'Time',
  lessons: 'Lessons',
  replays: 'Replay',
  record: 'CloudTrail record',
  flow: 'Flow',
  envelope: 'Envelope',
  thing: 'Thing',
  paste: 'Pasted',
  filter: '',
  command: '',
  copy: '',
} as const satisfies Readonly<Record<Exclude<Overlay['type'], 'bill' | 'log' | 'palette' | 'pick'>, string>>;
