import type { KeyPress } from '../terminal/keys.ts';
import { textOf } from '../text/line.ts';
import { type ListPanel, linesInView, panelContent, panelList, selectedIn } from './content.ts';
import type { LabDeedName } from './deeds.ts';
import { doDeed } from './do-deed.ts';
import { geometryOf } from './geometry.ts';
import { TOPIC_KEYS } from './keymap.ts';
import { moveIn } from './list.ts';
import type { Model } from './model.ts';
import { nextStep } from './next-step.ts';
import { openCommand } from './open.ts';
import { FILTERED, KEY_TABS, PANELS, type Panel } from './panels.ts';
import { ifLive } from './past.ts';
import { isReplaying, isTaught } from './places.ts';
import { runLine } from './press-command.ts';
import { pressEverywhere } from './press-everywhere.ts';
import { enterLesson, pressInLesson } from './press-lesson.ts';
import { take } from './press-pick.ts';
import { pressInReplay } from './press-replay.ts';
import { actionFor, createKeyLine, type QuickAction } from './quick-actions.ts';
import { scrollBy, scrolledTo } from './scrolling.ts';
import { pushOverlay, type Step, say, step } from './step.ts';

/** Keys while the panels have the focus. */
export function pressInPanels(model: Model, press: KeyPress): Step {
  return pressInReplay(model, press) ?? pressInLab(model, press);
}

function pressInLab(model: Model, press: KeyPress): Step {
  const deed = DEEDS[press.name];
  switch (press.name) {
    case 'Tab':
      return step(focusOn(model, neighbour(model, 1)));
    case 'Shift+Tab':
      return step(focusOn(model, neighbour(model, -1)));
    case '[':
      return turnTab(model, -1);
    case ']':
      return turnTab(model, 1);
    case 'Esc':
      return step(back(model));
    case 'Enter':
      return model.focus === 'lesson' ? enterLesson(model) : enter(model);
    default:
      return (
        pressInLesson(model, press) ??
        (deed === undefined ? null : doDeed(model, deed)) ??
        pressEverywhere(model, press) ??
        move(model, press) ??
        act(model, press)
      );
  }
}

/** Keys of the panels, beside those that mean the same everywhere. */
const DEEDS: Readonly<Partial<Record<string, LabDeedName>>> = {
  q: 'quit',
  '+': 'enlarge',
  '/': 'filter',
  w: 'why',
  y: 'copy',
  L: 'lessons',
  R: 'record',
};

/** The panels that Tab walks now: the result only while there is one. */
export function panelsOf(model: Model): readonly Panel[] {
  return PANELS.filter(
    (panel) =>
      (panel !== 'result' || model.result !== null) &&
      (panel !== 'lesson' || isTaught(model)) &&
      ((panel !== 'steps' && panel !== 'step') || isReplaying(model)),
  );
}

function neighbour(model: Model, by: 1 | -1): Panel {
  const panels = panelsOf(model);
  const at = panels.indexOf(model.focus) + by;
  return panels[(at + panels.length) % panels.length] ?? 'keys';
}

function focusOn(model: Model, focus: Panel): Model {
  if (focus === 'lesson' || focus === 'steps' || focus === 'result') return { ...model, focus };
  return { ...model, focus, beside: focus, ...(focus === 'things' || focus === 'principals' ? { below: focus } : {}) };
}

/** Who may use the key is asked where somebody looks at its policy. */
function turnTab(model: Model, by: 1 | -1): Step {
  const at = KEY_TABS.indexOf(model.tab) + by;
  const tab = KEY_TABS[(at + KEY_TABS.length) % KEY_TABS.length] ?? 'Overview';
  const turned: Model = { ...model, tab, focus: 'key', scroll: { ...model.scroll, key: 0 } };
  return tab === 'Policy' ? step(turned, { type: 'refresh' }) : step(turned);
}

/** Esc goes back one thing at a time: the enlarged panel, the result, the filter, the focus. */
function back(model: Model): Model {
  if (model.isEnlarged) return { ...model, isEnlarged: false };
  if (model.result !== null)
    return { ...model, result: null, focus: model.focus === 'result' ? model.focusBefore : model.focus };
  const filtered = FILTERED.find((panel) => panel === model.focus && model.filters[panel] !== '');
  if (filtered !== undefined) return { ...model, filters: { ...model.filters, [filtered]: '' } };
  return focusOn(model, isTaught(model) ? 'lesson' : 'keys');
}

