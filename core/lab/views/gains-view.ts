import { verdictOf } from '../../access/decide.ts';
import type { AuthorizationRequest } from '../../access/decision.ts';
import { type Foreseen, gains, type Shift, type Standing } from '../../access/gains.ts';
import { statementTitle } from '../../access/statement-title.ts';
import { readyChanges } from '../access-changes.ts';
import type { Decider, GainsView, ShiftRow } from '../access-shapes.ts';
import type { LabQuery } from '../client.ts';
import { keyNamed } from '../key-named.ts';
import { actionsNamed, type Caller, callersOf, keyQuestions } from '../key-questions.ts';
import { callerOf } from '../ready-change.ts';
import type { World } from '../world.ts';
import { byText, CHANGE_POLICY, decidedBy } from './who-view.ts';
import { keySummary } from './world-view.ts';

/** Who would gain and who would lose what by changes that nobody has made. @throws {LabError} for a change that can't be */
export function gainsView(
  world: World,
  { type: _, key: text, changes, actions: names, ...made }: Extract<LabQuery, { type: 'gains' }>,
): GainsView {
  const named = keyNamed(world, text);
  const { key } = named;
  const ready = readyChanges(world, key, changes);
  const actions = actionsNamed(names);
  const policies = [key.policy, ...(ready.keyPolicy === null ? [] : [ready.keyPolicy])];
  const callers = callersOf(world, named, policies);
  const foreseen = function* (): Generator<Foreseen> {
    for (const before of keyQuestions(world, named, callers, actions, made))
      yield { before, after: ready.apply(before) };
  };
  const { gained, lost } = gains(foreseen());
  const mayChange = (change: (question: AuthorizationRequest) => AuthorizationRequest) =>
    whoMay([...keyQuestions(world, named, callers, actionsNamed([CHANGE_POLICY]), {})].map(change), callers);
  return {
    key: keySummary(world, key),
    diffs: ready.diffs,
    notes: ready.notes,
    gained: rowsOf(gained, callers),
    lost: rowsOf(lost, callers),
    mayChangePolicy: {
      before: mayChange((question) => question),
      after: mayChange((question) => ready.apply(question)),
    },
  };
}

function whoMay(questions: readonly AuthorizationRequest[], callers: readonly Caller[]): readonly string[] {
  return callers.flatMap(({ arn, label }) =>
    questions.some((question) => callerOf(question) === arn && verdictOf(question) === 'allowed') ? [label] : [],
  );
}

/** One row a caller, in the callers' order; actions for which the same decides stand together. */
function rowsOf(shifts: readonly Shift[], callers: readonly Caller[]): readonly ShiftRow[] {
  return callers.flatMap(({ arn, label }) => {
    const own = shifts.filter(({ question }) => callerOf(question) === arn);
    const groups = new Map<string, { actions: string[]; before: Decider; after: Decider }>();
    for (const { question, before, after } of own) {
      const decided = { before: deciderOf(before), after: deciderOf(after) };
      const name = JSON.stringify(decided);
      const known = groups.get(name) ?? { actions: [], ...decided };
      groups.set(name, known);
      known.actions.push(question.action);
    }
    return groups.size === 0 ? [] : [{ arn, label, groups: [...groups.values()] }];
  });
}

function deciderOf({ decision, underCondition }: Standing): Decider {
  const by = decidedBy(decision);
  if (decision.verdict === 'allowed') return { verdict: 'allowed', by, says: `allowed by ${byText(by)}` };
  if (underCondition.length > 0) {
    const titles = underCondition.map(statementTitle);
    return { verdict: 'underCondition', by: titles, says: `allowed under the condition of ${byText(titles)}` };
  }
  return { verdict: 'denied', by, says: by.length === 0 ? 'nothing allows it' : `denied by ${byText(by)}` };
}
