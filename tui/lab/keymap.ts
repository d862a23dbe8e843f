import type { LabDeedName } from './deeds.ts';
import type { HelpTopic } from './overlays.ts';

/** A key, as help and the bottom line name it. */
export interface KeyHint {
  readonly keys: string;
  readonly says: string;
  /** What the palette offers of it: one deed as it is said here, or several by names of their own; nothing where it is left out. */
  readonly deeds?: LabDeedName | Readonly<Partial<Record<LabDeedName, string>>>;
  /** What people call it else: the palette finds it by these. */
  readonly words?: string;
}

/** Keys that work wherever the panels have the focus. */
export const GENERAL_KEYS: readonly KeyHint[] = [
  { keys: ':', says: 'type an aws command', deeds: 'command', words: 'run CLI' },
  { keys: 'Ctrl+P', says: 'palette: everything that can be done, by a word of it' },
  { keys: '1 to 9', says: 'places: Lab Learn Key Flow Envelope Why Trail Bill Replay' },
  { keys: 'Tab', says: 'next panel (Shift+Tab: the one before)' },
  { keys: 'Up Down  j k', says: 'move (Home End, PageUp PageDown)' },
  { keys: 'Enter', says: 'open' },
  { keys: 'Esc', says: 'back' },
  { keys: '[ ]', says: 'tabs of the selected key' },
  {
    keys: '/',
    says: 'filter the list (a word with - before it must not be there)',
    deeds: 'filter',
    words: 'search find',
  },
  {
    keys: '+',
    says: 'enlarge the panel, or make it small again',
    deeds: 'enlarge',
    words: 'zoom full screen',
  },
  {
    keys: 'a',
    says: 'act as somebody else',
    deeds: 'actAs',
    words: 'principal role user switch',
  },
  { keys: 'g', says: 'go to another Region', deeds: 'region', words: 'Region switch' },
  { keys: 't', says: 'time: move the clock', deeds: 'time', words: 'advance days expire' },
  {
    keys: 'w',
    says: 'why was the last request answered so',
    deeds: 'why',
    words: 'access denied explain',
  },
  {
    keys: 'z Z',
    says: 'undo the last step, and do it again (AWS has neither)',
    deeds: { undo: 'undo: take the last step back', redo: 'redo: do again what was undone' },
    words: 'undo redo back revert',
  },
  {
    keys: '@',
    says: 'what was run: to run again, or to copy',
    deeds: 'log',
    words: 'command log history',
  },
  {
    keys: 'y',
    says: 'copy: ARN, id, command, its SDK form, JSON',
    deeds: 'copy',
    words: 'clipboard SDK JavaScript',
  },
  { keys: 'c', says: 'create a key', deeds: 'createKey', words: 'CMK CreateKey new' },
  { keys: 'L', says: 'lessons', deeds: 'lessons', words: 'learn course' },
  {
    keys: 'R',
    says: 'record a scenario; again, and it is written to a file',
    deeds: 'record',
    words: 'export save',
  },
  {
    keys: 'P',
    says: 'present: more air, keys shown, hints hidden',
    deeds: 'present',
    words: 'teacher demo presentation',
  },
  { keys: '?', says: 'help for where you are', deeds: 'help', words: 'keys manual' },
  { keys: 'Ctrl+L', says: 'draw the screen again' },
  { keys: 'Ctrl+Z', says: 'suspend; fg comes back' },
  { keys: 'q', says: 'quit', deeds: 'quit', words: 'exit leave' },
];

/** Keys of a replay that is on. */
const REPLAY_KEYS: readonly KeyHint[] = [
  { keys: 'Space', says: 'play' },
  { keys: ', .', says: 'step' },
  { keys: '[ ]', says: 'marks' },
  { keys: 'c', says: 'continue' },
  { keys: '< >', says: 'speed' },
  { keys: 'w', says: 'why' },
  { keys: 'Esc', says: 'leave' },
  { keys: 'Space', says: 'again: rests on the step that is shown, to read it in peace' },
  { keys: 'Up Down  j k', says: 'on the steps: to any moment; on the step: scroll' },
  { keys: 'Home End', says: 'on the steps: the beginning, the end' },
  { keys: 'e', says: 'how to export it, for asciinema or for programs' },
  { keys: 'Left Right', says: 'step back and on, as , and . do' },
  { keys: 'c', says: 'makes a live lab of this moment: what is done there changes no replay' },
];

