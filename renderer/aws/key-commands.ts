import { shellQuote } from './shell-quote.ts';

/** The `aws` command lines behind the window's buttons: what a learner clicks can be copied and typed. */
export const keyCommands = {
  createKey: (description: string) => line('create-key', ...(description === '' ? [] : ['--description', description])),
  createAlias: (aliasName: string, keyId: string) =>
    line('create-alias', '--alias-name', aliasName, '--target-key-id', keyId),
  deleteAlias: (aliasName: string) => line('delete-alias', '--alias-name', aliasName),
  enableKey: (keyId: string) => line('enable-key', '--key-id', keyId),
  disableKey: (keyId: string) => line('disable-key', '--key-id', keyId),
  scheduleDeletion: (keyId: string, days: number) =>
    line('schedule-key-deletion', '--key-id', keyId, '--pending-window-in-days', String(days)),
  cancelDeletion: (keyId: string) => line('cancel-key-deletion', '--key-id', keyId),
  enableRotation: (keyId: string, periodInDays: number) =>
    line('enable-key-rotation', '--key-id', keyId, '--rotation-period-in-days', String(periodInDays)),
  disableRotation: (keyId: string) => line('disable-key-rotation', '--key-id', keyId),
  rotateNow: (keyId: string) => line('rotate-key-on-demand', '--key-id', keyId),
  tag: (keyId: string, key: string, value: string) =>
    line('tag-resource', '--key-id', keyId, '--tags', JSON.stringify([{ TagKey: key, TagValue: value }])),
  untag: (keyId: string, key: string) => line('untag-resource', '--key-id', keyId, '--tag-keys', key),
  getPublicKey: (keyId: string) => line('get-public-key', '--key-id', keyId),
  replicate: (keyId: string, region: string) => line('replicate-key', '--key-id', keyId, '--replica-region', region),
  updatePrimary: (keyId: string, region: string) =>
    line('update-primary-region', '--key-id', keyId, '--primary-region', region),
  putPolicy: (keyId: string, policy: string) =>
    line('put-key-policy', '--key-id', keyId, '--policy-name', 'default', '--policy', policy),
  /** `algorithm` is null for a symmetric key, which has one only. */
  encrypt: (keyId: string, plaintext: string, context: string, algorithm: string | null) =>
    line(
      'encrypt',
      '--key-id',
      keyId,
      '--plaintext',
      plaintext,
      ...(algorithm === null ? [] : ['--encryption-algorithm', algorithm]),
      ...withContext(context),
      ...RAW_TEXT,
    ),
  decrypt: (ciphertextBlob: string, context: string) =>
    line('decrypt', '--ciphertext-blob', ciphertextBlob, ...withContext(context)),
  /** An RSA ciphertext does not say which key made it, nor how. */
  decryptWith: (keyId: string, ciphertextBlob: string, algorithm: string) =>
    line('decrypt', '--key-id', keyId, '--ciphertext-blob', ciphertextBlob, '--encryption-algorithm', algorithm),
} as const;

/** CLI v2 reads blobs as base64 unless told that they are plain text. Source: AWS CLI User Guide, "Binary/blob". */
const RAW_TEXT = ['--cli-binary-format', 'raw-in-base64-out'];

function withContext(context: string): string[] {
  return context === '' ? [] : ['--encryption-context', context];
}

function line(operation: string, ...words: readonly string[]): string {
  return ['aws', 'kms', operation, ...words.map(shellQuote)].join(' ');
}

/**
 * How a command names a key: its id within the caller's own account, its ARN from another one, where an id means
 * nothing. Source: KMS API Reference, `KeyId` of each operation.
 */
export function keyReference(
  key: { readonly keyId: string; readonly keyArn: string; readonly accountId: string },
  as: string,
): string {
  return accountOf(as) === key.accountId ? key.keyId : key.keyArn;
}

/** The account in an ARN: its fifth part. */
export function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}
