import { describe, expect, it } from 'vitest';
import { createLab, DEFAULT_WORLD, type Lab, LabError, openLab } from '../../../core/index.ts';
import { MemoryStore } from '../../../core/lab/memory-store.ts';
import { type FixedClock, fixedPorts } from '../../helpers/fixed-ports.ts';
import { ADMIN, arnOf, DAY, START } from '../../helpers/lab-with.ts';
import { MortalStore } from '../../helpers/mortal-store.ts';

const ROOT_KEY = new Uint8Array(32).fill(7);
const SPEC = { ...DEFAULT_WORLD, start: START };

interface Opened {
  readonly lab: Lab;
  readonly clock: FixedClock;
}

/** Opens the world in the store, as a process of its own would; makes it where the store is empty. */
async function open(store: MemoryStore, rootKey = ROOT_KEY, hostAt?: number): Promise<Opened> {
  const ports = { ...fixedPorts(`process ${store.length}`), store };
  if (hostAt !== undefined) ports.clock.at = hostAt;
  const lab = store.length === 0 ? await createLab(ports, SPEC, undefined, rootKey) : await openLab(ports, rootKey);
  return { lab, clock: ports.clock };
}

async function call(lab: Lab, operation: string, input: object): Promise<Readonly<Record<string, unknown>>> {
  const { reply } = await lab.call({ service: 'kms', operation, input, ...ADMIN });
  if (!reply.ok) throw new Error(`${operation}: ${reply.error.name}: ${reply.error.message}`);
  return reply.output;
}

const makeKey = async (lab: Lab): Promise<string> =>
  ((await call(lab, 'CreateKey', {})).KeyMetadata as { KeyId: string }).KeyId;

