import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** Gives the programs that the tests of this suite start lessons of their own: not those of whoever runs the tests. */
export function withOwnLessons(): void {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kmslab-lessons-'));
    process.env.KMSLAB_LESSONS = folder;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}
