import type { KeyState } from '../../core/index.ts';
import { SHOWN_TABS } from '../key/shown-tabs.ts';
import type { Manual } from './manual.ts';
import { ASK_OPTIONS, PRINT_OPTIONS } from './shared-options.ts';

/** AWS's key states, none left out. Core is not loaded for them: whoever asks for help waits for no lab. */
const KEY_STATES = Object.keys({
  Creating: true,
  Enabled: true,
  Disabled: true,
  PendingDeletion: true,
  PendingImport: true,
  PendingReplicaDeletion: true,
  Unavailable: true,
  Updating: true,
} satisfies Record<KeyState, true>);

export const KEY: Manual = {
  forms: {
    show: {
      takes: [{ name: 'KEY', is: 'key' }],
      says: 'Everything that may be known of a key, tab by tab, and where it can go from here. KEY is its id, its ARN or an alias.',
      options: { tab: { type: 'string', takes: 'TAB', is: SHOWN_TABS, says: 'One tab alone.', usual: 'all of them' } },
    },
    list: {
      takes: [],
      says: 'The keys of the world, those of AWS too: name, state, what they are for, account and Region.',
      options: {
        account: { type: 'string', takes: 'ID', says: 'Those of one account: its name, or twelve digits.' },
        region: { type: 'string', takes: 'REGION', says: 'Those of one Region.' },
        state: { type: 'string', takes: 'STATE', is: KEY_STATES, says: 'Those in one key state.' },
      },
    },
  },
  options: { ...ASK_OPTIONS, ...PRINT_OPTIONS },
  description: [
    'What the place Key and the list of keys of the lab show. Nothing is called, so nothing is recorded in the trail, and nobody needs a permission.',
  ],
  examples: [
    {
      says: 'A world with a key in it',
      line: 'id=$(kmslab aws --world lab.kmslab kms create-key --query KeyMetadata.KeyId --output text)',
    },
    { says: 'Which keys there are', line: 'kmslab key list --world lab.kmslab' },
    { says: 'All of one', line: 'kmslab key show "$id" --world lab.kmslab' },
    { says: 'Its policy, for programs', line: 'kmslab key show "$id" --tab policy --world lab.kmslab --json' },
    { says: 'In the kmslab serve that runs', line: 'kmslab key list', wants: 'asks' },
  ],
  seeAlso: ['who', 'why', 'trail', 'aws'],
};