describe('a world that is opened again', () => {
  it('is as it was: keys open what they sealed, files, clock and trail', async () => {
    const store = new MemoryStore();
    const { lab } = await open(store);
    const KeyId = await makeKey(lab);
    const Plaintext = Uint8Array.of(1, 2, 3);
    const { CiphertextBlob } = await call(lab, 'Encrypt', { KeyId, Plaintext });
    await lab.act({ type: 'putFile', name: 'note.txt', bytes: Uint8Array.of(9) });
    await lab.act({ type: 'advance', by: DAY });
    const before = await lab.ask({ type: 'view' });
    await lab.close();

    const again = await open(store);
    expect(await again.lab.ask({ type: 'view' })).toEqual(before);
    expect(await again.lab.act({ type: 'getFile', name: 'note.txt' })).toEqual({ ok: true, bytes: Uint8Array.of(9) });
    expect((await call(again.lab, 'Decrypt', { CiphertextBlob })).Plaintext).toEqual(Plaintext);
    const view = await again.lab.ask({ type: 'key', keyArn: arnOf(KeyId) });
    expect(view?.lastUsed).toMatchObject({ operation: 'Decrypt', at: START + DAY });
  });

  it('draws ids that it never drew before, however often it is opened', async () => {
    const store = new MemoryStore();
    const drawn: string[] = [];
    for (let opening = 0; opening < 5; opening++) {
      const { lab } = await open(store);
      for (let n = 0; n < 20; n++) drawn.push(await makeKey(lab));
      const rows = await lab.ask({ type: 'trail', limit: 20 });
      drawn.push(...rows.map(({ record }) => record.eventID), ...rows.map(({ requestId }) => requestId ?? ''));
      await lab.close();
    }
    expect(new Set(drawn).size).toBe(5 * 60);
  });

  it('draws the same ids where the same is done with the same seed', async () => {
    const twice = [new MemoryStore(), new MemoryStore()].map(async (store) => {
      const first = await open(store);
      const ids = [await makeKey(first.lab)];
      await first.lab.close();
      ids.push(await makeKey((await open(store)).lab));
      return ids;
    });
    const [one, other] = await Promise.all(twice);
    expect(one).toEqual(other);
  });

  it('is not opened with another world’s root key', async () => {
    const store = new MemoryStore();
    await (await open(store)).lab.close();
    const { length } = store;
    const wrong = open(store, new Uint8Array(32).fill(8));
    await expect(wrong).rejects.toThrow(LabError);
    await expect(wrong).rejects.toThrow('not the one that this world was made with');
    expect(store.length).toBe(length);
  });

  it('stands where it stood, however long it was closed', async () => {
    const store = new MemoryStore();
    await (await open(store)).lab.close();
    const { lab } = await open(store, ROOT_KEY, START + 100 * DAY);
    expect(await lab.ask({ type: 'view' })).toMatchObject({ now: START, clock: 'standing' });
  });

  it('that follows real time has lived on meanwhile: what was due happened, each at its instant', async () => {
    const store = new MemoryStore();
    const { lab, clock } = await open(store);
    const KeyId = await makeKey(lab);
    await call(lab, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    await lab.act({ type: 'setClock', clock: 'following' });
    await lab.act({ type: 'advance', by: DAY });
    await lab.close();

    const again = await open(store, ROOT_KEY, clock.at + 30 * DAY);
    const view = await again.lab.ask({ type: 'view' });
    expect(view).toMatchObject({ now: START + 31 * DAY, clock: 'following', keys: [] });
    const [end] = await again.lab.ask({ type: 'trail', limit: 1 });
    expect(end?.record).toMatchObject({ eventName: 'DeleteKey', eventTime: '2026-01-08T12:00:00Z' });
  });

  it('that follows real time waits for a host’s clock that went back', async () => {
    const store = new MemoryStore();
    const { lab, clock } = await open(store);
    await lab.act({ type: 'setClock', clock: 'following' });
    clock.at += DAY;
    await makeKey(lab);
    await lab.close();
    const again = await open(store, ROOT_KEY, clock.at - DAY);
    await makeKey(again.lab);
    expect((await again.lab.ask({ type: 'view' })).now).toBe(START + DAY);
  });
});

/** What a world has come to, without the ids that are drawn on the way. */
async function outcome(lab: Lab) {
  const { keys, volumes, snapshots, now } = await lab.ask({ type: 'view' });
  const names = await lab.ask({ type: 'trail' });
  const views = await Promise.all(keys.map(({ keyArn }) => lab.ask({ type: 'key', keyArn })));
  return {
    now,
    keys: views
      .map((key) => ({
        description: key?.description,
        state: key?.keyState,
        materials: key?.materials.map(({ since, rotationType }) => [since, rotationType]),
        rotation: key?.rotation,
        grants: key?.grants.length,
      }))
      .sort((a, b) => String(a.description).localeCompare(String(b.description))),
    volumes: volumes.map(({ state, kmsKeyArn }) => [state, kmsKeyArn !== null]),
    snapshots: snapshots.map(({ state, because, copyStep }) => [state, because, copyStep]),
    records: ['RotateKey', 'DeleteKey'].map(
      (name) => names.filter(({ record: { eventName } }) => eventName === name).length,
    ),
  };
}

/** A world with work ahead of it: rotations of both kinds, a deletion, a volume to be made and copies of each plan. */
async function busyWorld(store: MemoryStore): Promise<Lab> {
  const { lab } = await open(store);
  const aws = async (line: string): Promise<string> => {
    const { exitCode, stdout, stderr } = await lab.runAws(line, ADMIN);
    if (exitCode !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  const volumeLine = 'aws ec2 create-volume --availability-zone us-east-1a --size 1 --query VolumeId --output text';
  const [rotated, going] = [await makeKey(lab), await makeKey(lab)];
  const sealed = await aws(`${volumeLine} --encrypted --kms-key-id ${rotated}`);
  const clear = await aws(volumeLine);
  await lab.act({ type: 'advance', by: 60_000 });
  const bytes = Uint8Array.of(1, 2, 3);
  await lab.act({ type: 'writeVolume', volumeId: sealed, bytes, ...ADMIN });
  await lab.act({ type: 'writeVolume', volumeId: clear, bytes, ...ADMIN });
  const snapshots: string[] = [];
  for (const volume of [sealed, clear]) {
    snapshots.push(await aws(`aws ec2 create-snapshot --volume-id ${volume} --query SnapshotId --output text`));
  }
  await lab.act({ type: 'advance', by: 60_000 });
  const copyLine = 'aws ec2 copy-snapshot --source-region us-east-1 --source-snapshot-id';
  await aws(`${copyLine} ${snapshots[0]} --region eu-west-1 --encrypted`);
  await aws(`${copyLine} ${snapshots[0]} --region us-east-1 --encrypted --kms-key-id ${rotated}`);
  await aws(`${copyLine} ${snapshots[1]} --region us-east-1 --encrypted --kms-key-id ${rotated}`);
  await aws(`${volumeLine} --snapshot-id ${snapshots[0]} --encrypted`);
  await call(lab, 'EnableKeyRotation', { KeyId: rotated, RotationPeriodInDays: 90 });
  await call(lab, 'RotateKeyOnDemand', { KeyId: rotated });
  await call(lab, 'ScheduleKeyDeletion', { KeyId: going, PendingWindowInDays: 7 });
  return lab;
}

const WHILE = 200 * DAY;

describe('a process that ends between two commits', () => {
  it('loses no work: whoever opens the world does what was wanted, wherever it ended', async () => {
    const undisturbed = new MortalStore();
    const whole = await busyWorld(undisturbed);
    const before = undisturbed.appends;
    await whole.act({ type: 'advance', by: WHILE });
    const expected = await outcome(whole);
    const appends = undisturbed.appends - before;
    expect(appends).toBeGreaterThan(40);
    expect(expected.snapshots.map(([state]) => state)).toEqual(Array(5).fill('completed'));

    for (let at = 0; at < appends; at++) {
      const store = new MortalStore();
      const lab = await busyWorld(store);
      const { now } = await lab.ask({ type: 'view' });
      store.endAfter(at);
      await expect(lab.act({ type: 'advance', by: WHILE })).rejects.toThrow('the process has ended');
      store.live();
      const { lab: heir } = await open(store);
      await heir.act({ type: 'advanceTo', at: now + WHILE });
      expect([at, await outcome(heir)]).toEqual([at, expected]);
      for (const { snapshotId, state } of (await heir.ask({ type: 'view' })).snapshots) {
        expect([at, snapshotId, state]).toEqual([at, snapshotId, 'completed']);
      }
    }
  }, 120_000);

  it('leaves no grant of an instance that it had attached to a volume', async () => {
    for (let at = 0; ; at++) {
      const store = new MortalStore();
      const lab = await busyWorld(store);
      const { volumes } = await lab.ask({ type: 'view' });
      const volumeId = String(volumes.find(({ state, kmsKeyArn }) => state === 'available' && kmsKeyArn)?.volumeId);
      store.endAfter(at);
      const written = lab.act({ type: 'writeVolume', volumeId, bytes: Uint8Array.of(4), ...ADMIN });
      const hasEnded = await written.then(
        () => false,
        () => true,
      );
      store.live();
      const { lab: heir } = await open(store);
      expect([...heir.world.grants.values()].flat()).toEqual([]);
      const read = await heir.act({ type: 'readVolume', volumeId, ...ADMIN });
      // Nobody was told how the writing went, so either will do; what was told of is there.
      expect(hasEnded ? ['1,2,3', '4,2,3'] : ['4,2,3']).toContain(read.ok && read.bytes?.join());
      if (!hasEnded) break;
    }
  });

  it('attaches a volume and detaches it, wherever it ends in between', async () => {
    for (const detaches of [false, true]) {
      for (let at = 0; ; at++) {
        const store = new MortalStore();
        const { lab } = await open(store);
        const text = async (line: string) => (await lab.runAws(`${line} --output text`, ADMIN)).stdout.trim();
        const asked = 'aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --query VolumeId';
        const volumeId = await text(asked);
        const instance = await text('aws ec2 run-instances --image-id ami-12345678 --query Instances[0].InstanceId');
        await lab.act({ type: 'advance', by: 60_000 });
        await lab.act({ type: 'writeVolume', volumeId, bytes: Uint8Array.of(1), ...ADMIN });
        await text(`aws ec2 attach-volume --volume-id ${volumeId} --instance-id ${instance} --device /dev/sdf`);
        if (detaches) {
          await lab.act({ type: 'advance', by: 60_000 });
          await text(`aws ec2 detach-volume --volume-id ${volumeId}`);
        }
        store.endAfter(at);
        const hasEnded = await lab.act({ type: 'advance', by: 60_000 }).then(
          () => false,
          () => true,
        );
        store.live();
        const { lab: heir } = await open(store);
        await heir.act({ type: 'advance', by: 60_000 });
        const grants = [...heir.world.grants.values()].flat();
        expect([at, heir.world.attachments.get(volumeId)?.machine.value, grants.length]).toEqual(
          detaches ? [at, 'detached', 0] : [at, 'attached', 1],
        );
        const read = await heir.act({ type: 'readVolume', volumeId, ...ADMIN });
        expect(read.ok && read.bytes?.join()).toBe('1');
        if (!hasEnded) break;
      }
    }
  });
});
