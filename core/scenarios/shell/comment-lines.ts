const WIDTH = 110;

/** Text as a shell's comment, broken at spaces. */
export function commentLines(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < WIDTH) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(`# ${word}`);
  }
  return lines;
}

/** A command's words on as many lines as it takes; it is broken before options, which keep their values beside them. */
export function commandLines(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const part of withValues(words)) {
    const line = lines.at(-1);
    if (line === undefined) lines.push(part);
    else if (line.length + part.length >= WIDTH && part.startsWith('--')) lines.push(`  ${part}`);
    else lines[lines.length - 1] = `${line} ${part}`;
  }
  return lines.map((line, at) => (at === lines.length - 1 ? line : `${line} \\`));
}

function withValues(words: readonly string[]): readonly string[] {
  const parts: string[] = [];
  for (const word of words) {
    const last = parts.at(-1);
    if (last?.startsWith('--') === true && !word.startsWith('--')) parts[parts.length - 1] = `${last} ${word}`;
    else parts.push(word);
  }
  return parts;
}
