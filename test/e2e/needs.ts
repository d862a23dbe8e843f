import { describe } from 'vitest';
import { findTool, type Tool } from '../../scripts/suites/tools.js';

/**
 * A `describe` for tests that drive a program of the platform. Where it is missing they are skipped with the reason
 * in their name, which `npm test` prints in its summary.
 */
export function describeWith(tool: Tool, name: string, tests: (path: string) => void): void {
  const path = findTool(tool);
  const title = path ? name : `${name} (needs ${tool}, which is not here)`;
  describe.skipIf(!path)(title, () => tests(path ?? ''));
}
