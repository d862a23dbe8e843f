import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** Terminals that put what OSC 52 brings on the clipboard without being told to, by the variable that tells of each. */
const WITH_CLIPBOARD: readonly (readonly [variable: string, value: RegExp])[] = [
  ['TERM', /^(?:xterm-kitty|xterm-ghostty|alacritty|foot|contour)/],
  ['TERM_PROGRAM', /^(?:WezTerm|ghostty|vscode|rio)$/],
  ['WT_SESSION', /./],
];

/**
 * Whether this terminal surely has a clipboard behind OSC 52. None answers whether it has; tmux and screen may keep it to
 * themselves, and others ask their user first, or have it switched off.
 */
export function hasClipboard(env: Env): boolean {
  if (env.TMUX || env.STY) return false;
  return WITH_CLIPBOARD.some(([variable, value]) => value.test(env[variable] ?? ''));
}

/**
 * Writes a copied text into a file that only this user may read, in the folder for what programs keep of a state.
 * @returns the file as its user would name it; null where it can't be written
 * Source: XDG Base Directory Specification, XDG_STATE_HOME.
 */
export function writeCopied(text: string, env: Env, home: string = homedir()): string | null {
  const folder = join(env.XDG_STATE_HOME ? env.XDG_STATE_HOME : join(home, '.local', 'state'), 'kmslab');
  const file = join(folder, 'copied.txt');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, text.endsWith('\n') ? text : `${text}\n`, { mode: 0o600 });
  } catch {
    return null; // a disk that can't be written to is no reason not to copy
  }
  return file.startsWith(`${home}/`) ? `~${file.slice(home.length)}` : file;
}
