import { describe, expect, it } from 'vitest';
import { applyGrantEvent, grantDueAt, newGrant } from '../../../core/grants/grant-snapshot.ts';

const pending = newGrant({ consistentDate: 100 }, 0);
const inForce = newGrant({ consistentDate: 100 }, 100);
const retired = applyGrantEvent(inForce, { type: 'RetireGrant' });
const revoked = applyGrantEvent(inForce, { type: 'RevokeGrant' });

describe('the life of a grant (access.md section 7)', () => {
  it.each([
    ['a new grant is pending until all of KMS knows of it', pending, { type: 'TimePassed', now: 99 }, 'Pending'],
    ['it is in force from its date on', pending, { type: 'TimePassed', now: 100 }, 'InForce'],
    ['a pending grant can be retired', pending, { type: 'RetireGrant' }, 'Retired'],
    ['a pending grant can be revoked', pending, { type: 'RevokeGrant' }, 'Revoked'],
    ['a grant in force can be retired', inForce, { type: 'RetireGrant' }, 'Retired'],
    ['a grant in force can be revoked', inForce, { type: 'RevokeGrant' }, 'Revoked'],
    ['time changes nothing on a grant in force', inForce, { type: 'TimePassed', now: 1e15 }, 'InForce'],
    ['a retired grant stays retired', retired, { type: 'RevokeGrant' }, 'Retired'],
    ['a revoked grant does not come back', revoked, { type: 'TimePassed', now: 1e15 }, 'Revoked'],
  ] as const)('%s', (_, grant, event, state) => {
    expect(applyGrantEvent(grant, event).value).toBe(state);
  });

  it('a pending grant is due at its date, and no other is', () => {
    expect([pending, inForce, retired, revoked].map(grantDueAt)).toEqual([100, null, null, null]);
  });
});
