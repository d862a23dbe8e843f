import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';

const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** A page of `kmslab web` in real Chromium. */
export interface WebPage {
  readonly page: Page;
  /** What the browser complained of: errors, reports of its content policy. */
  readonly complaints: readonly string[];
  /** Ends the program, as Ctrl+C does. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the built `kmslab web` on a port that the system picks, and opens its link. */
export async function launchWeb(executablePath: string): Promise<WebPage> {
  const program = spawn(process.execPath, [CLI, 'web', '--port', '0', '--jsonl'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await new Promise<[string]>((resolve, reject) => {
    createInterface(program.stdout).once('line', (text) => resolve([text]));
    program.once('exit', (code) => reject(new Error(`kmslab web ended with ${code}`)));
  });
  const { url } = JSON.parse(line) as { url: string };
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'UTC' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.setDefaultTimeout(10_000);
  await page.goto(url);
  await page.getByRole('main').waitFor();
  const ended = new Promise<void>((resolve) => program.once('exit', () => resolve()));
  const stop = (): Promise<void> => {
    program.kill('SIGTERM');
    return ended;
  };
  return {
    page,
    complaints,
    stop,
    async close() {
      await browser.close();
      await stop();
    },
  };
}
