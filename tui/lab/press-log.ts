import type { KeyPress } from '../terminal/keys.ts';
import type { Model } from './model.ts';
import { openCommand, openWhy } from './open.ts';
import type { LogOverlay } from './overlays.ts';
import { startCopy } from './press-copy.ts';
import { popOverlay, replaceOverlay, type Step, say, step } from './step.ts';

/** Keys in the log of what was run; null for one that means what it means everywhere. */
export function pressInLog(model: Model, overlay: LogOverlay, press: KeyPress): Step | null {
  const { log } = model;
  const last = Math.max(0, log.length - 1);
  const to = (index: number): Step =>
    step(replaceOverlay(model, { ...overlay, index: Math.max(0, Math.min(last, index)) }));
  const run = log[overlay.index];
  switch (press.name) {
    case 'Esc':
    case 'q':
    case '@':
      return step(popOverlay(model));
    case 'Up':
    case 'k':
      return to(overlay.index - 1);
    case 'Down':
    case 'j':
      return to(overlay.index + 1);
    case 'PageUp':
      return to(overlay.index - 10);
    case 'PageDown':
      return to(overlay.index + 10);
    case 'Home':
      return to(0);
    case 'End':
      return to(last);
    case 'Enter':
      return run === undefined ? step(popOverlay(model)) : openCommand(popOverlay(model), run.line);
    case 'y':
      return startCopy(model);
    case 'w':
      return run?.requestId == null
        ? step(say(model, 'that line made no request: there is nothing to explain'))
        : openWhy(model, run.requestId);
    default:
      return null;
  }
}
