import { breaksInFlow, envelopeView, keyArnOfThing, nextInFlow, type Thing, thingsOf } from '../../core/index.ts';
import type { KeyPress } from '../terminal/keys.ts';
import { overlayContent } from './content.ts';
import { geometryOf } from './geometry.ts';
import type { Model } from './model.ts';
import { openBill, openCommand, openTime, openWhy } from './open.ts';
import type {
  BillOverlay,
  EnvelopeOverlay,
  FlowOverlay,
  HelpOverlay,
  RecordOverlay,
  ThingOverlay,
  WhyOverlay,
} from './overlays.ts';
import { hasDrawer } from './places.ts';
import { startCopy } from './press-copy.ts';
import { goTo } from './press-place.ts';
import { scrollBy, scrolledTo } from './scrolling.ts';
import { popOverlay, replaceOverlay, type Step, say, step } from './step.ts';
import { showingLine } from './things-rows.ts';
import { runsThatStand } from './undone.ts';

type Reader = HelpOverlay | WhyOverlay | RecordOverlay | BillOverlay | FlowOverlay | EnvelopeOverlay | ThingOverlay;

/** Keys while text lies over the panels: help, why, a record, the bill; null for one that means what it means everywhere. */
export function pressInReader(model: Model, overlay: Reader, press: KeyPress): Step | null {
  const box = geometryOf(model).overlay;
  const by = scrollBy(press, Math.max(1, box.height - 1));
  if (by !== null) {
    const { lines, first } = overlayContent(model, overlay, box);
    return step(replaceOverlay(model, { ...overlay, scroll: scrolledTo(first, by, lines.length, box.height) }));
  }
  switch (press.name) {
    case 'Esc':
    case 'q':
      return step(hasDrawer(model) ? { ...model, result: null } : popOverlay(model));
    case 'Enter':
      return enterInReader(model, overlay);
    case '?':
      return overlay.type === 'help' ? step(popOverlay(model)) : null;
    case 'Left':
    case 'Right':
      return overlay.type === 'bill'
        ? otherMonth(model, overlay, press.name === 'Left' ? 'before' : 'after')
        : step(model);
    case 'y':
      return overlay.type === 'help' || overlay.type === 'bill' ? step(model) : startCopy(model);
    case 'w':
      return overlay.type === 'record' ? whyOfRecord(model, overlay) : whyOfResult(model);
    case 'x':
      return overlay.type === 'flow' ? breakFlow(model, overlay) : null;
    case '3':
      return overlay.type === 'thing' ? keyOfThing(model, overlay) : null;
    default:
      return null;
  }
}

/** Puts a command into the bar that breaks the way of data, at another place each time. */
function breakFlow(model: Model, overlay: FlowOverlay): Step {
  const breaks = model.data === null ? [] : breaksInFlow(model.data.view, model.here);
  const chosen = breaks[overlay.breaks % Math.max(1, breaks.length)];
  if (chosen === undefined) {
    const hasNext = model.data !== null && nextInFlow(model.data.view, model.here) !== null;
    return step(say(model, `nothing of yours to break${hasNext ? ' yet: Enter goes on' : ' here'}`));
  }
  const tried = replaceOverlay(model, { ...overlay, breaks: overlay.breaks + 1 });
  return openCommand(tried, chosen.line, `${chosen.says}: what needs it then fails. Enter runs this; z undoes it`);
}

/** Enter puts the command that the text proposes into the bar, or leaves. */
function enterInReader(model: Model, overlay: Reader): Step {
  switch (overlay.type) {
    case 'flow': {
      const next = model.data === null ? null : nextInFlow(model.data.view, model.here);
      return next?.line === null ? openTime(model) : draft(model, next?.line);
    }
    case 'envelope':
      return draft(
        model,
        model.data === null
          ? undefined
          : envelopeView(model.data.view, runsThatStand(model.log), model.here).next?.line,
      );
    case 'thing': {
      const thing = thingIn(model, overlay);
      return draft(popOverlay(model), thing && showingLine(thing, model.here));
    }
    default:
      return step(popOverlay(model));
  }
}

function draft(model: Model, line: string | undefined): Step {
  return line === undefined ? step(say(model, 'nothing to propose: type : and a command')) : openCommand(model, line);
}

function thingIn({ data }: Model, { id }: ThingOverlay): Thing | undefined {
  return data === null ? undefined : thingsOf(data.view).find((one) => one.id === id);
}

function keyOfThing(model: Model, overlay: ThingOverlay): Step {
  const thing = thingIn(model, overlay);
  const view = model.data?.view;
  const keyArn = thing === undefined || view === undefined ? null : keyArnOfThing(thing, view);
  if (view?.keys.some((key) => key.keyArn === keyArn) !== true)
    return step(say(model, 'no key of this world: there is nothing to go to'));
  const there = goTo({ ...model, selectedKey: keyArn, scroll: { ...model.scroll, key: 0 } }, 'Key');
  return step(there.model, { type: 'refresh' });
}

function whyOfResult(model: Model): Step {
  const { result } = model;
  const requestId = result?.type === 'run' ? (result.run.outcome?.requestId ?? null) : null;
  return requestId === null ? step(model) : openWhy(model, requestId);
}

/** The bill of the month before or behind, where there is one. */
function otherMonth(model: Model, { bills }: BillOverlay, way: 'before' | 'after'): Step {
  const bill = bills?.[0];
  if (bill === undefined) return step(model);
  const { [way]: other, now } = bill.months;
  if (other !== null) return openBill(model, other === now ? null : other);
  return step(say(model, way === 'after' ? `${bill.month} is this month` : `this world begins in ${bill.month}`));
}

function whyOfRecord(model: Model, { eventId }: RecordOverlay): Step {
  const row = model.data?.trail.find(({ record }) => record.eventID === eventId);
  if (row === undefined || row.requestId === null)
    return step(say(model, 'nobody asked for this event: there is nothing to explain'));
  return openWhy(model, row.requestId);
}
