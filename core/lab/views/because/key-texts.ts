import type { BecauseTexts } from './because-text.ts';

/** What refusals mean that have to do with a key, its aliases, grants and policy, and with ciphertexts. */
export const KEY_TEXTS = {
  'no-such-key': {
    says: 'There is no key of that id in this account and Region. Keys live in one Region, and a deleted key is gone for good.',
    fix: 'List the keys with: aws kms list-keys',
  },
  'no-such-alias': {
    says: 'No key in this account and Region has that alias.',
    fix: 'List the aliases with: aws kms list-aliases',
  },
  'ciphertext-of-unknown-key': {
    says: 'The ciphertext names a key that is not in this Region any more, or never was. KMS does not tell which.',
    fix: 'Call the Region where the data was encrypted. If the key was deleted, the data is lost.',
  },
  'key-disabled': {
    says: 'The key is disabled: nothing can be encrypted or decrypted with it. Its data is safe.',
    fix: 'aws kms enable-key --key-id KEY',
  },
  'key-pending-deletion': {
    says: 'The key is waiting to be deleted, and can only be looked at or rescued.',
    fix: 'aws kms cancel-key-deletion --key-id KEY, and then enable-key',
  },
  'key-not-pending-deletion': {
    says: 'Only the deletion of a key that is pending deletion can be called off.',
    fix: null,
  },
  'key-unavailable': {
    says: 'The custom key store that holds the key is not connected: somebody disconnected it, and nobody connected it again, or that failed.',
    fix: 'Look at it with: aws kms describe-custom-key-stores, and connect it with: aws kms connect-custom-key-store',
  },
  'key-creating': { says: 'The key is still being made.', fix: 'Wait a moment.' },
  'key-updating': { says: 'The key is changing its primary Region.', fix: 'Wait a moment.' },
  'wrong-key-usage': {
    says: 'A key has one usage for life, and this operation is of another.',
    fix: 'Take a key of the right usage.',
  },
  'wrong-algorithm': {
    says: "The algorithm does not go with the key's spec.",
    fix: 'A symmetric key takes SYMMETRIC_DEFAULT, which you may leave out; what other keys take, aws kms describe-key tells.',
  },
  'not-in-this-region': {
    says: 'Keys of this kind exist in some Regions only: SM2 in those of China, ML-KEM in all but those.',
    fix: null,
  },
  'unsupported-for-this-key': { says: 'This kind of key cannot do that.', fix: null },
  'no-such-grant': {
    says: 'There is no such grant on the key: it was never there, or it was retired or revoked.',
    fix: 'List the grants with: aws kms list-grants --key-id KEY',
  },
  'bad-grant-id': { says: 'The id of a grant has 64 hexadecimal digits.', fix: null },
  'bad-grant-token': {
    says: 'A grant token of the request is none that CreateGrant gave, or its grant has ended.',
    fix: 'Leave the token out: a few minutes after its creation a grant counts without.',
  },
  'aws-managed-key': {
    says: 'An AWS managed key can be looked at, but not changed.',
    fix: 'Make a key of your own with: aws kms create-key',
  },
  'invalid-ciphertext': {
    says: 'The ciphertext was changed, or the encryption context or the algorithm differs from the one it was made with. KMS does not tell which.',
    fix: 'Give exactly the same --encryption-context as at encryption (same pairs, same case); for an asymmetric key, the same --encryption-algorithm.',
  },
  'invalid-signature': {
    says: 'The signature is not one over this message by this key and algorithm. KMS says so by an error, never by SignatureValid: false.',
    fix: 'Give Verify the message, MessageType and SigningAlgorithm that Sign had.',
  },
  'invalid-mac': {
    says: 'The MAC is not one over this message by this key. KMS says so by an error, never by MacValid: false.',
    fix: 'Give VerifyMac the message and MacAlgorithm that GenerateMac had.',
  },
  'incorrect-key': {
    says: 'The ciphertext was made under another key than the one that the request names.',
    fix: 'Leave --key-id out: the ciphertext names its key by itself.',
  },
  'policy-lockout': {
    says: 'With this policy you could never change the policy again, so KMS does not take it.',
    fix: 'Keep the statement that allows kms:* to the root principal of the account.',
  },
  'alias-exists': {
    says: 'An alias points to one key, and this one is taken in this account and Region.',
    fix: 'Move it with: aws kms update-alias',
  },
  'reserved-alias-name': {
    says: 'Names that begin with alias/aws/ belong to AWS managed keys.',
    fix: 'Choose another name.',
  },
  'bad-alias-name': {
    says: 'An alias begins with alias/ and holds letters, digits, slashes, underscores and hyphens.',
    fix: 'Choose another name.',
  },
} as const satisfies BecauseTexts;
