import { conditionsSeen, type SeenCondition } from './conditions/seen-condition.ts';
import type { AuthorizationRequest, Decision, StatementPart, StatementTrace } from './decision.ts';
import { type JsonLine, jsonLines } from './json-lines.ts';
import { shownDocument } from './policy.ts';
import { policyOf } from './policy-change.ts';
import { isJsonArray, isJsonObject, type JsonObject } from './policy-json.ts';

/** A line of a statement as its policy has it, and how it compared with the request. */
export interface QuotedLine {
  readonly text: string;
  /** Null for a line that nothing was compared with: a bracket, the Sid. */
  readonly mark: 'matched' | 'failed' | null;
  /** What the request has in its place; null where the line says enough. */
  readonly note: string | null;
}

/** A statement as JSON, line by line, each value marked by how it compared. Null where the policy is not at hand. */
export function quoteStatement(
  decision: Decision,
  trace: StatementTrace,
  question: AuthorizationRequest,
): readonly QuotedLine[] | null {
  const statement = statementOf(trace, question);
  if (statement === null) return null;
  const isOfADeny = trace.effect === 'Deny' && trace.outcome !== 'notMatched';
  const marks = new Map([
    ...trace.parts.flatMap((part) => marksOf(part, statement, question)),
    ...conditionsSeen(decision, trace).flatMap((test) => conditionMarks(test, statement, isOfADeny)),
  ]);
  return jsonLines(statement).map(({ text, path }) => {
    const { mark = null, note = null } = marks.get(pathText(path)) ?? {};
    return { text, mark, note };
  });
}

/** A mark for the line of a path. */
type Mark = readonly [path: string, { readonly mark: 'matched' | 'failed'; readonly note: string | null }];

/** Names may hold any character of a policy, but not this one. */
const pathText = (path: readonly string[]): string => path.join('\n');

function statementOf({ source, index }: StatementTrace, question: AuthorizationRequest): JsonObject | null {
  const policy = policyOf(question, source);
  const given = policy === null ? null : (shownDocument(policy).Statement ?? null);
  const statement = isJsonArray(given) ? (given[index] ?? null) : given;
  return isJsonObject(statement) ? statement : null;
}

function marksOf(part: StatementPart, statement: JsonObject, question: AuthorizationRequest): readonly Mark[] {
  const { element, matched } = part;
  if (element === 'Condition') return [];
  const isNot = statement[element] === undefined;
  const name = isNot ? `Not${element}` : element;
  const value = statement[name];
  if (value === undefined) return [];
  const values = jsonLines(value, [name]).filter(({ value: text }) => text !== null);
  const told = isNot && !matched ? withoutPrefix(part.text, name) : part.text;
  const one = values.find(({ value: text }) => text === told);
  // A list that one value decided: that one fits, or is what a Not… leaves out. Else it was all of them.
  const deciding = one !== undefined && matched !== isNot ? [one] : values;
  const mark = matched ? 'matched' : 'failed';
  return deciding.map(({ path, value: text }, index): Mark => {
    const gone = element === 'Principal' ? question.keyPolicy?.gone?.get(text ?? '') : undefined;
    const request = index === 0 && (!matched || isNot) ? `the request: ${asked(element, question)}` : undefined;
    const told = [gone, request].filter((one) => one !== undefined);
    return [pathText(path), { mark, note: told.length === 0 ? null : told.join('; ') }];
  });
}

function withoutPrefix(text: string, name: string): string {
  return text.startsWith(`${name} `) ? text.slice(name.length + 1) : text;
}

function asked(element: 'Principal' | 'Action' | 'Resource', question: AuthorizationRequest): string {
  switch (element) {
    case 'Principal':
      return question.principal.arn;
    case 'Action':
      return question.action;
    case 'Resource':
      return question.resourceArn;
  }
}

/** A test is marked on all its values: whether one of them or none is enough is the operator's affair. */
function conditionMarks(test: SeenCondition, { Condition = null }: JsonObject, isOfADeny: boolean): readonly Mark[] {
  const operator = isJsonObject(Condition) ? (Condition[test.operator] ?? null) : null;
  const value = isJsonObject(operator) ? operator[test.key] : undefined;
  if (value === undefined) return [];
  const values = jsonLines(value, ['Condition', test.operator, test.key]).filter(({ value: text }) => text !== null);
  const mark = test.matched ? 'matched' : 'failed';
  return values.map(
    (line, index): Mark => [
      pathText(line.path),
      { mark, note: index === 0 ? conditionNote(test, values, isOfADeny) : null },
    ],
  );
}

/** What the test saw where that turned the decision: where it failed, or made a Deny apply. And what its variables stood for. */
function conditionNote(
  { wanted, saw, matched }: SeenCondition,
  values: readonly JsonLine[],
  isOfADeny: boolean,
): string | null {
  const isAsWritten = values.every(({ value }, index) => value === wanted[index]);
  const stands = isAsWritten ? [] : [`wanted: ${wanted.join(' or ')}`];
  const seen = matched && isAsWritten && !isOfADeny ? [] : [`the request has ${seenText(saw)}`];
  const told = [...stands, ...seen];
  return told.length === 0 ? null : told.join('; ');
}

function seenText(saw: SeenCondition['saw']): string {
  if (saw === null) return 'none';
  return typeof saw === 'string' ? JSON.stringify(saw) : saw.map((value) => JSON.stringify(value)).join(', ') || 'none';
}
