import { describe, expect, it } from 'vitest';
import { COMMANDS, parseCommandId, parseLabEvent, parseLabReply } from '../../main/bridge-contract.ts';

describe('what main sends to a window', () => {
  it('is a value, or an error with its name', () => {
    expect(parseLabReply({ ok: true, value: [1] })).toEqual({ ok: true, value: [1] });
    expect(parseLabReply({ ok: false, error: { name: 'LabError', message: 'no', stack: 'x' } })).toEqual({
      ok: false,
      error: { name: 'LabError', message: 'no' },
    });
  });

  it.each([undefined, null, 'ok', {}, { ok: 'yes' }, { ok: false }, { ok: false, error: 'no' }])(
    'is refused as a reply when it is neither: %j',
    (reply) => {
      expect(() => parseLabReply(reply)).toThrow('neither');
    },
  );

  it.each([undefined, {}, { type: 'constructor' }, { type: 'panic' }])(
    'is refused as an event when it is none: %j',
    (event) => {
      expect(() => parseLabEvent(event)).toThrow('none of called, timePassed, acted');
    },
  );

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
