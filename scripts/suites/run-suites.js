import { ensureBuilt, ensureInstalled } from '../prepare/prepare.js';
import { CHECKS, runCheck } from './checks.js';
import { installDebianPackages } from './debian-packages.js';
import { checked, leftOut } from './outcome.js';
import { printSummary } from './summary.js';
import { findTool, isOptional, TOOLS, variableOf } from './tools.js';
import { runVitest } from './vitest-project.js';

/** @import { Outcome } from './outcome.js' */

/**
 * All suites, or with filters (as vitest takes them) only the tests that they name.
 * @param {readonly string[]} filters
 */
export async function runSuites(filters) {
  if (!(await ensureInstalled())) return finish([checked('install', false)]);
  const build = checked('build', await ensureBuilt());
  const isFiltered = filters.length > 0;
  const checks = isFiltered
    ? CHECKS.map(({ suite }) => leftOut(suite, 'a filter was given'))
    : await inTurn(CHECKS, runCheck);
  const unit = await runVitest('unit', filters);
  const missingTools = await findTools();
  const e2e = build.failed > 0 ? leftOut('e2e', 'the build failed') : await runVitest('e2e', filters);
  const isEmpty = [unit, e2e].every(({ passed, failed, skipped }) => passed + failed + skipped === 0);
  const found = isEmpty ? [checked('filter', false, `no test matches ${filters.join(' ')}`)] : [];
  finish([build, ...checks, unit, ...missingTools, e2e, ...found]);
}

/** The checks alone. */
export async function runChecks() {
  if (await ensureInstalled()) finish(await inTurn(CHECKS, runCheck));
}

/** @param {readonly Outcome[]} outcomes */
function finish(outcomes) {
  process.exitCode = printSummary(outcomes) ? 0 : 1;
}

/**
 * One after the other: together they would share two cores and mix their output.
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => Promise<Outcome>} work
 */
async function inTurn(items, work) {
  const outcomes = [];
  for (const item of items) outcomes.push(await work(item));
  return outcomes;
}

/**
 * Finds what the end-to-end tests drive, and installs it where that is allowed. Tests whose tool is missing skip
 * themselves (test/e2e/needs.ts) and are counted so. Under CI, where nobody reads a summary, a missing tool fails.
 */
async function findTools() {
  const wrong = TOOLS.filter((tool) => process.env[variableOf(tool)] && !findTool(tool));
  const absent = TOOLS.filter((tool) => !findTool(tool) && !wrong.includes(tool));
  const wanted = absent.filter((tool) => !isOptional(tool));
  const command = wanted.length > 0 ? await installDebianPackages(wanted) : null;
  const report = process.env.CI === 'true' ? failedForWant : leftOut;
  return [
    ...wrong.map((tool) => report(tool, `${variableOf(tool)} names no program: ${process.env[variableOf(tool)]}`)),
    ...wanted
      .filter((tool) => !findTool(tool))
      .map((tool) => report(tool, `it is not here; to have it: ${command}, or let ${variableOf(tool)} name it`)),
    ...absent
      .filter(isOptional)
      .map((tool) => leftOut(tool, `it is not here; where it is, on PATH or in ${variableOf(tool)}, it is tested`)),
  ];
}

/** @param {string} tool @param {string} why */
function failedForWant(tool, why) {
  return checked(tool, false, why);
}
