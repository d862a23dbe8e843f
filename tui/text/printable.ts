/**
 * `text` without what a terminal would obey: control characters become `?`, a tab two spaces.
 * Key descriptions and policies are anybody's text, and a terminal acts on an escape sequence wherever it comes from.
 */
export function printable(text: string): string {
  return text.replaceAll('\t', '  ').replace(CONTROL, '?');
}

/** The same for text of several lines: newlines stay. */
export function printableLines(text: string): readonly string[] {
  return text.replaceAll('\r\n', '\n').split('\n').map(printable);
}

// C0, DEL, C1, and the marks that turn the direction of writing (they can make a command read as another).
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
