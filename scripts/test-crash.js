/** `npm run test:crash`: the kill test in full, 200 runs; `npm test` does 20. */
import './prepare/node-version.js';

process.env.KMSLAB_CRASH_RUNS ??= '200';
void import('./suites/run-suites.js').then(({ runSuites }) => runSuites(['test/e2e/crash']));
