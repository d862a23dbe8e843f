import { describe, expect, it } from 'vitest';
import { parseLabEvent, parseLabReply } from '../../../core/bridge/index.ts';

describe('what a lab sends to a front end in another process', () => {
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
});
