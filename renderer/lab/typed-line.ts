import { applyCompletion } from './apply-completion.ts';

/** A line as it stands in the command bar, and what is selected in it; a mere caret where both are the same. */
export interface TypedLine {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What stands in an offered line for what its reader has to find out. */
export const PLACEHOLDER = '…';

export function untouched(text: string): TypedLine {
  return { text, from: text.length, to: text.length };
}

/** A line with its next placeholder selected, to be typed over; null where it has none from there on. */
export function atPlaceholder(text: string, after = 0): TypedLine | null {
  const from = text.indexOf(PLACEHOLDER, after);
  return from === -1 ? null : { text, from, to: from + PLACEHOLDER.length };
}

/** The word before the caret completed; what stands behind it stays. */
export function withCompletion({ text, to }: TypedLine, completion: string): TypedLine {
  const rest = text.slice(to);
  const head = applyCompletion(text.slice(0, to), completion);
  const before = rest.startsWith(' ') ? head.trimEnd() : head;
  return { text: before + rest, from: before.length, to: before.length };
}
