import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../core/operations/index.ts';
import { ADMIN, type TestLab } from '../../helpers/lab-with.ts';
import { ENABLED, stage } from './stage.ts';

let test: TestLab;
beforeAll(async () => {
  test = await stage();
});

const one = (failure: string) => `1 validation error detected: ${failure}`;
const failed = (shown: string, member: string, constraint: string) =>
  `${shown} at '${member}' failed to satisfy constraint: ${constraint}`;
const long = 'x'.repeat(2049);

describe('ValidationException, in AWS’s words (wire.md section 6)', () => {
  it.each([
    ['Encrypt', { KeyId: ENABLED }, failed('Value null', 'plaintext', 'Member must not be null')],
    ['EnableKey', { KeyId: null }, failed('Value null', 'keyId', 'Member must not be null')],
    ['EnableKey', { KeyId: '' }, failed("Value ''", 'keyId', 'Member must have length greater than or equal to 1')],
    [
      'EnableKey',
      { KeyId: long },
      failed(`Value '${long}'`, 'keyId', 'Member must have length less than or equal to 2048'),
    ],
    [
      'Encrypt',
      { KeyId: ENABLED, Plaintext: new Uint8Array(0) },
      failed('Value', 'plaintext', 'Member must have length greater than or equal to 1'),
    ],
    [
      'Encrypt',
      { KeyId: ENABLED, Plaintext: new Uint8Array(4097) },
      failed('Value', 'plaintext', 'Member must have length less than or equal to 4096'),
    ],
    [
      'Decrypt',
      { CiphertextBlob: new Uint8Array(6145) },
      failed('Value', 'ciphertextBlob', 'Member must have length less than or equal to 6144'),
    ],
    [
      'GenerateRandom',
      { NumberOfBytes: 0 },
      failed("Value '0'", 'numberOfBytes', 'Member must have value greater than or equal to 1'),
    ],
    [
      'GenerateRandom',
      { NumberOfBytes: 1025 },
      failed("Value '1025'", 'numberOfBytes', 'Member must have value less than or equal to 1024'),
    ],
    [
      'GenerateDataKey',
      { KeyId: ENABLED, KeySpec: 'AES-256' },
      failed("Value 'AES-256'", 'keySpec', 'Member must satisfy enum value set: [AES_256, AES_128]'),
    ],
    [
      'ScheduleKeyDeletion',
      { KeyId: ENABLED, PendingWindowInDays: 6 },
      failed("Value '6'", 'pendingWindowInDays', 'Member must have value greater than or equal to 7'),
    ],
    [
      'ScheduleKeyDeletion',
      { KeyId: ENABLED, PendingWindowInDays: 31 },
      failed("Value '31'", 'pendingWindowInDays', 'Member must have value less than or equal to 30'),
    ],
    [
      'EnableKeyRotation',
      { KeyId: ENABLED, RotationPeriodInDays: 89 },
      failed("Value '89'", 'rotationPeriodInDays', 'Member must have value greater than or equal to 90'),
    ],
    [
      'EnableKeyRotation',
      { KeyId: ENABLED, RotationPeriodInDays: 2561 },
      failed("Value '2561'", 'rotationPeriodInDays', 'Member must have value less than or equal to 2560'),
    ],
    ['ListKeys', { Limit: 1001 }, failed("Value '1001'", 'limit', 'Member must have value less than or equal to 1000')],
    [
      'CreateAlias',
      { AliasName: 'alias/a b', TargetKeyId: ENABLED },
      failed("Value 'alias/a b'", 'aliasName', 'Member must satisfy regular expression pattern: ^[a-zA-Z0-9:/_-]+$'),
    ],
    [
      'CreateKey',
      { Tags: [{ TagKey: '', TagValue: '' }] },
      failed("Value ''", 'tags.1.member.tagKey', 'Member must have length greater than or equal to 1'),
    ],
    [
      'CreateKey',
      { Description: 'd'.repeat(8193) },
      failed(`Value '${'d'.repeat(8193)}'`, 'description', 'Member must have length less than or equal to 8192'),
    ],
  ] as const)('%s %#', async (operation, input, failure) => {
    expect(await test.refusal(operation, input)).toEqual(['ValidationException', one(failure)]);
  });

  it('names every constraint that fails, and how many they are', async () => {
    expect(await test.refusal('GenerateDataKey', { KeyId: '', NumberOfBytes: 0, KeySpec: 'AES' })).toEqual([
      'ValidationException',
      `3 validation errors detected: ${[
        failed("Value ''", 'keyId', 'Member must have length greater than or equal to 1'),
        failed("Value 'AES'", 'keySpec', 'Member must satisfy enum value set: [AES_256, AES_128]'),
        failed("Value '0'", 'numberOfBytes', 'Member must have value greater than or equal to 1'),
      ].join('; ')}`,
    ]);
  });

  it('counts every constraint of a long list that fails, tells the first, and keeps a kilobyte in the trail', async () => {
    const Operations = Array.from({ length: 5_000 }, () => 'Encode');
    const { reply, records } = await test.call('CreateGrant', {
      KeyId: ENABLED,
      GranteePrincipal: ADMIN.as,
      Operations,
    });
    if (reply.ok) throw new Error('was not refused');
    expect(reply.error.message).toMatch(/^5000 validation errors detected: Value 'Encode' at 'operations\.1\.member'/);
    expect(reply.error.message.split('; ')).toHaveLength(10);
    expect(records.map(({ errorMessage }) => errorMessage)).toEqual([reply.error.message.slice(0, 1_024)]);
  });

  it('cuts a value that is far too long', async () => {
    const [, message] = await test.refusal('DescribeKey', { KeyId: 'k'.repeat(500_000) });
    expect(message).toBe(
      one(failed(`Value '${'k'.repeat(10_000)}'`, 'keyId', 'Member must have length less than or equal to 2048')),
    );
  });

  it.each([
    ['a name', { ['n'.repeat(8_190)]: 'abc' }],
    ['values', { a: 'v'.repeat(4_096), b: 'v'.repeat(4_096) }],
  ])('refuses an encryption context that is too long by %s', async (_what, EncryptionContext) => {
    const input = { KeyId: ENABLED, Plaintext: Uint8Array.of(1), EncryptionContext };
    expect(await test.refusal('Encrypt', input)).toEqual([
      'ValidationException',
      one(failed('Value', 'encryptionContext', 'Member must have at most 8192 characters in its keys and values')),
    ]);
  });

  it('never echoes grant tokens, even when they are too many', async () => {
    const GrantTokens = Array.from({ length: 11 }, (_, n) => `secret-token-${n}`);
    expect(await test.refusal('DescribeKey', { KeyId: ENABLED, GrantTokens })).toEqual([
      'ValidationException',
      one(failed('Value', 'grantTokens', 'Member must have length less than or equal to 10')),
    ]);
  });
});

