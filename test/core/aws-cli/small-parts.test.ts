import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../core/aws-cli/base64.ts';
import { closest } from '../../../core/aws-cli/closest.ts';
import { toOptionName } from '../../../core/aws-cli/option-name.ts';
import { pythonRepr } from '../../../core/aws-cli/python-text.ts';
import { scanArguments } from '../../../core/aws-cli/scan-arguments.ts';
import { formatTimestamp, parseTimestamp } from '../../../core/aws-cli/timestamp.ts';
import { sampleCommand } from './sample-operations.ts';

describe("an API name's spelling on the command line", () => {
  it.each([
    ['KeyId', 'key-id'],
    ['PendingWindowInDays', 'pending-window-in-days'],
    ['KmsKeyId', 'kms-key-id'],
    ['KMSKeyId', 'kms-key-id'],
    ['BypassPolicyLockoutSafetyCheck', 'bypass-policy-lockout-safety-check'],
    ['GenerateDataKeyPairWithoutPlaintext', 'generate-data-key-pair-without-plaintext'],
    ['ReEncrypt', 're-encrypt'],
    ['VolumeARNs', 'volume-arns'],
    ['S3Bucket', 's3-bucket'],
  ])('%s is %s', (apiName, optionName) => {
    expect(toOptionName(apiName)).toBe(optionName);
  });

  it('gives a boolean two options', () => {
    const flags = sampleCommand('ec2', 'copy-snapshot').options.map(({ flag }) => flag);
    expect(flags).toEqual([
      '--source-region',
      '--source-snapshot-id',
      '--encrypted',
      '--no-encrypted',
      '--kms-key-id',
      '--dry-run',
      '--no-dry-run',
    ]);
  });
});

describe('base64', () => {
  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(decodeBase64(encodeBase64(bytes))).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  it.each([
    ['aGk=\n', [104, 105]],
    ['a G-k=', [104, 105]],
    ['aGk=aGk=', [104, 105]], // what follows the padding is passed over
    ['aGk', null],
    ['a', null],
    ['', []],
  ])('%j is %j', (text, bytes) => {
    const decoded = decodeBase64(text);
    expect(decoded === null ? null : [...decoded]).toEqual(bytes);
  });
});

describe('timestamps', () => {
  it.each([
    [0, '1970-01-01T00:00:00+00:00'],
    [1767225600.5, '2026-01-01T00:00:00.500000+00:00'],
    [1767225600.123, '2026-01-01T00:00:00.123000+00:00'],
    [-0.001, '1969-12-31T23:59:59.999000+00:00'],
    [1e20, '100000000000000000000'],
  ])('%d is printed as %s', (seconds, text) => {
    expect(formatTimestamp(seconds)).toBe(text);
  });

  it('are read back to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253402300799 }), (seconds) => {
        expect(parseTimestamp(formatTimestamp(seconds))).toBe(seconds);
      }),
    );
  });
});

describe('"maybe you meant"', () => {
  const names = ['create-key', 'create-alias', 'decrypt', 'encrypt', 're-encrypt'];
  it.each([
    ['encrpt', ['encrypt']],
    ['encryptt', ['encrypt', 'decrypt']],
    ['create-keys', ['create-key']],
    ['xyz', []],
  ])('for %s: %j', (word, expected) => {
    expect(closest(word, names)).toEqual(expected);
  });
});

describe('values in messages are shown as Python shows them', () => {
  it.each([
    ["it's", `"it's"`],
    [`it's "x"`, `'it\\'s "x"'`],
    ['a\n\x01', `'a\\n\\x01'`],
    [new Uint8Array([104, 0, 255]), `b'h\\x00\\xff'`],
    [{ a: [1, true, null, 1.5] }, `{'a': [1, True, None, 1.5]}`],
  ])('%j', (value, text) => {
    expect(pythonRepr(value)).toBe(text);
  });
});

describe('words are sorted into options and the rest', () => {
  const options = [
    { flag: '--key-id', takes: 'one' },
    { flag: '--key-spec', takes: 'one' },
    { flag: '--tags', takes: 'many' },
    { flag: '--encrypted', takes: 'nothing' },
  ] as const;
  const scan = (...words: string[]) => scanArguments(words, options);

  it.each([
    ['an option may be shortened while only one begins so', ['--t', 'a', 'b'], { '--tags': ['a', 'b'] }],
    ['a list ends at the next option', ['--tags', 'a', '--encrypted'], { '--tags': ['a'], '--encrypted': null }],
    ['a list may be empty', ['--tags'], { '--tags': [] }],
    ['a value may hold an =', ['--key-id=a=b'], { '--key-id': 'a=b' }],
    ['a value may be empty', ['--key-id='], { '--key-id': '' }],
    ['a negative number is a value', ['--key-id', '-5.5'], { '--key-id': '-5.5' }],
  ])('%s', (_, words, given) => {
    const { given: found } = scan(...words);
    expect(Object.fromEntries([...found.values()].map(({ flag, value }) => [flag, value]))).toEqual(given);
  });

  it.each([
    [['--key', 'x'], 'ambiguous option: --key could match --key-id, --key-spec'],
    [['--key-id', '--tags'], 'argument --key-id: expected one argument'],
    [['--encrypted=true'], "argument --encrypted: ignored explicit argument 'true'"],
  ])('%j is refused', (words, message) => {
    expect(() => scan(...words)).toThrow(message);
  });
});
