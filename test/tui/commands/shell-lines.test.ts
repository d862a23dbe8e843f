import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shellLines } from '../../../tui/commands/shell-lines.ts';

it.each([
  'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  'http://127.0.0.1:4599',
  '$(echo run)',
  '`echo run`; echo run',
  'it\'s "both"',
  'two words\nand a line',
  '',
])('a shell that evaluates what env prints has the value itself, and runs nothing: %j', (value) => {
  const script = `${shellLines({ SECRET: value })}printf %s "$SECRET"`;
  expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(value);
});
