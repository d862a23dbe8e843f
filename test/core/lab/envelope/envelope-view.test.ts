import { describe, expect, it } from 'vitest';
import type { EnvelopeRun, EnvelopeView, Lab } from '../../../../core/index.ts';
import { ADMIN, labWith } from '../../../helpers/lab-with.ts';

/** Somebody in front of a lab, who remembers which lines were run. */
function sitting(lab: Lab) {
  const runs: EnvelopeRun[] = [];
  const asked = (): Promise<EnvelopeView> => lab.ask({ type: 'envelope', runs, ...ADMIN });
  const run = async (line: string): Promise<number> => {
    const outcome = await lab.act({ type: 'run', line, ...ADMIN });
    if (!outcome.ok || outcome.run === undefined || outcome.kms === undefined) throw new Error('it did not run');
    const operation = outcome.run.outcome?.records[0]?.eventName ?? null;
    runs.push({ line, exitCode: outcome.run.exitCode, operation, bytes: outcome.kms });
    return outcome.run.exitCode;
  };
  /** Does what is next, until a step says `until`, or until nothing is next; the words of each step. */
  const walk = async (until?: RegExp): Promise<readonly string[]> => {
    const said: string[] = [];
    for (let { next } = await asked(); next !== null && said.length < 20; { next } = await asked()) {
      if (until?.test(next.says)) break;
      said.push(next.says);
      expect(await run(next.line)).toBe(0);
    }
    return said;
  };
  return { asked, run, walk };
}

