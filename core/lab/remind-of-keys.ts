import type { KeyArn } from '../cloud/arn.ts';
import type { EpochMs } from '../ports.ts';
import { applyDatabaseEvent, databaseCan } from '../services/rds/at-rest.ts';
import { KEY_CHECK_MS } from '../services/rds/delays.ts';
import type { KeyFact } from './facts.ts';
import type { World } from './world.ts';

/**
 * Has services look again at a key that they may have lost: where it is not enabled any more, its policy is another, or
 * a grant on it has ended. DB instances that run under it are told, and ask KMS a while later.
 */
export function remindOfKeys(world: World, at: EpochMs, fact: KeyFact): void {
  if (world.databases.size === 0) return;
  const doubt = doubtOf(world, fact);
  if (doubt === null) return;
  const event = { type: 'KeyChanged', dueAt: at + KEY_CHECK_MS } as const;
  for (const database of world.databases.values()) {
    if (database.keyArn !== doubt.keyArn || !databaseCan(database.machine, event)) continue;
    if (doubt.grantId !== undefined && doubt.grantId !== database.machine.context.grantId) continue;
    database.machine = applyDatabaseEvent(database.machine, event).next;
    world.agenda.set(database.arn, database.machine.context.dueAt);
  }
}

/** The key that may be lost, to one grant alone where that has ended. */
function doubtOf(world: World, fact: KeyFact): { readonly keyArn: KeyArn; readonly grantId?: string } | null {
  switch (fact.type) {
    case 'keyPolicyPut':
      return { keyArn: fact.keyArn };
    case 'grantChanged':
      return fact.event.type === 'TimePassed' ? null : { keyArn: fact.keyArn, grantId: fact.grantId };
    case 'keyChanged':
      return world.keys.get(fact.keyArn)?.machine.value.lifecycle === 'Enabled' ? null : { keyArn: fact.keyArn };
    default:
      return null;
  }
}
