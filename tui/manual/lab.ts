import type { Manual } from './manual.ts';
import { LEARNER_OPTION, LOOK_OPTIONS, WORLD_OPTION } from './shared-options.ts';

/** The program itself: `kmslab` without a command. */
export const LAB: Manual = {
  synopsis: ['kmslab [OPTION ...]', 'kmslab COMMAND [WORD ...] [OPTION ...]', 'kmslab help [COMMAND] [--man]'],
  forms: { '': { takes: [] } },
  options: {
    world: { ...WORLD_OPTION.world, usual: 'a new world, which ends with the lab' },
    view: {
      type: 'string',
      takes: 'ADDRESS',
      says: 'Begins at a place, such as key/orders?tab=rotation, learn/7, replay/snapshot-copy?step=3 or bill; the same addresses as in links to the app.',
    },
    ...LOOK_OPTIONS,
    ...LEARNER_OPTION,
    help: { type: 'boolean', says: 'Prints this; of a command, its own manual.' },
    version: { type: 'boolean', says: 'Prints the version.' },
  },
  description: [
    'A pocket AWS for learning and testing key management. Keys, policies, CloudTrail, the bill and a clock that you can move, all on this computer: nothing is sent to AWS, nothing is billed.',
    'Without a command it is the lab, in a terminal; its ? tells the keys. In a pipe it tells the snapshot copy as text.',
    'Data goes to stdout, talk to stderr. --json prints one JSON document, --jsonl one a line.',
  ],
  examples: [
    { says: 'The lab, in a world that lasts', line: 'kmslab --world lab.kmslab', wants: 'screen' },
    { says: 'One AWS command', line: 'kmslab aws kms create-key --description test' },
    { says: 'The life of a key, as text', line: 'kmslab replay key-lifecycle' },
    { says: 'The first lesson', line: 'kmslab lessons run 1' },
    {
      says: 'A key of that world, at its rotation',
      line: "kmslab --world lab.kmslab --view 'key/orders?tab=rotation'",
      wants: 'screen',
    },
  ],
  exit: {
    1: 'an expectation or a check did not hold',
    3: 'AWS refused, and nobody expected it to',
    70: 'a bug in kmslab; KMSLAB_DEBUG=1 says where',
    130: 'interrupted',
  },
  files: {
    'FILE, FILE.key': 'a world, and its root key: without that nothing in the world opens',
    '~/.local/share/kmslab/lessons': 'your progress in the lessons, and their worlds',
    '$XDG_RUNTIME_DIR/kmslab': 'which kmslab serve of yours run',
  },
  environment: {
    NO_COLOR: 'set and not empty: no colours',
    INK_SCREEN_READER: 'true: lines of text and no boxes; as TERM=dumb',
    CI: 'set: a replay is text',
    KMSLAB_ROOT_KEY: 'the root key of the world in Base64, in the place of FILE.key',
    KMSLAB_LESSONS: 'another folder of lessons',
    KMSLAB_PROFILE: 'whose progress: another learner, by a name',
    KMSLAB_DEBUG: '1: a bug is shown with where it is',
  },
  seeAlso: ['help', 'completion'],
};
