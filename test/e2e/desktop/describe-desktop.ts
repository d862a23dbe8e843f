import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { describeWith } from '../needs.ts';
import type { Desktop } from './desktop.ts';
import { launch } from './driver.ts';
import { findElectron } from './find-electron.ts';

/** Tests of the app's window, started once for all of them. Skipped, with the reason, where nothing can draw it. */
export function describeDesktop(name: string, tests: (desktop: () => Desktop) => void): void {
  const withWindow = (chromium: string) => {
    let desktop: Desktop | undefined;
    let lessons = '';
    beforeAll(async () => {
      // Not the lessons of whoever runs the tests.
      lessons = mkdtempSync(join(tmpdir(), 'kmslab-lessons-'));
      process.env.KMSLAB_LESSONS = lessons;
      desktop = await launch(chromium);
    });
    afterAll(async () => {
      await desktop?.close();
      rmSync(lessons, { recursive: true, force: true });
    });
    tests(() => {
      if (desktop === undefined) throw new Error('the app did not start');
      return desktop;
    });
  };
  if (findElectron() === null) describeWith('chromium', name, withWindow);
  else describe(name, () => withWindow(''));
}
