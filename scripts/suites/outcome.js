/**
 * What came of one suite. A check without tests of its own counts as one test.
 * @typedef {object} Outcome
 * @property {string} suite
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} notes what did not run, or failed, and why: one line each
 */

/** @param {string} suite @param {boolean} held @param {string} [why] @returns {Outcome} */
export function checked(suite, held, why) {
  return { suite, passed: held ? 1 : 0, failed: held ? 0 : 1, skipped: 0, notes: why ? [why] : [] };
}

/** @param {string} suite @param {string} why @returns {Outcome} */
export function leftOut(suite, why) {
  return { suite, passed: 0, failed: 0, skipped: 1, notes: [`did not run: ${why}`] };
}
