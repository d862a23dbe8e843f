import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { Classroom, createLab, DEFAULT_WORLD, type Lab, MemoryRoom, ReplayStage, WebDoor } from '../../core/index.ts';
import { nodePorts, nodeTimer, startWebServer } from '../../core/node/index.ts';
import { findTool } from '../../scripts/suites/tools.js';
import type { BenchRow, Measured } from './row.ts';
import { CALLER } from './worlds.ts';

const WINDOW = 'dist/desktop/renderer';
const ROWS = 10_000;
const VIEWPORT = { width: 1280, height: 800 };

/** How long whoever looks waits for the window, in Chromium, by `kmslab web`'s own server. */
export const windowRows: readonly BenchRow[] = [
  {
    what: 'window: what the first view loads, gzipped',
    unit: 'kB',
    budget: { atMost: 600 },
    measure: () => inWindow(0, firstLoad),
  },
  {
    what: 'window: the first view takes a key, over what a blank page takes',
    unit: 'ms',
    budget: { atMost: 1000 },
    measure: () => inWindow(0, firstView),
  },
  {
    what: `window: frames while ${ROWS.toLocaleString('en')} rows of the trail scroll, against a blank page`,
    unit: '×',
    budget: { atLeast: 0.95 },
    measure: () => inWindow(ROWS, scrolling),
  },
  {
    what: 'window: from an event of core to the screen',
    unit: 'frames',
    budget: { atMost: 2 },
    measure: () => inWindow(0, eventToScreen),
  },
  {
    what: `window: the same with ${ROWS.toLocaleString('en')} rows of the trail`,
    unit: 'frames',
    budget: { atMost: 2 },
    measure: () => inWindow(ROWS, eventToScreen),
  },
];

interface Stage {
  readonly lab: Lab;
  readonly browser: Browser;
  /** A link that lets one page in. */
  link(): string;
}

/** A lab with so many rows in its trail behind a server, and a browser. @throws {Error} where there is no Chromium */
async function inWindow(rows: number, measure: (stage: Stage) => Promise<Measured>): Promise<Measured> {
  const executablePath = findTool('chromium');
  if (!executablePath) throw new Error('there is no Chromium here');
  const lab = await createLab(nodePorts(), DEFAULT_WORLD);
  await fill(lab, rows);
  const stage = new ReplayStage(lab, { ports: nodePorts, timer: nodeTimer, lab });
  const door = new WebDoor(await Classroom.open(new MemoryRoom(nodePorts), stage), nodePorts().random);
  const server = await startWebServer({ port: 0, folder: WINDOW, door });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    return await measure({ lab, browser, link: () => `${server.url}/#token=${door.newLink()}` });
  } finally {
    await browser.close();
    await server.stop();
    stage.close();
    await lab.close();
  }
}

async function fill(lab: Lab, rows: number): Promise<void> {
  const call = (operation: string, input: object) => lab.call({ service: 'kms', operation, input, ...CALLER });
  if (rows > 0) await call('CreateKey', { Description: 'orders' });
  const [key] = (await lab.ask({ type: 'view' })).keys;
  for (let n = 1; n < rows; n++) await call('Encrypt', { KeyId: key?.keyArn, Plaintext: Uint8Array.of(1) });
}

async function opened({ browser }: Stage, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.goto(url);
  return page;
}

async function firstLoad(stage: Stage): Promise<Measured> {
  const page = await stage.browser.newPage({ viewport: VIEWPORT });
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => bodies.push(response.body()));
  await page.goto(stage.link());
  await page.getByRole('main').waitFor();
  await page.waitForLoadState('networkidle');
  const sizes = (await Promise.all(bodies)).map((body) => ({ raw: body.length, gzipped: gzipSync(body).length }));
  const sum = (which: 'raw' | 'gzipped') => sizes.reduce((total, size) => total + size[which], 0) / 1000;
  return { value: sum('gzipped'), detail: `${sizes.length} files, ${Math.round(sum('raw'))} kB as they are` };
}

/** Half of an odd number of times are not more than this. */
function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

const ROUNDS = 7;

