import type { KeyView } from '../../core/index.ts';

/** A use of a key: the letter for it, and what to type behind `aws kms`. */
export interface KeyUse {
  readonly key: string;
  readonly label: string;
  readonly rest: string;
  /** What a learner is told to try. */
  readonly says: string;
}

/** `hello KMS`, as CLI v2 wants a blob: in base64. */
const MESSAGE = 'aGVsbG8gS01T';

/** What a key is first used for, by its usage; null where one command can't show it. `name` is how the command names it. */
export function firstUse({ keySpec, keyUsage, algorithms }: KeyView, name: string): KeyUse | null {
  const algorithm = algorithms[0] ?? '';
  const line = (operation: string, ...words: readonly string[]) => [operation, `--key-id ${name}`, ...words].join(' ');
  switch (keyUsage) {
    case 'ENCRYPT_DECRYPT':
      return {
        key: 'e',
        label: 'encrypt',
        rest:
          keySpec === 'SYMMETRIC_DEFAULT'
            ? line('encrypt', `--plaintext ${MESSAGE}`)
            : line('encrypt', `--plaintext ${MESSAGE}`, `--encryption-algorithm ${algorithm}`),
        says: 'encrypt a few bytes with this key',
      };
    case 'SIGN_VERIFY':
      return {
        key: 's',
        label: 'sign',
        rest: line('sign', `--message ${MESSAGE}`, `--signing-algorithm ${algorithm}`),
        says: 'sign a few bytes with this key',
      };
    case 'GENERATE_VERIFY_MAC':
      return {
        key: 's',
        label: 'make a MAC',
        rest: line('generate-mac', `--message ${MESSAGE}`, `--mac-algorithm ${algorithm}`),
        says: 'make a MAC of a few bytes with this key',
      };
    case 'ENCAPSULATE_DECAPSULATE':
      return {
        key: 'e',
        label: 'encapsulate',
        rest: line('encapsulate', `--encapsulation-algorithm ${algorithm}`),
        says: 'make a shared secret with this key',
      };
    default:
      return null;
  }
}

/** What checks or opens what the first use made; null where there is nothing yet, or no command for it. */
export function secondUse({ keySpec, keyUsage, algorithms }: KeyView, name: string, made: string): KeyUse | null {
  const algorithm = algorithms[0] ?? '';
  switch (keyUsage) {
    case 'ENCRYPT_DECRYPT':
      return {
        key: 'd',
        label: 'decrypt',
        rest:
          keySpec === 'SYMMETRIC_DEFAULT'
            ? `decrypt --ciphertext-blob ${made}`
            : `decrypt --key-id ${name} --ciphertext-blob ${made} --encryption-algorithm ${algorithm}`,
        says:
          keySpec === 'SYMMETRIC_DEFAULT'
            ? 'decrypt what you encrypted: the ciphertext names its key'
            : 'decrypt what you encrypted: here you must say with which key, and how',
      };
    case 'SIGN_VERIFY':
      return {
        key: 'v',
        label: 'verify',
        rest: `verify --key-id ${name} --message ${MESSAGE} --signature ${made} --signing-algorithm ${algorithm}`,
        says: 'verify the signature: with KMS, or outside it with the public key',
      };
    case 'GENERATE_VERIFY_MAC':
      return {
        key: 'v',
        label: 'verify',
        rest: `verify-mac --key-id ${name} --message ${MESSAGE} --mac ${made} --mac-algorithm ${algorithm}`,
        says: 'verify the MAC: only KMS can, for the key never leaves it',
      };
    case 'ENCAPSULATE_DECAPSULATE':
      return {
        key: 'd',
        label: 'decapsulate',
        rest: `decapsulate --key-id ${name} --shared-secret-ciphertext-blob ${made} --encapsulation-algorithm ${algorithm}`,
        says: 'decapsulate: the same secret, from the ciphertext',
      };
    default:
      return null;
  }
}

/**
 * What `secondUse` goes on with, in base64, from the output of a line that was run; null where it has nothing such. A
 * signature or a MAC of another message would not be valid for ours.
 */
export function madeBy(line: string, output: Readonly<Record<string, unknown>>): string | null {
  const members = line.includes(`--message ${MESSAGE}`)
    ? ['Signature', 'Mac']
    : ['CiphertextBlob', 'SharedSecretCiphertextBlob'];
  const made = members.map((name) => output[name]).find((value) => value instanceof Uint8Array);
  return made instanceof Uint8Array ? Buffer.from(made).toString('base64') : null;
}

/** Whether keys of this usage and spec have a public half. */
export function hasPublicKey({ keySpec }: KeyView): boolean {
  return keySpec !== 'SYMMETRIC_DEFAULT' && !keySpec.startsWith('HMAC_');
}
