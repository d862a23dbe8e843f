import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { MINIFY_KEEPING_CLASS_NAMES, NODE_TARGET, outputDirectory, PRODUCTION } from './scripts/bundle-settings.js';

const desktop = resolve(outputDirectory(), 'desktop');

/**
 * The desktop: main process, preload, window. Everything but `electron` is bundled in.
 * The target is Node 20 though Electron's Node is newer: the end-to-end tests run the same files in plain Node.
 */
export default defineConfig({
  main: {
    define: PRODUCTION,
    build: {
      target: NODE_TARGET,
      outDir: desktop,
      emptyOutDir: false, // shared with the preload and the window
      minify: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { main: resolve('main/index.ts'), embed: resolve('main/embed.ts') },
        external: ['libsql'], // native code, which no bundle can hold
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          minify: MINIFY_KEEPING_CLASS_NAMES,
        },
      },
    },
  },
  preload: {
    define: PRODUCTION,
    build: {
      target: NODE_TARGET,
      outDir: desktop,
      emptyOutDir: false,
      minify: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve('main/preload.ts') },
        // A sandboxed preload is one CommonJS file that requires only `electron`.
        output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: resolve('renderer'),
    base: './',
    publicDir: false,
    plugins: [react()],
    build: {
      outDir: join(desktop, 'renderer'),
      emptyOutDir: true,
      minify: true,
      rolldownOptions: { input: resolve('renderer/index.html') },
    },
  },
});
