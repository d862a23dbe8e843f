import type { Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { describeWith } from '../needs.ts';
import { describeDesktop } from './describe-desktop.ts';
import { withOwnLessons } from './own-lessons.ts';
import { launchWeb, type WebPage } from './web-driver.ts';

/** Tests of what a window shows, twice: in the app, and in a browser by `kmslab web`. */
export function describeWindow(name: string, tests: (shown: () => { readonly page: Page }) => void): void {
  describeDesktop(name, tests);
  describeWith('chromium', `${name}, in a browser`, (chromium) => {
    let web: WebPage | undefined;
    withOwnLessons();
    beforeAll(async () => {
      web = await launchWeb(chromium);
    });
    afterAll(() => web?.close());
    tests(() => {
      if (web === undefined) throw new Error('kmslab web did not start');
      return web;
    });
  });
}
