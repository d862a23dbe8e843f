import { describe, expect, it } from 'vitest';
import { closest } from '../../../tui/commands/closest.ts';
import { parseOptions } from '../../../tui/commands/parse-options.ts';

const OPTIONS = { json: { type: 'boolean' }, speed: { type: 'string' } } as const;

describe('the options of a command', () => {
  it('are read with their values, and the words beside them', () => {
    const { values, positionals } = parseOptions(['rotation', '--json', '--speed=2'], OPTIONS, 1);
    expect(values).toEqual({ json: true, speed: '2' });
    expect(positionals).toEqual(['rotation']);
  });

  it.each([
    [['--jsn'], 'unknown option --jsn, did you mean --json?'],
    [['--colour=always'], 'unknown option --colour'],
    [['one', 'two'], 'unexpected argument "two"'],
    [['--speed'], /--speed/],
    [['--json=yes'], /--json/],
    [
      ['--speed', '--json'],
      '--speed: expected a value behind it, got another option; a value that begins with - is given as --speed=VALUE',
    ],
  ] as const)('%j is refused in one line', (argv, said) => {
    expect(() => parseOptions([...argv], OPTIONS, 1)).toThrow(said);
    try {
      parseOptions([...argv], OPTIONS, 1);
    } catch (error) {
      expect(error).toMatchObject({ name: 'UsageError', message: expect.not.stringContaining('\n') });
    }
  });
});

describe('did you mean', () => {
  it.each([
    ['reply', 'replay'],
    ['replya', 'replay'],
    ['REPLAY', 'replay'],
    ['rep', 'replay'],
    ['asw', 'aws'],
    ['serve', null],
    ['x', null],
  ] as const)('%s: %s', (typed, meant) => {
    expect(closest(typed, ['aws', 'replay'])).toBe(meant);
  });
});
