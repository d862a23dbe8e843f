import { describe, expect, it } from 'vitest';
import { parseAccountId } from '../../../core/cloud/arn.ts';
import { AccessKeys } from '../../../core/credentials/access-keys.ts';
import { createLab, DEFAULT_WORLD } from '../../../core/index.ts';
import { World } from '../../../core/lab/world.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { ADMIN, OTHER_ADMIN } from '../../helpers/lab-with.ts';

function labUnder(rootKey: number) {
  return createLab(fixedPorts(), { ...DEFAULT_WORLD, start: 0 }, 1, new Uint8Array(32).fill(rootKey));
}

describe('access keys', () => {
  it('have the form of AWS’s', async () => {
    const { accessKeys } = await labUnder(1);
    expect(accessKeys.of(ADMIN.as)).toEqual({
      accessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      secretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
      sessionToken: null,
      expiration: null,
    });
    expect(accessKeys.forSession(ADMIN.as, 1, 'x').accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  });

  it('are the same under the same root key; under another, ids stay and secrets change', async () => {
    const [one, again, other] = await Promise.all([labUnder(1), labUnder(1), labUnder(2)]);
    expect(again.accessKeys.of(ADMIN.as)).toEqual(one.accessKeys.of(ADMIN.as));
    expect(other.accessKeys.of(ADMIN.as).accessKeyId).toBe(one.accessKeys.of(ADMIN.as).accessKeyId);
    expect(other.accessKeys.of(ADMIN.as).secretAccessKey).not.toBe(one.accessKeys.of(ADMIN.as).secretAccessKey);
  });

  it('lead back to their holders, root users too, and to nobody else', async () => {
    const { accessKeys } = await labUnder(1);
    for (const arn of [ADMIN.as, OTHER_ADMIN.as, 'arn:aws:iam::111122223333:root']) {
      const { accessKeyId, secretAccessKey } = accessKeys.of(arn);
      expect(accessKeys.find(accessKeyId)).toEqual({ principalArn: arn, secretAccessKey });
    }
    expect(accessKeys.find('AKIAIOSFODNN7EXAMPLE')).toBeNull();
  });

  it('are worked out once for everybody, however many accounts come one after another', () => {
    const { primitives } = fixedPorts();
    let macs = 0;
    const hmac: typeof primitives.hmac = (...parts) => {
      macs += 1;
      return primitives.hmac(...parts);
    };
    const world = new World();
    const accessKeys = new AccessKeys({ ...primitives, hmac }, new Uint8Array(32), world);
    for (let n = 0; n < 300; n++) {
      const accountId = parseAccountId(String(100_000_000_000 + n));
      if (accountId === null) throw new Error('no account id');
      world.accounts.set(accountId, { accountId, name: accountId });
      expect(accessKeys.find('AKIAIOSFODNN7EXAMPLE')).toBeNull();
    }
    expect(macs).toBeLessThanOrEqual(2 * 300);
    const { accessKeyId } = accessKeys.of('arn:aws:iam::100000000299:root');
    expect(accessKeys.find(accessKeyId)?.principalArn).toBe('arn:aws:iam::100000000299:root');
  });

  it('of a session are in its token but for the secret, and only under the same root key', async () => {
    const [one, other] = await Promise.all([labUnder(1), labUnder(2)]);
    const { accessKeyId, secretAccessKey, sessionToken } = one.accessKeys.forSession(ADMIN.as, 5_000, 'x', {
      issuedAt: 4_000,
    });
    expect(one.accessKeys.findSession(sessionToken ?? '')).toEqual({
      accessKeyId,
      secretAccessKey,
      principalArn: ADMIN.as,
      expiration: 5_000,
      issuerId: one.world.identities.get(ADMIN.as)?.id,
      facts: { issuedAt: 4_000 },
    });
    expect(atob(sessionToken ?? '')).not.toContain(secretAccessKey);
    expect(other.accessKeys.findSession(sessionToken ?? '')).toBeNull();
  });

  it('stand in no journal, view or trail', async () => {
    const ports = fixedPorts();
    const lab = await createLab(ports, { ...DEFAULT_WORLD, start: 0 });
    const { secretAccessKey } = lab.accessKeys.of(ADMIN.as);
    await lab.call({ service: 'kms', operation: 'ListKeys', input: {}, ...ADMIN });
    const everything = [ports.store.journal(), await lab.ask({ type: 'view' }), await lab.ask({ type: 'trail' })];
    expect(JSON.stringify(everything)).not.toContain(secretAccessKey);
  });
});
