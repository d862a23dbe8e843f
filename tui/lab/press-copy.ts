import type { KeyPress } from '../terminal/keys.ts';
import { copyables, runInFocus } from './copyables.ts';
import type { Message } from './messages.ts';
import type { Model } from './model.ts';
import { popOverlay, pushOverlay, type Step, say, step } from './step.ts';

/** Waits for the letter that says what to copy, where there is anything. */
export function startCopy(model: Model): Step {
  if (copyables(model).length === 0) return step(say(model, 'there is nothing to copy here'));
  return step(pushOverlay(model, { type: 'copy' }));
}

/** The letter behind `y`: one of those that the menu shows. Anything else leaves. */
export function pressInCopy(model: Model, press: KeyPress): Step {
  const under = popOverlay(model);
  const wanted = copyables(model).find(({ key }) => key === press.name);
  if (wanted === undefined) return step(under);
  const { name, text } = wanted;
  if (text !== null) return step(under, { type: 'copy', name, text });
  const run = runInFocus(under);
  return run === null ? step(under) : step(under, { type: 'tellSdk', line: run.line, region: run.region });
}

/** A line in its SDK form came, or word that it has none. */
export function sdkTold(model: Model, text: string | null): Step {
  if (text === null) return step(say(model, 'that line makes no single call: it has no SDK form'));
  return step(model, { type: 'copy', name: 'the SDK form', text });
}

/** What was copied; where a terminal may have no clipboard, in which file it stands too. */
export function copied(model: Model, { name, text, file }: Extract<Message, { type: 'copied' }>): Model {
  const lines = text.trim().split('\n').length;
  const shown = lines > 1 ? `${lines} lines` : text.length > LONGEST ? `${text.length} characters` : text;
  const also = file === null ? '' : `; no clipboard? It is in ${file}`;
  return say(model, `copied ${name}: ${shown}${also}`, 'good');
}

/** A text that is longer is not shown once more. */
const LONGEST = 60;
