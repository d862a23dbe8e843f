import type { Manual } from './manual.ts';
import { ASK_OPTIONS, PRINT_OPTIONS, WORLD_OPTION } from './shared-options.ts';

export const ENVELOPE: Manual = {
  forms: { '': { takes: [{ name: 'LINES', is: 'file', isOptional: true }] } },
  options: {
    ...WORLD_OPTION,
    connect: { ...ASK_OPTIONS.connect, says: 'The lines are done in the kmslab serve of yours at URL.', usual: 'none' },
    as: {
      type: 'string',
      takes: 'PRINCIPAL',
      is: 'principal',
      says: 'The lines are done as this principal: main/role/admin, or an ARN.',
      usual: "the world's first principal",
    },
    region: { type: 'string', takes: 'REGION', says: 'In this Region.', usual: 'us-east-1' },
    ...PRINT_OPTIONS,
  },
  description: [
    'What becomes of a data key, with the first of its real bytes: in plaintext and wrapped, where it is kept, what was encrypted with it outside of KMS, and how little KMS saw of that. What services hold in envelopes of their own stands below.',
    'LINES is a file of aws ... and laptop ... lines, or - for stdin: they are done first, one after the other. The lab keeps no data key, so what is told of one is told of these lines alone, also in a kmslab serve with other clients. Without LINES it tells what the first would be.',
  ],
  examples: [
    { says: 'What to begin with', line: 'kmslab envelope' },
    {
      says: 'A key, and an envelope under it',
      line: 'id=$(kmslab aws --world lab.kmslab kms create-key --query KeyMetadata.KeyId --output text)',
    },
    {
      says: '',
      line: 'kmslab aws --world lab.kmslab kms create-alias --alias-name alias/orders --target-key-id "$id"',
    },
    {
      says: '',
      line: `printf '%s\\n' \\
  'aws kms generate-data-key --key-id alias/orders --key-spec AES_256 > dk.json' \\
  'laptop pick dk.json Plaintext > dk.plain' 'laptop pick dk.json CiphertextBlob > dk.wrapped' \\
  'laptop random 4096 > big.bin' 'laptop encrypt --key dk.plain big.bin > big.sealed' \\
  'laptop forget dk.plain' 'laptop forget dk.json' | kmslab envelope - --world lab.kmslab`,
    },
  ],
  exit: { 3: 'AWS refused a line' },
  seeAlso: ['flow', 'lessons', 'aws'],
};
