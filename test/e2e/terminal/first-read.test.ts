import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { PROGRAM } from './program.ts';

const STATIC = /\b(?:from|import)\s*["'](\.\/[^"']+\.js)["']/g;
const DYNAMIC = /\bimport\(\s*["'`](\.\/[^"'`]+\.js)["'`]\s*\)/g;

/** All files of the build that a file reaches, itself among them, by the imports that `patterns` find. */
function reached(start: string, patterns: readonly RegExp[]): readonly string[] {
  const files = new Set([start]);
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    for (const pattern of patterns)
      for (const [, to = ''] of text.matchAll(pattern)) files.add(join(dirname(file), to));
  }
  return [...files];
}

/** A chunk's name without the hash of what is in it. */
const nameOf = (file: string): string => basename(file).replace(/-[\w-]{8}\.js$/, '');

it('the first frame is drawn before the lab itself is read', () => {
  const all = reached(PROGRAM, [STATIC, DYNAMIC]);
  const screen = all.filter((file) => nameOf(file) === 'start-lab');
  expect(screen).toHaveLength(1);
  const before = reached(screen[0] ?? '', [STATIC]).map(nameOf);
  expect(all.map(nameOf)).toContain('make-lab');
  expect(before).toContain('session');
  expect(before).not.toContain('make-lab');
});
