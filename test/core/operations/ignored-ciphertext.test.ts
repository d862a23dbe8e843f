import { beforeAll, describe, expect, it } from 'vitest';
import { labWith, OTHER_ADMIN, type TestLab } from '../../helpers/lab-with.ts';

const IGNORING = { DryRun: true, DryRunModifiers: ['IGNORE_CIPHERTEXT'] };
let test: TestLab;
let KeyId: string;
beforeAll(async () => {
  test = await labWith();
  KeyId = await test.key();
});

describe('a dry run that ignores the ciphertext', () => {
  it('asks about permission alone: with any ciphertext, or with none', async () => {
    for (const more of [{}, { CiphertextBlob: Uint8Array.of(1) }]) {
      expect((await test.refusal('Decrypt', { KeyId, ...IGNORING, ...more }))[0]).toBe('DryRunOperationException');
      const input = { SourceKeyId: KeyId, DestinationKeyId: KeyId, ...IGNORING, ...more };
      expect((await test.refusal('ReEncrypt', input))[0]).toBe('DryRunOperationException');
    }
  });

  it('is denied to whom Decrypt is denied', async () => {
    const { KeyMetadata } = await test.ok('DescribeKey', { KeyId });
    const { Arn } = KeyMetadata as { Arn: string };
    expect((await test.refusal('Decrypt', { KeyId: Arn, ...IGNORING }, OTHER_ADMIN))[0]).toBe('AccessDeniedException');
  });

  it('wants the key named, for no ciphertext names it', async () => {
    expect(await test.refusal('Decrypt', IGNORING)).toEqual(['ValidationException', 'KeyId must not be null']);
  });

  it('is a dry run: without DryRun, or without the modifier, the ciphertext counts', async () => {
    for (const input of [{ DryRunModifiers: ['IGNORE_CIPHERTEXT'] }, { DryRun: true }, {}]) {
      expect((await test.refusal('Decrypt', { KeyId, ...input }))[0]).toBe('ValidationException');
    }
    const changed = { KeyId, DryRun: true, CiphertextBlob: Uint8Array.of(1) };
    expect((await test.refusal('Decrypt', changed))[0]).toBe('InvalidCiphertextException');
  });
});
