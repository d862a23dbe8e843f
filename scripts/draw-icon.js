/** Draws main/icons/icon.png, 1024 x 1024, from renderer/icon.svg, with the Chromium of this machine. Run it where the drawing changes. */
import './prepare/node-version.js';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from './prepare/root.js';
import { say } from './prepare/say.js';
import { findTool } from './suites/tools.js';

const SIDE = 1024;
const executablePath = findTool('chromium');
if (executablePath === null) {
  say('no Chromium is here to draw with');
  process.exitCode = 1;
} else {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage({ viewport: { width: SIDE, height: SIDE } });
    const drawing = readFileSync(join(ROOT, 'renderer/icon.svg')).toString('base64');
    await page.setContent(
      `<style>body{margin:0}img{display:block;width:${SIDE}px}</style><img src="data:image/svg+xml;base64,${drawing}">`,
    );
    await page.waitForFunction(() => document.images[0]?.complete === true);
    const folder = join(ROOT, 'main/icons');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'icon.png'), await page.screenshot({ omitBackground: true }));
  } finally {
    await browser.close();
  }
}
