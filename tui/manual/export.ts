import type { Manual } from './manual.ts';

export const EXPORT: Manual = {
  forms: { '': { takes: [{ name: 'NAME|FILE', is: 'scenario' }] } },
  synopsis: ['kmslab export NAME|FILE --to sh', 'kmslab export NAME|FILE --to md [--no-answers]'],
  options: {
    to: { type: 'string', takes: 'FORM', is: ['sh', 'md'], says: 'sh: a bash script. md: a hand-out, in Markdown.' },
    'no-answers': { type: 'boolean', says: 'A hand-out without what comes of each step.' },
  },
  description: [
    'Prints a scenario as a script of real commands of the AWS CLI v2, which check what the steps expect. Its first lines say how to run it. NAME is a bundled scenario, as for kmslab replay.',
  ],
  examples: [
    { says: 'A script', line: 'kmslab export key-lifecycle --to sh > key-lifecycle.sh' },
    { says: 'On paper, for a class', line: 'kmslab export key-lifecycle --to md --no-answers' },
    {
      says: 'The world that it begins in',
      line: 'kmslab serve --control --start-of key-lifecycle &',
      wants: 'server',
    },
  ],
  environment: { KMSLAB_ENDPOINT: 'for the script: where it goes, http://127.0.0.1:4599, or aws' },
  seeAlso: ['replay', 'serve', 'step'],
};
