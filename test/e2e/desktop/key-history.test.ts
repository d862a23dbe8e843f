import { expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';
import { labWindow } from './lab-window.ts';

describeWindow('the past of a key', (desktop) => {
  it('is told state by state, and marked in the chart; what is possible now can be chosen there', async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    await lab.createKey('travelled');
    await lab.chart.getByText('DisableKey').click();
    await expect.poll(() => lab.chart.getAttribute('data-live')).toBe('Disabled');
    expect(await lab.chart.locator('.node-visited').count()).toBe(0);
    const history = page.getByText('Where it has been');
    await history.focus();
    await page.keyboard.press('Enter');
    const states = page.getByRole('list', { name: 'States, oldest first' }).getByRole('listitem');
    await expect.poll(() => states.count()).toBe(3);
    expect(await states.last().textContent()).toMatch(/DisableKey.*Enabled → Disabled/);
    const visited = () =>
      lab.chart.locator('.node-visited').evaluateAll((marks) => marks.map((mark) => mark.getAttribute('data-visited')));
    expect(await visited()).toEqual(['Creating', 'Enabled']);
    await lab.button('Enable').click();
    await expect.poll(() => states.count()).toBe(4);
    expect(await visited()).toEqual(expect.arrayContaining(['Creating', 'Disabled']));
  });
});
