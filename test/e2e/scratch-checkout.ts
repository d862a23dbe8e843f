import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** The smallest program that the build takes: `exit N` ends with N, anything else prints its arguments. */
const SOURCES = {
  'core/index.ts': 'export const greeting = "hello";',
  'tui/cli.ts': [
    '#!/usr/bin/env node',
    "import { argv, cwd } from 'node:process';",
    "if (argv[2] === 'exit') process.exitCode = Number(argv[3]);",
    "else (await import('./print.ts')).print([...argv.slice(2), cwd()]);",
  ].join('\n'),
  'tui/print.ts':
    "import { greeting } from '../core/index.ts';\nexport const print = (rest: string[]) => console.log(greeting, ...rest);",
  'main/embed.ts': 'export const preloadPath = "preload.cjs";',
  'main/index.ts': "import { app } from 'electron';\nvoid app.whenReady();",
  'main/preload.ts': "import { contextBridge } from 'electron';\ncontextBridge.exposeInMainWorld('lab', {});",
  'renderer/index.html': '<!doctype html><title>kmslab</title><script type="module" src="./main.tsx"></script>',
  'renderer/embed.tsx': 'export const KmsLab = () => null;',
  'renderer/main.tsx': "document.title = 'kmslab';",
};

/** What a run of a script printed, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A checkout of its own: the project's scripts and settings, a tiny program, and the real node_modules unless left out. */
export class ScratchCheckout {
  readonly folder = mkdtempSync(join(tmpdir(), 'kmslab-checkout-'));

  constructor({ hasModules = true } = {}) {
    const settings = ['scripts', 'package.json', 'package-lock.json', 'tsconfig.json'];
    for (const name of [...settings, 'vite.config.ts', 'vite.react.config.ts', 'electron.vite.config.ts']) {
      cpSync(join(ROOT, name), join(this.folder, name), { recursive: true });
    }
    for (const [path, source] of Object.entries(SOURCES)) this.write(path, source);
    if (hasModules) symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), `${text}\n`);
  }

  /** Runs `scripts/start.js` as npm would. */
  start(args: readonly string[], env: NodeJS.ProcessEnv = {}, nodeOptions: readonly string[] = []): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [...nodeOptions, join(this.folder, 'scripts/start.js'), ...args], {
        cwd: this.folder,
        env: { ...process.env, npm_lifecycle_event: 'start', INIT_CWD: this.folder, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
