import type { KeyPress } from '../terminal/keys.ts';
import { geometryOf } from './geometry.ts';
import type { Model } from './model.ts';
import { openCommand, openWhy } from './open.ts';
import type { LogOverlay } from './overlays.ts';
import { startCopy } from './press-copy.ts';
import { indexAfter } from './scrolling.ts';
import { popOverlay, replaceOverlay, type Step, say, step } from './step.ts';

/** Keys in the log of what was run; null for one that means what it means everywhere. */
export function pressInLog(model: Model, overlay: LogOverlay, press: KeyPress): Step | null {
  const { log } = model;
  const run = log[overlay.index];
  switch (press.name) {
    case 'Esc':
    case 'q':
    case '@':
      return step(popOverlay(model));
    case 'Enter':
      return run === undefined ? step(popOverlay(model)) : openCommand(popOverlay(model), run.line);
    case 'y':
      return startCopy(model);
    case 'w':
      return run?.requestId == null
        ? step(say(model, 'that line made no request: there is nothing to explain'))
        : openWhy(model, run.requestId);
    default: {
      const to = indexAfter(press, overlay.index, log.length, geometryOf(model).overlay.height - 4);
      return to === null ? null : step(replaceOverlay(model, { ...overlay, index: to }));
    }
  }
}
