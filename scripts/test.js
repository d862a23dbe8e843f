/** `npm test [-- FILTER…]`: everything that can be checked, then a summary of what ran and what didn't. */
import './prepare/node-version.js';

void import('./suites/run-suites.js').then(({ runSuites }) => runSuites(process.argv.slice(2)));
