import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marked, shellWord, variableOf } from '../../../../core/scenarios/shell/shell-text.ts';

/** What a shell makes of words. */
function toldToShell(words: readonly string[], variables: Readonly<Record<string, string>> = {}): readonly string[] {
  const script = `printf '%s\\0' ${words.join(' ')}`;
  const printed = execFileSync('bash', ['-c', script], { env: { ...process.env, ...variables } });
  return printed.toString('utf8').split('\0').slice(0, -1);
}

describe('a word for a shell', () => {
  it('is the same word behind it, whatever is in it', () => {
    const word = fc.stringMatching(/^[\w\s"'`$\\!*?[\]{}()<>|&;~#=,.:/é-]{1,12}$/);
    fc.assert(
      fc.property(
        fc.array(
          word.filter((one) => !/\$\{\w+\}/.test(one)),
          { minLength: 200, maxLength: 200 },
        ),
        (words) => {
          expect(toldToShell(words.map((one) => shellWord(marked(one))))).toEqual(words);
        },
      ),
      { numRuns: 5, seed: 7 },
    );
  });

  it.each([
    [`\${key}`, '"$key"'],
    [`alias/\${key}_old`, `"alias/\${key}_old"`],
    [`Id=\${key},Value=\`x\``, '"Id=$key,Value=\\`x\\`"'],
    ["it's", `"it's"`],
    ['plain', 'plain'],
  ])('%s is %s', (word, shown) => {
    expect(shellWord(marked(word))).toBe(shown);
  });

  it('has what was saved in it, as it was saved', () => {
    const saved = 'a "b" $c `d` \\e';
    expect(toldToShell([shellWord(marked(`<\${key}>`))], { key: saved })).toEqual([`<${saved}>`]);
  });

  it.each([
    ['key', 'key'],
    ['PATH', 'saved_PATH'],
    ['kmslab_way', 'saved_kmslab_way'],
    ['1st', 'saved_1st'],
  ])('what is saved as %s is in the variable %s', (name, variable) => {
    expect(variableOf(name)).toBe(variable);
  });
});
