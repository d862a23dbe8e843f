import type { KeyPress } from '../terminal/keys.ts';
import { doDeed } from './do-deed.ts';
import { asOneLine } from './line-editor.ts';
import type { Model } from './model.ts';
import { openCommand } from './open.ts';
import type { Overlay, PaletteOverlay } from './overlays.ts';
import { foundEntries, type PaletteEntry, paletteEntries } from './palette.ts';
import { popOverlay, replaceOverlay, type Step, step } from './step.ts';

/** Keys in the palette: letters look for an entry, Enter does it. */
export function pressInPalette(model: Model, overlay: PaletteOverlay, press: KeyPress): Step {
  const found = foundEntries(paletteEntries(model, overlay.operations), overlay.filter);
  const index = Math.max(0, Math.min(overlay.index, found.length - 1));
  const to = (changes: Partial<PaletteOverlay>): Step => step(replaceOverlay(model, { ...overlay, index, ...changes }));
  switch (press.name) {
    case 'Esc':
    case 'Ctrl+P':
      return step(popOverlay(model));
    case 'Enter': {
      const entry = found[index];
      return entry === undefined ? step(model) : doEntry(popOverlay(model), entry);
    }
    case 'Up':
      return to({ index: Math.max(0, index - 1) });
    case 'Down':
    case 'Tab':
      return to({ index: Math.min(found.length - 1, index + 1) });
    case 'PageUp':
      return to({ index: Math.max(0, index - 10) });
    case 'PageDown':
      return to({ index: Math.min(found.length - 1, index + 10) });
    case 'Home':
      return to({ index: 0 });
    case 'End':
      return to({ index: Math.max(0, found.length - 1) });
    case 'Backspace':
      return to({ filter: overlay.filter.slice(0, -1), index: 0 });
    case 'Ctrl+U':
      return to({ filter: '', index: 0 });
    case 'Paste':
      return to({ filter: overlay.filter + asOneLine(press.text), index: 0 });
    default:
      return press.text === '' ? step(model) : to({ filter: overlay.filter + press.text, index: 0 });
  }
}

function doEntry(model: Model, { does }: PaletteEntry): Step {
  return does.type === 'line' ? openCommand(model, does.line) : doDeed(model, does.deed);
}

/** The overlays with AWS's operations in the palette that waits for them. */
export function withOperations(
  overlays: readonly Overlay[],
  operations: NonNullable<PaletteOverlay['operations']>,
): readonly Overlay[] {
  return overlays.map((overlay) => (overlay.type === 'palette' ? { ...overlay, operations } : overlay));
}
