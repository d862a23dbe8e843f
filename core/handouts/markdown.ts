/** Text in Markdown that nothing in it formats: `<key>` is no tag, `*` no emphasis. */
export function plain(text: string): string {
  return text.trim().replaceAll(/([\\`*_[\]<>|])/g, '\\$1');
}

/** Lines to type, as a block of code that they can't end. */
export function codeBlock(lines: readonly string[], language = 'sh'): string {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

/** Parts with an empty line between; what is null is left out. */
export function page(parts: readonly (string | null)[]): string {
  return `${parts.filter((part) => part !== null && part !== '').join('\n\n')}\n`;
}

/** A list; null where there is nothing to list. */
export function bullets(items: readonly string[], mark = '-'): string | null {
  return items.length === 0 ? null : items.map((item) => `${mark} ${item}`).join('\n');
}