function enter(model: Model): Step {
  if (model.focus === 'principals') {
    const arn = selectedIn(model, 'principals');
    if (arn === null) return step(model);
    return ifLive(model, () => step(take(model, 'principal', arn), { type: 'refresh' }));
  }
  if (model.focus === 'trail') {
    const eventId = selectedIn(model, 'trail');
    return eventId === null ? step(model) : step(pushOverlay(model, { type: 'record', eventId, scroll: 0 }));
  }
  if (model.focus === 'things') {
    const id = selectedIn(model, 'things');
    if (id === null) return openCommand(model, 'aws ');
    return step(pushOverlay(model, { type: 'thing', id, scroll: 0 }));
  }
  if (model.focus === 'result') return step(back(model));
  if (model.data !== null && model.data.key === null && model.data.replay === null)
    return runLine(model, createKeyLine(model));
  return step(focusOn(model, 'key'));
}

/** Moves the selection of a list, or scrolls the text; null for a key that does neither. */
function move(model: Model, press: KeyPress): Step | null {
  const box = geometryOf(model).panels[model.focus];
  const by = scrollBy(press, Math.max(1, (box?.height ?? 2) - 1));
  if (by === null || box === undefined) return null;
  if (model.focus === 'steps') return null; // moving there moves the replay
  if (model.focus === 'key' || model.focus === 'result' || model.focus === 'lesson' || model.focus === 'step') {
    const { lines, first } = panelContent(model, model.focus, box);
    const scroll = scrolledTo(first, by, lines.length, box.height);
    return step({ ...model, scroll: { ...model.scroll, [model.focus]: scroll } });
  }
  return select(model, model.focus, box.width, by);
}

function select(model: Model, panel: ListPanel, width: number, by: number): Step {
  const id = moveIn(panelList(model, panel, width), selectedIn(model, panel), by);
  if (panel === 'principals') return step({ ...model, selectedPrincipal: id });
  if (panel === 'things') return step({ ...model, selectedThing: id });
  // At the newest event the trail follows again.
  if (panel === 'trail') return step(onEvent(model, by === Number.POSITIVE_INFINITY ? null : id));
  if (id === model.selectedKey) return step(model);
  return step({ ...model, selectedKey: id, scroll: { ...model.scroll, key: 0 } }, { type: 'refresh' });
}

/** Whoever looks at an event stays there while others come in. */
function onEvent(model: Model, selectedEvent: string | null): Model {
  const pausedAt = selectedEvent === null ? null : (model.pausedAt ?? model.data?.view.trailLength ?? null);
  return { ...model, selectedEvent, pausedAt };
}

/** The letters of the key panel. No letter acts on data unless its label is on screen, or was asked for by a first press. */
function act(model: Model, press: KeyPress): Step {
  const action = actionFor(model, press.name);
  return action === null ? step(model) : ifLive(model, () => actOn(model, action));
}

function actOn(model: Model, action: QuickAction): Step {
  const asked = `key ${action.key}`;
  if (model.asked === asked || isLabelled(model, action))
    return action.isDraft ? openCommand(model, action.line, action.note) : runLine(model, action.line);
  const says = `${action.key} ${action.label}: press ${action.key} again`;
  if (action.key === 'c') return step(say({ ...model, asked }, says));
  const shown: Model = { ...focusOn(model, 'key'), tab: 'Overview', scroll: { ...model.scroll, key: 0 } };
  return step(say({ ...shown, asked }, says));
}

/** Whether what a letter does stands on the screen: in the key panel, in the line of keys, or as what to try next. */
function isLabelled(model: Model, { key, label }: QuickAction): boolean {
  if (nextStep(model)?.key === key) return true;
  if (!model.isPresenting && TOPIC_KEYS[model.focus].keys.some(({ keys }) => keys === key)) return true;
  const box = geometryOf(model).panels.key;
  if (box === undefined || model.tab !== 'Overview') return false;
  return linesInView(panelContent(model, 'key', box), box.height).some((one) =>
    textOf(one).includes(`${key} ${label}`),
  );
}
