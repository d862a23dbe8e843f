import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createLab, DEFAULT_WORLD } from '../../../core/index.ts';
import { openWorldFile } from '../../../core/node/index.ts';
import { runBill } from '../../../tui/commands/bill.ts';
import { runEnvelope } from '../../../tui/commands/envelope.ts';
import { runFlow } from '../../../tui/commands/flow.ts';
import { runKey } from '../../../tui/commands/key.ts';
import { runNotices } from '../../../tui/commands/notices.ts';
import { runTime } from '../../../tui/commands/time.ts';
import { runTrail } from '../../../tui/commands/trail.ts';
import { ADMIN } from '../../helpers/lab-with.ts';

let folder: string;
let file: string;
let keyArn: string;

/** A world with a key that rotates, an object under it, and a refusal. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-twins-'));
  file = join(folder, 'world.kmslab');
  const { lab } = await openWorldFile(file, {
    missing: 'must be',
    make: (ports, rootKey) => createLab(ports, { ...DEFAULT_WORLD, start: START }, 1, rootKey),
  });
  const run = async (line: string) => {
    const { exitCode, stderr } = await lab.runAws(line, ADMIN);
    return { exitCode, stderr };
  };
  const made = await lab.call({ service: 'kms', operation: 'CreateKey', input: { Description: 'orders' }, ...ADMIN });
  if (!made.reply.ok) throw new Error(made.reply.error.message);
  const { Arn } = (made.reply.output as { readonly KeyMetadata: { readonly Arn: string } }).KeyMetadata;
  keyArn = Arn;
  await run(`aws kms create-alias --alias-name alias/orders --target-key-id ${Arn}`);
  await run(`aws kms enable-key-rotation --key-id ${Arn}`);
  await lab.act({ type: 'advance', by: 3_600_000 });
  await run('aws ec2 create-volume --size 1 --availability-zone us-east-1a --encrypted --kms-key-id alias/orders');
  await lab.act({ type: 'advance', by: 3_600_000 });
  await run(`aws kms schedule-key-deletion --key-id ${Arn} --pending-window-in-days 3`);
  await lab.close();
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

const START = Date.parse('2026-01-01T00:00:00Z');

async function printed(run: () => Promise<number>): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  expect(await run()).toBe(0);
  vi.restoreAllMocks();
  return text;
}

async function json<T>(run: () => Promise<number>): Promise<T> {
  return JSON.parse(await printed(run)) as T;
}

interface Call {
  readonly record: { readonly eventName: string; readonly errorCode?: string };
  readonly isAsked: boolean;
  readonly calls: readonly Call[];
}

const trail = (...argv: readonly string[]) =>
  json<readonly Call[]>(() => runTrail([...argv, '--world', file, '--json']));
const names = (calls: readonly Call[]) => calls.map(({ record }) => record.eventName);

describe('kmslab key show', () => {
  it.each(['alias/orders', 'the ARN', 'the id'])('finds a key by %s', async (by) => {
    const name = by === 'the ARN' ? keyArn : by === 'the id' ? (keyArn.split('/')[1] ?? '') : by;
    expect(await json(() => runKey(['show', name, '--world', file, '--json']))).toMatchObject({
      keyArn,
      keyState: 'Enabled',
      aliases: ['alias/orders'],
      policy: { Version: '2012-10-17' },
    });
  });

  it('shows where the key can go from here, and every part under its name', async () => {
    const text = await printed(() => runKey(['show', 'alias/orders', '--world', file]));
    expect(text).toMatch(/^alias\/orders\n\n\[Enabled\]\n/);
    expect(text).toContain('ScheduleKeyDeletion');
    for (const part of ['policy', 'cryptography', 'tags', 'rotation', 'aliases', 'grants', 'regions'])
      expect(text).toContain(`\n${part}\n`);
  });

  it('shows one tab alone', async () => {
    expect(await printed(() => runKey(['show', 'alias/orders', '--tab', 'aliases', '--world', file]))).toBe(
      'alias/orders\n',
    );
  });

  it.each([
    [['show', 'alias/none'], 'the lab has no key alias/none'],
    [['show'], 'expected kmslab key show KEY'],
    [['shwo', 'alias/orders'], 'expected kmslab key show|list, got "shwo": did you mean "show"?'],
    [['show', 'alias/orders', '--tab', 'polcy'], 'did you mean policy?'],
  ])('%j is refused in one line', async (argv, said) => {
    await expect(runKey([...argv, '--world', file])).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(said),
    });
  });
});

describe('kmslab bill --what-if', () => {
  it('replicas=2 is a bill with two keys more', async () => {
    const [bill] = await json<readonly { readonly supposes: readonly string[]; readonly lines: readonly object[] }[]>(
      () => runBill(['--what-if', 'replicas=2', '--world', file, '--json']),
    );
    expect(bill?.supposes).toEqual(['2 replicas more for the whole month, of keys that were never rotated']);
    expect(bill?.lines).toContainEqual(expect.objectContaining({ charge: 'keys', amount: '$2.00' }));
  });

  it('refuses what it does not know, with what it does', async () => {
    await expect(runBill(['--what-if', 'replicas=many', '--world', file])).rejects.toThrow(
      '--what-if: expected month-end, no-rotation, requests=N (a day) or replicas=N, got "replicas=many"',
    );
  });
});

describe('kmslab key list', () => {
  const list = (...argv: readonly string[]) =>
    json<readonly { readonly alias: string | null }[]>(() => runKey(['list', ...argv, '--world', file, '--json']));

  it.each([
    [[], ['alias/orders']],
    [['--account', 'main'], ['alias/orders']],
    [['--account', '111122223333', '--region', 'us-east-1', '--state', 'Enabled'], ['alias/orders']],
    [['--account', 'partner'], []],
    [['--region', 'eu-west-2'], []],
    [['--state', 'Disabled'], []],
  ])('%j: %j', async (argv, aliases) => {
    expect((await list(...argv)).map(({ alias }) => alias)).toEqual(aliases);
  });

  it('is a table to read, with the whole id', async () => {
    expect(await printed(() => runKey(['list', '--world', file]))).toBe(
      `alias/orders  [on]  symmetric  main us-east-1  ${keyArn.split('/')[1]}\n`,
    );
    expect(await printed(() => runKey(['list', '--state', 'Disabled', '--world', file]))).toBe('No such key.\n');
  });

  it.each([
    [
      ['--account', 'mian'],
      'expected one of main (111122223333), partner (444455556666), got "mian": did you mean main?',
    ],
    [['--region', 'europe'], '--region: expected a Region such as us-east-1, got "europe"'],
    [['--state', 'enabled'], 'got "enabled": did you mean Enabled?'],
    [['--tab', 'policy'], 'unknown option --tab'],
    [['alias/orders'], 'expected kmslab key list, got "alias/orders" as well'],
  ])('%j is refused in one line', async (argv, said) => {
    await expect(runKey(['list', ...argv, '--world', file])).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(said),
    });
  });
});

describe('--jsonl', () => {
  const lines = async (run: () => Promise<number>): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    (await printed(run))
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));

  it("has a line for each call of the trail, services' calls behind the call that led to them", async () => {
    const events = await lines(() => runTrail(['--world', file, '--jsonl', '--event', 'CreateVolume']));
    const all = await lines(() => runTrail(['--world', file, '--jsonl']));
    expect(events).toMatchObject([{ causedBy: null, record: { eventName: 'CreateVolume' } }]);
    const [volume] = events;
    expect(all.filter(({ causedBy }) => causedBy === volume?.requestId).length).toBeGreaterThan(1);
  });

  it('has a line for each notice, and for what is due', async () => {
    expect(await lines(() => runNotices(['--world', file, '--jsonl']))).toMatchObject([{ source: 'aws.ec2' }]);
    expect(await lines(() => runTime(['show', '--world', file, '--jsonl']))).toMatchObject([{ of: keyArn }]);
  });

  it('is not for --json too', async () => {
    await expect(runTrail(['--world', file, '--jsonl', '--json'])).rejects.toThrow(
      'expected --json or --jsonl, got both',
    );
  });
});

describe('kmslab trail', () => {
  it("has a service's calls under the call that caused them", async () => {
    const calls = await trail();
    const volume = calls.find(({ record }) => record.eventName === 'CreateVolume');
    expect(names(volume?.calls ?? [])).toContain('GenerateDataKeyWithoutPlaintext');
    expect(names(calls)).not.toContain('GenerateDataKeyWithoutPlaintext');
  });

  it.each([
    [['--event', 'enable*'], ['EnableKeyRotation']],
    [['--errors'], ['ScheduleKeyDeletion']],
    [['--since', '30m'], ['ScheduleKeyDeletion']],
    [
      ['--until', '2026-01-01T00:30:00Z', '--event', 'Create*'],
      ['CreateKey', 'CreateAlias'],
    ],
    [['--limit', '1'], ['ScheduleKeyDeletion']],
    [['--limit', '0'], []],
    [['--principal', 'main/role/nobody'], []],
    [['--key', 'alias/orders', '--event', 'CreateKey'], ['CreateKey']],
  ])('%j: %j', async (argv, events) => {
    expect(names(await trail(...argv))).toEqual(events);
  });

  it('shows the call that led to one that is asked for', async () => {
    const [only, ...rest] = await trail('--event', 'GenerateDataKeyWithoutPlaintext');
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ isAsked: false, record: { eventName: 'CreateVolume' } });
    expect(only?.calls).toMatchObject([{ isAsked: true }]);
  });

  it('is a tree to read', async () => {
    const text = await printed(() => runTrail(['--world', file]));
    expect(text).toMatch(
      /CreateVolume +ok\n +main\/role\/admin, us-east-1\n.*└ DescribeKey +ok\n.*\n.*└ GenerateDataKeyWithoutPlaintext ok\n/,
    );
  });

  it.each([
    [['--since', 'yesterday'], '--since: expected a time such as 7d'],
    [['--limit', 'all'], '--limit: expected a whole number, got "all"'],
  ])('%j is refused in one line', async (argv, said) => {
    await expect(runTrail([...argv, '--world', file])).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(said),
    });
  });
});

describe('kmslab notices', () => {
  const notices = (...argv: readonly string[]) =>
    json<readonly object[]>(() => runNotices([...argv, '--world', file, '--json']));

  it("has what EventBridge was told, in EventBridge's shape", async () => {
    expect(await notices()).toMatchObject([
      {
        'detail-type': 'EBS Volume Notification',
        source: 'aws.ec2',
        account: '111122223333',
        time: '2026-01-01T01:00:01Z',
        detail: { event: 'createVolume', result: 'available' },
      },
    ]);
  });

  it('can be asked for by account and time', async () => {
    expect(await notices('--account', '444455556666')).toEqual([]);
    expect(await notices('--since', '10m')).toEqual([]);
    expect(await notices('--until', '2026-01-01T00:30:00Z')).toEqual([]);
    expect(await notices('--since', '2h', '--account', '111122223333')).toHaveLength(1);
  });

  it('is lines to read', async () => {
    expect(await printed(() => runNotices(['--world', file]))).toMatch(
      /^2026-01-01 01:00:01 EBS Volume Notification\n +main, us-east-1, volume\/vol-\w+\n +result: available, event: createVolume,/,
    );
  });
});

describe('kmslab flow', () => {
  interface Tree {
    readonly lanes: readonly object[];
    readonly roots: readonly { readonly name: string; readonly keyArn: string }[];
    readonly calls: readonly object[];
  }
  const flow = (...argv: readonly string[]) => json<Tree>(() => runFlow([...argv, '--world', file, '--json']));

  it('has where the data is, the key that wraps it, and the calls that it took', async () => {
    const { lanes, roots, calls } = await flow();
    expect(lanes).toHaveLength(1);
    expect(roots).toMatchObject([{ name: expect.stringMatching(/^vol-/), keyArn }]);
    expect(calls.length).toBeGreaterThan(0);
    const [root] = roots;
    expect(await flow(root?.name ?? '')).toMatchObject({ roots: [{ name: root?.name }] });
  });

  it('is a picture to read', async () => {
    const text = await printed(() => runFlow(['--world', file]));
    expect(text).toMatch(/^main us-east-1 *\n─+\nvol-\w+ \[orders\]\n/);
    expect(text).toContain('GenerateDataKeyWithoutPlaintext');
  });

  it.each([
    [['vol-1'], /^expected an id of vol-\w+, got "vol-1"$/],
    [['--as', 'main/role/admn'], /^--as: expected one of main\/role\/admin, .*: did you mean main\/role\/admin\?$/],
    [['--region', 'nowhere'], /^--region: expected a Region/],
  ])('%j is refused in one line', async (argv, said) => {
    await expect(runFlow([...argv, '--world', file])).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(said),
    });
  });
});

describe('kmslab envelope', () => {
  const lines = (text: string): string => {
    const name = join(folder, 'lines');
    writeFileSync(name, text);
    return name;
  };
  const envelope = (text: string) =>
    json(() => runEnvelope([lines(text), '--json', '--world', join(folder, 'e.kmslab')]));

  it('does lines, and tells of the data key what they tell: real bytes, where they are, what is sealed', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await envelope('aws kms list-keys')).toMatchObject({ envelope: null, next: { line: expect.any(String) } });
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { keyId } = await openWorldFile(join(folder, 'e.kmslab'), { missing: 'refuse' }).then(async ({ lab }) => {
      await lab.runAws('aws kms create-key', ADMIN);
      const { keys } = await lab.ask({ type: 'view' });
      await lab.close();
      return keys[0] ?? { keyId: '' };
    });
    const told = await envelope(`# an envelope
aws kms generate-data-key --key-id ${keyId} --key-spec AES_256 \\
  > dk.json
laptop pick dk.json Plaintext > dk.plain
laptop random 5000 > big.bin
laptop encrypt --key dk.plain big.bin > big.sealed
laptop forget dk.plain
laptop forget dk.json`);
    expect(told).toMatchObject({
      envelope: {
        operation: 'GenerateDataKey',
        plaintext: { head: expect.stringMatching(/^([0-9a-f]{2} ){7}[0-9a-f]{2}$/), bytes: 32 },
        held: 'dropped',
        sealed: [{ from: { name: 'big.bin', bytes: 5000 } }],
      },
      traffic: { calls: 1, sentBytes: 0, sealedBytes: 5000 },
    });
  });

  it('does nothing where a line is none', async () => {
    await expect(runEnvelope([lines('aws kms list-keys\nrm -r .')])).rejects.toThrow('got "rm -r ."');
  });
});

describe('kmslab time', () => {
  it('tells what will happen, moves nothing in a preview, and tells what happened', async () => {
    const due = [{ at: '2027-01-01T00:00:00.000Z', of: keyArn, says: 'alias/orders gets new key material' }];
    const now = '2026-01-01T02:00:00.000Z';
    expect(await json(() => runTime(['show', '--world', file, '--json']))).toMatchObject({
      now,
      clock: 'standing',
      due,
    });
    expect(await json(() => runTime(['show', '--until', '30d', '--world', file, '--json']))).toMatchObject({ due: [] });
    expect(await json(() => runTime(['advance', 'next', '--preview', '--world', file, '--json']))).toMatchObject({
      now,
      until: '2027-01-01T00:00:00.000Z',
      due,
    });
    expect(await printed(() => runTime(['advance', 'next', '--world', file]))).toMatch(
      /^2027-01-01 00:00:00Z {2}key\/.*: has new key material\nit is 2027-01-01 00:00:00Z\n$/,
    );
    expect(await json(() => runTime(['show', '--world', file, '--json']))).toMatchObject({
      now: '2027-01-01T00:00:00.000Z',
    });
  });

  it.each([
    [['advance'], 'expected kmslab time advance TIME'],
    [['advance', 'soon'], "expected next, a time such as 365d, 12h, 30m or 10s, or an instant, got 'soon'"],
    [['advance', '2020-01-01', '--preview'], 'the clock only goes forward'],
    [['advance', '2020-01-01'], /./],
    [['sow'], 'expected kmslab time show|advance, got "sow"'],
  ])('%j is refused in one line', async (argv, said) => {
    await expect(runTime([...argv, '--world', file])).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(said instanceof RegExp ? said : said.replace(/[()|]/g, '.')),
    });
  });
});
