import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const run = promisify(execFile);

it('what the package exports has declarations that a host compiles against', { timeout: 240_000 }, async () => {
  await run(process.execPath, [join(ROOT, 'scripts/build-types.js')], { cwd: ROOT });
  const folder = mkdtempSync(join(tmpdir(), 'kmslab-consumer-'));
  const settings = {
    compilerOptions: {
      target: 'ES2023',
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      lib: ['ES2023', 'DOM'],
      jsx: 'react-jsx',
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
    },
    files: [join(ROOT, 'test/e2e/embedding/consumer.tsx')],
  };
  try {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
    const { stdout } = await run(process.execPath, [TSC, '-p', folder], { cwd: ROOT }).catch((error: unknown) => {
      throw new Error(String((error as { readonly stdout?: string }).stdout ?? error).slice(0, 4_000));
    });
    expect(stdout).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('the root component is drawn by the React of its host, and brings its styles along', async () => {
  const name = 'kmslab/renderer'; // the built one, as a host gets it
  const { KmsLab } = (await import(/* @vite-ignore */ name)) as {
    readonly KmsLab: (props: { readonly lab: object }) => React.ReactNode;
  };
  const lab = { ask: () => new Promise(() => undefined), subscribe: () => () => undefined };
  expect(renderToString(createElement(KmsLab, { lab }))).toContain('Opening the lab');
  const code = readFileSync(join(ROOT, 'dist/react/index.js'), 'utf8');
  expect([...code.matchAll(/from\s*["']([^"'./][^"']*)["']/g)].map(([, from]) => from).sort()).toEqual(
    expect.arrayContaining(['react']),
  );
  expect(readFileSync(join(ROOT, 'dist/react/index.css'), 'utf8')).toMatch(/\.rail\b/);
});
