import type { KeyPress } from '../terminal/keys.ts';
import { monthOf, monthsOn } from './bill-month.ts';
import { overlayContent } from './content.ts';
import { geometryOf } from './geometry.ts';
import { clampScroll } from './list.ts';
import type { BillOverlay, HelpOverlay, Model, RecordOverlay, WhyOverlay } from './model.ts';
import { openBill, openHelp, openWhy } from './open.ts';
import { startCopy } from './press-copy.ts';
import { popOverlay, replaceOverlay, type Step, say, step } from './step.ts';

/** How far a key scrolls, in lines; `page` for a screenful. Null for a key that doesn't scroll. */
export function scrollBy(press: KeyPress, page: number): number | null {
  switch (press.name) {
    case 'Up':
    case 'k':
      return -1;
    case 'Down':
    case 'j':
      return 1;
    case 'PageUp':
      return -page;
    case 'PageDown':
    case 'Space':
      return page;
    case 'Home':
      return Number.NEGATIVE_INFINITY;
    case 'End':
      return Number.POSITIVE_INFINITY;
    default:
      return null;
  }
}

/** `scroll` moved by a key; infinite steps lead to the ends. */
export function scrolledTo(scroll: number, by: number, count: number, height: number): number {
  return clampScroll(Math.min(Math.max(scroll + by, 0), count), count, height);
}

type Reader = HelpOverlay | WhyOverlay | RecordOverlay | BillOverlay;

/** Keys while text lies over the panels: help, why, a record, the bill. */
export function pressInReader(model: Model, overlay: Reader, press: KeyPress): Step {
  const box = geometryOf(model).overlay;
  const by = scrollBy(press, Math.max(1, box.height - 1));
  if (by !== null) {
    const { lines, first } = overlayContent(model, overlay, box);
    return step(replaceOverlay(model, { ...overlay, scroll: scrolledTo(first, by, lines.length, box.height) }));
  }
  switch (press.name) {
    case 'Esc':
    case 'q':
    case 'Enter':
      return step(popOverlay(model));
    case '?':
      return overlay.type === 'help' ? step(popOverlay(model)) : step(openHelp(model, overlay.type));
    case 'Left':
    case 'Right':
      return overlay.type === 'bill' ? otherMonth(model, overlay, press.name === 'Left' ? -1 : 1) : step(model);
    case 'y':
      return overlay.type === 'help' || overlay.type === 'bill' ? step(model) : step(startCopy(model));
    case 'w':
      return overlay.type === 'record' ? whyOfRecord(model, overlay) : step(model);
    default:
      return step(model);
  }
}

/** The bill of the month before or behind; there is none of a month that has not begun. */
function otherMonth(model: Model, { month }: BillOverlay, by: -1 | 1): Step {
  const other = monthsOn(month, by);
  if (other > monthOf(model.data?.view.now ?? 0)) return step(say(model, `${other} has not begun`));
  return openBill(model, other);
}

function whyOfRecord(model: Model, { eventId }: RecordOverlay): Step {
  const row = model.data?.trail.find(({ record }) => record.eventID === eventId);
  if (row === undefined || row.requestId === null)
    return step(say(model, 'nobody asked for this event: there is nothing to explain'));
  return openWhy(model, row.requestId);
}
