import { toBase64 } from '../../crypto/bytes.ts';
import type { Scenario } from '../schema.ts';
import { fileBytes } from '../to-world-spec.ts';
import { shellWord } from './shell-text.ts';

/** Lines that write the scenario's files which its lines name, byte for byte. */
export function fileLines({ files = {}, steps }: Scenario): readonly string[] {
  const named = JSON.stringify(steps);
  const takesFolders = / sync |--recursive/.test(named);
  return Object.entries(files)
    .filter(([name]) => takesFolders || named.includes(name))
    .flatMap(([name, content]) => [
      ...(name.includes('/') ? [`mkdir -p ${shellWord(name.slice(0, name.lastIndexOf('/')))}`] : []),
      lineFor(name, fileBytes(content)),
    ]);
}

function lineFor(name: string, bytes: Uint8Array): string {
  const text = textOf(bytes);
  return text === null
    ? `printf %s ${toBase64(bytes)} | base64 --decode >${shellWord(name)}`
    : `printf %s ${shellWord(text)} >${shellWord(name)}`;
}

/** Null for bytes that are no text. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
