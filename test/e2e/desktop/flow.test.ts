import { expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';
import { labWindow } from './lab-window.ts';

describeWindow('the flow of stored data in a window', (desktop) => {
  it('draws a copy to another Region as it comes about, and which key wraps what', async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    await page.keyboard.press('4');
    await page.getByText('No volume, snapshot or database yet').waitFor();
    const cards = page.getByRole('list', { name: 'Stored data' }).getByRole('button');
    const next = page.getByRole('region', { name: 'What could be done next' });
    const picture = async () => [...(await cards.allTextContents()), ...(await next.allTextContents())].join();
    for (let step = 0; step < 20 && (await next.count()) > 0; step += 1) {
      const before = await picture();
      await next.getByRole('button', { name: /^(Run|To the next event)$/ }).click();
      await expect.poll(picture).not.toBe(before);
    }
    const lanes = await page.getByRole('list', { name: 'Lanes' }).getByRole('listitem').allTextContents();
    expect(lanes).toEqual(['main us-east-1', 'main eu-west-1']);
    const told = await cards.allTextContents();
    expect(told).toHaveLength(4);
    expect(told[0]).toMatch(/^vol-.*available.*data key wrapped by /);
    expect(told[2]).toMatch(/^snap-.*completed.*data key wrapped by /);
    await cards.first().click();
    await page
      .getByRole('region', { name: /^About vol-/ })
      .getByText(/Break it/)
      .waitFor();
    expect(await page.getByRole('row', { name: /GenerateDataKeyWithoutPlaintext/ }).count()).toBeGreaterThan(0);
    expect(await lab.commandLog.getByRole('article').count()).toBeGreaterThan(3);
  });
});
