import type { Locator, Page } from 'playwright-core';

/** How a user gets at a thing on the screen. */
export interface Hands {
  readonly name: string;
  /** Presses a button. */
  press(target: Locator): Promise<void>;
}

export function mouse(): Hands {
  return { name: 'by mouse', press: (target) => target.click() };
}

/** More stops than any screen has. */
const STOPS = 250;

/** Reaches everything with the Tab key. */
export function keyboard(page: Page): Hands {
  return {
    name: 'by keyboard',
    async press(target) {
      await target.waitFor();
      for (let stop = 0; stop < STOPS; stop += 1) {
        if (await target.evaluate((element) => element === document.activeElement)) return page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
      }
      throw new Error(`the keyboard does not reach ${target}`);
    },
  };
}
