import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../main/commands.ts';
import { type MenuOptions, menuTemplate } from '../../main/menu.ts';

const options: MenuOptions = {
  isMac: false,
  send: vi.fn(),
  visit: vi.fn(),
  scenarios: [{ title: 'Rotate & re-encrypt', address: 'replay/rotation' }],
  lessons: [{ title: '7 Who may use this key?', address: 'learn/7' }],
  recent: ['/labs/shop.kmslab', '/labs/bank.kmslab'],
  openRecent: vi.fn(),
  appearance: 'system',
  setAppearance: vi.fn(),
};

function items(template: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}
function choose(item: MenuItemConstructorOptions | undefined): void {
  (item?.click as (() => void) | undefined)?.();
}

describe('the application menu', () => {
  it('has every command of the palette, and each does what it does there', () => {
    const all = items(menuTemplate(options));
    for (const { id, title } of COMMANDS) {
      const item = all.find((candidate) => candidate.id === id);
      expect(item?.label).toBe(title);
      choose(item);
      expect(options.send).toHaveBeenLastCalledWith(id);
    }
  });

  it('shows letters without taking them from text fields', () => {
    const lettered = items(menuTemplate(options)).filter(({ accelerator }) => accelerator?.length === 1);
    expect(lettered.length).toBeGreaterThan(3);
    expect(lettered.every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true);
  });

  it('shows no letters on macOS, which would take them', () => {
    const all = items(menuTemplate({ ...options, isMac: true }));
    expect(all.filter(({ accelerator }) => accelerator?.length === 1)).toEqual([]);
    expect(all[0]?.role).toBe('appMenu');
  });

  it('zooms, and follows the system’s light or dark unless told otherwise', () => {
    const all = items(menuTemplate(options));
    expect(all.map(({ role }) => role)).toEqual(expect.arrayContaining(['zoomIn', 'zoomOut', 'resetZoom']));
    expect(all.filter(({ checked }) => checked).map(({ id }) => id)).toEqual(['appearance-system']);
    choose(all.find(({ id }) => id === 'appearance-dark'));
    expect(options.setAppearance).toHaveBeenLastCalledWith('dark');
  });

  it('leads to each of core’s lessons and scenarios, which begin then', () => {
    const all = items(menuTemplate(options));
    choose(all.find(({ id }) => id === 'learn/7'));
    expect(options.visit).toHaveBeenLastCalledWith({ address: 'learn/7', begins: true });
    const scenario = all.find(({ id }) => id === 'replay/rotation');
    expect(scenario?.label).toBe('Rotate && re-encrypt'); // one & would mark a letter
    choose(scenario);
    expect(options.visit).toHaveBeenLastCalledWith({ address: 'replay/rotation', begins: true });
  });

  it('opens what was open lately, by its place in the list', () => {
    const recent = items(menuTemplate(options)).filter(({ id }) => id?.startsWith('recent-'));
    expect(recent.map(({ label }) => label)).toEqual(['shop.kmslab', 'bank.kmslab']);
    choose(recent[1]);
    expect(options.openRecent).toHaveBeenLastCalledWith(1);
    expect(items(menuTemplate({ ...options, recent: [] })).find(({ label }) => label === 'None yet')?.enabled).toBe(
      false,
    );
  });
});
