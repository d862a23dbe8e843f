import { expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';
import { labWindow } from './lab-window.ts';

describeWindow('what breaks the flow of stored data', (shown) => {
  it('is offered where there is something to break, and so is the copy that fails for it', async () => {
    const { page } = shown();
    const lab = labWindow(page);
    await lab.createKey('stored');
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Flow' }).click();
    await page.getByText('No volume, snapshot or database yet').waitFor();
    const breaks = page.getByRole('region', { name: 'Break it' });
    const tries = page.getByRole('region', { name: 'See it fail' });
    expect((await breaks.count()) + (await tries.count())).toBe(0);
    await lab.run(
      'aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id alias/stored',
    );
    const next = page.getByRole('region', { name: 'What could be done next' });
    for (const step of ['To the next event', 'Run', 'To the next event']) {
      await next.getByRole('button', { name: step, exact: true }).click();
    }
    await next.getByText('copy it to another Region').waitFor();
    await breaks.getByText('Disable alias/stored').waitFor();
    await lab.button('Run', breaks).click();
    await breaks.waitFor({ state: 'detached' });
    await tries.getByText(/^Copy snap-\w+, which lies under alias\/stored/).waitFor();
    await lab.button('Run', tries).click();
    await next.getByText('let time pass').waitFor();
    await lab.advance('+1 day');
    const cards = page.getByRole('list', { name: 'Stored data' }).getByRole('button');
    await cards.filter({ hasText: 'error' }).click();
    await page
      .getByRole('region', { name: /^About snap-/ })
      .getByText('Given key ID is not accessible')
      .waitFor();
  });
});
