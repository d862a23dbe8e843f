import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import type { LineFiles } from '../../core/index.ts';
import { UsageError } from './usage-error.ts';

/** The files of the disk, for an `aws …` line. @throws {UsageError} where the disk refuses */
export const DISK_FILES: LineFiles = {
  read(name) {
    try {
      return readFileSync(pathOf(name));
    } catch (error) {
      if (isAbsent(error)) return undefined; // the CLI has its own words for that
      throw refusal('read', name, error);
    }
  },
  write(name, bytes) {
    try {
      mkdirSync(dirname(pathOf(name)), { recursive: true });
      writeFileSync(pathOf(name), bytes);
    } catch (error) {
      throw refusal('write', name, error);
    }
  },
  isFolder: (name) => statSync(pathOf(name), { throwIfNoEntry: false })?.isDirectory() === true,
  within(folder) {
    const root = pathOf(folder);
    try {
      return readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .sort();
    } catch (error) {
      throw refusal('read', folder, error);
    }
  },
};

function pathOf(name: string): string {
  return name.startsWith('~/') ? join(homedir(), name.slice(2)) : name;
}

/** A folder is no file. */
function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}

function refusal(what: 'read' | 'write', name: string, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  return new UsageError(`cannot ${what} ${pathOf(name)}: ${error.message}`);
}
