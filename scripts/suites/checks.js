import { join } from 'node:path';
import { ROOT } from '../prepare/root.js';
import { run } from '../prepare/run.js';
import { checked } from './outcome.js';

/** The checks that run nothing of the program: what each is called, and its command inside node_modules. */
export const CHECKS = [
  { suite: 'types', command: ['typescript/bin/tsc', '--noEmit'] },
  {
    suite: 'lint, format, import rules',
    command: ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--max-diagnostics=200'],
  },
  { suite: 'unused code', command: ['knip/bin/knip.js', '--no-progress'] },
];

/** @param {typeof CHECKS[number]} check */
export async function runCheck({ suite, command: [tool = '', ...args] }) {
  console.log(`\n${suite}`);
  const code = await run(process.execPath, [join(ROOT, 'node_modules', tool), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (code === 0) console.log('  nothing found');
  return checked(suite, code === 0);
}
