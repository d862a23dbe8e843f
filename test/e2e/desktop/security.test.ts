import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeDesktop } from './describe-desktop.ts';
import { BUILT_MAIN } from './desktop.ts';
import { ONLY_CLIPBOARD, permissionsOf } from './permissions.ts';

describeDesktop('the window’s walls', (desktop) => {
  it('keep Node and Electron out of the page', async () => {
    const found = await desktop().page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter((name) => name in window),
    );
    expect(found).toEqual([]);
  });

  it('let in no style that lacks the nonce of this load, be it what the page was built with', async () => {
    const colours = await desktop().page.evaluate(() =>
      [null, 'STYLE_NONCE'].map((nonce) => {
        const style = document.createElement('style');
        if (nonce !== null) style.setAttribute('nonce', nonce);
        style.textContent = 'body { outline-color: rgb(1, 2, 3) }';
        document.head.append(style);
        const colour = getComputedStyle(document.body).outlineColor;
        style.remove();
        return colour;
      }),
    );
    expect(colours).not.toContain('rgb(1, 2, 3)');
  });

  it('let eight named functions through, which nobody can replace', async () => {
    const surface = await desktop().page.evaluate(() => {
      const bridge = (window as unknown as Record<string, Record<string, unknown>>).kmslab ?? {};
      const kinds = Object.entries(bridge).map(([name, value]) => `${name}: ${typeof value}`);
      try {
        bridge.call = () => 'replaced';
      } catch {
        // a frozen object may throw
      }
      return [...kinds, String(bridge.call).includes('replaced')];
    });
    expect(surface).toEqual([
      'call: function',
      'ask: function',
      'act: function',
      'subscribe: function',
      'onCommand: function',
      'desk: function',
      'onDeskState: function',
      'onVisit: function',
      false,
    ]);
  });

  it('are written out in the window’s options', async () => {
    const preferences = await desktop().main.webPreferences();
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      webviewTag: false,
    });
    expect(preferences.enableBlinkFeatures ?? '').toBe('');
  });

  it('hold in a main process that hands nothing to the system’s shell', () => {
    const built = readFileSync(BUILT_MAIN, 'utf8');
    expect(built).toContain('safeStorage'); // it is main's own text that is read
    expect(built).not.toMatch(/openExternal|openPath|\bshell\b\s*[,}]/);
  });

  it('answer a malformed message with an error, not with silence or a stack', async () => {
    const reply = await desktop().page.evaluate(() => {
      const { kmslab } = window as unknown as { kmslab: { ask(query: unknown): Promise<unknown> } };
      return kmslab.ask({ type: 'view', at: 'yesterday' });
    });
    expect(reply).toEqual({
      ok: false,
      error: { name: 'MalformedMessageError', message: 'query.at: expected a whole number, got "yesterday"' },
    });
  });

  it('block inline script, eval and the network', async () => {
    const { page } = desktop();
    const blocked = await page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        violations.push(effectiveDirective),
      );
      const attempts: (() => unknown)[] = [
        () => {
          const script = document.createElement('script');
          script.append(document.createTextNode('window.wasInjected = true'));
          document.body.append(script);
        },
        () => {
          const image = document.createElement('img');
          image.src = 'https://example.com/pixel.png';
          document.body.append(image);
        },
        () => fetch('https://example.com/').catch(() => undefined),
        () => fetch('/index.html').catch(() => undefined),
        () => {
          document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.com/' }));
        },
        () => {
          document.createElement('div').innerHTML = '<b>unsafe</b>';
        },
      ];
      for (const attempt of attempts) {
        try {
          await attempt();
        } catch {
          // Trusted Types throw
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { violations, wasInjected: 'wasInjected' in window };
    });
    expect(blocked.wasInjected).toBe(false);
    expect(blocked.violations).toEqual(
      expect.arrayContaining(['require-trusted-types-for', 'img-src', 'connect-src', 'frame-src']),
    );
    await page.reload();
    await page.getByRole('heading', { name: 'Trail' }).waitFor();
  });

  it('open no other window', async () => {
    const { page, main } = desktop();
    await page.evaluate(() => void window.open('https://example.com/'));
    await page.waitForTimeout(300);
    expect(await main.windowCount()).toBe(1);
  });

  it('stay on the app’s page, whatever a link or a script says', async () => {
    const { page } = desktop();
    const before = page.url();
    await page.evaluate(() => {
      window.location.href = 'https://example.com/';
    });
    await page.waitForTimeout(300);
    expect(page.url()).toBe(before);
    await page.getByRole('heading', { name: 'Trail' }).waitFor();
  });

  it('grant no permission but to write to the clipboard', async () => {
    expect(await permissionsOf(desktop().page)).toEqual(ONLY_CLIPBOARD);
  });
});
