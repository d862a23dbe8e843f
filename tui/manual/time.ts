import type { Manual } from './manual.ts';
import { ASK_OPTIONS, EVENT_OPTIONS, PRINT_OPTIONS } from './shared-options.ts';

export const TIME: Manual = {
  forms: {
    show: {
      takes: [],
      says: 'What the clock says, whether it stands or follows real time, and what will happen by itself.',
      options: {
        until: {
          type: 'string',
          takes: 'TIME',
          says: 'How far to look ahead: an instant, or 30d from now.',
          usual: '366d',
        },
      },
    },
    advance: {
      takes: [{ name: 'TIME', is: 'text' }],
      says: 'Moves the clock on, and tells what happened on the way, each at its own instant. TIME is 365d, 12h, 30m, 10s, an instant, or next: what is due next.',
      options: { preview: { type: 'boolean', says: 'Tells what would happen, and moves nothing.' } },
    },
  },
  options: { ...ASK_OPTIONS, ...PRINT_OPTIONS, ...EVENT_OPTIONS },
  description: [
    "The lab's clock, which is not this computer's. It goes forward only; going back is undo in the lab, and no part of AWS.",
    'A world file that another program has open is not moved: that program has the clock.',
  ],
  examples: [
    {
      says: 'A key that is to be deleted',
      line: 'id=$(kmslab aws --world lab.kmslab kms create-key --query KeyMetadata.KeyId --output text)',
    },
    {
      says: '',
      line: 'kmslab aws --world lab.kmslab kms schedule-key-deletion --key-id "$id" --pending-window-in-days 7',
    },
    { says: 'What is due', line: 'kmslab time show --world lab.kmslab' },
    { says: 'What a month would bring', line: 'kmslab time advance 30d --preview --world lab.kmslab' },
    { says: 'On to what is next', line: 'kmslab time advance next --world lab.kmslab --jsonl' },
  ],
  seeAlso: ['notices', 'bill', 'world'],
};
