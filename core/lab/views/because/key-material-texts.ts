import type { BecauseTexts } from './because-text.ts';

/** What refusals mean that have to do with key material: its import, rotation and replicas. */
export const KEY_MATERIAL_TEXTS = {
  'key-pending-import': { says: 'The key has no key material: it waits for it to be imported.', fix: null },
  'key-never-rotates': {
    says: 'KMS rotates symmetric encryption keys alone, and this key is of another kind.',
    fix: 'Make a new key in its place, and point its alias there.',
  },
  'no-such-key-material': {
    says: 'The key has no key material of that id.',
    fix: 'List its materials with: aws kms list-key-rotations --key-id KEY --include-key-material ALL_KEY_MATERIAL',
  },
  'import-token-expired': {
    says: 'An import token is good for 24 hours, and this one is older.',
    fix: 'Take a new token and wrapping key with: aws kms get-parameters-for-import',
  },
  'bad-import-token': {
    says: 'The import token was made for another key, or not by KMS.',
    fix: 'Take token and wrapping key with: aws kms get-parameters-for-import --key-id KEY',
  },
  'not-unwrapped': {
    says: 'The bytes do not unwrap with the private half of the wrapping key that this token belongs to. KMS does not tell why: they may be as they were before wrapping, or wrapped under another key or by another algorithm.',
    fix: 'Wrap the material under the PublicKey that came with this token, by the algorithm that get-parameters-for-import was told.',
  },
  'other-key-material': {
    says: 'A key takes back only the key material that it had, for its ciphertexts are bound to that.',
    fix: 'Import the same bytes again, or new material into a symmetric key with --import-type NEW_KEY_MATERIAL',
  },
  'unfit-key-material': {
    says: 'What was unwrapped is no key material for a key of this spec.',
    fix: 'Wrap 32 bytes for a symmetric key, and a PKCS #8 private key in DER for a key pair.',
  },
  'key-material-pending': {
    says: 'New key material was imported and waits to be rotated in; there can be one such at a time.',
    fix: 'aws kms rotate-key-on-demand --key-id KEY',
  },
  'no-material-to-rotate': {
    says: 'KMS cannot make material for this key: you import new material first, in a multi-Region key into each replica too.',
    fix: 'Import it with --import-type NEW_KEY_MATERIAL',
  },
  'replica-key': {
    says: 'Replicas follow their primary key in this.',
    fix: 'Call it on the primary key, in its Region.',
  },
  'not-a-primary': {
    says: 'Only the primary of a set of multi-Region keys can do that, and a single-Region key never becomes one.',
    fix: 'Make a key with --multi-region, or call the primary key in its Region.',
  },
  'replica-exists': {
    says: 'The Region has a related multi-Region key already, if only one that is pending deletion.',
    fix: null,
  },
  'no-such-replica': {
    says: 'The Region has no replica of this key that could become its primary.',
    fix: 'Make one with: aws kms replicate-key',
  },
  'rotation-due-soon': { says: 'An automatic rotation is due within 20 minutes.', fix: 'Wait for it.' },
  'rotation-limit': {
    says: 'A key may be rotated on demand 25 times in its life.',
    fix: 'Make a new key and move the alias to it.',
  },
} as const satisfies BecauseTexts;
