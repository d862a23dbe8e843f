import { describe, expect, it } from 'vitest';
import { ADMIN, labWith } from '../../../helpers/lab-with.ts';

async function labOfTwoRegions() {
  const { lab } = await labWith();
  const run = async (line: string) => {
    const outcome = await lab.act({ type: 'run', line, ...ADMIN });
    if (!outcome.ok || outcome.run?.exitCode !== 0) throw new Error(outcome.ok ? outcome.run?.stderr : 'not run');
  };
  await run('aws kms create-key --multi-region');
  const { keys } = await lab.ask({ type: 'view' });
  const primary = keys[0]?.keyArn ?? '';
  await run(`aws kms replicate-key --key-id ${primary} --replica-region eu-west-1`);
  await run('aws s3api create-bucket --bucket photos-of-mine');
  await run('aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted');
  await lab.act({ type: 'advance', by: 60_000 });
  const { volumes } = await lab.ask({ type: 'view' });
  await run(`aws ec2 create-snapshot --volume-id ${volumes[0]?.volumeId}`);
  await lab.act({ type: 'advance', by: 600_000 });
  const { snapshots } = await lab.ask({ type: 'view' });
  const copied = `--source-region us-east-1 --source-snapshot-id ${snapshots[0]?.snapshotId} --encrypted`;
  await run(`aws ec2 copy-snapshot --region eu-west-1 ${copied}`);
  return { lab, primary };
}

describe('the map of the world', () => {
  it('has the accounts, and of the Regions those where something is, and the one that is asked for', async () => {
    const { lab } = await labWith();
    const regionsOf = async (region: string) =>
      (await lab.ask({ type: 'map', region })).regions.map((one) => one.region);
    expect(await regionsOf('us-east-1')).toEqual(['us-east-1']);
    await lab.act({ type: 'run', line: 'aws kms create-key', as: ADMIN.as, region: 'eu-west-2' });
    expect(await regionsOf('us-east-1')).toEqual(['us-east-1', 'eu-west-2']);
    const { accounts } = await lab.ask({ type: 'map', region: 'us-east-1' });
    expect(accounts.map(({ accountId }) => accountId)).toEqual(['111122223333', '444455556666']);
  });

  it('joins replicas of a key, and a snapshot with its copy in another Region', async () => {
    const { lab, primary } = await labOfTwoRegions();
    const { items, links } = await lab.ask({ type: 'map', region: 'us-east-1' });
    expect(links.map(({ how }) => how)).toEqual(['replica', 'copy']);
    const told = links.map(({ from, to }) => [from, to].map((id) => items.find((item) => item.id === id)));
    expect(told[0]?.map((item) => [item?.kind, item?.region])).toEqual([
      ['Multi-Region primary key', 'us-east-1'],
      ['Multi-Region replica key', 'eu-west-1'],
    ]);
    expect(told[0]?.[0]?.id).toBe(primary);
    expect(told[1]?.map((item) => [item?.kind, item?.region])).toEqual([
      ['EBS snapshot', 'us-east-1'],
      ['EBS snapshot', 'eu-west-1'],
    ]);
  });

  it('tells of each thing where it is, under which key, and the command that shows it', async () => {
    const { lab } = await labOfTwoRegions();
    const { items } = await lab.ask({ type: 'map', region: 'us-east-1' });
    const aws = items.find(({ kind, region }) => kind === 'AWS managed key' && region === 'us-east-1');
    expect(items.find(({ kind }) => kind === 'EBS volume')).toMatchObject({ keyArn: aws?.id, region: 'us-east-1' });
    expect(items.find(({ kind }) => kind === 'S3 bucket')).toMatchObject({
      name: 'photos-of-mine',
      keyArn: null,
      otherwise: 'SSE-S3, a key that S3 owns',
    });
    for (const { command, region } of items) {
      const outcome = await lab.act({ type: 'run', line: command, as: ADMIN.as, region });
      expect(outcome.ok && outcome.run?.exitCode, command).toBe(0);
    }
  });
});