describe('envelope encryption, from lines that were run', () => {
  it('leads from nothing to a file whose key only KMS can open, and back to the file', async () => {
    const { lab } = await labWith();
    const { asked, walk } = sitting(lab);
    expect(await asked()).toMatchObject({ envelope: null, traffic: { calls: 0, sentBytes: 0 }, refusals: [] });
    expect(await walk()).toEqual([
      'make a KMS key',
      'ask KMS for a data key',
      'take the plaintext data key out of the answer',
      'and the wrapped one',
      'have something to encrypt',
      'encrypt it here, without KMS',
      'drop the plaintext data key in dk.json',
      'drop the plaintext data key in dk.plain',
      'to read the file again, have KMS open the wrapped key',
      'take the data key out of the answer',
      'decrypt the file here, with it',
      'see that it is the file that it was',
      'drop the data key again',
      'drop the data key again',
    ]);
    const { envelope, traffic } = await asked();
    expect(envelope).toMatchObject({
      operation: 'GenerateDataKey',
      context: { order: '42' },
      held: 'dropped',
      plaintext: { bytes: 32 },
      sealed: [{ from: { name: 'big.bin', bytes: 2_100_000 }, to: { name: 'big.sealed', bytes: 2_100_028 } }],
      isOpenedAgain: true,
      restored: [{ from: { name: 'big.sealed' }, to: { name: 'big.bin.again', bytes: 2_100_000 } }],
    });
    expect(traffic).toEqual({
      calls: 3,
      sentBytes: envelope?.wrapped.bytes,
      sealedBytes: 2_100_000,
      sealedAndSentBytes: 0,
    });
  });

  it('shows the first bytes that KMS gave, and where the plaintext key still is', async () => {
    const { lab } = await labWith();
    const { asked, run, walk } = sitting(lab);
    await walk(/drop/);
    const { envelope } = await asked();
    const file = async (name: string): Promise<Uint8Array> => {
      const outcome = await lab.act({ type: 'getFile', name });
      if (!outcome.ok || outcome.bytes === undefined) throw new Error(`no ${name}`);
      return outcome.bytes;
    };
    const head = (bytes: Uint8Array): string =>
      Buffer.from(bytes.subarray(0, 8)).toString('hex').match(/../g)?.join(' ') ?? '';
    expect(envelope?.plaintext).toEqual({ head: head(await file('dk.plain')), bytes: 32 });
    expect(envelope?.wrapped.head).toBe(head(await file('dk.wrapped')));
    expect(envelope?.held).toBe('files');
    await run('laptop forget dk.plain');
    expect((await asked()).envelope).toMatchObject({ held: 'files', plaintextIn: [{ name: 'dk.json' }, { bytes: 0 }] });
    await run('laptop forget dk.json');
    expect((await asked()).envelope?.held).toBe('dropped');
    await lab.act({ type: 'undo' });
    expect((await asked()).envelope?.held).toBe('files');
  });

  it('offers what KMS refuses: another context, and more than 4,096 bytes', async () => {
    const { lab } = await labWith();
    const { asked, run, walk } = sitting(lab);
    await walk(/to read the file again/);
    const { refusals } = await asked();
    expect(refusals.map(({ says }) => says)).toEqual([
      'open the wrapped key with another context',
      'have KMS encrypt the file itself, which is over 4,096 bytes',
    ]);
    for (const { line } of refusals) expect(await run(line)).not.toBe(0);
    const { envelope, traffic } = await asked();
    expect(envelope?.isOpenedAgain).toBe(false);
    expect(traffic.sealedAndSentBytes).toBe(2_100_000);
  });

  it('says nothing of a data key whose answer was taken back, or is in a world that was left', async () => {
    const { lab } = await labWith();
    const { asked, walk } = sitting(lab);
    await walk(/take the plaintext/);
    expect((await asked()).envelope).not.toBeNull();
    await lab.act({ type: 'undo' });
    expect((await asked()).envelope).toBeNull();
  });

  it('keeps to the data key when a data key pair is asked for behind it, which comes in no envelope', async () => {
    const { lab } = await labWith();
    const { asked, run, walk } = sitting(lab);
    await walk(/take the plaintext/);
    const { envelope, next } = await asked();
    const { keys } = await lab.ask({ type: 'view' });
    const pair = `aws kms generate-data-key-pair --key-id ${keys[0]?.keyId} --key-pair-spec ECC_NIST_P256`;
    expect(await run(pair)).toBe(0);
    expect(await asked()).toMatchObject({ envelope, next });
    expect(envelope).toMatchObject({ operation: 'GenerateDataKey' });
  });

  it('takes a file that was written over for what it is now, and a file that was encrypted twice for one', async () => {
    const { lab } = await labWith();
    const { asked, run, walk } = sitting(lab);
    await walk(/drop/);
    const key = 'laptop encrypt --key dk.plain';
    for (const line of [`${key} big.bin > big.sealed`, `${key} big.bin > copy.sealed`]) expect(await run(line)).toBe(0);
    const twice = await asked();
    expect(twice.envelope?.sealed.map(({ from, to }) => [from.name, to.name])).toEqual([
      ['big.bin', 'big.sealed'],
      ['big.bin', 'copy.sealed'],
    ]);
    expect(twice.traffic.sealedBytes).toBe(2_100_000);
    for (const line of [
      'laptop random 5000 > other.bin',
      `${key} other.bin > big.sealed`,
      'laptop random 9 > copy.sealed',
    ])
      expect(await run(line)).toBe(0);
    const over = await asked();
    expect(over.envelope?.sealed.map(({ from, to }) => [from.name, to.name])).toEqual([['other.bin', 'big.sealed']]);
    expect(over.traffic.sealedBytes).toBe(5_000);
    await run('laptop random 32 > dk.plain');
    await run('laptop random 32 > dk.json');
    const without = await asked();
    expect(without.envelope).toMatchObject({ held: 'screen', answerIn: null, plaintextIn: [] });
    expect(without.envelope?.wrappedIn.map(({ name }) => name)).toEqual(['dk.wrapped']);
    expect(without.envelope?.sealed).toHaveLength(1); // under a key that is only wrapped now
    expect(without.next?.line).toMatch(/^aws kms decrypt --ciphertext-blob fileb:\/\/dk\.wrapped /);
    expect((await walk()).at(-1)).toBe('drop the data key again');
  });

  it('asks for another data key where the only answer was written over', async () => {
    const { lab } = await labWith();
    const { asked, run, walk } = sitting(lab);
    await walk(/take the plaintext/);
    await run('laptop random 32 > dk.json');
    expect((await asked()).next?.says).toBe('ask again, and have the answer in a file');
  });

  it('knows the way of whoever asks for a data key without its plaintext', async () => {
    const { lab } = await labWith();
    const { asked, run, walk } = sitting(lab);
    await run('aws kms create-key');
    const { keys } = await lab.ask({ type: 'view' });
    await run(`aws kms generate-data-key-without-plaintext --key-id ${keys[0]?.keyId} --key-spec AES_256 > dk.json`);
    expect((await asked()).envelope).toMatchObject({ plaintext: null, isOpenedAgain: false, plaintextIn: [] });
    expect((await walk()).slice(0, 2)).toEqual([
      'and the wrapped one',
      'to read the file again, have KMS open the wrapped key',
    ]);
    expect((await asked()).envelope?.isOpenedAgain).toBe(true);
  });
});
