import { defineConfig } from 'vitest/config';

/** `unit` holds everything that runs in one process; `e2e` drives the built program. Nothing in either is timed. */
export default defineConfig({
  test: {
    globals: false,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' }, // what it warns of is pinned
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/bench/**'],
          maxWorkers: '100%', // of the processors: nobody works beside it
          isolate: false, // no test leaves anything behind in a module, and loading core anew for each file took longest
          testTimeout: 60_000, // an RSA key takes as long as it takes
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.{ts,tsx}'],
          pool: 'forks',
          sequence: { groupOrder: 1 }, // behind the other project, where both are run
          maxWorkers: 2, // each file has its own servers, terminals and browsers, which are at work themselves
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } }, // a window of a busy machine; what never comes fails all the same
        },
      },
    ],
  },
});
