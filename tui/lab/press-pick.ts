import { pickList } from '../overlays/pick-list.ts';
import type { KeyPress } from '../terminal/keys.ts';
import { glyphsFor } from '../text/glyphs.ts';
import type { Model } from './model.ts';
import { principalName } from './names.ts';
import type { PickOverlay } from './overlays.ts';
import { popOverlay, replaceOverlay, type Step, say, step } from './step.ts';

/** Keys while a principal or a Region is being picked: letters narrow the list; null for one that means what it means everywhere. */
export function pressInPick(model: Model, overlay: PickOverlay, press: KeyPress): Step | null {
  const { ids } = pickList(model, overlay, 80, glyphsFor(model.isAscii));
  const index = Math.min(overlay.index, ids.length - 1);
  const to = (changes: Partial<PickOverlay>): Step => step(replaceOverlay(model, { ...overlay, ...changes }));
  switch (press.name) {
    case 'Esc':
      return step(popOverlay(model));
    case 'Enter': {
      const id = ids[index] ?? null;
      return id === null ? step(model) : step(take(popOverlay(model), overlay.what, id), { type: 'refresh' });
    }
    case 'Up':
      return to({ index: Math.max(0, index - 1) });
    case 'Down':
      return to({ index: Math.min(ids.length - 1, index + 1) });
    case 'PageUp':
      return to({ index: Math.max(0, index - 10) });
    case 'PageDown':
      return to({ index: Math.min(ids.length - 1, index + 10) });
    case 'Backspace':
      return to({ filter: overlay.filter.slice(0, -1), index: 0 });
    case 'Ctrl+U':
      return to({ filter: '', index: 0 });
    default:
      return press.text === '' || press.text === '?' || press.name === 'Paste'
        ? null
        : to({ filter: overlay.filter + press.text, index: 0 });
  }
}

/** The model with another principal acting, or in another Region. */
export function take(model: Model, what: PickOverlay['what'], id: string): Model {
  if (what === 'region') return say({ ...model, here: { ...model.here, region: id } }, `now in ${id}`, 'good');
  const name = model.data === null ? id : principalName(id, model.data.view);
  return say({ ...model, here: { ...model.here, as: id } }, `now acting as ${name}`, 'good');
}
