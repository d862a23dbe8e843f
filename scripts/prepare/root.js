import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. Never the working directory: `npm --prefix DIR start` runs from anywhere. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
