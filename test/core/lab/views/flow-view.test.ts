import { describe, expect, it } from 'vitest';
import type { FlowNode, Lab } from '../../../../core/index.ts';
import { ADMIN, type Caller, DAY, labWith, OTHER, OTHER_ADMIN, OWN, trusting } from '../../../helpers/lab-with.ts';

const asked = (lab: Lab, who: Caller = ADMIN) => lab.ask({ type: 'flow', ...who });

/** Does what is next until nothing is; the words of each step. */
async function walked(lab: Lab, who: Caller = ADMIN): Promise<readonly string[]> {
  const said: string[] = [];
  for (
    let next = (await asked(lab, who)).next;
    next !== null && said.length < 20;
    next = (await asked(lab, who)).next
  ) {
    said.push(next.says);
    const { line } = next;
    const outcome = await lab.act(line === null ? { type: 'advanceToNext' } : { type: 'run', line, ...who });
    if (!outcome.ok) throw new Error(outcome.error.message);
    if (outcome.run !== undefined && outcome.run.exitCode !== 0) throw new Error(outcome.run.stderr);
  }
  return said;
}

function chain(nodes: readonly FlowNode[]): readonly (readonly [string, string, string])[] {
  return nodes.flatMap((node) => [
    [node.name.split('-')[0] ?? '', node.laneId.split(' ')[1] ?? '', node.keyArn ?? 'none'] as const,
    ...chain(node.next.map((after) => after.node)),
  ]);
}

