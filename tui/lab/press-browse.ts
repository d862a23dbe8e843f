import type { KeyPress } from '../terminal/keys.ts';
import { monthOf } from './bill-month.ts';
import { type ListPanel, panelContent, panelList, selectedIn } from './content.ts';
import { geometryOf } from './geometry.ts';
import { asOneLine } from './line-editor.ts';
import { moveIn } from './list.ts';
import { KEY_TABS, type Model, PANELS, type Panel } from './model.ts';
import { nextStep } from './next-step.ts';
import { openBill, openCommand, openHelp, openPick, openTime, openWhy } from './open.ts';
import { runLine } from './press-command.ts';
import { startCopy } from './press-copy.ts';
import { enterLesson, openLessons, pressInLesson } from './press-lesson.ts';
import { take } from './press-pick.ts';
import { scrollBy, scrolledTo } from './press-reader.ts';
import { openReplays, pressInReplay } from './press-replay.ts';
import { actionFor, createKeyLine } from './quick-actions.ts';
import { pushOverlay, type Step, say, step } from './step.ts';

/** Keys while the panels have the focus. */
export function pressInPanels(model: Model, press: KeyPress): Step {
  return pressInReplay(model, press) ?? pressInLab(model, press);
}

function pressInLab(model: Model, press: KeyPress): Step {
  switch (press.name) {
    case 'q':
      return step(model, { type: 'quit', exitCode: 0 });
    case ':':
      return openCommand(model, 'aws ');
    case 'Paste':
      return openCommand(model, asOneLine(press.text));
    case '?':
      return step(openHelp(model, model.focus));
    case 'Tab':
      return step(focusOn(model, neighbour(model, 1)));
    case 'Shift+Tab':
      return step(focusOn(model, neighbour(model, -1)));
    case '[':
      return turnTab(model, -1);
    case ']':
      return turnTab(model, 1);
    case '+':
      return step({ ...model, isEnlarged: !model.isEnlarged });
    case 'Esc':
      return step(back(model));
    case 'a':
      return step(openPick(model, 'principal'));
    case 'g':
      return step(openPick(model, 'region'));
    case 't':
      return openTime(model);
    case 'w':
      return whyHere(model);
    case 'b':
      return openBill(model, monthOf(model.data?.view.now ?? 0));
    case 'R':
      return pressInLesson(model, press) ?? record(model);
    case 'y':
      return step(startCopy(model));
    case 'L':
      return openLessons(model);
    case '9':
      return pressInLesson(model, press) ?? openReplays(model);
    case 'Enter':
      return model.focus === 'lesson' ? enterLesson(model) : enter(model);
    default:
      return pressInLesson(model, press) ?? move(model, press) ?? act(model, press);
  }
}

function record(model: Model): Step {
  if ((model.data?.continued ?? null) === null) return step(model, { type: 'record' });
  return step(say(model, 'a lab that goes on from a replay is not recorded: a scenario begins with its world'));
}

/** The panels that Tab walks now: the result only while there is one. */
export function panelsOf(model: Model): readonly Panel[] {
  return PANELS.filter(
    (panel) =>
      (panel !== 'result' || model.result !== null) &&
      (panel !== 'lesson' || (model.data?.lesson ?? null) !== null) &&
      ((panel !== 'steps' && panel !== 'step') || (model.data?.replay ?? null) !== null),
  );
}

function neighbour(model: Model, by: 1 | -1): Panel {
  const panels = panelsOf(model);
  const at = panels.indexOf(model.focus) + by;
  return panels[(at + panels.length) % panels.length] ?? 'keys';
}

function focusOn(model: Model, focus: Panel): Model {
  return {
    ...model,
    focus,
    ...(focus === 'lesson' || focus === 'steps' || focus === 'result' ? {} : { beside: focus }),
  };
}

/** Who may use the key is asked where somebody looks at its policy. */
function turnTab(model: Model, by: 1 | -1): Step {
  const at = KEY_TABS.indexOf(model.tab) + by;
  const tab = KEY_TABS[(at + KEY_TABS.length) % KEY_TABS.length] ?? 'Overview';
  const turned: Model = { ...model, tab, focus: 'key', scroll: { ...model.scroll, key: 0 } };
  return tab === 'Policy' ? step(turned, { type: 'refresh' }) : step(turned);
}

/** Esc goes back one thing at a time: the enlarged panel, the result, the focus. */
function back(model: Model): Model {
  if (model.isEnlarged) return { ...model, isEnlarged: false };
  if (model.result !== null)
    return { ...model, result: null, focus: model.focus === 'result' ? model.focusBefore : model.focus };
  return focusOn(model, model.data?.lesson == null ? 'keys' : 'lesson');
}

function enter(model: Model): Step {
  if (model.focus === 'principals') {
    const arn = selectedIn(model, 'principals');
    return arn === null ? step(model) : step(take(model, 'principal', arn), { type: 'refresh' });
  }
  if (model.focus === 'trail') {
    const eventId = selectedIn(model, 'trail');
    return eventId === null ? step(model) : step(pushOverlay(model, { type: 'record', eventId, scroll: 0 }));
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
  // At the newest event the trail follows again.
  if (panel === 'trail') return step({ ...model, selectedEvent: by === Number.POSITIVE_INFINITY ? null : id });
  if (id === model.selectedKey) return step(model);
  return step({ ...model, selectedKey: id, scroll: { ...model.scroll, key: 0 } }, { type: 'refresh' });
}

/** The letters of the key panel. No letter acts on data unless its label is on screen. */
function act(model: Model, press: KeyPress): Step {
  const action = (model.data?.replay ?? null) === null ? actionFor(model, press.name) : null;
  if (action === null) return step(model);
  const isLabelled = action.key === 'c' || isShowingActions(model) || nextStep(model)?.key === press.name;
  if (!isLabelled) {
    const shown: Model = { ...focusOn(model, 'key'), tab: 'Overview', scroll: { ...model.scroll, key: 0 } };
    return step(say(shown, `${press.name} ${action.label}: press ${press.name} again`));
  }
  return action.isDraft ? openCommand(model, action.line, action.note) : runLine(model, action.line);
}

function isShowingActions(model: Model): boolean {
  return geometryOf(model).panels.key !== undefined && model.tab === 'Overview';
}

/** Explains the chosen event, or what was just run, or the last call that anybody made. */
function whyHere(model: Model): Step {
  const trail = model.data?.trail ?? [];
  const chosen = selectedIn(model, 'trail');
  const row = trail.find(({ record }) => record.eventID === chosen);
  const ran = model.result?.type === 'run' ? (model.result.run.outcome?.requestId ?? null) : null;
  const requestId = model.focus !== 'trail' && ran !== null ? ran : (row?.requestId ?? null);
  if (requestId !== null) return openWhy(model, requestId);
  return step(
    say(
      model,
      row === undefined
        ? 'no request yet: nothing to explain'
        : 'nobody asked for this event: there is nothing to explain',
    ),
  );
}
