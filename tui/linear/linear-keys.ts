import type { Model } from '../lab/model.ts';
import { topOverlay } from '../lab/model.ts';
import { PLACES } from '../lab/places.ts';
import type { KeyPress } from '../terminal/keys.ts';

/** Words that may be typed in the lab without a screen, and the keys that they stand for. */
export const LINEAR_WORDS: readonly {
  readonly word: string;
  readonly keys: readonly string[];
  readonly says: string;
}[] = [
  { word: 'lab', keys: ['1'], says: 'the keys, the way the lab begins' },
  { word: 'learn', keys: ['2'], says: 'lessons; up, down, then enter takes one up' },
  { word: 'key', keys: ['3'], says: 'the selected key; next-tab and previous-tab turn its tabs' },
  { word: 'flow', keys: ['4'], says: 'where data is, and how it came there' },
  { word: 'envelope', keys: ['5'], says: 'the last data key' },
  { word: 'why', keys: ['w'], says: 'how the last request was decided' },
  { word: 'trail', keys: ['7'], says: 'what CloudTrail wrote' },
  { word: 'bill', keys: ['8'], says: 'what the month costs' },
  { word: 'replay', keys: ['9'], says: 'scenarios' },
  { word: 'create', keys: ['c'], says: 'makes a key' },
  { word: 'next-panel', keys: ['Tab'], says: 'keys, key, trail, things, principals' },
  { word: 'next-tab', keys: [']'], says: 'the next tab of the key' },
  { word: 'previous-tab', keys: ['['], says: 'the one before' },
  { word: 'up', keys: ['Up'], says: 'the choice above' },
  { word: 'down', keys: ['Down'], says: 'the choice below' },
  { word: 'left', keys: ['Left'], says: 'the choice to the left' },
  { word: 'right', keys: ['Right'], says: 'the choice to the right' },
  { word: 'enter', keys: ['Enter'], says: 'opens what is chosen, as an empty line does' },
  { word: 'back', keys: ['Esc'], says: 'back' },
  { word: 'time', keys: ['t'], says: 'moves the clock: left and right choose, enter goes' },
  { word: 'act-as', keys: ['a'], says: 'somebody else; then a part of the name' },
  { word: 'region', keys: ['g'], says: 'another Region; then a part of its name' },
  { word: 'undo', keys: ['z'], says: 'takes the last step back' },
  { word: 'redo', keys: ['Z'], says: 'does it again' },
  { word: 'log', keys: ['@'], says: 'what was run' },
  { word: 'find', keys: ['Ctrl+P'], says: 'everything that can be done; then a word of it' },
  { word: 'filter', keys: ['/'], says: 'narrows the list; then the words' },
  { word: 'help', keys: ['?'], says: 'the keys of where you are' },
  { word: 'quit', keys: ['q'], says: 'leaves' },
];

/**
 * The key presses that a typed line stands for. A word of the list is its key; a line for AWS or the laptop is typed into the
 * command bar and run; where text is asked for (a filter, a date, whom to act as), the line is that text, and Enter.
 * A single character is the key of that name, an empty line is Enter. Null for a line that means nothing here.
 */
export function pressesOf(line: string, model: Model): readonly KeyPress[] | null {
  const text = line.trim();
  const top = topOverlay(model);
  if (text === '') return [ENTER];
  const word = LINEAR_WORDS.find((one) => one.word === text.toLowerCase());
  if (top !== null && TAKES_TEXT.has(top.type)) {
    if (word !== undefined && LEAVES.has(word.word)) return word.keys.map(press);
    return [...[...text].map(press), ENTER];
  }
  if (word !== undefined) return word.keys.map(press);
  if (/^(?:aws|laptop|answer)\s/.test(text)) return [press(':'), press('Ctrl+U'), ...[...text].map(press), ENTER];
  if ([...text].length === 1) return [press(text)];
  const place = PLACES.findIndex((name) => name.toLowerCase() === text.toLowerCase());
  return place < 0 ? null : [press(String(place + 1))];
}

const TAKES_TEXT: ReadonlySet<string> = new Set(['pick', 'palette', 'filter', 'command', 'time']);
/** Words that are keys even where text is asked for. */
const LEAVES: ReadonlySet<string> = new Set(['enter', 'back', 'up', 'down', 'left', 'right']);

const ENTER: KeyPress = { name: 'Enter', text: '' };

function press(name: string): KeyPress {
  return { name: name === ' ' ? 'Space' : name, text: [...name].length === 1 ? name : '' };
}
