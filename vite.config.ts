import { defineConfig } from 'vite';
import { MINIFY_KEEPING_CLASS_NAMES, NODE_TARGET, outputDirectory, PRODUCTION } from './scripts/bundle-settings.js';

/**
 * Bundles for plain Node: the program itself, and with `mode: 'bench'` the benchmarks.
 * Dependencies are bundled too: one file read instead of hundreds is most of what start-up costs.
 */
export default defineConfig(({ mode }) => {
  const bundle =
    mode === 'bench'
      ? { entry: 'test/bench/main.ts', outDir: '.cache/bench', name: 'bench.js' } // not dist/: that is published
      : { entry: 'tui/cli.ts', outDir: outputDirectory(), name: 'cli.js' };
  return {
    publicDir: false,
    define: PRODUCTION,
    // Ink loads the first only where DEV=true, and it isn't installed. SQLite is native code, which no bundle can hold;
    // what drives Chromium in benchmarks finds its own files beside itself.
    ssr: { noExternal: true, external: ['react-devtools-core', 'libsql', 'playwright-core'] },
    build: {
      ssr: bundle.entry,
      target: NODE_TARGET,
      outDir: bundle.outDir,
      emptyOutDir: true,
      minify: true, // not the default for a bundle that runs in Node
      rolldownOptions: {
        output: {
          entryFileNames: bundle.name,
          chunkFileNames: 'chunks/[name]-[hash].js',
          minify: MINIFY_KEEPING_CLASS_NAMES,
        },
      },
    },
  };
});
