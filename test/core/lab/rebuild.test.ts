import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLab, DEFAULT_WORLD, type Lab } from '../../../core/index.ts';
import { rebuild } from '../../../core/lab/rebuild.ts';
import type { World } from '../../../core/lab/world.ts';
import { nodePorts } from '../../../core/node/index.ts';

const ADMIN = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;
const DAY = 86_400_000;

/** A deed of somebody in the lab; it names keys by their number, for their ids are not known before. */
type Deed = (lab: Lab, keyIds: readonly string[]) => Promise<unknown>;

const call =
  (operation: string, input: (key: string) => object) =>
  (n: number): Deed =>
  (lab, keyIds) =>
    lab.call({ service: 'kms', operation, input: input(keyIds[n % Math.max(1, keyIds.length)] ?? 'none'), ...ADMIN });

const keyDeeds = [
  call('CreateKey', () => ({})),
  call('CreateKey', () => ({ MultiRegion: true })),
  call('CreateKey', () => ({ Origin: 'EXTERNAL' })),
  call('ReplicateKey', (KeyId) => ({ KeyId, ReplicaRegion: 'eu-west-1' })),
  call('UpdatePrimaryRegion', (KeyId) => ({ KeyId, PrimaryRegion: 'eu-west-1' })),
  call('EnableKey', (KeyId) => ({ KeyId })),
  call('DisableKey', (KeyId) => ({ KeyId })),
  call('ScheduleKeyDeletion', (KeyId) => ({ KeyId, PendingWindowInDays: 7 })),
  call('CancelKeyDeletion', (KeyId) => ({ KeyId })),
  call('EnableKeyRotation', (KeyId) => ({ KeyId, RotationPeriodInDays: 90 })),
  call('DisableKeyRotation', (KeyId) => ({ KeyId })),
  call('RotateKeyOnDemand', (KeyId) => ({ KeyId })),
  call('CreateAlias', (TargetKeyId) => ({ AliasName: 'alias/one', TargetKeyId })),
  call('UpdateAlias', (TargetKeyId) => ({ AliasName: 'alias/one', TargetKeyId })),
  call('DeleteAlias', () => ({ AliasName: 'alias/one' })),
  call('PutKeyPolicy', (KeyId) => ({ KeyId, Policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny"}]}' })),
  call('UpdateKeyDescription', (KeyId) => ({ KeyId, Description: 'changed' })),
  call('TagResource', (KeyId) => ({ KeyId, Tags: [{ TagKey: 'a', TagValue: '1' }] })),
  call('UntagResource', (KeyId) => ({ KeyId, TagKeys: ['a'] })),
  call('CreateGrant', (KeyId) => ({ KeyId, GranteePrincipal: ADMIN.as, Operations: ['Decrypt'], Name: 'one' })),
  (n: number): Deed =>
    (lab, keyIds) => {
      const [grant] = [...lab.world.grants.values()].flat();
      const input = { KeyId: keyIds[n % Math.max(1, keyIds.length)] ?? 'none', GrantId: grant?.grantId ?? '' };
      return lab.call({ service: 'kms', operation: 'RevokeGrant', input, ...ADMIN });
    },
  call('Encrypt', (KeyId) => ({ KeyId, Plaintext: Uint8Array.of(1) })),
];
const deeds = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...keyDeeds), fc.nat(3)).map(([deed, n]) => deed(n)) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 200 }).map(
      (days): Deed =>
        (lab) =>
          lab.act({ type: 'advance', by: days * DAY }),
    ),
  },
);

/** What a world amounts to, as plain data. */
function inventory(world: World) {
  return {
    now: world.now,
    keys: [...world.keys.values()].map(({ arn, description, policy, tags, machine, lastUsage }) => ({
      arn,
      description,
      policy: policy.text,
      tags,
      machine,
      lastUsage,
    })),
    aliases: [...world.aliases.values()],
    aliasesOfKey: [...world.aliasesOfKey].filter(([, names]) => names.length > 0),
    grants: [...world.grants].filter(([, grants]) => grants.length > 0),
    trailLength: world.trailLength,
    due: world.agenda
      .upTo(Number.MAX_SAFE_INTEGER)
      .map(({ item, at }) => [item, at])
      .sort(),
  };
}

describe('the journal', () => {
  it('rebuilds the world as it is, whatever was done in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deeds, { minLength: 5, maxLength: 40 }), async (plan) => {
        const ports = nodePorts();
        const lab = await createLab(ports, { ...DEFAULT_WORLD, start: 0, grantDelayMs: DAY });
        for (const deed of plan)
          await deed(
            lab,
            [...lab.world.keys.values()].map(({ keyId }) => keyId),
          );
        expect(inventory(rebuild(ports.store.journal()))).toEqual(inventory(lab.world as World));
      }),
      { numRuns: 40 },
    );
  });

  it('shows the world as it was at a past moment', async () => {
    const lab = await createLab(nodePorts(), { ...DEFAULT_WORLD, start: 0 });
    await lab.call({ service: 'kms', operation: 'CreateKey', input: {}, ...ADMIN });
    const [key] = lab.world.keys.values();
    await lab.act({ type: 'advance', by: DAY });
    await lab.call({
      service: 'kms',
      operation: 'ScheduleKeyDeletion',
      input: { KeyId: key?.keyId, PendingWindowInDays: 7 },
      ...ADMIN,
    });
    await lab.act({ type: 'advance', by: 30 * DAY });
    const states = await Promise.all([0, 2 * DAY, 31 * DAY].map((at) => lab.ask({ type: 'view', at })));
    expect(states.map(({ keys }) => keys.map(({ keyState }) => keyState))).toEqual([
      ['Enabled'],
      ['PendingDeletion'],
      [],
    ]);
  });

  it('holds nothing of a call that was refused but its record', async () => {
    const ports = nodePorts();
    const lab = await createLab(ports, { ...DEFAULT_WORLD, start: 0 });
    const before = ports.store.length;
    await lab.call({
      service: 'kms',
      operation: 'CreateKey',
      input: { Policy: '{"Version":"2012-10-17","Statement":[]}' },
      ...ADMIN,
    });
    expect([...ports.store.journal(before)].map(({ fact }) => fact.type)).toEqual(['recorded']);
    expect(lab.world.keys.size).toBe(0);
  });
});
