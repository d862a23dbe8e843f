import { PLACES } from '../../core/index.ts';
import type { Deed } from '../lab/deeds.ts';
import type { Model } from '../lab/model.ts';
import { topOverlay } from '../lab/model.ts';
import { PLACE_SAYS } from '../lab/places.ts';
import type { KeyPress } from '../terminal/keys.ts';

/** A word that may be typed in the lab without a screen: something to do, or a key that moves or chooses. */
interface LinearWord {
  readonly word: string;
  readonly says: string;
  readonly does: Typed;
}

/** What a typed line stands for: deeds by name, and keys for what is typed, chosen or moved. */
export type Typed = { readonly deed: Deed } | { readonly keys: readonly KeyPress[] };

export const LINEAR_WORDS: readonly LinearWord[] = [
  ...PLACES.map(
    ({ id, title }): LinearWord => ({ word: id, says: PLACE_SAYS[title], does: { deed: { place: title } } }),
  ),
  deed('create', 'makes a key', 'createKey'),
  key('next-panel', 'keys, key, trail, things, principals', 'Tab'),
  key('next-tab', 'the next tab of the key', ']'),
  key('previous-tab', 'the one before', '['),
  key('up', 'the choice above', 'Up'),
  key('down', 'the choice below', 'Down'),
  key('left', 'the choice to the left', 'Left'),
  key('right', 'the choice to the right', 'Right'),
  key('enter', 'opens what is chosen, as an empty line does', 'Enter'),
  key('back', 'back', 'Esc'),
  deed('time', 'moves the clock: left and right choose, enter goes', 'time'),
  deed('act-as', 'somebody else; then a part of the name', 'actAs'),
  deed('region', 'another Region; then a part of its name', 'region'),
  deed('undo', 'takes the last step back', 'undo'),
  deed('redo', 'does it again', 'redo'),
  deed('log', 'what was run', 'log'),
  deed('copy', 'then a letter of what it offers', 'copy'),
  deed('find', 'everything that can be done; then a word of it', 'palette'),
  deed('filter', 'narrows the list; then the words', 'filter'),
  deed('help', 'the keys of where you are', 'help'),
  deed('next', 'in a lesson: goes on', 'nextStep'),
  deed('hint', 'in a lesson: a hint', 'hint'),
  deed('solution', 'in a lesson: twice, shows the solution', 'solution'),
  deed('reset-step', 'in a lesson: twice, begins the step anew', 'resetStep'),
  deed('play', 'in a replay: plays it, or rests', 'play'),
  deed('step', 'in a replay: one step on', 'forward'),
  deed('step-back', 'in a replay: one step back', 'back'),
  deed('next-mark', 'in a replay: the next mark or refusal', 'nextMark'),
  deed('previous-mark', 'in a replay: the one before', 'previousMark'),
  deed('continue', 'in a replay: a lab of your own goes on from here', 'continue'),
  deed('leave', 'in a replay: twice, leaves it', 'leaveReplay'),
  deed('quit', 'leaves', 'quit'),
];

function deed(word: string, says: string, name: Deed): LinearWord {
  return { word, says, does: { deed: name } };
}

function key(word: string, says: string, name: string): LinearWord {
  return { word, says, does: { keys: [press(name)] } };
}

/**
 * What a typed line stands for. A word of the list is what it says; a line for AWS or the laptop is run; where text is asked for (a filter, a date, whom to act as), the line is that text, and Enter.
 * A single character is the key of that name, an empty line is Enter. Null for a line that means nothing here.
 */
export function typedIn(line: string, model: Model): Typed | null {
  const text = line.trim();
  const top = topOverlay(model);
  if (text === '') return { keys: [ENTER] };
  const word = LINEAR_WORDS.find((one) => one.word === text.toLowerCase());
  if (top !== null && TAKES_TEXT.has(top.type)) {
    if (word !== undefined && LEAVES.has(word.word)) return word.does;
    return { keys: [...[...text].map(press), ENTER] };
  }
  if (word !== undefined) return word.does;
  if (/^(?:aws|laptop|answer)\s/.test(text)) return { deed: { line: text } };
  return [...text].length === 1 ? { keys: [press(text)] } : null;
}

const TAKES_TEXT: ReadonlySet<string> = new Set(['pick', 'palette', 'filter', 'command', 'time']);
/** Words that are keys even where text is asked for. */
const LEAVES: ReadonlySet<string> = new Set(['enter', 'back', 'up', 'down', 'left', 'right']);

const ENTER: KeyPress = { name: 'Enter', text: '' };

function press(name: string): KeyPress {
  return { name: name === ' ' ? 'Space' : name, text: [...name].length === 1 ? name : '' };
}
