import type { Deed, LabDeedName } from './deeds.ts';
import { type Model, topOverlay } from './model.ts';
import { openCommand, openFilter, openHelp, openLog, openPalette, openPick, openTime } from './open.ts';
import { FILTERED } from './panels.ts';
import { ifLive } from './past.ts';
import { runLine } from './press-command.ts';
import { startCopy } from './press-copy.ts';
import { doLessonDeed, goToLessonStep, isLessonDeed } from './press-lesson.ts';
import { openLessons } from './press-lessons.ts';
import { goTo, whyHere } from './press-place.ts';
import { doReplayDeed, isReplayDeed } from './press-replay.ts';
import { createKeyLine } from './quick-actions.ts';
import { type Step, say, step } from './step.ts';
import { visit } from './visit.ts';

/** Does what was asked for by its name, wherever one is. What concerns the panels is done there. */
export function doDeed(model: Model, deed: Deed): Step {
  if (typeof deed === 'object') {
    if ('address' in deed) return visit(model, deed.address);
    if ('lessonStep' in deed) return goToLessonStep(model, deed.lessonStep);
    return 'line' in deed ? runLine(model, deed.line) : goTo(model, deed.place);
  }
  if (isLessonDeed(deed)) return doLessonDeed(model, deed);
  return isReplayDeed(deed) ? doReplayDeed(model, deed) : doLabDeed(model, deed);
}

function doLabDeed(model: Model, deed: LabDeedName): Step {
  const atPanels: Model = { ...model, overlays: [] };
  switch (deed) {
    case 'command':
      return openCommand(model, 'aws ');
    case 'palette':
      return openPalette(model);
    case 'filter':
      return filterHere(atPanels);
    case 'enlarge':
      return step({ ...atPanels, isEnlarged: !model.isEnlarged });
    case 'actAs':
      return openPick(model, 'principal');
    case 'region':
      return openPick(model, 'region');
    case 'time':
      return openTime(model);
    case 'why':
      return whyHere(model);
    case 'undo':
      return takeBack(model, 'undo');
    case 'redo':
      return takeBack(model, 'redo');
    case 'log':
      return step(openLog(model));
    case 'copy':
      return startCopy(model);
    case 'createKey':
      return runLine(atPanels, createKeyLine(model));
    case 'lessons':
      return openLessons(atPanels);
    case 'record':
      return record(model);
    case 'present':
      return step({ ...model, isPresenting: !model.isPresenting });
    case 'help':
      return step(helpHere(model));
    case 'quit':
      return step(model, { type: 'quit', exitCode: 0 });
  }
}

/** A filter of the list that has the focus; of the keys, where a text has it. */
function filterHere(model: Model): Step {
  const of = FILTERED.find((panel) => panel === model.focus) ?? 'keys';
  const below = of === 'things' || of === 'principals' ? { below: of } : {};
  return step(openFilter({ ...model, focus: of, beside: of, ...below }, of));
}

function takeBack(model: Model, does: 'undo' | 'redo'): Step {
  const busy = does === 'undo' ? 'taking the last step back' : 'doing it again';
  return ifLive(model, () => step({ ...model, busy }, { type: 'takeBack', does }));
}

function record(model: Model): Step {
  if ((model.data?.lesson ?? null) !== null)
    return step(say(model, 'a lesson is not recorded: in the free lab, record writes what you do as a scenario'));
  if ((model.data?.continued ?? null) !== null)
    return step(say(model, 'a lab that goes on from a replay is not recorded: a scenario begins with its world'));
  return ifLive(model, () => step(model, { type: 'record' }));
}

/** Help on what has the keys. */
function helpHere(model: Model): Model {
  const top = topOverlay(model);
  return top?.type === 'help' ? model : openHelp(model, top === null || top.type === 'copy' ? model.focus : top.type);
}
