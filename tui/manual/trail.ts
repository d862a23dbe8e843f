import type { Manual } from './manual.ts';
import { ASK_OPTIONS, EVENT_OPTIONS, PRINT_OPTIONS } from './shared-options.ts';

export const TRAIL: Manual = {
  forms: { '': { takes: [] } },
  options: {
    key: {
      type: 'string',
      takes: 'KEY',
      is: 'key',
      says: 'Calls about this key: its id, its ARN or an alias. The ARN may be that of a key that is gone.',
    },
    event: {
      type: 'string',
      multiple: true,
      takes: 'NAME',
      says: 'Calls of this operation; * stands for anything (Create*). May be given again.',
    },
    principal: {
      type: 'string',
      multiple: true,
      takes: 'PRINCIPAL',
      is: 'principal',
      says: 'Calls of this principal: main/role/app, or an ARN. May be given again.',
    },
    account: { type: 'string', takes: 'ID', says: "What is in this account's log.", usual: 'the logs of all accounts' },
    since: { type: 'string', takes: 'TIME', says: 'Not before: an instant, or 7d for seven days ago.' },
    until: { type: 'string', takes: 'TIME', says: 'Not after: an instant, or 1h for an hour ago.' },
    errors: { type: 'boolean', says: 'Only what was refused.' },
    limit: { type: 'string', takes: 'N', says: 'The last N calls that match.', usual: '50' },
    ...ASK_OPTIONS,
    ...PRINT_OPTIONS,
    ...EVENT_OPTIONS,
  },
  description: [
    "CloudTrail's records, newest last. What a service did for somebody stands under that somebody's call; a call that matches is shown under the calls that led to it.",
    "With --json each call has CloudTrail's record as it is, and beside it what the lab knows: requestId, because, accountIds, isAsked, and the calls below.",
  ],
  examples: [
    { says: 'A call to look at', line: 'kmslab aws --world lab.kmslab kms create-key --description orders' },
    { says: 'What happened', line: 'kmslab trail --world lab.kmslab' },
    { says: 'What was refused in the last week', line: 'kmslab trail --world lab.kmslab --errors --since 7d' },
    {
      says: 'Records as CloudTrail has them, a line each',
      line: "kmslab trail --world lab.kmslab --event 'Create*' --jsonl",
    },
  ],
  seeAlso: ['why', 'notices', 'bill'],
};
