import { afterEach, expect, it, vi } from 'vitest';
import { BUNDLED_SCENARIOS } from '../../../core/index.ts';
import { COMMANDS, type CommandName } from '../../../tui/commands/commands.ts';
import { printHelp, refuseCommand } from '../../../tui/commands/help.ts';

afterEach(() => vi.restoreAllMocks());

/** What help prints. */
function printed(command?: CommandName): string {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  expect(printHelp(command)).toBe(0);
  return text;
}

it('help names every command, every bundled scenario, and fits 120 columns', () => {
  const text = printed();
  for (const name of [...Object.keys(COMMANDS), ...BUNDLED_SCENARIOS]) expect(text).toContain(name);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});

it.each(Object.keys(COMMANDS) as CommandName[])('help of %s is about it alone', (name) => {
  const text = printed(name);
  expect(text).toContain(COMMANDS[name].usage);
  expect(text.split('\n').length).toBeLessThan(13);
});

it('a command that is not there is refused in one sentence', () => {
  expect(() => refuseCommand('serv')).toThrow(
    '"serv" is not a kmslab command, did you mean "serve"?; see kmslab --help',
  );
  expect(() => refuseCommand('bogus')).toThrow('"bogus" is not a kmslab command; see kmslab --help');
});
