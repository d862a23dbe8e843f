import type { Manual } from './manual.ts';
import { ASK_OPTIONS, EVENT_OPTIONS, PRINT_OPTIONS } from './shared-options.ts';

export const NOTICES: Manual = {
  forms: { '': { takes: [] } },
  options: {
    account: { type: 'string', takes: 'ID', says: "What this account's bus was told.", usual: 'those of all accounts' },
    since: { type: 'string', takes: 'TIME', says: 'Not before: an instant, or 7d for seven days ago.' },
    until: { type: 'string', takes: 'TIME', says: 'Not after: an instant, or 1h for an hour ago.' },
    ...ASK_OPTIONS,
    ...PRINT_OPTIONS,
    ...EVENT_OPTIONS,
  },
  description: [
    "What EventBridge's default bus was told of keys, volumes and snapshots, newest last. With --json and --jsonl the events are as a rule's target gets them.",
  ],
  examples: [
    {
      says: 'A volume, which EventBridge is told of a second later',
      line: 'kmslab aws --world lab.kmslab ec2 create-volume --size 1 --availability-zone us-east-1a --encrypted',
    },
    { says: '', line: 'kmslab time advance 1m --world lab.kmslab' },
    { says: 'What it was told', line: 'kmslab notices --world lab.kmslab' },
    { says: 'The same for programs, a line an event', line: 'kmslab notices --world lab.kmslab --jsonl' },
  ],
  seeAlso: ['trail', 'time'],
};
