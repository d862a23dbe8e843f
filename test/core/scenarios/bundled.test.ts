import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  BUNDLED_SCENARIOS,
  type Bytes,
  bundledScenario,
  type PlayedStep,
  type Ports,
  ScenarioPlayer,
} from '../../../core/index.ts';
import { MemoryStore } from '../../../core/lab/memory-store.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { scenarioJsonSchema } from '../../../core/scenarios/schema.ts';

async function play(name: string, ports: () => Ports = nodePorts) {
  const player = await ScenarioPlayer.open(await bundledScenario(name), { name, ports });
  await player.play();
  return player.replay;
}

/** Every refusal of a replay: those that a command got, and those that a service got on somebody's behalf. */
function refusals(steps: readonly PlayedStep[]): readonly (string | undefined)[] {
  return steps
    .flatMap(({ outcome, calls }) => [outcome.refusal, ...calls.map(({ refusal }) => refusal)])
    .flatMap((refusal) => refusal?.because ?? []);
}

describe('bundled scenarios', () => {
  it.each(BUNDLED_SCENARIOS)('%s plays to its end, every expectation held', async (name) => {
    const replay = await play(name);
    expect(replay.steps.filter(({ expect: expectation }) => expectation?.held === false)).toEqual([]);
    expect(replay.ok).toBe(true);
  });

  it('stand in the README, each with its title', async () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const [, section = ''] = readme.split('\n## The scenarios\n');
    const rows = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `([\w-]+)` +\| (.*?) +\|$/gm)];
    const titles = BUNDLED_SCENARIOS.map(async (name) => [name, (await bundledScenario(name)).title]);
    expect(rows.map(([, name, title]) => [name, title])).toEqual(await Promise.all(titles));
  });

  it.each(BUNDLED_SCENARIOS)('%s is refused at least once', async (name) => {
    const { steps } = await bundledScenario(name);
    const isRefusal = ({ expect: wanted }: (typeof steps)[number]) =>
      wanted?.error !== undefined || wanted?.because !== undefined;
    expect(steps.some(isRefusal)).toBe(true);
  });

  it('reads the same each time: with the same seed, ids are the same', async () => {
    const [first, second] = [await play('snapshot-copy'), await play('snapshot-copy')];
    expect(second.steps.map(({ run }) => run)).toEqual(first.steps.map(({ run }) => run));
  });

  it('has a JSON Schema beside the scenarios that is the grammar of today', () => {
    const file = new URL('../../../core/scenarios/scenario.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema())));
  });
});

describe('snapshot-copy', () => {
  it('ends with the same bytes in the target as were written at the source', async () => {
    const replay = await play('snapshot-copy');
    expect(replay.bytesEqual).toBe(true);
    expect(replay.steps.at(-1)?.outcome.stdout).toBe('the data that must survive\n');
  });

  it('meets each refusal with its reason', async () => {
    expect(refusals((await play('snapshot-copy')).steps)).toEqual([
      'default-key-cannot-be-shared',
      'snapshot-not-shared',
      'no-key-policy-statement',
      'no-identity-policy-statement',
      'key-disabled',
      'no-such-key',
    ]);
  });

  it('tells of every call to KMS that EBS makes for the one who copies', async () => {
    const { steps } = await play('snapshot-copy');
    const copying = steps.findLast(({ run }) => run?.startsWith('aws ec2 wait snapshot-completed') === true);
    const copier = 'arn:aws:sts::444455556666:assumed-role/copier/kmslab';
    expect(
      copying?.calls.map(({ operation, by, keyArn, result }) => [operation, by, keyArn?.split(':')[3], result]),
    ).toEqual([
      ['DescribeKey', copier, 'eu-west-1', 'ok'],
      ['DescribeKey', copier, 'us-east-1', 'ok'],
      ['CreateGrant', copier, 'eu-west-1', 'ok'],
      ['GenerateDataKeyWithoutPlaintext', copier, 'eu-west-1', 'ok'],
      ['Decrypt', copier, 'us-east-1', 'ok'],
      ['Decrypt', expect.stringContaining(':assumed-role/aws:ec2-infrastructure/snap-'), 'eu-west-1', 'ok'],
      ['RetireGrant', expect.stringContaining(':assumed-role/aws:ec2-infrastructure/snap-'), 'eu-west-1', 'ok'],
    ]);
  });

  it('fails with one byte of the target flipped', async () => {
    const player = await ScenarioPlayer.open(await bundledScenario('snapshot-copy'), {
      name: 'snapshot-copy',
      ports: tamperedPorts,
    });
    await player.play();
    expect(player.replay.ok).toBe(false);
    expect(player.state.status).toBe('failed');
  });
});

