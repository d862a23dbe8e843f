/**
 * What every bundle of the project has in common, for `vite.config.ts` and `electron.vite.config.ts`.
 * Plain JavaScript because the plain-Node scripts read it too.
 */

/** The oldest Node that runs the bundles (`engines` in package.json); Electron's Node is newer. */
export const NODE_TARGET = 'node20.19';

/** Class names survive minifying: an error's class is what a reader of a failure sees. */
export const MINIFY_KEEPING_CLASS_NAMES = {
  compress: { keepNames: { class: true, function: false } },
  mangle: { keepNames: { class: true, function: false } },
};

/** Settled at build time, so that React's development half is left out of the bundle. */
export const PRODUCTION = { 'process.env.NODE_ENV': '"production"' };

/**
 * Folder that receives the bundles. A build writes to a folder of its own first (see prepare/build.js),
 * so that a program that runs meanwhile never sees half of one.
 * @returns {string}
 */
export function outputDirectory() {
  return process.env.KMSLAB_OUTPUT ?? 'dist';
}
