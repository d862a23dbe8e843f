import { beforeEach, describe, expect, it } from 'vitest';
import type { ActionOutcome, Lab } from '../../../core/index.ts';
import { rebuild } from '../../../core/lab/rebuild.ts';
import { ADMIN, arnOf, DAY, labWith, START } from '../../helpers/lab-with.ts';
import { recordedLab, replayed, seenOf } from '../scenarios/recorder/recorded-lab.ts';
import { richWorld } from './rich-world.ts';

const run = (lab: Lab, line: string) => lab.act({ type: 'run', line, ...ADMIN });

function stepOf(outcome: ActionOutcome) {
  if (!outcome.ok || outcome.step === undefined) throw new Error(`no step: ${JSON.stringify(outcome)}`);
  return outcome.step;
}

async function seen(lab: Lab): Promise<unknown> {
  return [await seenOf(lab), await lab.ask({ type: 'trail' }), await lab.ask({ type: 'bill' }), [...lab.files.keys()]];
}

describe('undo and redo', () => {
  it('go back and forth through all that was done, to the same world each time', async () => {
    const { lab } = await labWith();
    const lines = [
      'aws kms create-key --description first > key.json',
      'aws kms create-alias --alias-name alias/orders --target-key-id 00000000-0000-4000-8000-000000000000',
      'aws kms encrypt --key-id alias/aws/s3 --plaintext aGVsbG8=',
      'aws s3api create-bucket --bucket orders-of-mine',
      'laptop write note.txt hello',
    ];
    const worlds = [await seen(lab)];
    for (const line of lines) {
      await run(lab, line);
      worlds.push(await seen(lab));
    }
    await lab.act({ type: 'advance', by: 40 * DAY });
    worlds.push(await seen(lab));
    expect(lab.depth).toBe(6);
    for (let n = 5; n >= 0; n--) {
      const { says } = stepOf(await lab.act({ type: 'undo' }));
      expect(says).toBe(lines[n] ?? 'moving the clock');
      expect(await seen(lab)).toEqual(worlds[n]);
    }
    expect(await lab.act({ type: 'undo' })).toMatchObject({ ok: false, error: { message: /nothing to undo/ } });
    for (let n = 1; n <= 6; n++) {
      stepOf(await lab.act({ type: 'redo' }));
      expect(await seen(lab)).toEqual(worlds[n]);
    }
    expect(await lab.act({ type: 'redo' })).toMatchObject({ ok: false, error: { message: /nothing to redo/ } });
  });

  it('bring a key back that AWS had deleted, with the material that opens its ciphertexts', async () => {
    const { lab, key, ok } = await labWith();
    const KeyId = await key();
    const { CiphertextBlob } = await ok('Encrypt', { KeyId, Plaintext: Uint8Array.of(4, 2) });
    await run(lab, `aws kms schedule-key-deletion --key-id ${KeyId} --pending-window-in-days 7`);
    await lab.act({ type: 'advance', by: 8 * DAY });
    expect(await lab.ask({ type: 'key', keyArn: arnOf(KeyId) })).toBeNull();

    const { keysBroughtBack } = stepOf(await lab.act({ type: 'undo' }));
    expect(keysBroughtBack).toEqual([arnOf(KeyId)]);
    expect(lab.now).toBe(START);
    await lab.act({ type: 'undo' });
    expect((await ok('Decrypt', { CiphertextBlob })).Plaintext).toEqual(Uint8Array.of(4, 2));
  });

  it('what was undone is not done again once something else was done', async () => {
    const { lab, ok } = await labWith();
    await run(lab, 'aws kms create-key');
    await lab.act({ type: 'undo' });
    await ok('CreateKey', { Description: 'by a real client' });
    expect(await lab.act({ type: 'redo' })).toMatchObject({ ok: false });
    expect((await lab.ask({ type: 'view' })).keys.map(({ description }) => description)).toEqual(['by a real client']);
  });

  it('a line that changes nothing is no step', async () => {
    const { lab } = await labWith();
    await run(lab, 'aws kms help');
    await run(lab, 'aws kms nonsense');
    expect(lab.depth).toBe(0);
  });

  it('leave the world what the journal says, in a world that has something of everything', async () => {
    const { lab, world, store } = await richWorld();
    const before = await seen(lab);
    await run(lab, 'aws kms create-key');
    await lab.act({ type: 'advance', by: 300 * DAY });
    await lab.act({ type: 'undo' });
    await lab.act({ type: 'undo' });
    expect(await seen(lab)).toEqual(before);
    const again = rebuild(store.journal());
    expect([...world.keys.keys()]).toEqual([...again.keys.keys()]);
    expect([
      ...world.keysOfId(world.keys.values().next().value?.accountId as never, [...world.keys.values()][0]?.keyId ?? ''),
    ]).toHaveLength(1);
    expect(world.trailLength).toBe(again.trailLength);
  });

  it('what was undone is no refusal to explain, until it is redone', async () => {
    const { lab } = await labWith();
    const last = async () => (await lab.ask({ type: 'why' }))?.error?.message ?? null;
    expect(await last()).toBeNull();
    await run(lab, 'aws kms describe-key --key-id alias/first');
    const first = await last();
    await run(lab, 'aws kms describe-key --key-id alias/second');
    const second = await last();
    expect([first, second]).toEqual([expect.stringContaining('alias/first'), expect.stringContaining('alias/second')]);
    await lab.act({ type: 'undo' });
    expect(await last()).toBe(first);
    await lab.act({ type: 'redo' });
    expect(await last()).toBe(second);
    await lab.act({ type: 'undo' });
    await lab.act({ type: 'undo' });
    expect(await last()).toBeNull();
  });

  it('requests are counted anew once the clock went back', async () => {
    const { lab, key, ok } = await labWith({ quotas: { requests: 'on' } });
    const KeyId = await key();
    await lab.act({ type: 'advance', by: DAY });
    await ok('DescribeKey', { KeyId });
    stepOf(await lab.act({ type: 'undo' }));
    expect(lab.now).toBe(START);
    await ok('DescribeKey', { KeyId });
    await ok('Encrypt', { KeyId, Plaintext: Uint8Array.of(1) });
  });

  describe('of volumes', () => {
    let lab: Lab;
    let volumeId: string;
    const text = async (line: string): Promise<string> => {
      const outcome = await run(lab, line);
      if (!outcome.ok || outcome.run?.exitCode !== 0) throw new Error(`${line}: ${JSON.stringify(outcome)}`);
      return outcome.run.stdout.trim();
    };
    const write = (...bytes: number[]) =>
      lab.act({ type: 'writeVolume', volumeId, bytes: Uint8Array.from(bytes), ...ADMIN });
    const read = async (): Promise<readonly number[]> => {
      const outcome = await lab.act({ type: 'readVolume', volumeId, ...ADMIN });
      if (!outcome.ok) throw new Error(outcome.error.message);
      return [...(outcome.bytes ?? [])].slice(0, 3);
    };
    beforeEach(async () => {
      ({ lab } = await labWith());
      volumeId = await text(
        'aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --query VolumeId --output text',
      );
      await lab.act({ type: 'advance', by: DAY });
    });

    it('one that was deleted can be read again', async () => {
      await write(1, 2, 3);
      await text(`aws ec2 delete-volume --volume-id ${volumeId}`);
      await lab.act({ type: 'undo' });
      expect(await read()).toEqual([1, 2, 3]);
    });

    it('one that was detached is attached again: it can be written, read and detached', async () => {
      const instance = await text(
        "aws ec2 run-instances --image-id ami-0123456789abcdef0 --count 1 --query 'Instances[0].InstanceId' --output text",
      );
      await lab.act({ type: 'advance', by: DAY });
      await text(`aws ec2 attach-volume --volume-id ${volumeId} --instance-id ${instance} --device /dev/sdf`);
      await lab.act({ type: 'advance', by: DAY });
      const detach = `aws ec2 detach-volume --volume-id ${volumeId} --query State`;
      await text(detach);
      await lab.act({ type: 'undo' });
      const state = 'aws ec2 describe-volumes --query Volumes[].Attachments[].State --output text';
      expect(await text(state)).toBe('attached');
      expect((await write(4, 5, 6)).ok).toBe(true);
      expect(await read()).toEqual([4, 5, 6]);
      expect(await text(detach)).toBe('"detaching"');
    });
  });
});

describe('a recording', () => {
  it('has what was undone no more, and what was redone', async () => {
    const { lab, client, recorder, run: line } = await recordedLab();
    await line('aws kms create-key --description kept');
    await line('aws kms create-key --description undone');
    await client.act({ type: 'advance', by: DAY });
    await client.act({ type: 'undo' });
    await client.act({ type: 'undo' });
    await line('aws kms create-key --description later');
    await line('aws kms create-key --description again');
    await client.act({ type: 'undo' });
    await client.act({ type: 'redo' });
    const { scenario, ok, lab: played } = await replayed(recorder);
    expect(ok).toBe(true);
    expect(scenario.steps.map(({ run: text }) => text?.split(' ').at(-1))).toEqual(['kept', 'later', 'again']);
    const described = async (one: Lab) => (await one.ask({ type: 'view' })).keys.map(({ description }) => description);
    expect(await described(played)).toEqual(await described(lab));
  });
});
