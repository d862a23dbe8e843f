/** `npm run bench [-- --json] [-- --only TEXT]`: measures the built program and core against the design's budgets. */
import './prepare/node-version.js';
import { pathToFileURL } from 'node:url';

void import('./prepare/prepare.js').then(async ({ prepare }) => {
  const { bundleBench } = await import('./bench-bundle.js');
  if (await prepare()) await import(pathToFileURL(await bundleBench()).href);
});