/** From the request of the page until a key that is pressed is heard: `:` brings the keyboard to the command bar. */
async function firstView(stage: Stage): Promise<Measured> {
  const views: number[] = [];
  const blanks: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const blank = await stage.browser.newPage({ viewport: VIEWPORT });
    const blankFrom = performance.now();
    await blank.goto('data:text/html,<title>blank</title><input autofocus>');
    await blank.locator('input').waitFor();
    const blankMs = performance.now() - blankFrom;
    await blank.close();
    const page = await stage.browser.newPage({ viewport: VIEWPORT });
    const link = stage.link();
    const from = performance.now();
    await page.goto(link);
    await page.getByRole('main').waitFor();
    await page.keyboard.press(':');
    await page.locator('input[aria-label="aws command"]:focus').waitFor();
    const ms = performance.now() - from;
    await page.close();
    if (round === 0) continue; // warms up
    views.push(ms);
    blanks.push(blankMs);
  }
  const [view, blank] = [median(views), median(blanks)];
  return { value: view - blank, detail: `the window ${Math.round(view)} ms, a blank page ${Math.round(blank)} ms` };
}

const SCROLLED_MS = 3000;

/** Frames while the wheel turns, as the page itself counts them. */
async function framesWhileScrolling(page: Page, selector: string): Promise<number> {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`nothing to scroll at ${selector}`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const counting = page.evaluate(
    (ms) =>
      new Promise<number>((resolve) => {
        let frames = 0;
        const from = performance.now();
        const tick = () => {
          if (performance.now() - from > ms) return resolve(frames);
          frames += 1;
          requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
      }),
    SCROLLED_MS,
  );
  const until = performance.now() + SCROLLED_MS;
  while (performance.now() < until) {
    await page.mouse.wheel(0, -400);
    await page.waitForTimeout(16);
  }
  return counting;
}

async function scrolling(stage: Stage): Promise<Measured> {
  const blank = await opened(
    stage,
    'data:text/html,<div id=s style="height:700px;overflow:auto;display:flex;flex-direction:column-reverse"><div style="height:500000px;flex:none">',
  );
  const page = await opened(stage, stage.link());
  await page.getByRole('main').waitFor();
  await page.keyboard.press('7');
  await page.waitForFunction(() => {
    const found = [...document.querySelectorAll('main *')].find((one) => one.scrollHeight > 100_000);
    found?.setAttribute('data-bench', '');
    return found !== undefined;
  });
  const ratios: { window: number; blank: number }[] = [];
  for (let round = 0; round < 3; round++) {
    await blank.bringToFront();
    const still = await framesWhileScrolling(blank, '#s');
    await page.bringToFront();
    ratios.push({ window: await framesWhileScrolling(page, '[data-bench]'), blank: still });
  }
  const best = ratios.toSorted((a, b) => b.window / b.blank - a.window / a.blank)[1] ?? { window: 0, blank: 1 };
  const fps = (frames: number) => Math.round((frames / SCROLLED_MS) * 1000);
  return {
    value: best.window / best.blank,
    detail: `${fps(best.window)} a second, a blank page ${fps(best.blank)}`,
  };
}

/** Frames from the moment when the page hears of a call to the one that shows it in the trail. */
async function eventToScreen(stage: Stage): Promise<Measured> {
  const page = await stage.browser.newPage({ viewport: VIEWPORT });
  await page.addInitScript(watchFrames);
  await page.goto(stage.link());
  await page.getByRole('main').waitFor();
  await page.locator('#panel-trail').waitFor();
  const found: number[] = [];
  for (let round = 0; round < 30; round++) {
    const description = `key of round ${round}`;
    const shown = page.evaluate(
      (text) => (window as unknown as { framesUntil(text: string): Promise<number> }).framesUntil(text),
      description,
    );
    await page.waitForTimeout(30);
    await stage.lab.call({ service: 'kms', operation: 'CreateKey', input: { Description: description }, ...CALLER });
    found.push(await shown);
  }
  const sorted = found.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { value: at(0.5), detail: `of ${found.length}: one in ten takes ${at(0.9)} or more, the slowest ${at(1)}` };
}

/** Runs in the page, before it: counts frames from the first message that follows until a text is there. */
function watchFrames(): void {
  let heardAt: number | null = null;
  let frame = 0;
  const tick = () => {
    frame += 1;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  const Original = window.WebSocket;
  window.WebSocket = class extends Original {
    constructor(...parts: ConstructorParameters<typeof WebSocket>) {
      super(...parts);
      this.addEventListener('message', () => {
        heardAt ??= frame;
      });
    }
  };
  Object.assign(window, {
    framesUntil: (text: string) =>
      new Promise<number>((resolve) => {
        heardAt = null;
        const look = () => {
          if (heardAt === null || document.body.textContent?.includes(text) !== true) return false;
          observer.disconnect();
          resolve(frame - heardAt + 1); // the frame under way paints it
          return true;
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
  });
}
