/** `npm run pictures`: builds where needed, and takes the README's pictures of the window anew, with Chromium. */
import './prepare/node-version.js';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { prepare } from './prepare/prepare.js';
import { ROOT } from './prepare/root.js';
import { findTool } from './suites/tools.js';

const PICTURES = join(ROOT, 'renderer/pictures');
const ENVELOPE_STEPS = 4;
const AT = '2026-01-01T09:00:00Z';

/** @typedef {import('playwright-core').Page} Page */

/** What stands on each picture, in their order: the lab goes on from one to the next. */
const SCENES = {
  lab: sceneOfLab,
  key: sceneOfKey,
  why: sceneOfWhy,
  policy: sceneOfPolicy,
  envelope: sceneOfEnvelope,
  lesson: sceneOfLesson,
  flow: sceneOfFlow,
};

if (await prepare()) await takeAll();

async function takeAll() {
  const executablePath = findTool('chromium');
  if (executablePath === null) throw new Error('there is no Chromium here to draw the window');
  const { chromium } = await import('playwright-core');
  const folder = mkdtempSync(join(tmpdir(), 'kmslab-pictures-'));
  const web = spawn(process.execPath, [join(ROOT, 'dist/cli.js'), 'web', '--port', '0', '--at', AT, '--jsonl'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, KMSLAB_LESSONS: folder },
  });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const url = await new Promise((resolve, reject) => {
      createInterface(web.stdout).once('line', (line) => resolve(JSON.parse(line).url));
      web.once('exit', (code) => reject(new Error(`kmslab web ended with ${code}`)));
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    await page.goto(url);
    await page.getByRole('main').waitFor();
    for (const [name, scene] of Object.entries(SCENES)) {
      await scene(page);
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        await page.emulateMedia({ colorScheme });
        await page.mouse.move(0, 0);
        await page.waitForTimeout(300); // colours change over some frames
        await page.screenshot({ path: join(PICTURES, `${name}-${colorScheme}.png`) });
      }
      await page.emulateMedia({ colorScheme: 'light' });
      process.stderr.write(`took ${name}\n`);
    }
  } finally {
    await browser.close();
    web.kill('SIGTERM');
    await new Promise((resolve) => (web.exitCode === null ? web.once('exit', resolve) : resolve(null)));
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {Page} page
 * @param {string} line
 */
async function run(page, line) {
  const entries = page.getByRole('log', { name: 'Command log' }).getByRole('article');
  const before = await entries.count();
  await page.getByRole('combobox', { name: 'aws command' }).fill(line);
  await page.getByRole('combobox', { name: 'aws command' }).press('Enter');
  await entries.nth(before).waitFor();
  await entries.nth(before).getByText('running…').waitFor({ state: 'hidden' });
}

/**
 * @param {Page} page
 * @param {string} place
 */
async function goTo(page, place) {
  await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: place }).click();
  await page.locator('#place:not(:has(.starting))').waitFor();
}

/** A key with an alias, used, with a refusal in the trail. @param {Page} page */
async function sceneOfLab(page) {
  await page.getByRole('button', { name: 'Create key', exact: true }).first().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Alias, optional').fill('orders');
  await sheet.getByRole('button', { name: 'Create key', exact: true }).click();
  await page.getByRole('heading', { name: 'alias/orders' }).waitFor();
  await run(page, 'aws kms encrypt --key-id alias/orders --plaintext aGVsbG8= --encryption-context order=42');
  await run(page, 'aws kms generate-data-key --key-id alias/orders --key-spec AES_256');
  await page.getByLabel('Acting as').selectOption({ label: 'partner/role/admin' });
  await run(page, 'aws kms encrypt --key-id arn:aws:kms:us-east-1:111122223333:alias/orders --plaintext aGVsbG8=');
  await page.getByLabel('Acting as').selectOption({ label: 'main/role/admin' });
}

/** @param {Page} page */
async function sceneOfKey(page) {
  await page.getByRole('tab', { name: 'Key rotation' }).click();
  await page.getByRole('button', { name: 'Enable rotation' }).first().click();
  await page.getByRole('button', { name: /UTC/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '+365 days' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await goTo(page, 'Key');
  await page.getByRole('tab', { name: 'Overview' }).click();
}

/** @param {Page} page */
async function sceneOfWhy(page) {
  await page.getByRole('button', { name: 'Hide the command log' }).click(); // the ladder needs the room
  await goTo(page, 'Why');
  await page
    .getByRole('option')
    .filter({ hasText: /denied/i })
    .first()
    .click();
  await page.getByText('decided here').first().scrollIntoViewIfNeeded();
}

/** The change that would allow the denied call, in the editor. @param {Page} page */
async function sceneOfPolicy(page) {
  await page.getByRole('button', { name: 'Open the change in the policy editor' }).first().click();
  await page.locator('.cm-editor').waitFor();
  const verdict = page.getByText('KMS would take this policy.');
  await verdict.waitFor();
  // Its first line stands under the tabs, which stay where they are.
  await page.locator('.cm-editor').evaluate((editor) => editor.scrollIntoView({ block: 'start' }));
  await page.locator('.key-panel').evaluate((panel) => panel.scrollBy(0, -60));
}

/** A file that was encrypted here, step after step as the place proposes them. @param {Page} page */
async function sceneOfEnvelope(page) {
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await goTo(page, 'Envelope');
  const next = page.getByRole('region', { name: 'What could be done next' });
  for (let step = 0; step < ENVELOPE_STEPS; step += 1) {
    const before = (await next.textContent()) ?? '';
    await next.getByRole('button', { name: 'Run', exact: true }).click();
    await next.filter({ hasNotText: before }).waitFor();
  }
  await page.locator('#place').evaluate((place) => place.scrollTo(0, 0));
}

/** @param {Page} page */
async function sceneOfLesson(page) {
  await goTo(page, 'Learn');
  await page.getByRole('button', { name: 'Start: Rotation' }).click();
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByText('Step 1 of 5', { exact: true }).waitFor();
  await page.getByRole('option').filter({ hasText: 'alias/orders' }).first().click();
  await page.getByRole('button', { name: /^Hint 1/ }).click();
  await page.getByText('Hint 1', { exact: true }).waitFor();
}

/** The copy of a snapshot to another account, at its end. @param {Page} page */
async function sceneOfFlow(page) {
  await page.getByRole('button', { name: 'Leave the lesson' }).click();
  await page.locator('.lesson-cards').waitFor();
  await goTo(page, 'Replay');
  await page.getByRole('button', { name: 'Replay: Copy an encrypted snapshot to another Region and account' }).click();
  await page.locator('.replay-track').waitFor();
  await page.getByLabel('Step', { exact: true }).fill('37');
  await page.getByText('Step 37 of 37').first().waitFor();
  await goTo(page, 'Flow');
  await page.getByRole('heading', { name: 'Flow of stored data' }).waitFor();
}
