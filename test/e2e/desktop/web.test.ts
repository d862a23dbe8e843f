import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../needs.ts';
import { labWindow } from './lab-window.ts';
import { launchWeb, type WebPage } from './web-driver.ts';

describeWith('chromium', 'kmslab web', (chromium) => {
  let web: WebPage;
  beforeAll(async () => {
    web = await launchWeb(chromium);
  });
  afterAll(() => web?.close());

  it('leaves no token in the address', () => {
    expect(new URL(web.page.url()).hash).toBe('');
  });

  it('shows the same lab when the page is loaded again', async () => {
    await labWindow(web.page).createKey('orders');
    await web.page.reload();
    await labWindow(web.page).keys.getByRole('option').first().waitFor();
    expect(await labWindow(web.page).keys.textContent()).toContain('alias/orders');
  });

  it('lets in nobody who has only the address', async () => {
    const stranger = await web.page.context().newPage();
    await stranger.goto(web.page.url());
    await stranger.getByText('This page needs the link').waitFor();
    await stranger.close();
  });

  it('gives a browser nothing to complain of', () => {
    expect(web.complaints).toEqual([]);
  });

  it('says so when the program has ended', async () => {
    await web.stop();
    await web.page.getByText('The lab does not answer').waitFor();
  });
});
