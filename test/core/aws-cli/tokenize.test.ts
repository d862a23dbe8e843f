import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteLine, tokenize } from '../../../core/aws-cli/tokenize.ts';
import { CliUsageError } from '../../../core/aws-cli/usage-error.ts';

describe('a command line is split as a POSIX shell splits it', () => {
  it.each([
    ['aws kms  list-keys ', ['aws', 'kms', 'list-keys']],
    ["--description 'two words'", ['--description', 'two words']],
    ['--description "two words"', ['--description', 'two words']],
    [`pre'mid'"post"`, ['premidpost']],
    ["''", ['']],
    ["--x '' y", ['--x', '', 'y']],
    [String.raw`a\ b`, ['a b']],
    [String.raw`"a\"b" "a\\b" "a\nb"`, ['a"b', String.raw`a\b`, String.raw`a\nb`]],
    [String.raw`'a\b'`, [String.raw`a\b`]],
    ['kms \\\n  list-keys', ['kms', 'list-keys']],
    ['kms \\\r\n  list-keys\r\n', ['kms', 'list-keys']],
    ['ab\\\ncd', ['abcd']],
    ['\n aws kms\n', ['aws', 'kms']],
    ['a # b', ['a', '#', 'b']],
    ['Keys[*].KeyId {a=b} 5$ "$"', ['Keys[*].KeyId', '{a=b}', '5$', '$']],
    [`'$x | > < ; & ( ) \`'`, ['$x | > < ; & ( ) `']],
    ['"a | b > c"', ['a | b > c']],
  ])('%j → %j', (line, words) => {
    expect(tokenize(line)).toEqual({ words, redirectTo: null });
  });

  it.each([
    ['aws x > out.b64', 'out.b64'],
    ['aws x >out.b64', 'out.b64'],
    ['aws x> "my file"', 'my file'],
  ])('%j sends the output to a file', (line, redirectTo) => {
    expect(tokenize(line)).toEqual({ words: ['aws', 'x'], redirectTo });
  });

  it.each([
    ["aws 'x", 4, 'No closing quotation mark'],
    ['aws "x', 4, 'No closing quotation mark'],
    ['aws x\\', 5, 'Nothing follows'],
    ['aws x | jq', 6, 'Pipes'],
    ['aws x && aws y', 6, '& and && are not available'],
    ['aws x; aws y', 5, '; is not available'],
    ['aws x\naws y', 5, 'More than one line'],
    ['aws $(cat x)', 4, 'Command substitution'],
    ['aws "$(cat x)"', 5, 'Command substitution'],
    ['aws `cat x`', 4, 'Command substitution'],
    ['aws "[?a==`1`]"', 10, 'single quotes'],
    ['aws $KEY', 4, 'Variables ($KEY)'],
    [`aws "\${KEY}"`, 5, 'Variables ($' + '{KEY})'],
    ['aws < x', 4, 'Input redirection'],
    ['aws sort_by(Keys)', 11, 'single quotes'],
    ['aws >> x', 4, 'Only > NAME'],
    ['aws 2> x', 5, 'Only > NAME'],
    ['aws > x > y', 8, 'Only one > NAME'],
    ['aws > x --y', 4, 'must be the last thing'],
    ['aws x >', 6, 'name of a file'],
  ])('%j is refused at position %i', (line, position, text) => {
    const error = errorOf(() => tokenize(line));
    expect(error).toMatchObject({ name: 'CliUsageError', exitCode: 252, position });
    expect(error.message).toContain(text);
    expect(error.message).toContain(`(column ${position + 1})`);
    expect(error.stderr).toBe(`\n${error.message}\n`);
  });

  it('gives back the words that were quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
        expect(tokenize(quoteLine(words))).toEqual({ words, redirectTo: null });
      }),
    );
  });

  it('splits or refuses any line, and never fails otherwise', () => {
    const char = fc.constantFrom(...' \t\n\r\'"\\$`|&;<>(){}ab1=');
    fc.assert(
      fc.property(fc.string({ unit: char }), (line) => {
        try {
          tokenize(line);
        } catch (error) {
          expect(error).toBeInstanceOf(CliUsageError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function errorOf(action: () => unknown): CliUsageError {
  try {
    action();
  } catch (error) {
    if (error instanceof CliUsageError) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}
