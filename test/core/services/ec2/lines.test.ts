import { beforeEach, describe, expect, it } from 'vitest';
import { ADMIN, labWith, type TestLab } from '../../../helpers/lab-with.ts';

let test: TestLab;
beforeEach(async () => {
  test = await labWith();
});

const run = (line: string) => test.lab.runAws(`aws ec2 ${line}`, ADMIN);

async function text(line: string): Promise<string> {
  const { exitCode, stdout, stderr } = await run(`${line} --output text`);
  expect([exitCode, stderr]).toEqual([0, '']);
  return stdout.trim();
}

const RUN = 'run-instances --image-id ami-0123456789abcdef0';

describe('the lines of instances', () => {
  it.each([
    ['', 1],
    ['--count 3', 3],
    ['--count 1:2', 2],
  ])('runs as many as --count says: "%s"', async (count, runs) => {
    expect((await text(`${RUN} ${count} --query Instances[].InstanceId`)).split(/\s+/)).toHaveLength(runs);
  });

  it('knows a count that is none, and not the members that it stands for', async () => {
    expect(await run(`${RUN} --count few`)).toMatchObject({
      exitCode: 252,
      stderr: expect.stringContaining('count parameter should be of form min[:max] (e.g. 1 or 1:10)'),
    });
    expect(await run(`${RUN} --min-count 1`)).toMatchObject({ exitCode: 252 });
  });

  it('waits until they run, are stopped, or are terminated', async () => {
    const id = await text(`${RUN} --query Instances[0].InstanceId`);
    const state = () => text(`describe-instances --instance-ids ${id} --query Reservations[].Instances[].State.Name`);
    await text(`wait instance-running --instance-ids ${id}`);
    expect(await state()).toBe('running');
    await text(`stop-instances --instance-ids ${id}`);
    await text(`wait instance-stopped --instance-ids ${id}`);
    expect(await state()).toBe('stopped');
    await text(`terminate-instances --instance-ids ${id}`);
    await text(`wait instance-terminated --instance-ids ${id}`);
    expect(await state()).toBe('terminated');
  });

  it('completes the ids of instances', async () => {
    const id = await text(`${RUN} --query Instances[0].InstanceId`);
    const line = 'aws ec2 attach-volume --instance-id ';
    const completions = await test.lab.ask({ type: 'complete', line, ...ADMIN });
    expect(completions).toContainEqual({ text: id, hint: 'pending' });
  });
});
