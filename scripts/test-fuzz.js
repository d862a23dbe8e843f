/** `npm run test:fuzz`: the whole fuzz run of the endpoint, of which `npm test` runs a part. */
import './prepare/node-version.js';

process.env.KMSLAB_FUZZ_REQUESTS ??= '100000';
void import('./suites/run-suites.js').then(({ runSuites }) => runSuites(['test/e2e/endpoint/fuzz.test.ts']));
