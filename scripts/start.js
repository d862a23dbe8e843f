/**
 * `npm start -- ARGS` is `kmslab ARGS`: installs and builds where needed, then becomes the program, in this process,
 * so that exit code, terminal and Ctrl-C are the program's own.
 */
import './prepare/node-version.js';
import { pathToFileURL } from 'node:url';

// Nothing newer than Node 12 in this file: it must parse there for node-version.js to have its say.
void import('./prepare/prepare.js').then(async ({ prepare, PROGRAM }) => {
  if (!(await prepare())) return;
  // npm starts scripts in the checkout; file names in ARGS are relative to where the user is.
  if (process.env.npm_lifecycle_event === 'start' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  process.argv[1] = PROGRAM;
  await import(pathToFileURL(PROGRAM).href);
});
