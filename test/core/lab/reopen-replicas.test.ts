import { describe, expect, it } from 'vitest';
import { createLab, DEFAULT_WORLD, type Lab, openLab } from '../../../core/index.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { ADMIN, DAY, START } from '../../helpers/lab-with.ts';
import { MortalStore } from '../../helpers/mortal-store.ts';

const ROOT_KEY = new Uint8Array(32).fill(7);
const HERE = ADMIN;
const THERE = { ...ADMIN, region: 'eu-west-1' };

async function call(lab: Lab, operation: string, input: object, caller: { as: string; region: string } = HERE) {
  const { reply } = await lab.call({ service: 'kms', operation, input, ...caller });
  if (!reply.ok) throw new Error(`${operation}: ${reply.error.name}: ${reply.error.message}`);
  return reply.output;
}

/** Two multi-Region keys with replicas: one rotates, of the other primary and replica wait for their deletion. */
async function related(store: MortalStore): Promise<Lab> {
  const lab = await createLab({ ...fixedPorts(), store }, { ...DEFAULT_WORLD, start: START }, undefined, ROOT_KEY);
  const ids: string[] = [];
  for (const Description of ['rotates', 'goes']) {
    const made = await call(lab, 'CreateKey', { MultiRegion: true, Description });
    const { KeyId } = made.KeyMetadata as { KeyId: string };
    await call(lab, 'ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-1', Description });
    ids.push(KeyId);
  }
  await lab.act({ type: 'advance', by: DAY });
  await call(lab, 'EnableKeyRotation', { KeyId: ids[0], RotationPeriodInDays: 90 });
  await call(lab, 'ScheduleKeyDeletion', { KeyId: ids[1], PendingWindowInDays: 7 });
  await call(lab, 'ScheduleKeyDeletion', { KeyId: ids[1], PendingWindowInDays: 10 }, THERE);
  return lab;
}

async function outcome(lab: Lab) {
  const { keys } = await lab.ask({ type: 'view' });
  const views = await Promise.all(keys.map(({ keyArn }) => lab.ask({ type: 'key', keyArn })));
  const trail = await lab.ask({ type: 'trail' });
  return {
    keys: views.map((key) => [key?.region, key?.description, key?.keyState, key?.materials.map(({ since }) => since)]),
    ends: trail.filter(({ record }) => record.eventName === 'DeleteKey').length,
  };
}

describe('related keys, when a process ends between two commits', () => {
  it('stay alike, and a primary is deleted after its last replica', async () => {
    const undisturbed = new MortalStore();
    const whole = await related(undisturbed);
    const before = undisturbed.appends;
    await whole.act({ type: 'advance', by: 100 * DAY });
    const expected = await outcome(whole);
    expect(expected).toMatchObject({ ends: 2, keys: [{ 1: 'rotates' }, { 1: 'rotates' }] });
    const appends = undisturbed.appends - before;
    expect(appends).toBeGreaterThan(4);
    for (let at = 0; at < appends; at++) {
      const store = new MortalStore();
      const lab = await related(store);
      const { now } = await lab.ask({ type: 'view' });
      store.endAfter(at);
      await expect(lab.act({ type: 'advance', by: 100 * DAY })).rejects.toThrow('the process has ended');
      store.live();
      const heir = await openLab({ ...fixedPorts(`heir ${at}`), store }, ROOT_KEY);
      await heir.act({ type: 'advanceTo', at: now + 100 * DAY });
      expect([at, await outcome(heir)]).toEqual([at, expected]);
    }
  });
});
