import type { KeyPress } from '../terminal/keys.ts';
import { type Model, TIME_CHOICES, type TimeOverlay } from './model.ts';
import { chooseTime, openHelp } from './open.ts';
import { popOverlay, type Step, say, step } from './step.ts';
import { targetOf } from './time-target.ts';

/** Keys in the time control: arrows choose, digits write a date, Enter goes. */
export function pressInTime(model: Model, overlay: TimeOverlay, press: KeyPress): Step {
  switch (press.name) {
    case 'Esc':
    case 'q':
      return step(popOverlay(model));
    case '?':
      return step(openHelp(model, 'time'));
    case 'Right':
    case 'Down':
    case 'Tab':
    case 'l':
      return chooseTime(model, { ...overlay, choice: neighbour(overlay, 1) });
    case 'Left':
    case 'Up':
    case 'Shift+Tab':
    case 'h':
      return chooseTime(model, { ...overlay, choice: neighbour(overlay, -1) });
    case 'Enter':
      return go(model, overlay);
    case 'Backspace':
      return chooseTime(model, { ...overlay, choice: 'date', dateText: overlay.dateText.slice(0, -1) });
    default:
      return /^[0-9:TZ -]+$/.test(press.text)
        ? chooseTime(model, { ...overlay, choice: 'date', dateText: (overlay.dateText + press.text).slice(0, 20) })
        : step(model);
  }
}

function neighbour({ choice }: TimeOverlay, by: 1 | -1): TimeOverlay['choice'] {
  const at = TIME_CHOICES.indexOf(choice) + by;
  return TIME_CHOICES[(at + TIME_CHOICES.length) % TIME_CHOICES.length] ?? choice;
}

function go(model: Model, overlay: TimeOverlay): Step {
  const view = model.data?.view;
  if (view === undefined) return step(model);
  if (overlay.choice === 'follow')
    return step(popOverlay(model), { type: 'setClock', clock: view.clock === 'following' ? 'standing' : 'following' });
  const target = targetOf(overlay, view.now);
  if (target === null) {
    if (overlay.choice === 'date') return step(say(model, 'expected a day such as 2026-02-01', 'bad'));
    return step(overlay.preview === null ? model : say(model, 'nothing is going to happen by itself'));
  }
  if (target <= view.now) return step(say(model, 'the clock only goes forward', 'bad'));
  return step({ ...popOverlay(model), busy: 'moving the clock' }, { type: 'advanceTo', at: target });
}
