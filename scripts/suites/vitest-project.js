import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../prepare/root.js';
import { run } from '../prepare/run.js';

/** @import { Outcome } from './outcome.js' */

/**
 * Runs one project of vitest.config.ts and counts what it ran, failed and skipped.
 * @param {string} project
 * @param {readonly string[]} filters as vitest takes them on its command line
 * @returns {Promise<Outcome>}
 */
export async function runVitest(project, filters) {
  const folder = mkdtempSync(join(tmpdir(), 'kmslab-test-'));
  const tallyFile = join(folder, 'tally.json');
  try {
    const code = await run(
      process.execPath,
      [
        join(ROOT, 'node_modules/vitest/vitest.mjs'),
        'run',
        `--project=${project}`,
        '--reporter=default',
        `--reporter=${join(ROOT, 'scripts/suites/tally-reporter.js')}`,
        ...(filters.length > 0 ? ['--passWithNoTests'] : []),
        ...filters,
      ],
      { cwd: ROOT, stdio: 'inherit', env: { ...process.env, TALLY_FILE: tallyFile } },
    );
    return { suite: project, ...withExitCode(code, readTally(tallyFile)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file @returns {Omit<Outcome, 'suite'> | null} null where vitest ended before it wrote one */
function readTally(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * A run that ended badly counts as a failure even where no test failed: no test files, a broken configuration, a crash.
 * @param {number} code
 * @param {Omit<Outcome, 'suite'> | null} tally
 */
function withExitCode(code, tally) {
  const { passed, failed, skipped, notes } = tally ?? { passed: 0, failed: 0, skipped: 0, notes: [] };
  const isUnexplained = tally === null || (code !== 0 && failed === 0);
  if (!isUnexplained) return { passed, failed, skipped, notes };
  return { passed, failed: failed + 1, skipped, notes: [...notes, `failed: vitest ended with exit code ${code}`] };
}
