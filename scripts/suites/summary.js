/** @import { Outcome } from './outcome.js' */

const MOST_NOTES = 40;

/**
 * Prints a line for each suite with what did not run and why, and last of all the sum.
 * @param {readonly Outcome[]} outcomes
 * @returns {boolean} whether nothing failed
 */
export function printSummary(outcomes) {
  const width = Math.max(...outcomes.map(({ suite }) => suite.length));
  const lines = outcomes.flatMap((outcome) => {
    const { suite, notes } = outcome;
    const shown = notes.slice(0, MOST_NOTES);
    if (notes.length > shown.length) shown.push(`and ${notes.length - shown.length} more`);
    return [`  ${suite.padEnd(width)}  ${counts(outcome)}`, ...shown.map((note) => `    ${note}`)];
  });
  const sum = {
    passed: total(outcomes, 'passed'),
    failed: total(outcomes, 'failed'),
    skipped: total(outcomes, 'skipped'),
  };
  process.stdout.write(`\nSummary\n${lines.join('\n')}\n\n${counts(sum)}\n`);
  return sum.failed === 0;
}

/** @param {Pick<Outcome, 'passed' | 'failed' | 'skipped'>} outcome */
function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** @param {readonly Outcome[]} outcomes @param {'passed' | 'failed' | 'skipped'} what */
function total(outcomes, what) {
  return outcomes.reduce((sum, outcome) => sum + outcome[what], 0);
}
