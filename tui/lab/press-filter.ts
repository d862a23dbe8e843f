import type { KeyPress } from '../terminal/keys.ts';
import { asOneLine } from './line-editor.ts';
import type { Model } from './model.ts';
import type { FilterOverlay } from './overlays.ts';
import { popOverlay, type Step, step } from './step.ts';

/** Keys while a filter is typed: the list is narrowed with each; Enter keeps it, Esc brings back the one before. */
export function pressInFilter(model: Model, { of, before }: FilterOverlay, press: KeyPress): Step {
  const text = model.filters[of];
  const to = (filter: string): Model => ({ ...model, filters: { ...model.filters, [of]: filter } });
  switch (press.name) {
    case 'Esc':
      return step(popOverlay(to(before)));
    case 'Enter':
      return step(popOverlay(model));
    case 'Backspace':
      return text === '' ? step(popOverlay(model)) : step(to(text.slice(0, -1)));
    case 'Ctrl+U':
      return step(to(''));
    case 'Ctrl+W':
      return step(to(text.replace(/\S+\s*$/, '')));
    case 'Paste':
      return step(to(text + asOneLine(press.text)));
    default:
      return press.text === '' ? step(model) : step(to(text + press.text));
  }
}
