/** `npm run check`: the checks that run nothing of the program (types, lint, unused code), for a quick answer. */
import './prepare/node-version.js';

void import('./suites/run-suites.js').then(({ runChecks }) => runChecks());
