import type { Manual } from './manual.ts';
import { ASK_OPTIONS, PRINT_OPTIONS } from './shared-options.ts';

export const BILL: Manual = {
  forms: { '': { takes: [] } },
  options: {
    month: { type: 'string', takes: 'YYYY-MM', says: 'The month.', usual: "the lab's month" },
    account: { type: 'string', takes: 'ID', says: 'One account.', usual: 'every account that owes anything' },
    events: { type: 'boolean', says: 'With the ids of the events behind each line.' },
    'what-if': {
      type: 'string',
      multiple: true,
      takes: 'SUPPOSITION',
      is: ['month-end', 'no-rotation', 'requests=', 'replicas='],
      says: 'month-end: the keys stay until then. no-rotation: nothing had rotated. requests=N: so many more a day. replicas=N: so many replica keys more. May be given again.',
    },
    ...ASK_OPTIONS,
    ...PRINT_OPTIONS,
  },
  description: [
    'What AWS would charge for KMS in a month, account by account and line by line: keys by the hour, rotations, requests by their class with the free tier. The date of the prices stands in it.',
  ],
  examples: [
    {
      says: 'A key, and a month that goes by',
      line: 'kmslab aws --world lab.kmslab kms create-key --description orders',
    },
    { says: '', line: 'kmslab time advance 31d --world lab.kmslab' },
    { says: 'What it costs', line: 'kmslab bill --world lab.kmslab' },
    {
      says: 'What a million requests a day would cost',
      line: 'kmslab bill --world lab.kmslab --what-if requests=1000000 --json',
    },
  ],
  seeAlso: ['time', 'trail'],
};
