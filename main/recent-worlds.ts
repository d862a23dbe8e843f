import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const VERSION = 1;
/** As many as a menu shows without scrolling. */
const MOST = 10;

/** The world files that were open lately, newest first, in a file of their own. What that file holds otherwise is nothing to stop for. */
export class RecentWorlds {
  readonly #path: string;
  #files: readonly string[];

  constructor(path: string) {
    this.#path = path;
    this.#files = read(path);
  }

  get files(): readonly string[] {
    return this.#files;
  }

  add(file: string): void {
    this.#keep([file, ...this.#files.filter((known) => known !== file)]);
  }

  remove(file: string): void {
    this.#keep(this.#files.filter((known) => known !== file));
  }

  #keep(files: readonly string[]): void {
    this.#files = files.slice(0, MOST);
    try {
      mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
      writeFileSync(`${this.#path}.new`, `${JSON.stringify({ version: VERSION, files: this.#files }, null, 2)}\n`, {
        mode: 0o600,
      });
      renameSync(`${this.#path}.new`, this.#path);
    } catch (error) {
      console.warn(`kmslab: the list of recent worlds was not kept: ${String(error)}`);
    }
  }
}

function read(path: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof kept !== 'object' || kept === null) return [];
    const { version, files } = kept as { readonly version?: unknown; readonly files?: unknown };
    if (version !== VERSION || !Array.isArray(files)) return [];
    return files.filter((file): file is string => typeof file === 'string' && file !== '').slice(0, MOST);
  } catch {
    return []; // none yet, or none that can be read: it is only a convenience
  }
}
