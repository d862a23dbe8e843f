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

async function errorsOf(steps: string, head = HEAD): Promise<readonly (string | undefined)[]> {
  const scenario = await readScenario(`${head}${steps}`, 'a.yaml');
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
    await expect(errorsOf('  - { note: x, session: { mfa: true } }\n')).rejects.toThrow(
      'session and through need a run',
    );
    const missing = '  - { as: ops/role/app, run: aws kms list-keys, session: { policy: none.json } }\n';
    await expect(errorsOf(missing)).rejects.toThrow("no file 'none.json'");
  });
});

describe('a step that comes through a VPC endpoint', () => {
  const WITH_ENDPOINT = HEAD.replace(
    'files:\n',
    `  vpcEndpoints:
    - id: vpce-0123456789abcdef0
      account: ops
      region: us-east-1
      vpc: vpc-0123456789abcdef0
      policy: endpoint.json
files:
  endpoint.json:
    json: { Statement: { Effect: Allow, Principal: '*', Action: 'kms:ListKeys', Resource: '*' } }
`,
  );

  it('is bounded by its policy, in that step alone', async () => {
    const steps = `
  - { run: aws kms list-keys, through: vpce-0123456789abcdef0 }
  - { run: aws kms list-aliases, through: vpce-0123456789abcdef0, expect: { error: AccessDeniedException } }
  - { run: aws kms list-aliases }
  - run: aws ec2 create-vpc-endpoint --vpc-id vpc-0a0a0a0a0a0a0a0a0 --vpc-endpoint-type Interface --service-name com.amazonaws.us-east-1.kms
    save: { open: VpcEndpoint.VpcEndpointId }
  - { run: aws kms list-aliases, through: '\${open}' }
`;
    expect(await errorsOf(steps, WITH_ENDPOINT)).toEqual([
      undefined,
      undefined,
      'AccessDeniedException',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('names one that is there, for what it runs', async () => {
    const missing = '  - { run: aws kms list-keys, through: vpce-00000000000000000 }\n';
    await expect(errorsOf(missing, WITH_ENDPOINT)).rejects.toThrow('no VPC endpoint');
    const wrong = '  - { run: aws kms list-keys --region eu-west-1, through: vpce-0123456789abcdef0 }\n';
    await expect(errorsOf(wrong, WITH_ENDPOINT)).rejects.toThrow('is in us-east-1');
  });

  it.each([
    ['account: ops', 'account: nobody', "no account 'nobody'"],
    ['region: us-east-1\n      vpc', 'region: mars-1\n      vpc', "no Region 'mars-1'"],
    ['policy: endpoint.json', 'policy: none.json', "'none.json'"],
    ['policy: endpoint.json', 'policy: { Statement: { Effect: Allow } }', 'VPC endpoint vpce-0123456789abcdef0'],
  ])('is of a world that makes sense: %s and not %s', async (right, wrong, says) => {
    await expect(errorsOf('', WITH_ENDPOINT.replace(right, wrong))).rejects.toThrow(says);
  });
});
