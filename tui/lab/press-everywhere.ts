import type { KeyPress } from '../terminal/keys.ts';
import type { Model } from './model.ts';
import { openCommand, openLog, openPalette, openPasted, openPick, openTime } from './open.ts';
import { isReplaying } from './places.ts';
import { pressForPlace } from './press-place.ts';
import { type Step, say, step } from './step.ts';

/** The keys that mean the same in every place; null for another one. */
export function pressEverywhere(model: Model, press: KeyPress): Step | null {
  if (isReplaying(model) && CHANGES.has(press.name))
    return step(say(model, 'this is the past: in the replay, c continues from here'));
  switch (press.name) {
    case ':':
      return openCommand(model, 'aws ');
    case 'Ctrl+P':
      return openPalette(model);
    case 'Paste':
      return openPasted(model, press.text);
    case 'a':
      return step(openPick(model, 'principal'));
    case 'g':
      return step(openPick(model, 'region'));
    case 't':
      return openTime(model);
    case 'z':
    case 'Z': {
      const does = press.name === 'z' ? 'undo' : 'redo';
      return step(
        { ...model, busy: does === 'undo' ? 'taking the last step back' : 'doing it again' },
        { type: 'takeBack', does },
      );
    }
    case '@':
      return step(openLog(model));
    case 'P':
      return step({ ...model, isPresenting: !model.isPresenting });
    default:
      return pressForPlace(model, press);
  }
}

/** What a replay can't take: its world is of the past. */
const CHANGES: ReadonlySet<string> = new Set([':', 'Paste', 'a', 'g', 't', 'z', 'Z']);
