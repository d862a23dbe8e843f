import { beforeAll, describe, expect, it } from 'vitest';
import {
  bundledScenario,
  createLab,
  DEFAULT_WORLD,
  type Lab,
  openLab,
  type Scenario,
  scenarioTimeLine,
} from '../../../core/index.ts';
import { checkpointOf } from '../../../core/lab/checkpoint.ts';
import type { World } from '../../../core/lab/world.ts';
import type { TimeLine } from '../../../core/replay/time-line.ts';
import { ScenarioPlayer } from '../../../core/scenarios/player.ts';
import { fixedPorts } from '../../helpers/fixed-ports.ts';
import { ADMIN, labWith } from '../../helpers/lab-with.ts';

/** Everything that there is in a world. */
function contentsOf(world: Readonly<World>): readonly unknown[] {
  return [...checkpointOf(world as World, 0).chunks].map(({ part, json }) => [part, JSON.parse(json)]);
}

/** A world that was played to a step and no further. */
async function freshlyPlayed(scenario: Scenario, name: string, steps: number): Promise<Lab> {
  const player = await ScenarioPlayer.open(scenario, { name, ports: fixedPorts, speed: 0 });
  for (let n = 0; n < steps; n += 1) await player.step();
  return player.lab;
}

describe.each(['key-lifecycle', 'snapshot-copy', 'rds-snapshot-copy'])('the past of %s', (name) => {
  let scenario: Scenario;
  let timeLine: TimeLine;
  beforeAll(async () => {
    scenario = await bundledScenario(name);
    timeLine = await scenarioTimeLine(scenario, { name, ports: fixedPorts });
  });

  it('is at each step, there and back, the world of a replay that was played to it and no further', async () => {
    const past = timeLine.lab.past();
    const middle = Math.floor(scenario.steps.length / 2);
    for (const step of [0, 1, middle, scenario.steps.length, middle + 1, 2, 0]) {
      const moment = timeLine.moments[step];
      if (moment === undefined) throw new Error(`no moment ${step}`);
      const played = await freshlyPlayed(scenario, name, step);
      expect(contentsOf(past.worldAt(moment.length)), `step ${step}`).toEqual(contentsOf(played.world));
      for (const query of [{ type: 'view' }, { type: 'trail' }, { type: 'bill' }] as const) {
        expect(past.ask(query, moment), `${query.type} at step ${step}`).toEqual(await played.ask(query));
      }
    }
  });

  it('leaves the lab as it is', async () => {
    const before = contentsOf(timeLine.lab.world);
    timeLine.lab.past().worldAt(1);
    expect(contentsOf(timeLine.lab.world)).toEqual(before);
  });
});

describe('a long past', () => {
  it('goes back by what it has kept on the way, to the same worlds', async () => {
    const { lab, ok, key } = await labWith();
    const KeyId = await key();
    const lengths = [lab.journalLength];
    for (let n = 0; n < 1_300; n += 1) {
      await ok('UpdateKeyDescription', { KeyId, Description: `the ${n}th` });
      lengths.push(lab.journalLength);
    }
    const past = lab.past();
    const describedAt = (length: number) =>
      past.ask({ type: 'view' }, { length, files: new Map() }).keys[0]?.description;
    expect(describedAt(lab.journalLength)).toBe('the 1299th');
    for (const n of [1_000, 3, 700, 0, 1_299, 1_298, 501]) {
      expect(describedAt(lengths[n + 1] ?? 0)).toBe(`the ${n}th`);
    }
  });

  it('knows the last refusal of then, and why', async () => {
    const { lab, call, key } = await labWith();
    const KeyId = await key();
    const before = lab.journalLength;
    await call('Encrypt', { KeyId, Plaintext: Uint8Array.of(1), EncryptionAlgorithm: 'RSAES_OAEP_SHA_1' });
    const between = lab.journalLength;
    await call('DisableKey', { KeyId });
    await call('Encrypt', { KeyId, Plaintext: Uint8Array.of(1) });
    const past = lab.past();
    const whyAt = (length: number) => past.ask({ type: 'why' }, { length, files: new Map() })?.error?.name ?? null;
    expect([before, between, lab.journalLength].map(whyAt)).toEqual([
      null,
      'InvalidKeyUsageException',
      'DisabledException',
    ]);
  });
});

/** The id of one more key. */
async function madeIn(lab: Lab): Promise<unknown> {
  const { reply } = await lab.call({ service: 'kms', operation: 'CreateKey', input: {}, ...ADMIN });
  if (!reply.ok) throw new Error(reply.error.message);
  return (reply.output.KeyMetadata as { KeyId: string }).KeyId;
}

describe('a lab that goes on from a moment', () => {
  it('opens what was encrypted before, and leaves the past and the lab alone', async () => {
    const { lab, ok, key } = await labWith();
    const KeyId = await key();
    const { CiphertextBlob } = await ok('Encrypt', { KeyId, Plaintext: Uint8Array.of(7) });
    const length = lab.journalLength;
    await ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    await lab.act({ type: 'advance', by: 8 * 86_400_000 });
    const [before, past] = [contentsOf(lab.world), lab.past()];

    const forked = await lab.fork(fixedPorts(), { length, files: new Map([['note.txt', Uint8Array.of(1)]]) });
    const opened = await forked.call({ ...ADMIN, service: 'kms', operation: 'Decrypt', input: { CiphertextBlob } });
    expect(opened.reply).toMatchObject({ ok: true, output: { Plaintext: Uint8Array.of(7) } });
    expect(await forked.act({ type: 'getFile', name: 'note.txt' })).toMatchObject({ bytes: Uint8Array.of(1) });
    await forked.call({ ...ADMIN, service: 'kms', operation: 'CreateKey', input: {} });

    expect((await forked.ask({ type: 'view' })).keys).toHaveLength(2);
    expect((await forked.ask({ type: 'trail' })).map(({ record }) => record.eventName)).toEqual([
      'CreateKey',
      'Encrypt',
      'Decrypt',
      'CreateKey',
    ]);
    expect(forked.past().ask({ type: 'view' }, { length, files: new Map() }).keys[0]?.keyState).toBe('Enabled');
    expect(contentsOf(lab.world)).toEqual(before);
    expect(past.worldAt(length).keys.size).toBe(1);
    expect((await lab.ask({ type: 'view' })).keys).toEqual([]);
  });

  it('draws other ids than a lab that goes on from the same moment', async () => {
    const ports = fixedPorts();
    const rootKey = new Uint8Array(32).fill(1);
    const begun = await createLab(ports, DEFAULT_WORLD, undefined, rootKey);
    const before = await madeIn(begun);
    const lab = await openLab(ports, rootKey);
    const forked = await lab.fork(fixedPorts(), { length: lab.journalLength, files: new Map() });
    expect(new Set([before, await madeIn(lab), await madeIn(forked)]).size).toBe(3);
  });

  it('has a clock that stands, though that of the lab follows real time', async () => {
    const { lab, hostClock, key } = await labWith();
    await lab.act({ type: 'setClock', clock: 'following' });
    await key();
    const [length, then] = [lab.journalLength, lab.now];
    const ports = fixedPorts();
    ports.clock.at = hostClock.at + 3_600_000;
    const forked = await lab.fork(ports, { length, files: new Map() });
    expect(forked.now).toBe(then);
    ports.clock.at += 3_600_000;
    expect(forked.now).toBe(then);
  });
});
