import { expect, it } from 'vitest';
import { describeDesktop } from './describe-desktop.ts';
import { labWindow } from './lab-window.ts';

describeDesktop('the menu of the app', (desktop) => {
  it('does what the palette does', async () => {
    const { page, main } = desktop();
    await labWindow(page).createKey('orders');
    expect(await main.menuIds()).toEqual(
      expect.arrayContaining(['palette', 'enable-key', 'move-time', 'appearance-dark']),
    );
    const state = () => labWindow(page).chart.getAttribute('aria-label');
    await main.clickMenu('disable-key');
    await expect.poll(state).toContain('Disabled');
    await main.clickMenu('enable-key');
    await expect.poll(state).toContain('Enabled');
    await main.clickMenu('appearance-dark');
    expect(await main.themeSource()).toBe('dark');
    await main.clickMenu('appearance-system');
    expect(await main.themeSource()).toBe('system');
  });
});
