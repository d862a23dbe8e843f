import type { Manual } from './manual.ts';

export const HELP: Manual = {
  forms: { '': { takes: [{ name: 'COMMAND', is: 'command', isOptional: true }] } },
  options: {
    man: { type: 'boolean', says: 'As a page for man: roff.' },
    'no-color': { type: 'boolean', says: 'No colours; as NO_COLOR does.' },
  },
  description: [
    'The manual of kmslab or of one of its commands. kmslab --help and kmslab COMMAND --help print the same.',
  ],
  examples: [
    { says: 'Of a command', line: 'kmslab help trail' },
    { says: 'In man', line: 'kmslab help trail --man | man -l -', wants: 'screen' },
    { says: 'For good', line: 'mkdir -p man1 && kmslab help --man > man1/kmslab.1' },
  ],
  seeAlso: ['completion'],
};
