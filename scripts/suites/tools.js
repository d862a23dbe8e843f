import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * A program of the platform that some end-to-end tests drive.
 * @typedef {'chromium' | 'tmux' | 'strace'} Tool
 */

/** @type {Readonly<Record<Tool, { variable: string, names: readonly string[] }>>} */
const WHERE = {
  chromium: {
    variable: 'CHROME_PATH',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  },
  tmux: { variable: 'TMUX_PATH', names: ['tmux'] },
  strace: { variable: 'STRACE_PATH', names: ['strace'] },
};

export const TOOLS = /** @type {readonly Tool[]} */ (Object.keys(WHERE));

/**
 * @param {Tool} tool
 * @returns {string | null} path of the program: what its variable names, else the first on PATH
 */
export function findTool(tool) {
  const named = process.env[variableOf(tool)];
  if (named) return isProgram(named) ? named : null;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = WHERE[tool].names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isProgram) ?? null;
}

/** @param {Tool} tool @returns {string} environment variable that names the program */
export function variableOf(tool) {
  return WHERE[tool].variable;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
