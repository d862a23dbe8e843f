import { afterEach, describe, expect, it, vi } from 'vitest';
import { BUNDLED_SCENARIOS } from '../../../core/index.ts';
import { COMMANDS, type CommandName } from '../../../tui/commands/commands.ts';
import { helpOf, refusedCommand } from '../../../tui/commands/help.ts';

const NAMES = Object.keys(COMMANDS) as CommandName[];

afterEach(() => vi.restoreAllMocks());

/** What help prints. */
async function printed(...argv: readonly string[]): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  expect(await helpOf(COMMANDS)(argv)).toBe(0);
  vi.restoreAllMocks();
  return text;
}

const headings = (text: string): readonly string[] => text.split('\n').filter((line) => /^[A-Z]/.test(line));

it("the program's manual has every command, and the sections of a man page in their order", async () => {
  const text = await printed();
  expect(headings(text)).toEqual([
    'NAME',
    'SYNOPSIS',
    'DESCRIPTION',
    'COMMANDS',
    'OPTIONS',
    'EXAMPLES',
    'EXIT STATUS',
    'FILES',
    'ENVIRONMENT',
    'SEE ALSO',
  ]);
  for (const name of NAMES) expect(text).toMatch(new RegExp(`^ {4}${name} `, 'm'));
});

describe.each(NAMES)('the manual of %s', (name) => {
  it('tells name, synopsis, description, options, examples and exit status, in 120 columns', async () => {
    const text = await printed(name);
    const expected = ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'EXAMPLES', 'EXIT STATUS', 'SEE ALSO'];
    expect(headings(text)).toEqual(expect.arrayContaining(expected));
    expect(text.replace(/\s+/g, ' ')).toContain(`kmslab-${name} - ${COMMANDS[name].says}`);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it('says of every option what it takes and what it does', async () => {
    const manual = await COMMANDS[name].manual();
    const text = await printed(name);
    for (const form of [manual, ...Object.values(manual.forms)])
      for (const [option, { type, takes, says }] of Object.entries(form.options ?? {})) {
        expect(type === 'string').toBe(takes !== undefined);
        expect(says).toMatch(/\.$/);
        expect(text).toContain(takes === undefined ? `--${option}` : `--${option} ${takes}`);
      }
  });

  it('names commands that there are', async () => {
    for (const other of (await COMMANDS[name].manual()).seeAlso) expect(NAMES).toContain(other);
  });
});

it('the manual of replay has every bundled scenario', async () => {
  const text = await printed('replay');
  for (const name of BUNDLED_SCENARIOS) expect(text).toContain(name);
});

it('a command that is not there is refused in one sentence', async () => {
  expect(refusedCommand(COMMANDS, 'serv').message).toBe(
    '"serv" is not a kmslab command, did you mean "serve"?; see kmslab --help',
  );
  await expect(helpOf(COMMANDS)(['bogus'])).rejects.toThrow('"bogus" is not a kmslab command; see kmslab --help');
});
