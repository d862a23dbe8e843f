import { defineConfig } from 'vite';
import { MINIFY_KEEPING_CLASS_NAMES, NODE_TARGET, outputDirectory, PRODUCTION } from './scripts/bundle-settings.js';

/** What the terminal's screen takes from core before the lab is open; in a chunk with the lab, all of core would be read first. */
const SCREEN_VIEWS =
  /core[\\/](audit[\\/]record\.ts|lab[\\/](trail-items|filter|views[\\/](things-view|usable-key|flow-)|envelope|list-operations)|aws-cli[\\/]operation-words|places[\\/]places|lessons[\\/]bundled|replay[\\/]time-line|scenarios[\\/]run-refusal)/;

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
        // Nothing in core is loaded for what loading it does: a screen that needs one of its views reads no more than that.
        treeshake: { moduleSideEffects: (id: string) => !/[\\/]core[\\/].*\.ts$/.test(id) },
        output: {
          entryFileNames: bundle.name,
          chunkFileNames: 'chunks/[name]-[hash].js',
          minify: MINIFY_KEEPING_CLASS_NAMES,
          codeSplitting: { groups: [{ name: 'views', test: SCREEN_VIEWS }] },
        },
      },
    },
  };
});
