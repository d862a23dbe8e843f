import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeDesktop } from './describe-desktop.ts';
import { labWindow } from './lab-window.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHOTS = process.env.KMSLAB_SHOTS ?? mkdtempSync(join(tmpdir(), 'kmslab-shots-'));

describeDesktop('the look of the window', (desktop) => {
  beforeAll(async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    await lab.createKey('orders');
    await lab.button('Encrypt').click();
    await lab.button('Enable rotation').click();
    await lab.button('Rotate now').click();
    await lab.run(
      'aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id alias/orders',
    );
    await lab.advance('+365 days');
    await page.getByLabel('Acting as').selectOption({ label: 'partner/role/admin' });
    await lab.button('Decrypt').click();
    await page.getByText('What it means here').first().waitFor();
    await page.getByLabel('Acting as').selectOption({ label: 'main/role/admin' });
    console.error(`desktop: screenshots in ${SHOTS}`);
  });

  /** To a place by its number; it is there when it bears its name, and has what it shows. */
  const go = async (place: string): Promise<void> => {
    const { page } = desktop();
    const [number = '', name = ''] = place.split(' ');
    await page.keyboard.press(number);
    await page
      .getByRole('main', { name, exact: true })
      .locator(':scope:not(:has(.starting)) :is(h2, h3):visible')
      .first()
      .waitFor();
  };
  const show = async (place: string): Promise<void> => {
    const { page } = desktop();
    await page.keyboard.press('Escape');
    // What is being edited is left: a policy under work would stand in all pictures to come.
    const cancel = page.locator('#policy-cancel');
    if (await cancel.isVisible()) await cancel.click();
    const [kind, name = ''] = place.split(/:(.*)/);
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button').first().click();
    const selected = page.getByRole('navigation', { name: 'Middle of the lab' }).getByRole('button').first();
    if (await selected.isVisible()) await selected.click();
    if (kind === 'place') await go(name);
    if (kind === 'map') {
      await page.getByRole('button', { name: 'World map', exact: true }).filter({ visible: true }).click();
      await page.getByRole('list', { name: 'What lies where' }).getByRole('button').first().click();
      await page.getByText('The map as a table').click();
    }
    if (kind === 'tab') {
      await page.getByRole('tab', { name }).click();
      await labWindow(page).selectedKey.evaluate((panel) => panel.scrollTo(0, 0));
    }
    if (kind === 'editor') {
      await page.getByRole('tab', { name: 'Key policy' }).click();
      await labWindow(page).button('Edit').click();
      await page.getByRole('textbox', { name: 'Key policy document' }).waitFor();
      await page.keyboard.press('End');
      await page.keyboard.insertText('x');
      await page.locator('.cm-lint-marker').waitFor();
    }
    if (kind === 'heading') await page.getByRole('heading', { name }).scrollIntoViewIfNeeded();
    if (kind === 'region') await page.getByRole('region', { name }).last().scrollIntoViewIfNeeded();
    if (kind === 'column')
      await labWindow(page)
        .button(name, page.getByRole('navigation', { name: 'Panels' }))
        .click();
    if (kind === 'sheet' || kind === 'change') {
      await page.getByRole('tab', { selected: true }).focus();
      await page.keyboard.press(name);
      await page.getByRole('dialog').waitFor();
    }
    if (kind === 'change') {
      await page.getByText('Other statements that were read').click();
      await page.getByRole('list', { name: 'Who gains and who loses' }).scrollIntoViewIfNeeded();
    }
    await settle();
  };
  const settle = async (): Promise<void> => {
    await desktop().page.mouse.move(0, 0);
    await desktop().page.waitForTimeout(250);
  };
  const shot = (name: string) => desktop().page.screenshot({ path: join(SHOTS, `${name}.png`) });
  const serious = async (): Promise<readonly string[]> => {
    const { page } = desktop();
    await page.evaluate(AXE); // through the debugger, which the page's policy does not concern
    const { violations } = await page.evaluate(() =>
      (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
      );
  };

  const places = [
    ['overview', 'tab:Overview'],
    ['general', 'heading:General configuration'],
    ['policy', 'tab:Key policy'],
    ['who', 'region:Who may use this key'],
    ['editor', 'editor:'],
    ['crypto', 'tab:Cryptographic configuration'],
    ['rotation', 'tab:Key rotation'],
    ['aliases', 'tab:Aliases'],
    ['tags', 'tab:Tags'],
    ['regionality', 'tab:Regionality'],
    ['time', 'sheet:t'],
    ['why', 'sheet:w'],
    ['change', 'change:w'],
    ['help', 'sheet:?'],
    ['palette', 'sheet:Control+k'],
    ['copy', 'sheet:y'],
    ['world', 'map:'],
    ['learn', 'place:2 Learn'],
    ['key-place', 'place:3 Key'],
    ['flow', 'place:4 Flow'],
    ['envelope', 'place:5 Envelope'],
    ['why-place', 'place:6 Why'],
    ['trail-place', 'place:7 Trail'],
    ['bill', 'place:8 Bill'],
    ['replays', 'place:9 Replay'],
  ] as const;
  it.each(
    (['light', 'dark'] as const).flatMap((scheme) => places.map(([name, place]) => [scheme, name, place] as const)),
  )('is accessible at 1280 × 800: %s %s', async (scheme, name, place) => {
    await desktop().page.setViewportSize({ width: 1280, height: 800 });
    await desktop().page.emulateMedia({ colorScheme: scheme });
    await show(place);
    await shot(`${scheme}-${name}`);
    expect(await serious()).toEqual([]);
  });

  it.each([
    ['keys', 'column:Keys'],
    ['key', 'column:Selected key'],
    ['trail', 'column:Trail'],
    ['why', 'sheet:w'],
    ['change', 'change:w'],
    ['who', 'region:Who may use this key'],
    ['world', 'map:'],
    ['learn', 'place:2 Learn'],
    ['key-place', 'place:3 Key'],
    ['flow', 'place:4 Flow'],
    ['envelope', 'place:5 Envelope'],
    ['editor', 'editor:'],
    ['why-place', 'place:6 Why'],
    ['trail-place', 'place:7 Trail'],
    ['bill', 'place:8 Bill'],
    ['replays', 'place:9 Replay'],
  ])('is accessible and within its bounds at 720 × 640: %s', async (name, place) => {
    const { page } = desktop();
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 720, height: 640 });
    if (!place.startsWith('column')) await show('column:Selected key');
    if (place.startsWith('region')) await show('tab:Key policy');
    await show(place);
    await shot(`narrow-${name}`);
    expect(await serious()).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  describe.each([
    [{ width: 1280, height: 800 }, 'light', 'Who may use this key?'],
    [{ width: 1280, height: 800 }, 'dark', 'Rotation'],
    [{ width: 800, height: 600 }, 'light', 'Off, and gone'],
  ] as const)('at $width × $height, %s', (size, scheme, lesson) => {
    const looked = async (name: string): Promise<void> => {
      await settle();
      await shot(`${scheme}-${name}-${size.width}`);
      expect(await serious()).toEqual([]);
    };
    beforeAll(async () => {
      await desktop().page.setViewportSize(size);
      await desktop().page.emulateMedia({ colorScheme: scheme });
      await show('place:1 Lab');
    });

    it('is accessible with a lesson in hand: its introduction, a step, its hints and its solution', async () => {
      const { page } = desktop();
      await go('2 Learn');
      await page.getByRole('button', { name: `Start: ${lesson}` }).click();
      await page.getByRole('button', { name: 'Begin', exact: true }).waitFor();
      await looked('lesson-introduction');
      await page.getByRole('button', { name: 'Begin', exact: true }).click();
      for (const n of [1, 2, 3]) await page.getByRole('button', { name: `Hint ${n} of 3` }).click();
      await page.locator('.lesson-solution').waitFor();
      await looked('lesson-step');
      await page.getByRole('button', { name: 'Leave the lesson' }).click();
      await page.locator('.lesson-cards').waitFor();
    });

    it('is accessible with a replay that is on, at a step that is refused', async () => {
      const { page } = desktop();
      await go('9 Replay');
      await page.getByRole('button', { name: 'Replay: The life of a key' }).click();
      const player = page.getByRole('region', { name: 'Player' });
      await player.getByRole('status').getByText('The beginning').waitFor();
      await player.getByRole('slider', { name: 'Step' }).fill('7');
      await player.getByRole('status').getByText('Step 7 of').waitFor();
      await looked('replay');
      await player.getByRole('button', { name: 'Close', exact: true }).click();
      await player.waitFor({ state: 'detached' });
    });
  });
});
