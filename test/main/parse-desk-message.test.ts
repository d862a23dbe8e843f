import { describe, expect, it } from 'vitest';
import { parseDeskMessage } from '../../main/parse-desk-message.ts';

describe('a message to the desk', () => {
  it.each([
    { type: 'look' },
    { type: 'openRecent', at: 0 },
    { type: 'saveWorld' },
    { type: 'exports', as: 'a', region: 'b' },
  ])('%j is one', (message) => {
    expect(parseDeskMessage(message)).toEqual(message);
  });

  it.each([
    null,
    'look',
    [],
    {},
    { type: 'constructor' },
    { type: ['look'] },
    { type: 'open', file: '/etc/passwd' },
    { type: 'openWorld', file: '/etc/passwd' },
    { type: 'saveWorld', as: '/tmp/x' },
    { type: 'exports', as: 'main/role/admin' },
    { type: 'exports', as: 'x'.repeat(600), region: 'us-east-1' },
    { type: 'openRecent' },
    { type: 'openRecent', at: -1 },
    { type: 'openRecent', at: '0' },
    { type: 'openRecent', at: 1.5 },
    { type: 'look', __proto__x: 1 },
  ])('%j is none, and is refused in one line', (message) => {
    expect(() => parseDeskMessage(message)).toThrow(/^[^\n]{1,200}$/);
  });
});
