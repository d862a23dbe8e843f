import { verdictOf } from '../../access/decide.ts';
import type { DecisionView, WhyView } from '../client.ts';
import { keyNamed } from '../key-named.ts';
import { actionsNamed, callersOf, keyQuestions } from '../key-questions.ts';
import type { World } from '../world.ts';
import { CHANGE_POLICY } from './who-view.ts';

/**
 * An answer to why, where it would have the policy of a key changed that nobody may change any more: it says so instead.
 * Source: KMS Developer Guide, "Default key policy", "Reduces the risk of the KMS key becoming unmanageable".
 */
export function withLostKeyTold(why: WhyView, world: World): WhyView {
  const lost = why.decisions.find(
    (decision) =>
      changesKeyPolicy(decision) && world.key(decision.resourceArn) !== undefined && isLost(decision, world),
  );
  if (lost === undefined) return why;
  const fix =
    'Make a new key. Nobody may change the policy of this one any more, not even the root user, for it does not trust the account; on AWS only AWS Support can help.';
  const gone = goneFrom(lost.resourceArn, world);
  const summary = gone.length === 0 ? why.summary : `${why.summary} ${gone.join(' ')}`;
  const told = { ...lost, fix, fixStatement: null, fixChanges: [], diffs: [], whoWouldGain: null };
  return { ...why, summary, fix, decisions: why.decisions.map((decision) => (decision === lost ? told : decision)) };
}

function changesKeyPolicy({ isAllowed, fixChanges }: DecisionView): boolean {
  return !isAllowed && fixChanges.some(({ policy }) => policy.type === 'key');
}

/** Whether nobody of the world may change the key's policy. */
function isLost({ resourceArn }: DecisionView, world: World): boolean {
  const named = keyNamed(world, resourceArn);
  if (named.key.keyManager === 'AWS') return false; // nobody ever could
  const callers = callersOf(world, named, [named.key.policy]);
  for (const question of keyQuestions(world, named, callers, actionsNamed([CHANGE_POLICY]), {})) {
    if (verdictOf(question) === 'allowed') return false;
  }
  return true;
}

/** Those whom the key policy names and who have been deleted since. */
function goneFrom(keyArn: string, world: World): readonly string[] {
  const ids = world.key(keyArn)?.policy.principalIds ?? {};
  return Object.entries(ids).flatMap(([arn, id]) =>
    world.idOf(arn) === id
      ? []
      : [`The key policy names ${arn.slice(arn.lastIndexOf(':') + 1)}, who was deleted: AWS shows it as ${id}.`],
  );
}
