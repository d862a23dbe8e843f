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
      .getByText('Its key is an AWS managed one: nobody but AWS can disable it.')
      .waitFor();
    expect(await page.getByRole('row', { name: /GenerateDataKeyWithoutPlaintext/ }).count()).toBeGreaterThan(0);
    expect(await lab.commandLog.getByRole('article').count()).toBeGreaterThan(3);
  });

  it('offers to disable a key to its own account, in its Region, where KMS lets it be disabled', async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    const { button, commandLog } = lab;
    const run = (typed: string) => lab.run(typed);
    const cards = page.getByRole('list', { name: 'Stored data' }).getByRole('button');
    const about = page.getByRole('region', { name: /^About / });
    const acting = page.getByLabel('Acting as');
    const line = () => about.locator('.command-line code').textContent();
    const key = 'alias/mine';
    await run('aws kms create-key --region eu-west-1 --query KeyMetadata.KeyId --output text');
    const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(
      (await commandLog.getByRole('article').last().textContent()) ?? '',
    )?.[0];
    await run(`aws kms create-alias --region eu-west-1 --alias-name ${key} --target-key-id ${id}`);
    const volume = 'aws ec2 create-volume --region eu-west-1 --availability-zone eu-west-1a --size 1';
    await run(`${volume} --encrypted --kms-key-id ${key}`);
    await button('To the next event').click(); // it is made then
    await cards.filter({ hasText: key }).click();
    await page.getByLabel('Region', { exact: true }).selectOption('us-east-1');
    await about.getByText(/Break it/).waitFor();
    expect(await line()).toMatch(/^\$ aws kms disable-key --key-id [0-9a-f-]{36} --region eu-west-1$/);
    await button('Run', about).click();
    await about.getByText(/Its key is disabled/).waitFor();
    await acting.selectOption({ label: 'partner/role/admin' });
    await about.getByText('Its key is of main, which alone can disable or enable it.').waitFor();
    expect(await about.locator('.command-line').count()).toBe(0);
    await acting.selectOption({ label: 'main/role/admin' });
    await button('Run', about).click();
    await about.getByText(/Break it/).waitFor();
    await run(`aws kms schedule-key-deletion --region eu-west-1 --key-id ${id}`);
    await about
      .getByText('Its key can be neither disabled nor enabled now: it is in the state PendingDeletion.')
      .waitFor();
    await cards.first().click();
    await about.getByText('Its key is an AWS managed one: nobody but AWS can disable it.').waitFor();
    await button('Show its key', about).click();
    await page.getByText('Nothing: AWS manages this key, for its services.').waitFor();
    await acting.selectOption({ label: 'partner/role/admin' });
    await page.getByText('Nothing from another account: this key is of main.').waitFor();
    await acting.selectOption({ label: 'main/role/admin' });
  });
});
