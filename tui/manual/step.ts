import type { Manual } from './manual.ts';
import { ASK_OPTIONS } from './shared-options.ts';

export const STEP: Manual = {
  forms: { '': { takes: [{ name: 'STEP', is: 'text' }] } },
  options: { connect: ASK_OPTIONS.connect },
  description: [
    'Does one step of a scenario, written in YAML as in its file, in a running kmslab serve --control: what no AWS client can do. It prints what the step printed.',
  ],
  examples: [
    { says: 'Eight days later', line: "kmslab step 'advance: 8d'", wants: 'asks' },
    {
      says: 'A call as anybody',
      line: "kmslab step '{ as: main/role/admin, region: us-east-1, run: aws kms list-keys }'",
      wants: 'asks',
    },
  ],
  exit: {
    1: 'it does not come to what it expects',
    3: 'AWS refused, and nobody expected it to; a line that is an aws command ends as it does',
  },
  seeAlso: ['serve', 'export', 'time'],
};
