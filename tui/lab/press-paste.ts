import type { KeyPress } from '../terminal/keys.ts';
import { overlayContent } from './content.ts';
import { geometryOf } from './geometry.ts';
import type { Model } from './model.ts';
import type { PasteOverlay } from './overlays.ts';
import { runNext } from './run-next.ts';
import { scrollBy, scrolledTo } from './scrolling.ts';
import { popOverlay, replaceOverlay, type Step, say, step } from './step.ts';

/** Keys while pasted commands are shown: Enter runs them all, Esc none; null for one that means what it means everywhere. */
export function pressInPaste(model: Model, overlay: PasteOverlay, press: KeyPress): Step | null {
  const box = geometryOf(model).overlay;
  const by = press.name === 'Space' ? null : scrollBy(press, Math.max(1, box.height - 1));
  if (by !== null) {
    const { lines, first } = overlayContent(model, overlay, box);
    return step(replaceOverlay(model, { ...overlay, scroll: scrolledTo(first, by, lines.length, box.height) }));
  }
  switch (press.name) {
    case 'Enter': {
      return runNext({ ...popOverlay(model), queue: { lines: overlay.lines, stop: null } });
    }
    case 'Esc':
    case 'q':
      return step(say(popOverlay(model), 'none of it was run'));
    default:
      return null;
  }
}
