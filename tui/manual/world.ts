import type { Manual, Operand } from './manual.ts';
import { ASK_OPTIONS } from './shared-options.ts';

const FILE: Operand = { name: 'FILE', is: 'file' };

export const WORLD: Manual = {
  forms: {
    new: {
      takes: [FILE],
      says: 'Makes a world.',
      options: {
        seed: { type: 'string', takes: 'N', says: 'Ids come from this number.', usual: 'others each time' },
        start: { type: 'string', takes: 'INSTANT', says: 'Where its clock starts.', usual: 'now' },
      },
    },
    info: {
      takes: [{ ...FILE, isOptional: true }],
      says: 'What is in it, in numbers. Without FILE: in the running kmslab serve of yours, as far as that is known there.',
      options: { connect: ASK_OPTIONS.connect },
    },
    verify: { takes: [FILE], says: 'Whether everything in it is whole: the journal, what is sealed, the root key.' },
    compact: { takes: [FILE], says: 'Forgets destroyed key materials and unused blocks for good.' },
    advance: {
      takes: [FILE, { name: 'TIME', is: 'text' }],
      says: 'Moves its clock on; as kmslab time advance TIME --world FILE.',
    },
    export: {
      takes: [FILE, { name: 'TO', is: 'file' }],
      says: 'Writes a copy to hand on, in lines of JSON. Its secrets are sealed under a new key in TO.key: hand it on apart.',
    },
    import: {
      takes: [{ name: 'FROM', is: 'file' }, FILE],
      says: 'Makes a world of such a copy, whose key is in FROM.key.',
    },
  },
  options: { json: { type: 'boolean', says: 'Prints one JSON document.' } },
  description: [
    'A world in a file: every account and key, the trail and the clock. It lasts, and one program at a time may change it; all others may look.',
  ],
  examples: [
    {
      says: 'A world that is the same each time',
      line: 'kmslab world new lab.kmslab --seed 1 --start 2026-01-01T09:00:00Z',
    },
    { says: 'What is in it', line: 'kmslab world info lab.kmslab' },
    { says: 'Whether it is whole', line: 'kmslab world verify lab.kmslab --json' },
    { says: 'What the running serve has', line: 'kmslab world info', wants: 'asks' },
  ],
  exit: { 1: 'verify found something wrong' },
  files: {
    FILE: 'the world: an SQLite database',
    'FILE.key': 'its root key: without it nothing in the world opens',
  },
  environment: { KMSLAB_ROOT_KEY: 'the root key in Base64, in the place of FILE.key' },
  seeAlso: ['time', 'aws', 'serve'],
};
