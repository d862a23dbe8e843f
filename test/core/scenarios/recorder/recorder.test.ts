import { search } from 'jmespath';
import { describe, expect, it } from 'vitest';
import type { RunOutcome } from '../../../../core/index.ts';
import { ADMIN, PARTNER, recordedLab, replayed, START, seenOf } from './recorded-lab.ts';

function madeBy({ outcome }: RunOutcome, path: string): string {
  if (outcome?.reply.ok !== true) throw new Error('refused');
  const found: unknown = search(outcome.reply.output, path);
  return found instanceof Uint8Array ? Buffer.from(found).toString('base64') : String(found);
}

describe('an hour in the lab, recorded', () => {
  it('saves ids where they came from, and uses them by name', async () => {
    const { recorder, run, lab } = await recordedLab();
    const made = await run('aws kms create-key');
    const [id, arn] = ['KeyMetadata.KeyId', 'KeyMetadata.Arn'].map((path) => madeBy(made, path));
    await run(`aws kms create-alias --alias-name alias/a --target-key-id ${id}`);
    const sealed = madeBy(await run('aws kms encrypt --key-id alias/a --plaintext aGVsbG8='), 'CiphertextBlob');
    await run(`aws kms decrypt --ciphertext-blob ${sealed}`);
    await run(`aws kms describe-key --key-id ${arn}`);
    await run(`aws kms describe-key --key-id alias/a`);
    const again = await replayed(recorder);
    expect(again.scenario.steps).toEqual([
      {
        as: 'main/role/admin',
        region: 'us-east-1',
        run: 'aws kms create-key',
        save: { key: 'KeyMetadata.KeyId', key_arn: 'KeyMetadata.Arn' },
      },
      { run: `aws kms create-alias --alias-name alias/a --target-key-id \${key}` },
      { run: 'aws kms encrypt --key-id alias/a --plaintext aGVsbG8=', save: { ciphertext: 'CiphertextBlob' } },
      { run: `aws kms decrypt --ciphertext-blob \${ciphertext}` },
      { run: `aws kms describe-key --key-id \${key_arn}` },
      { run: 'aws kms describe-key --key-id alias/a' },
    ]);
    expect(again.ok).toBe(true);
    expect(await seenOf(again.lab)).toEqual(await seenOf(lab));
  });

  it('gives two keys two names, and leaves the words of every line alone', async () => {
    const { recorder, run } = await recordedLab();
    const one = madeBy(
      await run('aws kms create-key --key-spec RSA_2048 --key-usage SIGN_VERIFY'),
      'KeyMetadata.KeyId',
    );
    const two = madeBy(
      await run('aws kms create-key --key-spec RSA_2048 --key-usage SIGN_VERIFY'),
      'KeyMetadata.KeyId',
    );
    await run(`aws kms disable-key --key-id ${two}`);
    await run(`aws kms disable-key --key-id ${one} --region us-east-1`);
    const { steps } = recorder.scenario('two');
    expect(steps.slice(2).map((step) => step.run)).toEqual([
      `aws kms disable-key --key-id \${key}`,
      `aws kms disable-key --key-id \${key2} --region us-east-1`,
    ]);
    expect(steps.map((step) => step.save)).toEqual([
      { key2: 'KeyMetadata.KeyId' },
      { key: 'KeyMetadata.KeyId' },
      undefined,
      undefined,
    ]);
  });

  it('expects what was refused to be refused again, for the same reason', async () => {
    const { recorder, run } = await recordedLab();
    await run('aws kms describe-key --key-id alias/none');
    await run('aws kms describe-keyz');
    await run('aws ec2 wait volume-available --volume-ids vol-0123456789abcdef0');
    const { scenario, ok } = await replayed(recorder);
    expect(scenario.steps.map((step) => step.expect)).toEqual([
      { error: 'NotFoundException', because: 'no-such-alias' },
      { error: 'UsageError', because: 'malformed-request' },
      { error: 'InvalidVolume.NotFound', because: expect.any(String) },
    ]);
    expect(ok).toBe(true);
  });

  it('says who acts and where when that changes, and when time passed', async () => {
    const { recorder, run, client } = await recordedLab();
    await run('aws kms list-keys');
    await client.act({ type: 'advance', by: 8 * 86_400_000 });
    await run('aws kms list-keys', PARTNER);
    await client.act({ type: 'advanceTo', at: START + 9 * 86_400_000 + 1 });
    await run('aws kms list-keys', { ...PARTNER, region: 'eu-west-1' });
    expect(recorder.scenario('time').steps).toEqual([
      { as: 'main/role/admin', region: 'us-east-1', run: 'aws kms list-keys' },
      { advance: '8d' },
      { as: 'partner/role/admin', run: 'aws kms list-keys' },
      { advance: '2026-01-10T09:00:00.001Z' },
      { region: 'eu-west-1', run: 'aws kms list-keys' },
    ]);
  });

  it('takes down what real time brought, with the step behind it', async () => {
    const { recorder, run, client, ports, lab } = await recordedLab();
    await client.act({ type: 'setClock', clock: 'following' });
    await run('aws kms create-key');
    ports.clock.at += 90_000;
    await client.act({ type: 'advance', by: 0 }); // the tick of the lab's screen
    await client.act({ type: 'advance', by: 0 });
    await run('aws kms create-key');
    expect(recorder.scenario('live').steps.map(({ run: line, advance }) => line ?? advance)).toEqual([
      'aws kms create-key',
      '90s',
      'aws kms create-key',
    ]);
    expect(await seenOf((await replayed(recorder)).lab)).toEqual(await seenOf(lab));
  });

  it('writes and reads volumes, and waits, as it was done', async () => {
    const { recorder, run, client, lab } = await recordedLab();
    const volumeId = madeBy(
      await run('aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted'),
      'VolumeId',
    );
    await run(`aws ec2 wait volume-available --volume-ids ${volumeId}`);
    await client.act({ type: 'writeVolume', volumeId, bytes: new TextEncoder().encode('what is kept'), ...ADMIN });
    await client.act({ type: 'readVolume', volumeId, ...ADMIN });
    const again = await replayed(recorder);
    expect(again.steps.at(-1)?.outcome.stdout).toBe('what is kept\n');
    expect(again.scenario.steps.at(-1)).toEqual({ read: { volume: `\${volume}` } });
    expect(await seenOf(again.lab)).toEqual(await seenOf(lab));
  });

  it('keeps what could not be done, for KMS was asked', async () => {
    const { recorder, run, client, lab } = await recordedLab();
    const key = madeBy(await run('aws kms create-key'), 'KeyMetadata.KeyId');
    const line = `aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id ${key}`;
    const volumeId = madeBy(await run(line), 'VolumeId');
    await run(`aws ec2 wait volume-available --volume-ids ${volumeId}`);
    await run(`aws kms disable-key --key-id ${key}`);
    await client.act({ type: 'readVolume', volumeId, ...ADMIN });
    const again = await replayed(recorder);
    expect(again.scenario.steps.at(-1)?.expect).toEqual({ error: 'DisabledException', because: 'not-done' });
    expect(again.ok).toBe(true);
    expect(await seenOf(again.lab)).toEqual(await seenOf(lab));
  });

  it('keeps what happens outside KMS, and files that came meanwhile', async () => {
    const proxy = {
      name: 'keys.example',
      uriEndpoint: 'https://keys.example',
      uriPath: '/kms/xks/v1',
      credential: { accessKeyId: 'A'.repeat(20), rawSecretAccessKey: 'b'.repeat(43) },
      externalKeys: { one: {} },
    };
    const { recorder, run, client } = await recordedLab();
    await client.act({ type: 'putFile', name: 'note.txt', bytes: new TextEncoder().encode('hello') });
    await run('aws kms encrypt --key-id alias/none --plaintext fileb://note.txt');
    await client.act({ type: 'createXksProxy', proxy });
    await client.act({ type: 'setXksProxy', proxy: proxy.name, change: { state: 'SLOW' } });
    await client.act({ type: 'setExternalKey', proxy: proxy.name, xksKeyId: 'one', change: { status: 'DISABLED' } });
    await client.act({ type: 'setExternalKey', proxy: proxy.name, xksKeyId: 'one', change: null });
    const { files, steps } = recorder.scenario('outside');
    expect(files).toEqual({ 'note.txt': 'hello' });
    expect(steps.slice(1)).toEqual([
      { outside: { proxy: 'keys.example', set: { state: 'SLOW' } } },
      { outside: { proxy: 'keys.example', externalKey: 'one', set: { status: 'DISABLED' } } },
      { outside: { proxy: 'keys.example', externalKey: 'one', set: null } },
    ]);
    expect(recorder.lost).toEqual([expect.stringContaining('createXksProxy')]);
  });

  it('tells what no scenario can have', async () => {
    const { recorder, run, client } = await recordedLab();
    await run(`aws kms create-key --description '\${key}'`);
    await client.act({ type: 'setQuotas', change: { requests: 'on' } });
    expect(recorder.length).toBe(0);
    expect(recorder.lost).toEqual([expect.stringContaining('create-key'), expect.stringContaining('setQuotas')]);
  });

  it('has notes and marks where they were made', async () => {
    const { recorder, run } = await recordedLab();
    recorder.head({ note: 'to begin with' });
    recorder.head({ mark: 'start' });
    await run('aws kms list-keys');
    await run('aws kms list-keys');
    expect(recorder.scenario('notes').steps).toEqual([
      { note: 'to begin with', mark: 'start', as: 'main/role/admin', region: 'us-east-1', run: 'aws kms list-keys' },
      { run: 'aws kms list-keys' },
    ]);
  });
});
