/**
 * Makes all bundles with one bundler, into KMSLAB_OUTPUT (see bundle-settings.js). `npm run build` and the scripts
 * that need a build call it through prepare/build.js, which puts the result in place.
 */
import { join } from 'node:path';
import { build as buildDesktop } from 'electron-vite';
import { build as buildProgram } from 'vite';
import { ROOT } from './prepare/root.js';

try {
  await buildProgram({ root: ROOT, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
  await buildProgram({ root: ROOT, configFile: join(ROOT, 'vite.react.config.ts'), logLevel: 'warn' });
  await buildDesktop({ root: ROOT, configFile: join(ROOT, 'electron.vite.config.ts'), logLevel: 'warn' });
} catch (error) {
  // The bundler's message names file, line and column; its stack is about the bundler.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
