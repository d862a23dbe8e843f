import type { ReplaySummary } from '../../core/index.ts';
import type { KeyPress } from '../terminal/keys.ts';
import { geometryOf } from './geometry.ts';
import type { Model } from './model.ts';
import type { ReplaysOverlay } from './overlays.ts';
import { indexAfter } from './scrolling.ts';
import { popOverlay, pushOverlay, replaceOverlay, type Step, step } from './step.ts';

/** Opens the list of what there is to replay, and asks for it. */
export function openReplays(model: Model): Step {
  const opened = pushOverlay(model, { type: 'replays', replays: null, index: 0 });
  return step({ ...opened, busy: 'opening the list' }, { type: 'listReplays' });
}

/** The list that the overlay waits for; the replay that is on is chosen. */
export function replaysListed(model: Model, replays: readonly ReplaySummary[]): Model {
  const on = replays.findIndex(({ name }) => name === model.data?.replay?.name);
  const overlays = model.overlays.map((overlay) =>
    overlay.type === 'replays' && overlay.replays === null ? { ...overlay, replays, index: Math.max(0, on) } : overlay,
  );
  return { ...model, overlays, busy: null };
}

/** Keys in the list of replays; null for one that means what it means everywhere. */
export function pressInReplays(model: Model, overlay: ReplaysOverlay, press: KeyPress): Step | null {
  const { replays, index } = overlay;
  switch (press.name) {
    case 'Enter': {
      const name = replays?.[index]?.name;
      if (name === undefined) return step(model);
      return step(
        { ...popOverlay(model), busy: 'playing it once, to know every moment' },
        { type: 'replay', does: 'open', name },
      );
    }
    case 'x':
      return step({ ...popOverlay(model), busy: 'going back' }, { type: 'replay', does: 'leave' });
    case 'Esc':
    case 'q':
    case '9':
      return step(popOverlay(model));
    default: {
      const to = indexAfter(press, index, replays?.length ?? 0, geometryOf(model).overlay.height - 4);
      return to === null ? null : step(replaceOverlay(model, { ...overlay, index: to }));
    }
  }
}
