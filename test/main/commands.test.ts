import { describe, expect, it } from 'vitest';
import { COMMANDS, parseCommandId } from '../../main/commands.ts';

describe('what main sends to a window', () => {
  it('is refused as a command when the table has none of that name', () => {
    expect(() => parseCommandId('format-disk')).toThrow('No such command');
  });
});

describe('the table of commands', () => {
  it('has each command once, and each letter once', () => {
    const ids = COMMANDS.map(({ id }) => id);
    const keys = COMMANDS.flatMap(({ key }) => key ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(keys).size).toBe(keys.length);
    for (const id of ids) expect(parseCommandId(id)).toBe(id);
  });
});
