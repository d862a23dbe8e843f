/** `npm run build`: dist/ as `npm start` would make it. Remove dist/ to have it made anew. */
import './prepare/node-version.js';

void import('./prepare/prepare.js').then(({ prepare }) => prepare());