describe('SerializationException', () => {
  it.each([
    ['a number for a string', 'EnableKey', { KeyId: 5 }],
    ['a string for a number', 'GenerateRandom', { NumberOfBytes: '5' }],
    ['half a number', 'GenerateRandom', { NumberOfBytes: 1.5 }],
    ['text for bytes', 'Encrypt', { KeyId: ENABLED, Plaintext: 'text' }],
    ['a list for a structure', 'EnableKey', []],
    ['a structure for a list', 'DescribeKey', { KeyId: ENABLED, GrantTokens: {} }],
    [
      'a number in an encryption context',
      'Encrypt',
      { KeyId: ENABLED, Plaintext: Uint8Array.of(1), EncryptionContext: { a: 1 } },
    ],
    [
      'null in an encryption context',
      'Encrypt',
      { KeyId: ENABLED, Plaintext: Uint8Array.of(1), EncryptionContext: { a: null } },
    ],
    [
      'a map in an encryption context',
      'Encrypt',
      { KeyId: ENABLED, Plaintext: Uint8Array.of(1), EncryptionContext: { a: {} } },
    ],
  ])('for %s', async (_, operation, input) => {
    expect((await test.refusal(operation, input))[0]).toBe('SerializationException');
  });
});

describe('any input at all', () => {
  const kms = OPERATIONS.filter(({ service }) => service === 'kms').map(({ name }) => name);
  const members = [
    ...new Set(OPERATIONS.flatMap(({ input }) => Object.keys({ ...input.required, ...input.optional }))),
  ];
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.uint8Array({ maxLength: 80 }),
    fc.constantFrom(ENABLED, 'alias/enabled', ''),
  );
  const inputs = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...members), value, { maxKeys: 5 }));

  it('is answered or refused in AWS’s words: it never ends in a bug', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...kms), inputs, async (operation, input) => {
        const { reply } = await test.call(operation, input);
        expect(reply.ok || reply.error.name.endsWith('Exception')).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('for an operation that KMS does not have is refused as unknown', async () => {
    expect((await test.refusal('MakeCoffee'))[0]).toBe('UnknownOperationException');
  });
});
