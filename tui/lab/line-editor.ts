import type { KeyPress } from '../terminal/keys.ts';

/** A line of text with a cursor in it. */
export interface EditedLine {
  readonly line: string;
  /** From 0 (before the first character) to the line's length. */
  readonly cursor: number;
}

/** What a key makes of a line, with the keys that every shell has; null for a key that doesn't edit. */
export function editLine({ line, cursor }: EditedLine, press: KeyPress): EditedLine | null {
  const before = line.slice(0, cursor);
  const after = line.slice(cursor);
  switch (press.name) {
    case 'Left':
    case 'Ctrl+B':
      return { line, cursor: cursor - lastCharacter(before).length };
    case 'Right':
    case 'Ctrl+F':
      return { line, cursor: cursor + (/^./su.exec(after)?.[0].length ?? 0) };
    case 'Home':
    case 'Ctrl+A':
      return { line, cursor: 0 };
    case 'End':
    case 'Ctrl+E':
      return { line, cursor: line.length };
    case 'Backspace':
    case 'Ctrl+H':
      return joined(before.slice(0, before.length - lastCharacter(before).length), after);
    case 'Delete':
    case 'Ctrl+D':
      return { line: before + after.replace(/^./su, ''), cursor };
    case 'Ctrl+U':
      return joined('', after);
    case 'Ctrl+K':
      return joined(before, '');
    case 'Ctrl+W':
      return joined(before.replace(/\S+\s*$/, ''), after);
    case 'Paste':
      return joined(before + asOneLine(press.text), after);
    default:
      return press.text === '' ? null : joined(before + press.text, after);
  }
}

function joined(before: string, after: string): EditedLine {
  return { line: before + after, cursor: before.length };
}

function lastCharacter(text: string): string {
  return /.$/su.exec(text)?.[0] ?? '';
}

/** A pasted command as one line: what a shell would read behind `\` and a newline, and no newline left to run it. */
export function asOneLine(text: string): string {
  return text
    .trimEnd()
    .replace(/\\\n/g, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/^\$ /, '');
}
