import { expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';
import { labWindow } from './lab-window.ts';

describeWindow('the map of the world', (desktop) => {
  it('shows keys and what services hold by account and Region, and leads to each', async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    await lab.button('World map').click();
    await page.getByText('Nothing is there yet').waitFor();
    await lab.run('aws kms create-key --multi-region');
    const arn = (await page.locator('.key-arn code').textContent()) ?? '';
    await lab.run(`aws kms replicate-key --key-id ${arn} --replica-region eu-west-1`);
    await lab.run('aws s3api create-bucket --bucket photos-of-mine');
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Bill' }).click();
    await page.keyboard.press('m');
    const items = page.getByRole('list', { name: 'What lies where' }).getByRole('button');
    await expect.poll(() => items.allTextContents()).toHaveLength(3);
    expect(await page.locator('.world-link-replica').count()).toBe(1);
    await items.filter({ hasText: 'photos-of-mine' }).focus();
    await page.keyboard.press('Enter');
    const about = page.getByRole('region', { name: 'About photos-of-mine' });
    await about.getByText('SSE-S3, a key that S3 owns').waitFor();
    await about.getByRole('button', { name: 'Run' }).click();
    await lab.commandLog.getByText('ServerSideEncryptionConfiguration').waitFor();
    await items.filter({ hasText: 'replica' }).click();
    await lab.button('Open this key').click();
    await page.locator('.key-arn').getByText(':eu-west-1:').waitFor();
    await page.keyboard.press('Control+k');
    await lab.sheet.getByRole('combobox').fill('world map');
    await page.keyboard.press('Enter');
    await page.getByText('The map as a table').click();
    await page.getByRole('row', { name: /Multi-Region replica key.*replica of .* in us-east-1/ }).waitFor();
  });

  it('is left for a key by the list beside it, and by the keyboard', async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    await lab.keys.getByRole('option').first().click();
    await lab.selectedKey.waitFor();
    await lab.button('World map').click();
    await page.getByRole('region', { name: 'World map' }).waitFor();
    await lab.button('Selected key').first().click();
    await lab.selectedKey.waitFor();
  });
});

describeWindow('what if, on the bill', (desktop) => {
  it('a key had a replica more: the bill says so, and is a dollar more', async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    await lab.createKey('billed');
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Bill' }).click();
    const total = page.locator('[data-micro-dollars]');
    const before = Number(await total.getAttribute('data-micro-dollars'));
    await page.getByLabel('replica keys more').fill('1');
    await page.getByText('What if: a replica more for the whole month').waitFor();
    expect(Number(await total.getAttribute('data-micro-dollars'))).toBe(before + 1_000_000);
  });
});

describeWindow('the months of the bill', (desktop) => {
  it('stand as bars beside a table, and each leads to its bill', async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    await lab.createKey('billed');
    await lab.advance('+365 days');
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Bill' }).click();
    const months = page.getByRole('region', { name: 'Month by month' });
    const rows = months.getByRole('row');
    await expect.poll(() => rows.count()).toBe(14); // a head, twelve months, their sum
    const month = (await rows.nth(6).getByRole('button').textContent()) ?? '';
    await rows.nth(6).getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.getByText('The whole month').waitFor();
    expect(await months.getByRole('button', { pressed: true }).textContent()).toBe(month);
    await months.locator('.bill-bar').nth(2).click();
    expect(await months.getByRole('button', { pressed: true }).textContent()).toBe(
      await rows.nth(3).getByRole('button').textContent(),
    );
    expect(await months.getByRole('img').getAttribute('aria-label')).toContain(`${month} $1.00`);
  });
});
