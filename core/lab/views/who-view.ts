import { verdictOf } from '../../access/decide.ts';
import type { Decision, StatementTrace } from '../../access/decision.ts';
import { type Standing, standingOf } from '../../access/gains.ts';
import { failedConditions } from '../../access/near-miss.ts';
import { listOf, quotedTitle, statementTitle } from '../../access/statement-title.ts';
import type { KmsAction } from '../../operations/kms-actions.ts';
import type { WhoGroup, WhoRow, WhoView } from '../access-shapes.ts';
import type { LabQuery } from '../client.ts';
import { keyNamed } from '../key-named.ts';
import { actionsNamed, callersOf, keyQuestions } from '../key-questions.ts';
import type { World } from '../world.ts';
import { keySummary } from './world-view.ts';

/** Changing the policy is what keeps a key from being nobody's. */
export const CHANGE_POLICY = 'kms:PutKeyPolicy';

/** Who of this world may do what with a key, were they to call as `query` says. @throws {LabError} */
export function whoView(
  world: World,
  { type: _, key, actions: names, ...made }: Extract<LabQuery, { type: 'who' }>,
): WhoView {
  const named = keyNamed(world, key);
  const actions = actionsNamed(names);
  const callers = callersOf(world, named, [named.key.policy]);
  const questions = keyQuestions(world, named, callers, actions, made);
  const rows = callers.map(({ arn, label }): WhoRow => {
    const own = actions.map((): Standing => standingOf(next(questions)));
    return { arn, label, may: groups(own, actions, true), mayNot: groups(own, actions, false) };
  });
  return {
    key: keySummary(world, named.key),
    actions: actions.map(({ action, kind }) => ({ action, kind })),
    principals: rows,
    mayChangePolicy: [...keyQuestions(world, named, callers, actionsNamed([CHANGE_POLICY]), {})].flatMap(
      (question, index) => (verdictOf(question) === 'allowed' ? [callers[index]?.label ?? ''] : []),
    ),
  };
}

/** What decided, for people. */
export function decidedBy({ statements, decidedBy: indexes, grantId }: Decision): readonly string[] {
  const titles = indexes.flatMap((index) => {
    const statement = statements[index];
    return statement === undefined ? [] : [statementTitle(statement)];
  });
  return grantId === null ? titles : [...titles, `grant ${grantId}`];
}

function next<T>(items: Generator<T>): T {
  const { value, done } = items.next();
  if (done === true) throw new Error('fewer questions than callers and actions');
  return value;
}

function groups(
  standings: readonly Standing[],
  actions: readonly KmsAction[],
  isAllowed: boolean,
): readonly WhoGroup[] {
  const found = new Map<string, { readonly group: Omit<WhoGroup, 'actions'>; readonly actions: string[] }>();
  for (const [index, { decision, underCondition }] of standings.entries()) {
    if ((decision.verdict === 'allowed') !== isAllowed) continue;
    const by = decidedBy(decision);
    const isUnderCondition = underCondition.length > 0;
    if (!isAllowed && by.length === 0 && !isUnderCondition) continue;
    const says = isUnderCondition ? nearly(decision, underCondition) : `${isAllowed ? '' : 'denied '}by ${byText(by)}`;
    const group = { because: decision.because, by, isUnderCondition, says };
    const name = JSON.stringify(group);
    const known = found.get(name) ?? { group, actions: [] };
    found.set(name, known);
    known.actions.push(actions[index]?.action ?? '');
  }
  return [...found.values()]
    .map(({ group, actions: own }) => ({ actions: own, ...group }))
    .sort((a, b) => b.actions.length - a.actions.length);
}

/** What decides, in a sentence. Nothing is named where a root user may because it is one. */
export function byText(titles: readonly string[]): string {
  return titles.length === 0 ? 'being the root user' : titles.join(' and ');
}

/** The statements that would allow it but for a condition, which another call may meet. */
function nearly(decision: Decision, statements: readonly StatementTrace[]): string {
  return statements
    .map((statement) => {
      const failed = failedConditions(decision, statement);
      return `${listOf([quotedTitle(statement)])} would, but for its condition: ${failed}.`;
    })
    .join(' ');
}
