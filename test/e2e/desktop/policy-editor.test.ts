import { beforeEach, expect, it } from 'vitest';
import { describeWindow } from './describe-window.ts';
import { labWindow } from './lab-window.ts';

const ROOT = 'arn:aws:iam::111122223333:root';
const policy = (...statements: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
const allow = (action: string, principal: string) => ({
  Effect: 'Allow',
  Principal: { AWS: principal },
  Action: action,
  Resource: '*',
});

describeWindow('the policy editor', (desktop) => {
  const parts = () => {
    const { page } = desktop();
    const lab = labWindow(page);
    return {
      page,
      lab,
      editor: page.getByRole('textbox', { name: 'Key policy document' }),
      verdict: page.getByRole('status', { name: 'What would come of it' }),
      write: async (text: string) => {
        await page.getByRole('textbox', { name: 'Key policy document' }).focus();
        await page.keyboard.press('Control+a');
        await page.keyboard.insertText(text);
      },
    };
  };
  beforeEach(async () => {
    const { page, lab } = parts();
    await page.evaluate(() => {
      const found: string[] = [];
      Object.assign(window, { violations: found });
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        found.push(`${violatedDirective} ${blockedURI}`),
      );
    });
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Lab' }).click();
    await lab.run('aws kms create-key --description edited');
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Key' }).click();
    await page.getByRole('tab', { name: 'Key policy' }).click();
    await lab.button('Edit').click();
  });

  it('says what KMS would say, line by line, and who would gain and lose, before the policy is put', async () => {
    const { page, lab, editor, verdict, write } = parts();
    await editor.waitFor();
    await write(policy(allow('kms:*', ROOT)).replace('"Effect"', '"Efect"'));
    await verdict.getByText(/line 5.*MalformedPolicyDocumentException.*found element "Efect"/).waitFor();
    expect(await page.locator('.cm-lintRange-error').first().textContent()).toBe('"Efect"');
    await write(policy(allow('kms:Decrypt', ROOT)));
    await page.getByRole('tab', { name: 'Tags' }).click();
    await page.getByRole('tab', { name: 'Key policy' }).click();
    await editor.waitFor();
    expect(await editor.textContent()).toContain('kms:Decrypt');
    await verdict.getByText(/The new key policy will not allow you to update the key policy in the future/).waitFor();
    await write(policy(allow('kms:*', 'arn:aws:iam::111122223333:role/admin')));
    await verdict.getByText('KMS would take this policy.').waitFor();
    await verdict.getByText('main/root').first().waitFor();
    await verdict.getByRole('region', { name: /Change of/ }).waitFor();
    await lab.button('Put policy').click();
    await lab.commandLog.getByText(/aws kms put-key-policy/).waitFor();
    await page.getByText('The key has this policy now.').waitFor();
    await expect.poll(() => page.getByLabel('Key policy document').textContent()).toContain('role/admin');
    await lab.button('Undo').click();
    await page.getByText(/^Undone: aws kms put-key-policy/).waitFor();
    await expect.poll(() => page.getByLabel('Key policy document').textContent()).toContain(ROOT);
    expect(await page.evaluate(() => Reflect.get(window, 'violations'))).toEqual([]);
  });

  it('completes actions, is left by Tab and by Escape, and is in nobody’s way', async () => {
    const { page, editor, write } = parts();
    await editor.waitFor();
    await write('{ "Statement": [ { "Action": "kms:Generate');
    await page.keyboard.press('Control+Space');
    const options = page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
    await options.first().waitFor();
    // The first keys after it has opened are not for it: who types on doesn't mean to choose.
    await expect
      .poll(async () => {
        await page.keyboard.press('ArrowDown');
        return options.and(page.locator('[aria-selected]')).textContent();
      })
      .toMatch(/^kms:GenerateMac/);
    await page.keyboard.press('Tab');
    expect(await editor.textContent()).toContain('"kms:GenerateMac"');
    await page.keyboard.press('Tab');
    expect(await editor.evaluate((content) => content.contains(document.activeElement))).toBe(false);
    await editor.focus();
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
    await page.keyboard.press('Enter');
    await labWindow(page).button('Edit').waitFor();
    expect(await page.evaluate(() => Reflect.get(window, 'violations'))).toEqual([]);
  });

  it('opens at the statement that nearly allowed a denied call, and with the change that would', async () => {
    const { page, lab, editor, verdict } = parts();
    await editor.waitFor();
    await lab.button('Cancel').click();
    const arn = (await page.locator('.key-arn code').textContent()) ?? '';
    await page.getByLabel('Acting as').selectOption({ label: 'partner/role/admin' });
    await lab.run(`aws kms encrypt --key-id ${arn} --plaintext aGVsbG8=`);
    await page.getByLabel('Acting as').selectOption({ label: 'main/role/admin' });
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Why' }).click();
    await lab.button('Open it in the policy editor').first().click();
    await expect
      .poll(() => editor.evaluate(() => getSelection()?.toString() ?? ''))
      .toContain('Enable IAM User Permissions');
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Why' }).click();
    await lab.button('Open the change in the policy editor').first().click();
    // The cursor stands where the policy changes, and the statement that comes begins in sight.
    const line = page.locator('.cm-activeLine');
    await expect.poll(() => line.textContent()).toBe('  }, {');
    await expect.poll(() => line.evaluate(isInSight)).toBe(true);
    expect(await page.locator('.cm-activeLine + .cm-line').evaluate(isInSight)).toBe(true);
    await verdict.getByText('partner/role/admin').first().waitFor();
    await lab.button('Put policy').click();
    await page.getByText('The key has this policy now.').waitFor();
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Why' }).click();
    const requests = page.getByRole('listbox', { name: 'Requests, newest last' });
    await requests.getByRole('option').filter({ hasText: 'DENIED' }).last().click();
    await lab.button('Try it again').click();
    await page.locator('.verdict').getByText('ALLOWED').waitFor();
    await lab.commandLog.getByRole('article').last().getByText('CiphertextBlob').waitFor();
    expect(await page.getByLabel('Acting as').inputValue()).toContain(':111122223333:');
    expect(await lab.button('Try it again').count()).toBe(0);
  });

  it('keeps what is written of each key with that key, while another is selected and edited', async () => {
    const { page, lab, editor, write } = parts();
    await editor.waitFor();
    await write(policy(allow('kms:Encrypt', ROOT)));
    await lab.run('aws kms create-key --description second'); // it is selected then
    await page.keyboard.press('Escape');
    await lab.button('Edit').waitFor();
    expect(await page.getByLabel('Key policy document').textContent()).not.toContain('kms:Encrypt');
    await lab.button('Edit').click();
    await editor.waitFor();
    expect(await editor.textContent()).not.toContain('kms:Encrypt');
    await write(policy(allow('kms:Decrypt', ROOT)));
    await page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Lab' }).click();
    const keys = lab.keys.getByRole('option');
    const at = await keys.evaluateAll((all) => all.findIndex((one) => one.getAttribute('aria-selected') === 'true'));
    const count = await keys.count();
    expect(at).toBe(count - 1);
    await keys.nth(at - 1).click();
    await expect.poll(() => editor.textContent()).toContain('kms:Encrypt');
    expect(await editor.textContent()).not.toContain('kms:Decrypt');
    await lab.button('Cancel').click();
    await keys.nth(at).click();
    await expect.poll(() => editor.textContent()).toContain('kms:Decrypt');
    await lab.button('Cancel').click();
  });
});

/** Whether an element is what one sees in the middle of its place. */
function isInSight(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}