describe('the flow of stored data', () => {
  it('leads from nothing to a volume of a copy in another Region, whose data key another key wraps', async () => {
    const { lab } = await labWith();
    expect(await asked(lab)).toMatchObject({ lanes: [], roots: [], next: { says: 'make an encrypted volume' } });
    const said = await walked(lab);
    expect(said.filter((says) => !says.startsWith('let time pass'))).toEqual([
      'make an encrypted volume',
      'take a snapshot of it',
      'copy it to another Region: there it gets a data key of its own',
      'make a volume of the copy',
    ]);
    const { lanes, roots, next } = await asked(lab);
    expect(next).toBeNull();
    expect(lanes.map(({ region }) => region)).toEqual(['us-east-1', 'eu-west-1']);
    const keyIn = async (region: string) => {
      const { keys } = await lab.ask({ type: 'view' });
      return keys.find((key) => key.region === region && key.alias === 'alias/aws/ebs')?.keyArn ?? 'missing';
    };
    const [first, second] = [await keyIn('us-east-1'), await keyIn('eu-west-1')];
    expect(chain(roots)).toEqual([
      ['vol', 'us-east-1', first],
      ['snap', 'us-east-1', first],
      ['snap', 'eu-west-1', second],
      ['vol', 'eu-west-1', second],
    ]);
  });

  it('leads whom a snapshot is shared with to a copy under a key of their own, and to a volume of that', async () => {
    const { lab, key, ok } = await labWith();
    const KeyId = await key();
    await ok('PutKeyPolicy', { KeyId, Policy: trusting(OWN, OTHER) });
    await key({}, OTHER_ADMIN);
    const run = async (line: string) => {
      const outcome = await lab.act({ type: 'run', line, ...ADMIN });
      if (!outcome.ok || outcome.run?.exitCode !== 0) throw new Error(line);
    };
    await run(`aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id ${KeyId}`);
    await lab.act({ type: 'advance', by: DAY });
    const volumeId = (await lab.ask({ type: 'view' })).volumes[0]?.volumeId;
    await run(`aws ec2 create-snapshot --volume-id ${volumeId}`);
    await lab.act({ type: 'advance', by: DAY });
    const snapshotId = (await lab.ask({ type: 'view' })).snapshots[0]?.snapshotId;
    const share = `aws ec2 modify-snapshot-attribute --snapshot-id ${snapshotId} --attribute createVolumePermission`;
    await run(`${share} --operation-type add --user-ids ${OTHER}`);
    expect((await walked(lab, OTHER_ADMIN)).filter((says) => !says.startsWith('let time pass')).slice(0, 2)).toEqual([
      'copy what was shared with you, under a key of your own',
      'make a volume of the copy',
    ]);
    const { volumes } = await lab.ask({ type: 'view' });
    const made = volumes.find(({ accountId }) => accountId === OTHER);
    expect(made).toMatchObject({ state: 'available', kmsKeyArn: expect.stringContaining(`:${OTHER}:key/`) });
  });

  it('tells what would break it, and what fails once it is broken', async () => {
    const { lab } = await labWith();
    await lab.act({ type: 'run', line: 'aws kms create-key', ...ADMIN });
    const [key] = (await lab.ask({ type: 'view' })).keys;
    expect(await asked(lab)).toMatchObject({ breaks: [], tries: [] });
    await walked(lab);
    const { breaks, tries } = await asked(lab);
    expect(breaks.map(({ line }) => line)).toEqual([
      `aws kms disable-key --key-id ${key?.keyId} --region ${ADMIN.region}`,
    ]);
    expect(tries).toEqual([]);
    await lab.act({ type: 'run', line: breaks[0]?.line ?? '', ...ADMIN });
    const broken = await asked(lab);
    expect(broken.breaks).toEqual([]);
    expect(broken.tries).toHaveLength(1);
    await lab.act({ type: 'run', line: broken.tries[0]?.line ?? '', ...ADMIN });
    await lab.act({ type: 'advance', by: 3_600_000 });
    const { snapshots } = await lab.ask({ type: 'view' });
    expect(snapshots.at(-1)).toMatchObject({
      state: 'error',
      stateMessage: expect.stringContaining('Given key ID is not accessible'),
    });
  });

  it('proposes no key that is disabled', async () => {
    const { lab } = await labWith();
    await lab.act({ type: 'run', line: 'aws kms create-key', ...ADMIN });
    const [key] = (await lab.ask({ type: 'view' })).keys;
    expect((await asked(lab)).next?.line).toContain(`--kms-key-id ${key?.keyId}`);
    await lab.act({ type: 'run', line: `aws kms disable-key --key-id ${key?.keyId}`, ...ADMIN });
    expect((await asked(lab)).next?.line).not.toContain('--kms-key-id');
  });

  it('says nothing of a key, and lets time pass, while a further copy has no data key yet', async () => {
    const { lab } = await labWith();
    await walked(lab);
    const { snapshots } = await lab.ask({ type: 'view' });
    const first = snapshots.find(({ copiedFrom }) => copiedFrom === null)?.snapshotId ?? 'missing';
    const line = `aws ec2 copy-snapshot --region eu-west-1 --source-region us-east-1 --source-snapshot-id ${first} --encrypted`;
    await lab.act({ type: 'run', line, ...ADMIN });
    const { roots, next } = await asked(lab);
    expect(chain(roots).at(-1)).toEqual(['snap', 'eu-west-1', 'none']);
    expect(roots[0]?.next[0]?.node.next.at(-1)?.node.keyArn).toBeUndefined();
    expect(next?.says).toMatch(/^let time pass/);
  });

  it('shows what lies in the clear, and nothing of a key before the volume is there', async () => {
    const { lab } = await labWith();
    const line = 'aws ec2 create-volume --availability-zone us-east-1a --size 1';
    await lab.act({ type: 'run', line, ...ADMIN });
    expect((await asked(lab)).roots.map(({ keyArn, state }) => [keyArn, state])).toEqual([[undefined, 'creating']]);
    await lab.act({ type: 'advanceToNext' });
    expect((await asked(lab)).roots.map(({ keyArn, state }) => [keyArn, state])).toEqual([[null, 'available']]);
  });

  it('says nothing of a key where a volume could not be made for want of one', async () => {
    const { lab } = await labWith();
    const run = (line: string) => lab.act({ type: 'run', line, ...ADMIN });
    await run('aws kms create-key');
    const [key] = (await lab.ask({ type: 'view' })).keys;
    await run(`aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id ${key?.keyId}`);
    await lab.act({ type: 'advance', by: 3_600_000 });
    await run((await asked(lab)).next?.line ?? '');
    await lab.act({ type: 'advance', by: 3_600_000 });
    const [snapshot] = (await lab.ask({ type: 'view' })).snapshots;
    await run(`aws kms disable-key --key-id ${key?.keyId}`);
    await run(`aws ec2 create-volume --availability-zone us-east-1a --snapshot-id ${snapshot?.snapshotId}`);
    await lab.act({ type: 'advance', by: 3_600_000 });
    const volume = (await asked(lab)).roots[0]?.next[0]?.node.next[0]?.node;
    expect(volume).toMatchObject({ state: 'error', isBroken: true });
    expect(volume?.keyArn).toBeUndefined();
  });
});
