import type { Effect } from './messages.ts';
import type { Model } from './model.ts';
import type { Overlay } from './overlays.ts';

/** What a message makes of the model, and what is to be done. */
export interface Step {
  readonly model: Model;
  readonly effects: readonly Effect[];
}

/** A step to `model`, with `effects` to do. */
export function step(model: Model, ...effects: readonly Effect[]): Step {
  return { model, effects };
}

/** The model with `overlay` on top of what is there. */
export function pushOverlay(model: Model, overlay: Overlay): Model {
  return { ...model, overlays: [...model.overlays, overlay] };
}

/** The model without its topmost overlay. */
export function popOverlay(model: Model): Model {
  return { ...model, overlays: model.overlays.slice(0, -1) };
}

/** The model with `overlay` in place of the topmost. */
export function replaceOverlay(model: Model, overlay: Overlay): Model {
  return pushOverlay(popOverlay(model), overlay);
}

/** The model with a few words in the message line, until the next key. */
export function say(model: Model, text: string, tone: 'good' | 'bad' | 'plain' = 'plain'): Model {
  return { ...model, notice: { text, tone } };
}
