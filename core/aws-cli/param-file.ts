import { parameterError } from './usage-error.ts';

/** Where `file://NAME`, `fileb://NAME` read from. */
export interface CommandFiles {
  /** The file's bytes, or undefined where there is none of that name. */
  read(name: string): Uint8Array | undefined;
}

/** All files that a line may read or write. */
export interface LineFiles extends CommandFiles {
  write(name: string, bytes: Uint8Array): Promise<void> | void;
  isFolder(name: string): boolean;
  /** The names of all files in a folder and in those within, in alphabetical order, from the folder on: `a.txt`. */
  within(folder: string): readonly string[];
}

/**
 * What stands in the file that a value names by `file://` (text) or `fileb://` (bytes), or null where it names none.
 * @param option - for the message: `--plaintext`.
 * @throws {CliUsageError} where the file is missing, or isn't text.
 * Source: AWS CLI User Guide, "Load a parameter from a file".
 */
export function readParamFile(option: string, value: string, files: CommandFiles): string | Uint8Array | null {
  const [, scheme, name = ''] = /^(fileb?):\/\/([\s\S]*)$/.exec(value) ?? [];
  if (scheme === undefined) return null;
  const bytes = files.read(name);
  if (bytes === undefined) {
    throw parameterError(option, `Unable to load paramfile ${value}: [Errno 2] No such file or directory: '${name}'`);
  }
  if (scheme === 'fileb') return bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw parameterError(
      option,
      `Unable to load paramfile (${name}), text contents could not be decoded.  If this is a binary file, ` +
        'please use the fileb:// prefix instead of the file:// prefix.',
    );
  }
}
