import { afterAll, beforeAll, describe } from 'vitest';
import { describeWith } from '../needs.ts';
import type { Desktop } from './desktop.ts';
import { launch } from './driver.ts';
import { findElectron } from './find-electron.ts';
import { withOwnLessons } from './own-lessons.ts';

/** Tests of the app's window, started once for all of them. Skipped, with the reason, where nothing can draw it. */
export function describeDesktop(name: string, tests: (desktop: () => Desktop) => void): void {
  const withWindow = (chromium: string) => {
    let desktop: Desktop | undefined;
    withOwnLessons();
    beforeAll(async () => {
      desktop = await launch(chromium);
    });
    afterAll(() => desktop?.close());
    tests(() => {
      if (desktop === undefined) throw new Error('the app did not start');
      return desktop;
    });
  };
  if (findElectron() === null) describeWith('chromium', name, withWindow);
  else describe(name, () => withWindow(''));
}
