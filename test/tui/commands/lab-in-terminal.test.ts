import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInLines } from '../../../tui/commands/lab-in-terminal.ts';

describe('the lab comes as lines of text', () => {
  it.each([
    ['--screen-reader', { 'screen-reader': true }, {}],
    ["Ink's switch for screen readers", {}, { INK_SCREEN_READER: 'true' }],
    ['a terminal that can not move its cursor', {}, { TERM: 'dumb' }],
  ])('for %s', (_name, values, env) => {
    expect(isInLines(values, env)).toBe(true);
  });

  it('for nobody else', () => {
    expect(isInLines({}, { TERM: 'xterm-256color', INK_SCREEN_READER: 'false' })).toBe(false);
    expect(isInLines({ ascii: true }, {})).toBe(false);
  });

  it('as the README says wherever it names the switch', () => {
    const readme = readFileSync(join(import.meta.dirname, '..', '..', '..', 'README.md'), 'utf8').replace(/\s+/g, ' ');
    const told = [...readme.matchAll(/INK_SCREEN_READER=true[^.]*/g)].map(([text]) => text);
    expect(told.length).toBeGreaterThan(0);
    for (const text of told) expect(text).toContain('lines of text');
  });
});
