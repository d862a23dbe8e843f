import { resolve } from 'node:path';
import { LINK_SCHEME } from '../core/index.ts';
import { WORLD_FILE } from './open-world.ts';

/** What the app is asked to show when it is started. */
export interface LaunchTargets {
  /** World files, absolute. */
  readonly files: readonly string[];
  /** Links to a place, not looked at yet. */
  readonly links: readonly string[];
}

/**
 * What a command line names. The rest of it is Electron's and Chromium's, which put switches of their own among what
 * the user gave. @param folder - that relative names start from
 */
export function launchTargets(argv: readonly string[], folder: string): LaunchTargets {
  const named = argv.slice(1).filter((argument) => !argument.startsWith('-'));
  const links = named.filter((argument) => argument.toLowerCase().startsWith(`${LINK_SCHEME}:`));
  const files = named.filter((argument) => argument.toLowerCase().endsWith(WORLD_FILE) && !links.includes(argument));
  return { files: files.map((file) => resolve(folder, file)), links };
}
