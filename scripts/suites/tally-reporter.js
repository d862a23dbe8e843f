import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/** @import { Reporter, TestModule } from 'vitest/node' */
/** @import { Outcome } from './outcome.js' */

/**
 * A vitest reporter that counts what ran, failed and was skipped, and writes that to the file TALLY_FILE as JSON
 * (an `Outcome` without its suite's name). It prints nothing: the default reporter beside it does.
 * @implements {Reporter}
 */
export default class TallyReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const notes = [...modules.flatMap(brokenParts), ...unhandledErrors.map(() => 'failed: an error outside any test')];
    /** @type {Omit<Outcome, 'suite'>} */
    const tally = { passed: 0, failed: notes.length, skipped: 0, notes };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const result = test.result();
        const state = result.state === 'pending' ? 'skipped' : result.state; // pending: a broken file never came to it
        tally[state] += 1;
        const why = result.state === 'skipped' && result.note ? ` (${result.note})` : '';
        if (state !== 'passed') notes.push(`${state}: ${pathOf(module)}: ${test.fullName}${why}`);
      }
    }
    if (process.env.TALLY_FILE) writeFileSync(process.env.TALLY_FILE, JSON.stringify(tally));
  }
}

/**
 * Files that did not load and hooks that threw: failures that no test bears.
 * @param {TestModule} module
 */
function brokenParts(module) {
  const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
  return [
    ...(module.errors().length > 0 ? [`failed: ${pathOf(module)}: did not load`] : []),
    ...suites.map((suite) => `failed: ${pathOf(module)}: ${suite.fullName}: a hook`),
  ];
}

/** @param {TestModule} module */
function pathOf(module) {
  return relative(process.cwd(), module.moduleId);
}
