import { quoteWord } from '../../aws-cli/tokenize.ts';

/** `${name}` as scenarios write it. */
const SAVED = /\$\{(\w+)\}/g;

/** What stands for `${name}` while a line is split into words; neither is a character that anybody types. */
const BEGIN = '\uE000';
const END = '\uE001';
const MARKED = /\uE000(\w+)\uE001/;

/** The text with what is saved marked, so that it can be split as a line and quoted by {@link shellWord}. */
export function marked(text: string): string {
  return text.replaceAll(SAVED, `${BEGIN}$1${END}`);
}

/** One word of a marked text for a shell: quoted as little as need be, with variables for what was saved. */
export function shellWord(word: string): string {
  const parts = word.split(MARKED);
  if (parts.length === 1) return literal(word);
  const inside = parts.map((part, at) => {
    if (at % 2 === 0) return part.replaceAll(/[\\"$`]/g, '\\$&');
    const name = variableOf(part);
    return /^\w/.test(parts[at + 1] ?? '') ? `\${${name}}` : `$${name}`;
  });
  return `"${inside.join('')}"`;
}

/**
 * The shell variable of something saved. Names that could be a shell's own (`PATH`), or ours (`kmslab_…`), or that no
 * variable may have get `saved_` before them.
 */
export function variableOf(name: string): string {
  return /^(?!kmslab_)[a-z][a-z0-9_]*$/.test(name) ? name : `saved_${name}`;
}

function literal(word: string): string {
  return word.includes("'") && !/[\\"$`\n]/.test(word) ? `"${word}"` : quoteWord(word);
}
