import type { KeyArn } from '../cloud/arn.ts';
import type { Grant } from '../grants/grant.ts';
import { applyGrantEvent, grantDueAt, hasEnded, newGrant } from '../grants/grant-snapshot.ts';
import type { EpochMs } from '../ports.ts';
import type { Applied } from './applied.ts';
import type { KeyFact } from './facts.ts';
import type { World } from './world.ts';

export type GrantFact = Extract<KeyFact, { readonly type: 'grantCreated' | 'grantChanged' }>;

/**
 * Makes a fact about a grant true. Lists and grants are replaced, never changed: decisions are remembered by them.
 * @throws {Error} for a grant that isn't there, which is a bug.
 */
export function applyGrantFact(world: World, at: EpochMs, fact: GrantFact): Applied {
  if (fact.type === 'grantCreated') {
    const { keyArn, grantId } = fact.grant;
    const machine = newGrant({ consistentDate: fact.consistentDate }, at);
    world.grants.set(keyArn, [...(world.grants.get(keyArn) ?? []), { ...fact.grant, machine }]);
    world.agenda.set(grantItem(keyArn, grantId), grantDueAt(machine));
    return changed(grantId, 'CreateGrant', '', machine.value);
  }
  const { keyArn, grantId, event } = fact;
  const grants = world.grants.get(keyArn) ?? [];
  const index = grants.findIndex((grant) => grant.grantId === grantId);
  const before = grants[index];
  if (before === undefined) throw new Error(`no grant ${grantId} on ${keyArn}`);
  const after: Grant = { ...before, machine: applyGrantEvent(before.machine, event) };
  const ended = hasEnded(after.machine);
  world.grants.set(keyArn, [...grants.slice(0, index), ...(ended ? [] : [after]), ...grants.slice(index + 1)]);
  world.agenda.set(grantItem(keyArn, grantId), grantDueAt(after.machine));
  return changed(grantId, event.type, before.machine.value, after.machine.value);
}

/** What stands for a grant in the agenda. */
export function grantItem(keyArn: KeyArn, grantId: string): string {
  return `${keyArn}${INFIX}${grantId}`;
}

/** The grant that an item of the agenda stands for; null when it stands for something else. */
export function grantOfItem(item: string): { readonly keyArn: KeyArn; readonly grantId: string } | null {
  const at = item.indexOf(INFIX);
  return at < 0 ? null : { keyArn: item.slice(0, at) as KeyArn, grantId: item.slice(at + INFIX.length) };
}

const INFIX = '/grant/';

function changed(of: string, event: string, from: string, to: string): Applied {
  return { change: { machine: 'grant', of, event, from, to }, effects: [] };
}
