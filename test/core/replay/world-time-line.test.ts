import { describe, expect, it } from 'vitest';
import { bundledScenario, playToEnd } from '../../../core/index.ts';
import { worldTimeLine } from '../../../core/replay/world-time-line.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { labWith } from '../../helpers/lab-with.ts';

describe('the replay of a world', () => {
  it('has a step for each call, and one for time that passed, each with the world of then', async () => {
    const { lab, ok, call, key, pass } = await labWith();
    const KeyId = await key({ Description: 'orders' });
    await ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    await call('Encrypt', { KeyId, Plaintext: Uint8Array.of(1) });
    await pass(8 * 86_400_000);
    await ok('ListKeys');
    const { steps, moments } = worldTimeLine(lab);
    expect(steps.map(({ kind, run }) => `${kind}: ${run?.split(' ', 2).join(' ')}`)).toEqual([
      'call: kms CreateKey',
      'call: kms ScheduleKeyDeletion',
      'call: kms Encrypt',
      'advance: time passes',
      'call: kms ListKeys',
    ]);
    expect(steps.map(({ as }) => as)).toEqual([
      'main/role/admin',
      'main/role/admin',
      'main/role/admin',
      null,
      'main/role/admin',
    ]);
    expect(steps[2]).toMatchObject({ outcome: { refusal: { name: 'KMSInvalidStateException' } } });
    expect(steps[3]?.happened.flatMap(({ changes }) => changes.map(({ to }) => to))).toEqual(['Deleted']);
    const past = lab.past();
    const states = moments.map((moment) => past.ask({ type: 'view' }, moment).keys.map(({ keyState }) => keyState));
    expect(states).toEqual([[], ['Enabled'], ['PendingDeletion'], ['PendingDeletion'], [], []]);
  });

  it('puts what a service did for a call into its step', async () => {
    const scenario = await bundledScenario('snapshot-copy');
    const lab = await playToEnd(scenario, { ports: fixedPorts });
    const { steps, moments } = worldTimeLine(lab);
    const copying = steps.filter(({ calls }) => calls.some(({ operation }) => operation === 'CreateGrant'));
    expect(copying.map(({ calls }) => calls.map(({ operation }) => operation))).toContainEqual([
      'DescribeKey',
      'DescribeKey',
      'CreateGrant',
      'GenerateDataKeyWithoutPlaintext',
    ]);
    expect(moments.at(-1)?.length).toBe(lab.journalLength);
    const lengths = moments.map(({ length }) => length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    const past = lab.past();
    expect(past.ask({ type: 'view' }, moments[moments.length - 1] as (typeof moments)[number]).snapshots).toEqual(
      (await lab.ask({ type: 'view' })).snapshots,
    );
  });

  it('of nobody who did anything has no steps', async () => {
    const { lab } = await labWith();
    expect(worldTimeLine(lab).steps).toEqual([]);
  });
});
