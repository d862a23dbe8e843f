import type { Group, Identity, ManagedPolicy } from '../../cloud/identity.ts';
import type { IamFact } from '../../lab/facts.ts';
import { groupAtRest, identityAtRest, managedPolicyAtRest } from '../../lab/iam-at-rest.ts';

/** A user, role or group is so from now on. */
export function entityPut(entity: Identity | Group): IamFact {
  return entity.type === 'group'
    ? { type: 'groupPut', group: groupAtRest(entity) }
    : { type: 'identityPut', identity: identityAtRest(entity) };
}

/** A customer managed policy is so from now on. */
export function managedPolicyPut(policy: Omit<ManagedPolicy, 'inForce'>): IamFact {
  return { type: 'managedPolicyPut', policy: managedPolicyAtRest(policy) };
}
