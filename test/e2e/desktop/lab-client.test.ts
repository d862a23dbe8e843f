import type { Page } from 'playwright-core';
import type { LabEvent } from '../../../core/index.ts';
import type { LabBridge } from '../../../main/bridge-contract.ts';
import { createIpcClient } from '../../../renderer/lab/ipc-client.ts';
import { describeLabClientContract } from '../../contracts/lab-client.contract.ts';
import { describeDesktop } from './describe-desktop.ts';

type LabEnd = Pick<LabBridge, 'call' | 'ask' | 'act' | 'subscribe'>;

/** The bridge that the preload gave to a page, used from here. Listeners stay here; the page tells them by number. */
async function bridgeOf(page: Page): Promise<LabEnd> {
  const listeners = new Map<number, (event: LabEvent) => void>();
  await page.exposeFunction('contractHeard', (listener: number, event: LabEvent) => listeners.get(listener)?.(event));
  let lastId = 0;
  const ask = (method: 'call' | 'ask' | 'act', message: unknown) =>
    page.evaluate(
      ([name, sent]) =>
        (window as unknown as { kmslab: Record<string, (sent: unknown) => unknown> }).kmslab[name]?.(sent),
      [method, message] as const,
    );
  // The page's answers are parsed by the client under test.
  return {
    call: (request) => ask('call', request) as ReturnType<LabBridge['call']>,
    ask: ((query) => ask('ask', query)) as LabBridge['ask'],
    act: (action) => ask('act', action) as ReturnType<LabBridge['act']>,
    subscribe: (listener) => {
      lastId += 1;
      const id = lastId;
      listeners.set(id, listener);
      void page.evaluate((number) => {
        const world = window as unknown as { kmslab: LabBridge; contractHeard(of: number, event: LabEvent): void };
        world.kmslab.subscribe((event) => world.contractHeard(number, event));
      }, id);
      return () => void listeners.delete(id);
    },
  };
}

describeDesktop('the lab behind the real preload', (desktop) => {
  let bridge: Promise<LabEnd> | undefined;
  describeLabClientContract('through the window’s bridge', async () => {
    bridge ??= bridgeOf(desktop().page);
    return { client: createIpcClient(await bridge), close: async () => {} };
  });
});
