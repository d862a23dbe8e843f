import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isDebian } from './is-debian.js';

/**
 * A program of the platform that some end-to-end tests drive.
 * @typedef {'chromium' | 'tmux' | 'strace' | 'aws' | 'bash' | 'zsh' | 'fish' | 'man'} Tool
 */

/**
 * `names` are looked for on PATH; `debianPackage` brings the program on Debian. Where others of that name may come first
 * on PATH, `debianPath` is the package's own. What `isOptional` is not put in place: whoever has it, tests it.
 * @type {Readonly<Record<Tool, { variable: string, names: readonly string[], debianPackage: string, debianPath?: string, isOptional?: true }>>}
 */
const WHERE = {
  chromium: {
    variable: 'CHROME_PATH',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    debianPackage: 'chromium',
  },
  tmux: { variable: 'TMUX_PATH', names: ['tmux'], debianPackage: 'tmux' },
  strace: { variable: 'STRACE_PATH', names: ['strace'], debianPackage: 'strace' },
  aws: { variable: 'AWS_CLI_PATH', names: ['aws'], debianPackage: 'awscli', debianPath: '/usr/bin/aws' },
  bash: { variable: 'BASH_PATH', names: ['bash'], debianPackage: 'bash', isOptional: true },
  zsh: { variable: 'ZSH_PATH', names: ['zsh'], debianPackage: 'zsh', isOptional: true },
  fish: { variable: 'FISH_PATH', names: ['fish'], debianPackage: 'fish', isOptional: true },
  man: { variable: 'MAN_PATH', names: ['man'], debianPackage: 'man-db', isOptional: true },
};

export const TOOLS = /** @type {readonly Tool[]} */ (Object.keys(WHERE));

/**
 * @param {Tool} tool
 * @returns {string | null} path of the program: what its variable names, else the first on PATH; null where there is
 * none, or on Debian where the package's own isn't there
 */
export function findTool(tool) {
  const named = process.env[variableOf(tool)];
  if (named) return isProgram(named) ? named : null;
  const { debianPath } = WHERE[tool];
  if (debianPath !== undefined && isDebian() && !isProgram(debianPath)) return null;
  return allPrograms(tool)[0] ?? null;
}

/**
 * @param {Tool} tool
 * @returns {readonly string[]} paths of all programs on PATH that are the tool, each once however many names it has;
 * only what its variable names, where that is set
 */
export function allPrograms(tool) {
  const { variable, names } = WHERE[tool];
  const named = process.env[variable];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = named ? [named] : names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const byFile = new Map(
    candidates
      .filter(isProgram)
      .reverse()
      .map((path) => [realpathSync(path), path]),
  );
  return [...byFile.values()].reverse();
}

/** @param {Tool} tool @returns {string} the Debian package that brings it */
export function debianPackageOf(tool) {
  return WHERE[tool].debianPackage;
}

/** @param {Tool} tool @returns {boolean} whether tests do without it where it is missing, and nobody installs it */
export function isOptional(tool) {
  return WHERE[tool].isOptional === true;
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
