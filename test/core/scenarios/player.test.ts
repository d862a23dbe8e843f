import { describe, expect, it } from 'vitest';
import { ScenarioPlayer } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { parseScenario } from '../../../core/scenarios/parse-scenario.ts';

const HEAD = `title: t
world:
  start: 2026-01-01T00:00:00Z
  accounts: { ops: '111122223333' }
  principals: { ops/role/admin: { policies: [AdministratorAccess] } }
steps:
`;
const FOUR_STEPS = `${HEAD}  - { as: ops/role/admin, region: us-east-1, run: aws kms create-key, save: { key: KeyMetadata.KeyId } }
  - { mark: off, run: 'aws kms disable-key --key-id \${key}' }
  - { advance: 1d }
  - { mark: on, run: 'aws kms enable-key --key-id \${key}' }
`;

function open(text: string, speed = 0) {
  return ScenarioPlayer.open(parseScenario(text, 'a.yaml'), { name: 'a', ports: nodePorts, speed });
}

describe('a replay', () => {
  it('stands before its first step, and takes one at a time', async () => {
    const player = await open(FOUR_STEPS);
    expect(player.state).toMatchObject({ status: 'paused', done: 0, count: 4, marks: { off: 1, on: 3 } });
    expect((await player.step())?.run).toBe('aws kms create-key');
    expect(player.state).toMatchObject({ status: 'paused', done: 1 });
  });

  it('has no step after the last', async () => {
    const player = await open(FOUR_STEPS);
    await player.play();
    expect(player.state.status).toBe('finished');
    expect(await player.step()).toBeNull();
  });

  it('pauses after the step that is under way, and plays on from there', async () => {
    const player = await open(FOUR_STEPS);
    await player.play(({ n }) => {
      if (n === 2) player.pause();
    });
    expect(player.state).toMatchObject({ status: 'paused', done: 2 });
    await player.play();
    expect(player.state.status).toBe('finished');
  });

  it('waits before each step but the first, as long as its speed asks', async () => {
    const player = await open(FOUR_STEPS, 2);
    const waits: number[] = [];
    await player.play(
      ({ n }) => {
        if (n === 2) player.setSpeed(4);
      },
      async (speed) => {
        waits.push(speed);
      },
    );
    expect(waits).toEqual([2, 4, 4]);
  });

  it('jumps to a mark, and back by starting over', async () => {
    const player = await open(FOUR_STEPS);
    await player.jumpTo('on');
    expect(player.state).toMatchObject({ status: 'paused', done: 3 });
    await player.jumpTo('off');
    expect(player.state).toMatchObject({ status: 'paused', done: 1 });
    expect(player.replay.steps.map(({ n }) => n)).toEqual([1]);
    expect([...player.lab.world.keys.values()].map(({ machine }) => machine.value.lifecycle)).toEqual(['Enabled']);
    await player.play();
    expect(player.replay.ok).toBe(true);
  });

  it('names the marks it has when it is to jump to one it lacks', async () => {
    await expect((await open(FOUR_STEPS)).jumpTo('of')).rejects.toThrow("no mark 'of'; the marks are: off, on");
  });

  it('ends at the first expectation that does not hold, and tells what was expected and what was found', async () => {
    const player = await open(
      `${FOUR_STEPS}  - { run: aws kms list-keys, expect: { output: { 'length(Keys)': 2 } } }\n  - { note: never }\n`,
    );
    await player.play();
    expect(player.state.status).toBe('failed');
    expect(player.replay.ok).toBe(false);
    expect(player.replay.steps.at(-1)).toMatchObject({
      n: 5,
      expect: { held: false, expected: 'length(Keys) is 2', found: 'length(Keys) is 1' },
    });
  });

  it('takes a refusal that no step expects as a failure', async () => {
    const player = await open(
      `${HEAD}  - { as: ops/role/admin, region: us-east-1, run: aws kms describe-key --key-id alias/none }\n`,
    );
    await player.play();
    expect(player.replay.steps[0]?.expect).toMatchObject({
      held: false,
      expected: 'success',
      found: expect.stringContaining('NotFoundException'),
    });
  });

  it('takes a success where a refusal is expected as a failure', async () => {
    const player = await open(
      `${HEAD}  - { as: ops/role/admin, region: us-east-1, run: aws kms list-keys, expect: { error: AccessDeniedException } }\n`,
    );
    await player.play();
    expect(player.replay.steps[0]?.expect).toEqual({
      held: false,
      expected: 'AccessDeniedException',
      found: 'success',
    });
  });

  it('refuses a name that nothing has saved', async () => {
    const player = await open(
      `${HEAD}  - { as: ops/role/admin, region: us-east-1, run: 'aws kms describe-key --key-id \${kye}' }\n`,
    );
    await expect(player.play()).rejects.toThrow('{kye} is not saved by any step before');
  });

  it('refuses a principal that its world lacks', async () => {
    const player = await open(`${HEAD}  - { as: ops/role/nobody, region: us-east-1, run: aws kms list-keys }\n`);
    await expect(player.play()).rejects.toThrow('the lab has no principal arn:aws:iam::111122223333:role/nobody');
  });
});

it('a world may let new grants take a while, in which their tokens count', async () => {
  const world = HEAD.replace('principals: { ', 'grantDelay: 5m\n  principals: { ops/role/app: { policies: [] }, ');
  const grant = `aws kms create-grant --key-id \${key} --grantee-principal arn:aws:iam::111122223333:role/app --operations Encrypt`;
  const encrypt = `aws kms encrypt --key-id \${arn} --plaintext aGk=`;
  const admin = 'as: ops/role/admin, region: us-east-1';
  const app = 'as: ops/role/app, region: us-east-1';
  const player = await open(`${world}
  - { ${admin}, run: aws kms create-key, save: { key: KeyMetadata.KeyId, arn: KeyMetadata.Arn } }
  - { ${admin}, run: '${grant}', save: { token: GrantToken } }
  - { ${app}, run: '${encrypt}', expect: { error: AccessDeniedException } }
  - { ${app}, run: '${encrypt} --grant-tokens \${token}' }
  - { advance: 5m }
  - { ${app}, run: '${encrypt}' }
`);
  await player.play();
  expect(player.replay.ok).toBe(true);
});
