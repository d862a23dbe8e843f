import { readFileSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/** A file's text; of what comes in for `-`. `file://` may stand before a name. @throws {UsageError} where it can't be read */
export function textOfFile(name: string): string {
  const path = name.replace(/^file:\/\//, '');
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
