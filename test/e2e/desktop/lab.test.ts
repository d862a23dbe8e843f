import { expect, it } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { describeWindow } from './describe-window.ts';
import { labWindow } from './lab-window.ts';

describeWindow('the lab in a window', (desktop) => {
  it('takes a key through its life: made, used, disabled, refused, deleted, gone', async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    await page.getByRole('heading', { name: 'No key selected' }).waitFor();

    await lab.createKey('orders');
    await expect.poll(() => lab.chart.getAttribute('aria-label')).toBe('Lifecycle: Enabled is the live state');
    await expect
      .poll(() => lab.commandLog.textContent())
      .toMatch(/aws kms create-key[\s\S]*aws kms create-alias --alias-name alias\/orders/);

    await page.getByLabel('Text', { exact: true }).fill('attack at dawn');
    await lab.button('Encrypt').click();
    await page.getByText(/^Encrypted: \d+ bytes/).waitFor();
    const ciphertext = await page.getByLabel('Ciphertext, base64').inputValue();
    expect(ciphertext).toMatch(/^[A-Za-z0-9+/]{100,}={0,2}$/);
    expect(ciphertext).not.toContain(btoa('attack at dawn').slice(0, 12));

    await lab.button('Decrypt').click();
    await page.getByText('Decrypted: attack at dawn').waitFor();

    await lab.button('Disable').click();
    await expect.poll(() => lab.chart.getAttribute('aria-label')).toBe('Lifecycle: Disabled is the live state');
    await lab.button('Decrypt').click();
    const refusal = lab.selectedKey.getByRole('status').filter({ hasText: 'DisabledException' });
    await refusal.getByText('What it means here').waitFor();
    await expect
      .poll(() => refusal.textContent())
      .toMatch(/^DisabledException\s+arn:aws:kms:\S+ is disabled\.[\s\S]*What it means here[\s\S]*Try/);
    await expect
      .poll(() => lab.trail.getByRole('option').last().textContent())
      .toMatch(/Decrypt[\s\S]*DisabledException/);

    await refusal.getByRole('button', { name: 'Why?' }).click();
    await lab.sheet.getByRole('list', { name: 'How it was decided' }).waitFor();
    await expect.poll(() => lab.sheet.textContent()).toContain('← decided here');
    await page.keyboard.press('Escape');

    await lab.button('Schedule deletion…').click();
    await lab.button('Schedule deletion', lab.sheet).click();
    await page.getByText('Will be deleted in 30 days').waitFor();
    await expect.poll(() => lab.chart.getAttribute('aria-label')).toBe('Lifecycle: Pending deletion is the live state');

    await page.getByRole('button', { name: /UTC/ }).click();
    await lab.button('+30 days', lab.sheet).click();
    await lab.sheet.getByText(/alias\/orders is deleted/).waitFor();
    await lab.button('Run', lab.sheet).click();
    await page.getByRole('heading', { name: 'This key is gone' }).waitFor();
    await page.getByRole('heading', { name: 'No KMS keys yet' }).waitFor();
    await expect.poll(() => lab.trail.getByRole('option').last().textContent()).toMatch(/DeleteKey[\s\S]*by AWS/);

    await lab.button('Decrypt').click();
    await lab.selectedKey.getByRole('status').getByText('What it means here').waitFor();
  });

  it('runs what is typed, and shows what a terminal would', async () => {
    const lab = labWindow(desktop().page);
    await lab.run('aws kms generate-random --number-of-bytes 8 --query Plaintext --output text');
    await lab.commandLog.getByText(/^[A-Za-z0-9+/]{11}=$/).waitFor();
    await lab.run('aws kms encrpt');
    await expect.poll(() => lab.commandLog.getByRole('article').last().textContent()).toMatch(/Invalid choice/);
  });

  it('has the calls that a service makes under the call that they were made for', async () => {
    const lab = labWindow(desktop().page);
    await lab.run('aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted');
    await lab.advance('+1 day');
    const behindCause = async () => {
      const rows = await lab.trail.getByRole('option').allTextContents();
      return rows[rows.findIndex((text) => text.includes('CreateVolume')) + 1];
    };
    await expect.poll(behindCause).toMatch(/└[\s\S]*by ec2 · alias\/aws\/ebs/);
  });

  it('draws the rotations of a key as a line of materials', async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    await lab.createKey('rotating');
    await lab.button('Enable rotation').click();
    await page.getByRole('tab', { name: 'Key rotation' }).click();
    await lab.advance('+365 days');
    const materials = page.getByRole('list', { name: 'Key materials, oldest first' }).getByRole('listitem');
    await expect.poll(() => materials.count()).toBe(3); // the first, the one of the rotation, and the next date
    await expect.poll(() => materials.nth(1).textContent()).toContain('encrypts and decrypts');
    await page.getByRole('tab', { name: 'Overview' }).click();
  });

  it('lets the clock run with real time, and stand again', async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    const clock = page.getByRole('button', { name: /UTC/ });
    const before = await clock.textContent();
    await clock.click();
    await lab.sheet.getByLabel('Follow real time').click();
    await page.keyboard.press('Escape');
    await clock.getByText('running').waitFor();
    await expect.poll(() => clock.textContent(), { timeout: 5000 }).not.toBe(before?.replace('standing', 'running'));
    await clock.click();
    await lab.sheet.getByLabel('Follow real time').click();
    await page.keyboard.press('Escape');
    await clock.getByText('standing').waitFor();
  });

  it('replaces a key policy, and shows AWS’s words when it must not', async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    await lab.createKey('guarded');
    await page.getByRole('tab', { name: 'Key policy' }).click();
    const document = page.getByLabel('Key policy document');
    const policy = (await document.textContent()) ?? '';
    await lab.button('Edit').click();
    await page.getByRole('textbox', { name: 'Key policy document' }).waitFor();
    await document.fill('{ "Version": "2012-10-17", "Statement": [ }');
    await lab.button('Put policy').click();
    await lab.selectedKey.locator('.refusal').getByText('MalformedPolicyDocumentException').first().waitFor();
    await document.fill(policy.replace(/"Action" : "kms:\*"/, '"Action" : "kms:Encrypt"'));
    await lab.selectedKey.getByText('nobody of this world could change the key policy any more').waitFor();
    await expect
      .poll(() => lab.selectedKey.getByRole('list', { name: 'Who gains and who loses' }).textContent())
      .toMatch(/− loses\s*main\/role\/admin/);
    const who = lab.selectedKey.getByRole('region', { name: 'Who may use this key' });
    await expect.poll(() => who.getByRole('row', { name: /^main\/role\/admin/ }).textContent()).toMatch(/allallallall/);
    await document.fill(policy.replace('Enable IAM User Permissions', "It's mine"));
    await lab.button('Put policy').click();
    await lab.button('Edit').waitFor();
    await expect.poll(() => document.textContent()).toContain("It's mine");
    await page.getByRole('tab', { name: 'Overview' }).click();
  });

  it.each(['light', 'dark'] as const)(
    'marks whoever acts among the principals, wherever they were chosen: %s',
    async (colorScheme) => {
      const { page } = desktop();
      await page.emulateMedia({ colorScheme });
      const current = page.getByRole('listbox', { name: 'Principals' }).locator('[role=option][aria-current=true]');
      for (const label of ['partner/role/admin', 'main/role/admin']) {
        await page.getByLabel('Acting as').selectOption({ label });
        await expect.poll(() => current.locator('.principal-name').allTextContents()).toEqual([label]);
        await expect.poll(() => current.getAttribute('aria-selected')).toBe('true');
        await current.getByText('you', { exact: true }).waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
      }
      await page.emulateMedia({ colorScheme: null });
    },
  );

  it('lets somebody else act, from another account, and explains why they may not', async () => {
    const { page } = desktop();
    const lab = labWindow(page);
    await lab.createKey('private');
    await page.getByLabel('Acting as').selectOption({ label: 'partner/role/admin' });
    await lab.button('Encrypt').click();
    const refusal = lab.selectedKey.getByRole('status').filter({ hasText: 'AccessDeniedException' });
    await refusal.getByText('What it means here').waitFor();
    await refusal.getByRole('button', { name: 'Why?' }).click();
    await lab.sheet.getByText('The change that would allow it').waitFor();
    const change = lab.sheet.getByRole('region', { name: 'Change of key policy' });
    await expect.poll(() => change.getByText('arn:aws:iam::444455556666:role/admin').count()).toBe(1);
    const gains = lab.sheet.getByRole('list', { name: 'Who gains and who loses' });
    await expect.poll(() => gains.textContent()).toMatch(/\+ gains\s*partner\/role\/admin Encrypt/);
    await page.keyboard.press('Escape');
    await expect.poll(() => lab.trail.getByRole('option').last().textContent()).toContain('DENIED');
    await page.getByLabel('Acting as').selectOption({ label: 'main/role/admin' });
  });
});
