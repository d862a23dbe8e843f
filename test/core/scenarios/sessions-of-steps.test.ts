import { describe, expect, it } from 'vitest';
import { readScenario, ScenarioPlayer } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';

const HEAD = `title: t
world:
  start: 2026-01-01T00:00:00Z
  accounts: { ops: '111122223333' }
  principals:
    ops/role/admin: { policies: [AdministratorAccess] }
    ops/role/app:
      policies:
        - Version: '2012-10-17'
          Statement:
            - { Effect: Allow, Action: 'kms:*', Resource: '*' }
            - Effect: Deny
              Action: kms:ScheduleKeyDeletion
              Resource: '*'
              Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }
files:
  narrow.json:
    json: { Version: '2012-10-17', Statement: { Effect: Allow, Action: 'kms:ListKeys', Resource: '*' } }
steps:
  - { as: ops/role/admin, region: us-east-1, run: aws kms create-key, save: { key: KeyMetadata.KeyId } }
`;

async function errorsOf(steps: string): Promise<readonly (string | undefined)[]> {
  const scenario = await readScenario(`${HEAD}${steps}`, 'a.yaml');
  const player = await ScenarioPlayer.open(scenario, { name: 'a', ports: nodePorts, speed: 0 });
  await player.play();
  expect(player.replay.ok).toBe(true);
  return player.replay.steps.map(({ outcome }) => outcome.refusal?.name);
}

describe('the session of a step', () => {
  it('carries a policy, for that step alone', async () => {
    expect(
      await errorsOf(`
  - { as: ops/role/app, run: 'aws kms describe-key --key-id \${key}', session: { policy: narrow.json }, expect: { error: AccessDeniedException } }
  - { run: aws kms list-keys, session: { policy: narrow.json } }
  - { run: 'aws kms describe-key --key-id \${key}' }
`),
    ).toEqual([undefined, 'AccessDeniedException', undefined, undefined]);
  });

  it('may have begun with a second factor', async () => {
    expect(
      await errorsOf(`
  - { as: ops/role/app, run: 'aws kms schedule-key-deletion --key-id \${key}', expect: { error: AccessDeniedException } }
  - { run: 'aws kms schedule-key-deletion --key-id \${key}', session: { mfa: true } }
`),
    ).toEqual([undefined, 'AccessDeniedException', undefined]);
  });

  it('is no session without a run, or with a file that is not there', async () => {
    await expect(errorsOf('  - { note: x, session: { mfa: true } }\n')).rejects.toThrow('session needs a run');
    const missing = '  - { as: ops/role/app, run: aws kms list-keys, session: { policy: none.json } }\n';
    await expect(errorsOf(missing)).rejects.toThrow("no file 'none.json'");
  });
});
