import type { Manual } from './manual.ts';
import { LOOK_OPTIONS } from './shared-options.ts';

export const REPLAY: Manual = {
  synopsis: ['kmslab replay NAME|FILE [OPTION ...]', 'kmslab replay --world FILE'],
  forms: { '': { takes: [{ name: 'NAME|FILE', is: 'scenario', isOptional: true }] } },
  options: {
    speed: {
      type: 'string',
      takes: 'N',
      says: 'How quick: 2 is twice as quick, 0 is without a pause.',
      usual: '1; 0 in a pipe',
    },
    from: { type: 'string', takes: 'MARK', is: 'mark', says: 'Begins at this mark.' },
    seed: { type: 'string', takes: 'N', says: 'Ids come from this number.', usual: '1' },
    at: { type: 'string', takes: 'INSTANT', says: 'Where its clock starts.', usual: 'where the scenario says' },
    json: { type: 'boolean', says: 'Prints one JSON document.' },
    jsonl: { type: 'boolean', says: 'Prints a JSON document a line: each step as it is played, and the end.' },
    cast: {
      type: 'string',
      takes: 'FILE',
      is: 'file',
      says: 'Writes it for asciinema, with a mark for each step and time to read; - is stdout.',
    },
    'cast-version': { type: 'string', takes: 'N', is: ['2', '3'], says: "Of asciinema's format.", usual: '3' },
    world: {
      type: 'string',
      takes: 'FILE',
      is: 'file',
      says: 'Replays what was done in this world, from its journal.',
    },
    'no-tty': { type: 'boolean', says: 'As text, in a terminal too; as in a pipe and where CI is set.' },
    ...LOOK_OPTIONS,
  },
  description: [
    'Plays a scenario in a world of its own. In a terminal it is a screen to step through, there and back, at any pace, and to go on from by yourself; in a pipe it is text, which a teacher would say.',
    'NAME is a bundled scenario: snapshot-copy, snapshot-two-regions, rds-snapshot-copy, ebs-default-encryption, key-lifecycle, rotation, imported-key, multi-region, suspicious-decrypt, external-key-store, s3-bucket-keys, outside-encryption, secrets-in-variables, throttling, year-costs or default-encryption. FILE is one in YAML, such as kmslab record writes.',
    'The same scenario, --seed and --at give the same ids and the same text.',
  ],
  examples: [
    { says: 'On the screen', line: 'kmslab replay snapshot-copy', wants: 'screen' },
    { says: 'As text', line: 'kmslab replay key-lifecycle | head -40' },
    { says: 'For programs, a line a step', line: 'kmslab replay rotation --jsonl' },
    { says: 'For asciinema', line: 'kmslab replay key-lifecycle --cast key-lifecycle.cast' },
  ],
  exit: { 1: 'a step does not come to what it expects: stderr names it, and what was expected and found' },
  environment: { CI: 'set: text, no screen', NO_COLOR: 'set and not empty: no colours' },
  seeAlso: ['record', 'export', 'lessons'],
};
