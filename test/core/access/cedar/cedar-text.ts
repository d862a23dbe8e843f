import { OutsideFragment } from './outside-fragment.ts';

/** A text as Cedar writes it. Source: Cedar Policy Language, "Data types", String. */
export function literal(text: string): string {
  return `"${escaped(text)}"`;
}

/** The same as what stands behind `like`, where only `*` is a wildcard. Source: Cedar, "Operators", like. */
export function pattern(text: string): string {
  if (text.includes('?')) throw new OutsideFragment(`? in "${text}": Cedar's like has * only`);
  if (text.includes('${')) throw new OutsideFragment(`a variable in "${text}": Cedar's patterns have none`);
  return `"${escaped(text)}"`;
}

export function setOf(texts: readonly string[]): string {
  return `[${texts.map(literal).join(', ')}]`;
}

/** All of them; `true` for none. */
export function every(expressions: readonly string[]): string {
  return expressions.length === 0 ? 'true' : `(${expressions.join(' && ')})`;
}

/** One of them; `false` for none. */
export function some(expressions: readonly string[]): string {
  return expressions.length === 0 ? 'false' : `(${expressions.join(' || ')})`;
}

export function not(expression: string): string {
  return `!(${expression})`;
}

function escaped(text: string): string {
  return text.replace(/["\\\p{Cc}]/gu, (character) =>
    character === '"' || character === '\\' ? `\\${character}` : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
