import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ScenarioError } from './scenario-error.ts';

/**
 * Reads a value of one grammar from YAML.
 * @param name - the file's name, for messages; `what` it is to be.
 * @throws {ScenarioError} that names line and column of the first thing that is wrong.
 */
export function parseYaml<T>(text: string, name: string, grammar: z.ZodType<T>, what: string): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  const [problem] = document.errors;
  if (problem !== undefined) throw new ScenarioError(`${at(problem.pos[0])}: ${firstLine(problem.message)}`);

  const parsed = grammar.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const issue = deepest(parsed.error.issues[0]);
  if (issue === undefined) throw new ScenarioError(`${name}: not a ${what}`);
  const where = issue.path.length === 0 ? 'the file' : issue.path.join('.');
  const isMissing = issue.path.length > 0 && !document.hasIn(issue.path);
  throw new ScenarioError(`${at(offsetOf(issue.path))}: ${where}${isMissing ? ' is missing' : `: ${issue.message}`}`);

  /** Where the value of a path stands; of a missing one, where its parent does. */
  function offsetOf(path: readonly PropertyKey[]): number {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length).map(String), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  }
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly errors?: readonly (readonly Issue[])[];
}

/** Of a choice that nothing fits, the complaint that got furthest says most. */
function deepest(issue: Issue | undefined): Issue | undefined {
  if (issue?.errors === undefined) return issue;
  const inner = issue.errors
    .flatMap((issues) => issues.map((one) => ({ ...one, path: [...issue.path, ...one.path] })))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return inner === undefined || inner.path.length === issue.path.length ? issue : deepest(inner);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
