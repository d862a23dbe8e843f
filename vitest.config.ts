import { defineConfig } from 'vitest/config';

/** `unit` holds everything that runs in one process; `e2e` drives the built program, one test file at a time. */
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
          isolate: false, // no test leaves anything behind in a module, and loading core anew for each file took longest
          testTimeout: 60_000, // an RSA key takes as long as it takes; nothing is timed
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.{ts,tsx}'],
          pool: 'forks',
          maxWorkers: 1, // they measure, type and click; beside each other they would disturb each other
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } }, // a window of a busy machine; what never comes fails all the same
        },
      },
    ],
  },
});
