import { readFile } from 'node:fs/promises';
import type { CDPSession, Page } from 'playwright-core';
import { toAppUrl } from './chromium-routes.ts';
import { pageWorld } from './stand-in/page-world.ts';
import { preloadWorld } from './stand-in/preload-world.ts';
import { decode, encode } from './stand-in/tagged-json.ts';
import { FROM_MAIN, type FromMain, PRELOAD_WORLD, TO_MAIN, type ToMain } from './stand-in/worlds.ts';

interface PreloadOptions {
  /** The built preload. */
  readonly file: string;
  /** Random: only the two worlds know how their events are called. */
  readonly name: string;
  /** Main's answer to `ipcRenderer.invoke` from a page at this URL. */
  readonly invoke: (channel: string, args: readonly unknown[], from: string) => Promise<unknown>;
}

/**
 * Gives a page its preload in a true isolated world. Source: Chrome DevTools Protocol,
 * Page.addScriptToEvaluateOnNewDocument (`worldName`) and Runtime.addBinding (`executionContextName`).
 */
export async function attachPreload(
  page: Page,
  { file, name, invoke }: PreloadOptions,
): Promise<{ send(channel: string, args: readonly unknown[]): Promise<void> }> {
  const cdp = await page.context().newCDPSession(page);
  let contextId: number | null = null;
  const tell = async (message: FromMain) => {
    if (contextId !== null) await callInto(cdp, contextId, encode(message));
  };
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name === PRELOAD_WORLD) contextId = context.id;
  });
  cdp.on('Runtime.bindingCalled', async ({ name: binding, payload }) => {
    if (binding !== TO_MAIN) return;
    const { id, channel, args } = decode(payload) as ToMain;
    await tell(await answered(id, invoke(channel, args, toAppUrl(page.url()))));
  });
  await cdp.send('Page.enable');
  await cdp.send('Runtime.enable');
  await cdp.send('Runtime.addBinding', { name: TO_MAIN, executionContextName: PRELOAD_WORLD });
  const preload = `(require, module, exports) => {\n${await readFile(file, 'utf8')}\n}`;
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName: PRELOAD_WORLD,
    source: `(${preloadWorld})(${encode}, ${decode}, ${JSON.stringify(name)}, ${preload})`,
  });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `(${pageWorld})(${encode}, ${decode}, ${JSON.stringify(name)})`,
  });
  return { send: (channel, args) => tell({ type: 'send', channel, args }) };
}

async function answered(id: number, answer: Promise<unknown>): Promise<FromMain> {
  try {
    return { type: 'answer', id, ok: true, value: await answer };
  } catch (error) {
    return { type: 'answer', id, ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

async function callInto(cdp: CDPSession, contextId: number, text: string): Promise<void> {
  try {
    await cdp.send('Runtime.evaluate', { contextId, expression: `${FROM_MAIN}(${JSON.stringify(text)})` });
  } catch {
    // The page was closed or loaded again meanwhile; Electron's messages to such a page vanish too.
  }
}
