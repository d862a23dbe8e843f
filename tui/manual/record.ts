import type { Manual } from './manual.ts';
import { LOOK_OPTIONS } from './shared-options.ts';

export const RECORD: Manual = {
  forms: { '': { takes: [{ name: 'FILE', is: 'file' }] } },
  options: {
    title: { type: 'string', takes: 'TEXT', says: "The scenario's title.", usual: 'An hour in the lab' },
    'start-of': {
      type: 'string',
      takes: 'SCENARIO',
      is: 'scenario',
      says: 'Begins in the world that a scenario begins in.',
      usual: 'a new world',
    },
    file: {
      type: 'string',
      multiple: true,
      takes: 'NAME',
      is: 'file',
      says: 'Puts a file of the disk into the world; may be given again.',
    },
    ...LOOK_OPTIONS,
  },
  description: [
    'The lab in a new world; when you leave it, what was done stands in FILE as a scenario, which kmslab replay plays. FILE must not be there yet.',
    "Without a terminal it reads lines: aws ..., laptop ..., and parts of a step in YAML ('as: partner/role/admin', 'advance: 8d', 'note: why'). A line that ends in \\ goes on in the next, one that begins with # is none.",
    'What is typed is written as typed, plaintexts and key material among it.',
  ],
  examples: [
    { says: 'In the lab, by hand', line: 'kmslab record hour.yaml', wants: 'screen' },
    {
      says: 'From a pipe',
      line: "printf '%s\\n' 'aws kms create-key --description orders' 'advance: 8d' | kmslab record week.yaml",
    },
    { says: 'And played', line: 'kmslab replay week.yaml' },
  ],
  seeAlso: ['replay', 'export'],
};
