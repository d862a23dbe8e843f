import type { KeyPress } from '../terminal/keys.ts';
import { doDeed } from './do-deed.ts';
import { billed, clockSet, explained, foreseen, moved, ran, tookBack, withData } from './hear-lab.ts';
import type { Message } from './messages.ts';
import { type Model, topOverlay, type Wish } from './model.ts';
import { openHelp } from './open.ts';
import type { Overlay } from './overlays.ts';
import { pressInPanels } from './press-browse.ts';
import { completed, pressInCommand } from './press-command.ts';
import { copied, pressInCopy, sdkTold } from './press-copy.ts';
import { pressEverywhere } from './press-everywhere.ts';
import { pressInFilter } from './press-filter.ts';
import { atLesson, goOnInLesson, taught } from './press-lesson.ts';
import { listed, pressInLessons } from './press-lessons.ts';
import { pressInLog } from './press-log.ts';
import { pressInPalette, withOperations } from './press-palette.ts';
import { pressInPaste } from './press-paste.ts';
import { pressInPick } from './press-pick.ts';
import { pressInReader } from './press-reader.ts';
import { replayed } from './press-replay.ts';
import { pressInReplays, replaysListed } from './press-replays.ts';
import { goIfAsked, pressInTime } from './press-time.ts';
import { dropQueue, stopQueue } from './queue.ts';
import { runNext } from './run-next.ts';
import { popOverlay, type Step, say, step } from './step.ts';

/** What a message makes of the screen. Pure: what must be done outside comes back as effects. */
export function update(model: Model, message: Message): Step {
  switch (message.type) {
    case 'pressed':
    case 'asked':
      return wish(model, message);
    case 'resized':
      return step({ ...model, size: message.size });
    case 'opened':
      return replayEarly(
        step(atLesson(withData({ ...model, here: message.here, isRecording: message.isRecording }, message.data))),
      );
    case 'failedToOpen':
      return step({ ...model, failure: message.reason });
    case 'broke':
      return step(broke({ ...model, busy: null }, message.reason));
    case 'refused':
      return replayEarly(step(say(popOverlay({ ...model, busy: null }), message.text)));
    case 'refreshed':
      return step(withData(model, message.data));
    case 'ran':
      return ran(model, message.line, message.outcome);
    case 'explained':
      return step(explained(model, message));
    case 'billed':
      return step(billed(model, message));
    case 'foreseen':
      return replayEarly(goIfAsked(foreseen(model, message.until, message.due)));
    case 'operationsListed':
      return replayEarly(step({ ...model, busy: null, overlays: withOperations(model.overlays, message.operations) }));
    case 'sdkTold':
      return sdkTold(model, message.text);
    case 'copied':
      return step(copied(model, message));
    case 'tookBack':
      return step(tookBack(model, message));
    case 'completed':
      return replayEarly(completed(model, message));
    case 'moved':
      return step(moved(model, message));
    case 'lessonsListed':
      return replayEarly(step(listed(model, message.lessons)));
    case 'taught':
      return step(taught(model, message));
    case 'replaysListed':
      return replayEarly(step(replaysListed(model, message.replays)));
    case 'replayed':
      return step(replayed(model, message));
    case 'clockSet':
      return step(clockSet(model, message));
    case 'recorded':
      return step(say({ ...model, isRecording: message.isOn }, message.text, message.tone));
    case 'ready':
      return goOn({ ...model, busy: null });
  }
}

/** Ctrl+C, Ctrl+Z and Ctrl+L mean what they mean everywhere; all other keys go to what is on top. */
function wish(before: Model, wanted: Wish): Step {
  const key = wanted.type === 'pressed' ? wanted.press.name : null;
  if (key === 'Ctrl+C') return step(before, { type: 'quit', exitCode: 130 });
  if (key === 'Ctrl+Z') return step(before, { type: 'suspend' });
  if (key === 'Ctrl+L') return step(before, { type: 'redraw' });
  const model: Model = { ...before, notice: null, lastKey: before.isPresenting ? key : null };
  if (model.failure !== null) return step(model, { type: 'quit', exitCode: 1 });
  // What is typed while the lab opens or works is not lost: as in a shell, it counts for what comes next.
  if (model.data === null || model.busy !== null) {
    if (key === 'Esc' && model.queue.lines.length > 0) return step(stopQueue(model, 'you broke off'));
    return step({ ...model, early: [...model.early, wanted] });
  }
  return forgetAsked(model, wanted.type === 'asked' ? doDeed(model, wanted.deed) : pressed(model, wanted.press));
}

function pressed(model: Model, key: KeyPress): Step {
  const top = topOverlay(model);
  const own = top === null ? pressInPanels(model, key) : pressInOverlay(model, top, key);
  return own ?? pressEverywhere(model, key) ?? step(model);
}

/** What was asked for once, and not by this key, is forgotten. */
function forgetAsked(before: Model, { model, effects }: Step): Step {
  const isOld = before.asked !== null && model.asked === before.asked;
  return step(isOld ? { ...model, asked: null } : model, ...effects);
}

/** Keys for what lies over the panels; null for one that means what it means everywhere. */
function pressInOverlay(model: Model, top: Overlay, key: KeyPress): Step | null {
  switch (top.type) {
    case 'command':
      return key.name === '?' && top.line.trim() === ''
        ? step(openHelp(popOverlay(model), 'command'))
        : pressInCommand(model, top, key);
    case 'time':
      return pressInTime(model, top, key);
    case 'pick':
      return pressInPick(model, top, key);
    case 'copy':
      return pressInCopy(model, key);
    case 'lessons':
      return pressInLessons(model, top, key);
    case 'replays':
      return pressInReplays(model, top, key);
    case 'palette':
      return pressInPalette(model, top, key);
    case 'log':
      return pressInLog(model, top, key);
    case 'filter':
      return pressInFilter(model, top, key);
    case 'paste':
      return pressInPaste(model, top, key);
    case 'help':
    case 'why':
    case 'record':
    case 'bill':
    case 'flow':
    case 'envelope':
    case 'thing':
      return pressInReader(model, top, key) ?? goOnInLesson(model, key);
  }
}

/** A bug of ours is said, and what waited is not run on what it left behind. */
function broke(model: Model, reason: string): Model {
  if (model.queue.lines.length > 0) return dropQueue(model, `a bug in kmslab (${reason})`);
  return say(model, `a bug in kmslab: ${reason}`, 'bad');
}

/** What was asked for is done: pasted lines go on where the last one succeeded, and then what was typed meanwhile. */
function goOn(model: Model): Step {
  return replayEarly(runNext(model));
}

/** Takes what was pressed too early; a command among it makes what is behind it wait again. */
function replayEarly(reached: Step): Step {
  if (reached.model.busy !== null) return reached;
  const { early } = reached.model;
  return early.reduce<Step>(
    (before, wanted) => {
      const after = wish(before.model, wanted);
      return step(after.model, ...before.effects, ...after.effects);
    },
    step({ ...reached.model, early: [] }, ...reached.effects),
  );
}