/** What the keys do in each part of the screen; the first ones also stand in the bottom line. */
export const TOPIC_KEYS: Readonly<Record<HelpTopic, { readonly about: string; readonly keys: readonly KeyHint[] }>> = {
  lesson: {
    about: 'Lesson: what to do, what is still missing, and what went wrong. It is checked after every command.',
    keys: [
      { keys: 'n', says: 'next' },
      { keys: 'h', says: 'hint' },
      { keys: 'Enter', says: '$ line' },
      { keys: 'R', says: 'redo step' },
      { keys: '1 2 3 …', says: 'answer the question' },
      { keys: 'S', says: 'show the solution (the lesson then does not count as solved)' },
    ],
  },
  lessons: {
    about: 'Lessons: each is a world of its own, kept where you left it.',
    keys: [
      { keys: 'Enter', says: 'take it up' },
      { keys: 'R', says: 'begin it anew' },
      { keys: 'x', says: 'free lab' },
      { keys: 'Esc', says: 'close' },
    ],
  },
  replays: {
    about: 'Replay: what was done in this world, or a scenario, step by step. Any moment can be gone on from.',
    keys: [
      { keys: 'Enter', says: 'put it on' },
      { keys: 'x', says: 'free lab' },
      { keys: 'Esc', says: 'close' },
    ],
  },
  steps: {
    about:
      'Replay: the steps under their marks. Refusals bear a cross. All other panels show the world as it was behind the step that is selected.',
    keys: REPLAY_KEYS,
  },
  step: {
    about: 'Step: why it is done, who does what, what AWS answers, and what that means.',
    keys: REPLAY_KEYS,
  },
  keys: {
    about: 'Keys: every KMS key of this world. Those of your account and Region come first.',
    keys: [
      { keys: 'Enter', says: 'open the key' },
      { keys: 'c', says: 'new key' },
      { keys: 'e d s v p …', says: 'what the key panel offers: each shows its aws command' },
    ],
  },
  key: {
    about: 'The selected key: its state chart, what you can do with it, its policy, rotation and aliases.',
    keys: [
      { keys: '[ ]', says: 'tabs' },
      { keys: 'Up Down', says: 'scroll' },
      { keys: 'e d s v p …', says: 'the actions listed in the panel: each shows its aws command' },
    ],
  },
  trail: {
    about: 'Trail: what CloudTrail wrote. A call that a service made stands under the call that caused it.',
    keys: [
      { keys: 'Enter', says: 'whole record' },
      { keys: '/', says: 'filter' },
      { keys: 'w', says: 'why this answer' },
      { keys: 'End', says: 'follow the newest' },
      { keys: '7', says: 'as a table, over the whole screen' },
    ],
  },
  things: {
    about: 'Things: what services keep, under their names, each with the key that it lies under.',
    keys: [
      { keys: 'Enter', says: 'open it' },
      { keys: '/', says: 'filter' },
      { keys: 'y', says: 'copy' },
    ],
  },
  principals: {
    about: 'Principals: who there is to act as. Their account decides whose keys you see first.',
    keys: [{ keys: 'Enter', says: 'act as this principal' }],
  },
  result: {
    about: 'Result: what the last command or the last move of the clock came to.',
    keys: [
      { keys: 'Up Down', says: 'scroll' },
      { keys: 'w', says: 'why' },
      { keys: 'Esc', says: 'close' },
    ],
  },
  command: {
    about:
      "Command bar: any aws line in CLI v2 syntax, and laptop … for what is done outside of AWS. fileb://NAME reads and > NAME writes the world's own files.",
    keys: [
      { keys: 'Enter', says: 'run' },
      { keys: 'Tab', says: 'complete' },
      { keys: 'Up Down', says: 'earlier commands' },
      { keys: 'Ctrl+R', says: 'search earlier ones' },
      { keys: 'Ctrl+U', says: 'clear the line' },
      { keys: 'Ctrl+A Ctrl+E', says: 'start and end of the line' },
      { keys: 'Ctrl+W', says: 'remove a word' },
      { keys: 'Esc', says: 'leave' },
    ],
  },
  time: {
    about: "Time: the lab's clock stands until you move it. The list says what will happen on the way.",
    keys: [
      { keys: 'Left Right', says: 'choose' },
      { keys: 'Enter', says: 'go' },
      { keys: 'Esc', says: 'stay' },
      { keys: 'PageUp PageDown', says: 'scroll' },
    ],
  },
  why: {
    about: 'Why: how the request was decided. The ladder is shown whole; the marked rung decided.',
    keys: [
      { keys: 'Up Down', says: 'scroll' },
      { keys: 'y', says: 'copy' },
      { keys: 'Esc', says: 'back' },
    ],
  },
  pick: {
    about: 'Type a few letters to narrow the list.',
    keys: [
      { keys: 'Up Down', says: 'choose' },
      { keys: 'Enter', says: 'take it' },
      { keys: 'Esc', says: 'leave as it was' },
    ],
  },
  bill: {
    about:
      'Bill: what KMS would cost each account, by the prices of the day that it names. AWS sends none for this lab.',
    keys: [
      { keys: 'Left Right', says: 'the month before, or behind' },
      { keys: 'Up Down', says: 'scroll' },
      { keys: 'Esc', says: 'back' },
    ],
  },
  record: {
    about: 'The CloudTrail record, as AWS would deliver it.',
    keys: [
      { keys: 'Up Down', says: 'scroll' },
      { keys: 'w', says: 'why' },
      { keys: 'y', says: 'copy' },
      { keys: 'Esc', says: 'back' },
    ],
  },
  flow: {
    about: 'Flow: where data lies, under which key, and how it came there. A lane is an account in a Region.',
    keys: [
      { keys: 'Enter', says: 'what is next' },
      { keys: 'x', says: 'break it' },
      { keys: 'Up Down', says: 'scroll' },
      { keys: 't', says: 'time' },
      { keys: 'w', says: 'why' },
      { keys: 'z', says: 'undo' },
      { keys: 'Esc', says: 'back' },
    ],
  },
  envelope: {
    about: 'Envelope: a data key, in plaintext and wrapped, and what is encrypted with it outside of KMS.',
    keys: [
      { keys: 'Enter', says: 'the command proposed' },
      { keys: 'Up Down', says: 'scroll' },
      { keys: 'z', says: 'undo' },
      { keys: 'Esc', says: 'back' },
    ],
  },
  thing: {
    about: 'A thing of a service: how it stands, and the key that it lies under.',
    keys: [
      { keys: 'Enter', says: 'the command that shows it' },
      { keys: '3', says: 'its key' },
      { keys: 'y', says: 'copy' },
      { keys: 'Esc', says: 'back' },
    ],
  },
  palette: {
    about: 'Palette: type a word of what you want. Operations go by the CLI’s name, AWS’s, or what people call them.',
    keys: [
      { keys: 'Up Down', says: 'choose' },
      { keys: 'Enter', says: 'do it' },
      { keys: 'Esc', says: 'leave' },
    ],
  },
  log: {
    about: 'What was run, by keys, by hand or pasted, newest last.',
    keys: [
      { keys: 'Enter', says: 'into the command bar' },
      { keys: 'y', says: 'copy it' },
      { keys: 'w', says: 'why' },
      { keys: 'Esc', says: 'back' },
    ],
  },
  filter: {
    about: 'Filter: every word must stand in the row, whatever the case; one with - before it must not.',
    keys: [
      { keys: 'Enter', says: 'keep it' },
      { keys: 'Esc', says: 'as it was' },
      { keys: 'Ctrl+U', says: 'clear' },
    ],
  },
  paste: {
    about: 'Commands that were pasted, before they run.',
    keys: [
      { keys: 'Enter', says: 'run them all' },
      { keys: 'Esc', says: 'run none' },
      { keys: 'Up Down', says: 'scroll' },
    ],
  },
};
