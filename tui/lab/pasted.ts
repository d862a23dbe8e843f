/**
 * The commands of a pasted text, each on one line as a shell would read them: a backslash at a line's end goes on with the
 * next, so does an open quote; prompts (`$ `), comments and empty lines are left out.
 */
export function pastedCommands(text: string): readonly string[] {
  const commands: string[] = [];
  let open: string | null = null;
  for (const raw of text.replaceAll('\r\n', '\n').split('\n')) {
    if (open === null && /^\s*(?:#.*)?$/.test(raw)) continue;
    const part: string = open === null ? raw.replace(/^\s*(?:\$|>)\s+/, '').trimStart() : raw;
    const joined: string = open === null ? part : open + part;
    if (joined.endsWith('\\')) {
      open = joined.slice(0, -1);
      continue;
    }
    if (hasOpenQuote(joined)) {
      open = `${joined} `;
      continue;
    }
    commands.push(joined.replace(/\s*\n\s*/g, ' ').trim());
    open = null;
  }
  if (open !== null && open.trim() !== '') commands.push(open.trim());
  return commands;
}

function hasOpenQuote(text: string): boolean {
  let quote: string | null = null;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\' && quote !== "'") at += 1;
    else if (quote === null && (character === "'" || character === '"')) quote = character;
    else if (character === quote) quote = null;
  }
  return quote !== null;
}
