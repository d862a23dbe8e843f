/** A place in a policy's text, counted from 1. Source: IAM API Reference, Position. */
export interface Position {
  readonly Line: number;
  readonly Column: number;
}

/** From behind what stands before a statement to behind the statement itself, as IAM tells it. */
export interface StatementPosition {
  readonly StartPosition: Position;
  readonly EndPosition: Position;
}

/**
 * Where the statements of a policy stand in its text, which is well formed.
 * Source: AWS CLI Command Reference, `aws iam simulate-custom-policy`, examples.
 */
export function statementPositions(text: string): readonly StatementPosition[] {
  const found: StatementPosition[] = [];
  let depth = 0; // of objects and lists around
  let member = ''; // the name that a value of the document itself is waited for
  let last = ''; // the string that came last
  let listDepth: number | null = null; // where the statements are in a list, its depth
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      last = text.slice(at + 1, end);
      at = end;
    } else if (char === ':' && depth === 1) {
      member = last;
      start = at + 1;
    } else if (char === ',' && depth === listDepth) {
      start = at + 1;
    } else if (char === '[' || char === '{') {
      depth += 1;
      if (char === '[' && depth === 2 && member === 'Statement') {
        listDepth = depth;
        start = at + 1;
      }
    } else if (char === ']' || char === '}') {
      const isStatement = char === '}' && member === 'Statement' && depth === (listDepth ?? 1) + 1;
      depth -= 1;
      if (isStatement) found.push({ StartPosition: positionOf(text, start), EndPosition: positionOf(text, at + 1) });
      if (depth === 1) listDepth = null;
    }
  }
  return found;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function positionOf(text: string, at: number): Position {
  const before = text.slice(0, at);
  return { Line: before.split('\n').length, Column: at - before.lastIndexOf('\n') };
}
