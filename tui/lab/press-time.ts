import type { KeyPress } from '../terminal/keys.ts';
import { dayAhead } from '../text/instants.ts';
import { overlayContent } from './content.ts';
import { geometryOf } from './geometry.ts';
import { type Model, topOverlay } from './model.ts';
import { chooseTime } from './open.ts';
import { TIME_CHOICES, type TimeOverlay } from './overlays.ts';
import { scrollBy, scrolledTo } from './scrolling.ts';
import { popOverlay, replaceOverlay, type Step, say, step } from './step.ts';
import { targetOf } from './time-target.ts';

/** Keys in the time control: arrows choose, digits write a date, Enter goes; null for one that means what it means everywhere. */
export function pressInTime(model: Model, overlay: TimeOverlay, press: KeyPress): Step | null {
  switch (press.name) {
    case 'Esc':
    case 'q':
      return step(popOverlay(model));
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
    case 'PageUp':
    case 'PageDown':
      return step(replaceOverlay(model, { ...overlay, scroll: scrollAfter(model, overlay, press) }));
    case 't':
      return step(model);
    case 'Enter':
      return go(model, overlay);
    case 'Backspace':
      return chooseTime(model, { ...overlay, choice: 'date', dateText: overlay.dateText.slice(0, -1) });
    default:
      return /^[0-9:TZd -]+$/.test(press.text)
        ? chooseTime(model, { ...overlay, choice: 'date', dateText: (overlay.dateText + press.text).slice(0, 20) })
        : null;
  }
}

/** Where a page key leads in what will happen on the way. */
function scrollAfter(model: Model, overlay: TimeOverlay, press: KeyPress): number {
  const box = geometryOf(model).overlay;
  const { first, lines } = overlayContent(model, overlay, box);
  return scrolledTo(first, scrollBy(press, Math.max(1, box.height - 1)) ?? 0, lines.length, box.height);
}

function neighbour({ choice }: TimeOverlay, by: 1 | -1): TimeOverlay['choice'] {
  const at = TIME_CHOICES.indexOf(choice) + by;
  return TIME_CHOICES[(at + TIME_CHOICES.length) % TIME_CHOICES.length] ?? choice;
}

/** Goes on where Enter was pressed before the lab had said what is due next. */
export function goIfAsked(model: Model): Step {
  const top = topOverlay(model);
  return top?.type === 'time' && top.isGoing && top.preview !== null
    ? go({ ...model, busy: null }, { ...top, isGoing: false })
    : step(model);
}

function go(model: Model, overlay: TimeOverlay): Step {
  const view = model.data?.view;
  if (view === undefined) return step(model);
  const closed = popOverlay(model);
  if (overlay.choice === 'follow') {
    const clock = view.clock === 'following' ? 'standing' : 'following';
    return step({ ...closed, busy: 'setting the clock' }, { type: 'setClock', clock });
  }
  const target = targetOf(overlay, view.now);
  const stays = replaceOverlay(model, overlay);
  if (target === null) {
    if (overlay.choice === 'date')
      return step(say(stays, `expected a day such as ${dayAhead(view.now)}, or 31d for so many days`, 'bad'));
    if (overlay.preview === null)
      return step({ ...replaceOverlay(model, { ...overlay, isGoing: true }), busy: 'looking ahead' });
    return step(say(stays, 'nothing is going to happen by itself'));
  }
  if (target <= view.now) return step(say(stays, 'the clock only goes forward', 'bad'));
  return step({ ...closed, busy: 'moving the clock' }, { type: 'advanceTo', at: target });
}