describe('external-key-store', () => {
  it('meets each trouble with its reason, and opens the letter after every repair', async () => {
    const { steps } = await play('external-key-store');
    expect(refusals(steps)).toEqual([
      'key-store-not-connected',
      'external-key-unfit',
      'xks-proxy-unreachable',
      'xks-proxy-slow',
      'external-key-disabled',
      'xks-proxy-credential',
      'key-unavailable',
      'key-store-state',
    ]);
    const opened = steps.filter(({ run, outcome }) => run?.includes('kms decrypt') && outcome.exitCode === 0);
    expect(opened).toHaveLength(3);
  });

  it('tells in words what happens outside, without the credentials', async () => {
    const outside = (await play('external-key-store')).steps.filter(({ kind }) => kind === 'outside');
    expect(new Set(outside.map(({ run }) => run))).toEqual(
      new Set([
        'the proxy keys.clinic.example is cut off from the network',
        'the proxy keys.clinic.example is back',
        'the proxy keys.clinic.example takes too long to answer',
        'in the key manager behind keys.clinic.example: the key patient-records is disabled',
        'in the key manager behind keys.clinic.example: the key patient-records is enabled',
        'the proxy keys.clinic.example has a new credential for KMS',
      ]),
    );
  });
});

/** Ports whose store flips the last byte of the third block that is put: the first is the volume's, the second the shared copy's, the third the target's. */
function tamperedPorts(): Ports {
  let blocks = 0;
  class TamperedStore extends MemoryStore {
    override putBlock(id: string, bytes: Bytes): void {
      blocks += 1;
      const kept = bytes.slice();
      const last = kept.length - 1;
      if (blocks === 3) kept[last] = (kept[last] ?? 0) ^ 1;
      super.putBlock(id, kept);
    }
  }
  return { ...nodePorts(), store: new TamperedStore() };
}

describe('s3-bucket-keys', () => {
  it('asks KMS once for three objects, is refused for each reason, and is mended', async () => {
    const { steps } = await play('s3-bucket-keys');
    // What KMS refuses to S3, S3 refuses to its caller.
    expect(refusals(steps)).toEqual([
      ...['no-identity-policy-statement', 'no-identity-policy-statement'],
      ...['no-identity-policy-statement', 'no-identity-policy-statement'],
      ...['key-disabled', 'key-disabled'],
      'explicit-deny-key-policy',
    ]);
    const toKms = steps.map(({ calls }) => calls.map(({ operation }) => operation).join());
    const puts = steps.flatMap(({ run }, index) => (run?.startsWith('aws s3 cp order.txt') ? [toKms[index]] : []));
    const generated = 'GenerateDataKey';
    expect(puts).toEqual([generated, generated, generated, generated, '', '', '', generated]);
    const shown = steps.filter(({ run }) => run === 'aws s3 cp s3://shop-orders-2026/order-4 -');
    expect(shown.map(({ outcome }) => outcome.stdout)).toEqual(Array(3).fill('three chairs and a table'));
  });
});

describe('rds-snapshot-copy', () => {
  it('ends with the same bytes in the other account as were written at the source', async () => {
    const replay = await play('rds-snapshot-copy');
    expect(replay.bytesEqual).toBe(true);
    expect(replay.steps.at(-1)?.outcome.stdout).toBe('the orders that must survive\n');
  });

  it('meets each refusal with its reason, KMS’s own behind RDS’s among them', async () => {
    expect(refusals((await play('rds-snapshot-copy')).steps)).toEqual([
      'default-key-cannot-be-shared',
      'db-snapshot-not-shared',
      'shared-snapshot-to-copy',
      'copy-needs-key',
      'no-key-policy-statement',
      'no-key-policy-statement',
      'key-disabled',
      'no-such-key',
      'no-such-key',
      'key-disabled',
      'database-without-key',
    ]);
  });
});

describe('secrets-in-variables', () => {
  it('meets each refusal with its reason, KMS’s own behind Lambda’s among them', async () => {
    expect(refusals((await play('secrets-in-variables')).steps)).toEqual([
      'no-identity-policy-statement', // of KMS, to whoever may only look at the function
      'key-disabled',
      'key-disabled',
      'no-identity-policy-statement', // of Parameter Store, which says what KMS said
      'no-identity-policy-statement', // of KMS
      'no-identity-policy-statement', // of Secrets Manager, which does not say it
      'no-identity-policy-statement', // of KMS
      'no-identity-policy-statement', // of Secrets Manager, which is asked first
    ]);
  });
});
