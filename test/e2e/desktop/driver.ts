import { existsSync } from 'node:fs';
import { launchInChromium } from './chromium-driver.ts';
import { BUILT_MAIN, type Desktop, type LaunchOptions } from './desktop.ts';
import { launchInElectron } from './electron-driver.ts';
import { findElectron } from './find-electron.ts';

/**
 * Starts the app: in real Electron where its binary is present, else in real Chromium with a stand-in for the
 * `electron` module. Says on stderr which it is.
 */
export async function launch(chromium: string, options: LaunchOptions = {}): Promise<Desktop> {
  if (!existsSync(BUILT_MAIN)) throw new Error(`${BUILT_MAIN} is missing: build first, with npm run build`);
  const electron = findElectron();
  const desktop =
    electron === null ? await launchInChromium(chromium, options) : await launchInElectron(electron, options);
  console.error(
    `desktop: driven in ${desktop.driver === 'electron' ? 'Electron' : 'Chromium, with a stand-in for Electron'}`,
  );
  desktop.page.setDefaultTimeout(10_000);
  await desktop.page.getByRole('main').waitFor(); // before that, there is nobody to hear the keyboard
  return desktop;
}
