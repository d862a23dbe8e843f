import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shellLines } from '../../../core/wire/shell-lines.ts';

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

it('a session token that belongs to the credentials stays, and one that was left over goes', () => {
  const left = 'export AWS_SESSION_TOKEN=old AWS_PROFILE=other; ';
  const show = `printf "%s|%s" "\${AWS_SESSION_TOKEN-none}" "\${AWS_PROFILE-none}"`;
  const evaluated = (variables: Readonly<Record<string, string>>) =>
    execFileSync('sh', ['-c', `${left}${shellLines(variables)}${show}`], { encoding: 'utf8' });
  expect(evaluated({ AWS_ACCESS_KEY_ID: 'AKIA' })).toBe('none|none');
  expect(evaluated({ AWS_ACCESS_KEY_ID: 'ASIA', AWS_SESSION_TOKEN: 'new' })).toBe('new|none');
});
