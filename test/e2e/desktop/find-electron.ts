import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PACKAGE = new URL('../../../node_modules/electron/', import.meta.url);

/**
 * Path of Electron's binary, or null where it was never downloaded. The package is not imported to find out:
 * in plain Node that starts the download.
 */
export function findElectron(): string | null {
  const note = new URL('path.txt', PACKAGE);
  if (!existsSync(note)) return null;
  const binary = fileURLToPath(new URL(`dist/${readFileSync(note, 'utf8').trim()}`, PACKAGE));
  return existsSync(binary) ? binary : null;
}
