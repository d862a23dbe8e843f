import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatAwsError, formatOutput } from '../../../core/aws-cli/format-output.ts';
import type { OutputFormat } from '../../../core/aws-cli/output-format.ts';
import { bytesOf } from './sample-run.ts';

const show = (output: unknown, format: OutputFormat = 'json', query: string | null = null) =>
  formatOutput(output, { format, query }, 'DescribeThing');

// What the real CLI prints for whole replies stands in observed.json; these are the rules one by one.
describe('a reply is printed as AWS CLI v2 prints it', () => {
  it.each([
    ['bytes as base64', { Plaintext: bytesOf('hello') }, '{\n    "Plaintext": "aGVsbG8="\n}\n'],
    [
      'a timestamp as ISO 8601',
      { CreationDate: 1767225600 },
      '{\n    "CreationDate": "2026-01-01T00:00:00+00:00"\n}\n',
    ],
    [
      'a timestamp with its fraction',
      { StartTime: 1767225600.123 },
      '{\n    "StartTime": "2026-01-01T00:00:00.123000+00:00"\n}\n',
    ],
    ['another number as it is', { VolumeSize: 1767225600 }, '{\n    "VolumeSize": 1767225600\n}\n'],
    ['text as it is', { Description: 'é "x" \u2028\n' }, '{\n    "Description": "é \\"x\\" \u2028\\n"\n}\n'],
    ['an empty list and an empty object', { A: [], B: {} }, '{\n    "A": [],\n    "B": {}\n}\n'],
    ['no member that has no value', { A: null, B: undefined, C: 1 }, '{\n    "C": 1\n}\n'],
  ])('as JSON: %s', (_, output, printed) => {
    expect(show(output)).toBe(printed);
  });

  it.each<OutputFormat>(['json', 'text', 'table', 'yaml', 'yaml-stream', 'off'])(
    'an empty output prints nothing as %s',
    (format) => {
      expect(show({}, format)).toBe('');
    },
  );

  it('prints nothing at all with --output off', () => {
    expect(show({ A: 1 }, 'off')).toBe('');
  });

  it.each([
    ['a scalar', 'A', 'x\n'],
    ['a truth', 'T', 'True\n'],
    ['nothing found', 'Missing', 'None\n'],
    ['a list of scalars in one line', 'L', 'a\tb\n'],
    ['a list of lists line by line', '[L, L]', 'a\tb\na\tb\n'],
    ['members in alphabetical order', '{z: A, a: T}', 'True\tx\n'],
    ['gaps for members that one lacks', 'O', '1\t\n\t2\n'],
    ['nested members with their name', '{Out: O}', 'OUT\t1\t\nOUT\t\t2\n'],
  ])('as text: %s', (_, query, printed) => {
    expect(show({ A: 'x', T: true, L: ['a', 'b'], O: [{ P: 1 }, { Q: 2 }] }, 'text', query)).toBe(printed);
  });

  it('turns a table of one row on its side where it is wider than 80 columns', () => {
    expect(
      show({ A: 'x'.repeat(50), B: 'y'.repeat(40) }, 'table')
        .split('\n')
        .slice(3, 5),
    ).toEqual([`|  A|  ${'x'.repeat(50)}   |`, `|  B|  ${'y'.repeat(40)}             |`]);
  });

  it('counts a Chinese character as two columns of a table', () => {
    const lines = show({ A: '中文', B: 'b' }, 'table').split('\n');
    expect(lines.slice(3, 6)).toEqual(['|   A   |  B  |', '+-------+-----+', '|  中文 |  b  |']);
  });

  it.each([
    ['a number in text', '111122223333', "'111122223333'"],
    ['a truth in text', 'true', "'true'"],
    ['a colon', 'a: b', "'a: b'"],
    ['an apostrophe', "it's", "it's"],
    ['an apostrophe in quotes', "#it's", "'#it''s'"],
    ['line ends before blanks', 'a\n  b', '"a\\n  b"'],
    ['characters that need escapes', '\x07\x85\u2028 \u{1f600}', '"\\a\\N\\L \\U0001F600"'],
    ['nothing', '', "''"],
  ])('as YAML: %s', (_, text, printed) => {
    expect(show({ A: text }, 'yaml')).toBe(`A: ${printed}\n`);
  });

  it('prints YAML that a YAML parser reads back', () => {
    const key = fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' });
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.string({ maxLength: 200 }),
        fc.string({ unit: fc.constantFrom(...'a b:#-\'"\n,[]{}0~'), maxLength: 120 }),
        fc.boolean(),
        fc.integer(),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        fc.pre(!JSON.stringify(value).includes('__proto__'));
        expect(parse(show({ Value: value }, 'yaml'), { maxAliasCount: 0 })).toEqual({ Value: value });
      }),
    );
  });

  it("prints AWS's refusal with a blank at the end where AWS sends no message", () => {
    expect(formatAwsError('Encrypt', 'DisabledException', 'arn is disabled.')).toBe(
      '\nAn error occurred (DisabledException) when calling the Encrypt operation: arn is disabled.\n',
    );
    expect(formatAwsError('Decrypt', 'InvalidCiphertextException', '')).toMatch(/Decrypt operation: \n$/);
  });
});

describe('--query picks from what would be printed', () => {
  const keys = {
    Keys: [
      { KeyId: 'b', Size: 10 },
      { KeyId: 'a', Size: 9 },
    ],
    CreationDate: 0,
    Plaintext: bytesOf('hi'),
  };

  it.each([
    ['CreationDate', '"1970-01-01T00:00:00+00:00"'],
    ['Plaintext', '"aGk="'],
    ['Keys[].KeyId | sort(@)', '[\n    "a",\n    "b"\n]'],
    ['sort(Keys[].Size)', '[\n    9,\n    10\n]'],
    ['sort(sort(Keys[].Size)[?@ > `9`])', '[\n    10\n]'],
    ["Keys[?KeyId=='a'].{k: KeyId, none: Foo}", '[\n    {\n        "k": "a",\n        "none": null\n    }\n]'],
    ['constructor', 'null'],
    ['Keys[0].toString', 'null'],
    ['[Missing]', '[\n    null\n]'],
  ])('%s', (query, printed) => {
    expect(show(keys, 'json', query)).toBe(`${printed}\n`);
  });

  it.each([
    ['foo(@)', 'Unknown function: foo()'],
    ['abs(Keys)', 'abs() expected argument 1 to be type number'],
  ])('%s fails with 255, after the call', (query, message) => {
    expect(() => show(keys, 'json', query)).toThrow(
      expect.objectContaining({ name: 'CliUsageError', exitCode: 255, message: expect.stringContaining(message) }),
    );
  });
});
