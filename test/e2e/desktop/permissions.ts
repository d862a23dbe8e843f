import type { Page } from 'playwright-core';

const NAMES = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'clipboard-write'] as const;

/** What a page says that it has been granted, of what pages ask for. */
export function permissionsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(async (names) => {
    const states = await Promise.all(
      names.map(async (name) => [name, (await navigator.permissions.query({ name: name as PermissionName })).state]),
    );
    return states.flatMap(([name, state]) => (state === 'granted' ? [String(name)] : []));
  }, NAMES);
}

/** What is granted to the view's page. */
export const ONLY_CLIPBOARD = ['clipboard-write'];
