import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUNDLED_SCENARIOS, bundledScenario, readScenario } from '../../../../core/index.ts';
import { VERBS } from '../../../../core/laptop/verbs.ts';
import { exportShell } from '../../../../core/scenarios/shell/export-shell.ts';

/** Lines that a scenario's steps become; `steps` is YAML. */
async function linesOf(steps: string, rest = ''): Promise<string> {
  const text = `
title: A test
world:
  start: 2026-01-01T00:00:00Z
  accounts: { ops: "111122223333" }
  principals: { ops/role/admin: { policies: [AdministratorAccess] } }
${rest}
steps:
${steps}`;
  const script = exportShell(await readScenario(text, 'test.yaml'), 'test.yaml');
  expect(() => checkSyntax(script)).not.toThrow();
  return script;
}

function checkSyntax(script: string): void {
  execFileSync('bash', ['-n'], { input: script, stdio: ['pipe', 'pipe', 'pipe'] });
}

const AS = 'as: ops/role/admin\n  region: eu-west-1\n ';

describe('a scenario as a shell script', () => {
  it.each(BUNDLED_SCENARIOS)('%s is a script that bash can read, with a line for every command', async (name) => {
    const scenario = await bundledScenario(name);
    const script = exportShell(scenario, name);
    checkSyntax(script);
    const told = script.split('\n').filter((line) => !line.startsWith('#'));
    for (const { run } of scenario.steps) {
      const [program = '', service = '', operation = ''] = run?.split(/\s+/) ?? [];
      if (run !== undefined) expect(told.join('\n')).toContain(`${program} ${service} ${operation}`);
    }
    expect(script).toContain(`kmslab serve --control --start-of ${name}`);
  });

  it('says who acts once, and the Region with each command that has none of its own', async () => {
    const script = await linesOf(`
- ${AS} run: aws kms list-keys
- run: aws kms list-keys --region us-east-1
- as: ops/role/admin
  run: aws kms list-keys`);
    expect(script.match(/^as ops\/role\/admin$/gm)).toHaveLength(1);
    expect(script.match(/^aws kms list-keys --region .*$/gm)).toEqual([
      'aws kms list-keys --region eu-west-1',
      'aws kms list-keys --region us-east-1',
      'aws kms list-keys --region eu-west-1',
    ]);
  });

  it('saves a value by a query, in place of what the line asked for', async () => {
    const script = await linesOf(`
- ${AS} run: aws kms create-key --output json --query KeyMetadata
  save: { key: KeyMetadata.KeyId }
- run: aws kms enable-key --key-id \${key}`);
    expect(script).toContain(
      'key=$(aws kms create-key --region eu-west-1 --query KeyMetadata.KeyId --output text)\nneed key\n',
    );
    expect(script).toContain('aws kms enable-key --key-id "$key" --region eu-west-1');
  });

  it('saves and looks by one call, for a second one would do it twice', async () => {
    const script = await linesOf(`
- ${AS} run: aws kms create-key
  save: { key: KeyMetadata.KeyId, arn: KeyMetadata.Arn }
  expect: { output: { KeyMetadata.Enabled: true, KeyMetadata.Description: "é", KeyMetadata.KeyId: "\${key}" } }`);
    expect(script.match(/kms create-key/g)).toHaveLength(1);
    expect(script).toContain(
      `--query '[KeyMetadata.KeyId, KeyMetadata.Arn, to_string([KeyMetadata.Enabled, KeyMetadata.Description, KeyMetadata.KeyId])]'`,
    );
    expect(script).toContain('IFS=$\'\\t\' read -r key arn kmslab_found <<<"$kmslab_found"');
    expect(script).toContain('expect_is "[true,\\"\\\\u00e9\\",\\"$key\\"]" "$kmslab_found"');
  });

  it('checks a refusal and what it says', async () => {
    const script = await linesOf(`
- ${AS} run: aws kms describe-key --key-id alias/none
  expect: { error: NotFoundException, because: no-such-alias, message: is not found }`);
    expect(script).toContain(
      [
        '# Refused because: no-such-alias',
        'expect_error NotFoundException aws kms describe-key --key-id alias/none --region eu-west-1',
        "refused_with 'is not found'",
      ].join('\n'),
    );
  });

  it('asks the lab for what no client can do or look at', async () => {
    const script = await linesOf(`
- ${AS} run: aws ec2 create-volume --availability-zone eu-west-1a --size 1
  save: { volume: VolumeId }
- run: aws ec2 wait volume-available --volume-ids \${volume}
- write: { volume: "\${volume}", text: "it's here" }
- advance: 8d
  expect: { state: { volume: "\${volume}", is: available } }
- outside: { proxy: p, set: { state: UP } }`);
    expect(script).toContain(
      [
        `wait_in_lab "{ as: ops/role/admin, region: eu-west-1, run: 'aws ec2 wait volume-available --volume-ids $volume' }"`,
        'aws ec2 wait volume-available --volume-ids "$volume" --region eu-west-1',
      ].join('\n'),
    );
    expect(script).toContain(
      `lab_step "{ as: ops/role/admin, region: eu-west-1, write: { volume: '$volume', text: it's here } }"`,
    );
    expect(script).toContain(`advance 8d\nlab_step "{ expect: { state: { volume: '$volume', is: available } } }"`);
    expect(script).toContain("lab_step '{ outside: { proxy: p, set: { state: UP } } }'");
  });

  it('comes through a VPC endpoint, and with a session, for one command', async () => {
    const script = await linesOf(`
- ${AS} through: vpce-0123456789abcdef0
  session: { mfa: true }
  run: aws kms list-keys`);
    expect(script).toContain(
      `through vpce-0123456789abcdef0 in_session '{"mfa":true}' aws kms list-keys --region eu-west-1`,
    );
  });

  it('writes the files that its commands name, byte for byte', async () => {
    const script = await linesOf(
      `
- ${AS} run: aws kms encrypt --key-id alias/a --plaintext fileb://in/note.txt > out
- run: aws kms encrypt --key-id alias/a --plaintext fileb://bytes`,
      `files: { in/note.txt: "it's\\n", bytes: { base64: AP8= }, other.txt: unused }`,
    );
    expect(script).toContain("mkdir -p in\nprintf %s 'it'\\''s\n' >in/note.txt");
    expect(script).toContain('printf %s AP8= | base64 --decode >bytes');
    expect(script).not.toContain('unused');
    expect(script).toContain('--plaintext fileb://in/note.txt --region eu-west-1 >out');
  });

  it.each(Object.keys(VERBS))('has a case for laptop %s', async (verb) => {
    const script = await linesOf(`\n- ${AS} run: laptop ${verb} a`);
    expect(script).toMatch(new RegExp(`^ {4}${verb}\\)`, 'm'));
  });

  it('keeps the one pipe that there is, and the laptop’s lines', async () => {
    const script = await linesOf(`
- ${AS} run: aws kms get-public-key --key-id alias/a --query PublicKey --output text | base64 --decode > pub.der
- run: laptop encrypt --public-key pub.der note > sealed
- run: laptop compare note sealed
  expect: { error: UsageError }`);
    expect(script).toContain('--region eu-west-1 | base64 --decode >pub.der');
    expect(script).toContain('\nlaptop encrypt --public-key pub.der note >sealed\n');
    expect(script).toContain('\nexpect_error refusal laptop compare note sealed\n');
  });

  it('has only the functions that it calls', async () => {
    const script = await linesOf(`\n- ${AS} run: aws kms list-keys`);
    for (const name of ['advance', 'laptop', 'expect_error', 'through']) expect(script).not.toContain(`${name}() {`);
    for (const name of ['aws', 'as', 'is_lab']) expect(script).toContain(`${name}() {`);
  });
});

describe('a script, run', () => {
  const SCENARIO = `
- ${AS} run: aws kms create-key
  save: { key: KeyMetadata.KeyId }
- run: aws kms describe-key --key-id \${key}
- advance: 8d
- write: { volume: vol-1, text: hello }
- through: vpce-0123456789abcdef0
  run: aws kms list-keys`;

  /** Runs a script with an `aws` that writes down what it was called with, and prints `printed`. */
  async function toldToNobody(script: string, env: NodeJS.ProcessEnv) {
    const folder = await mkdtemp(join(tmpdir(), 'kmslab-script-'));
    const fake = `#!/bin/sh\necho "\${AWS_PROFILE-none} $*" >>'${folder}/calls'\necho made\n`;
    await writeFile(join(folder, 'aws'), fake, { mode: 0o755 });
    await writeFile(join(folder, 'script.sh'), script);
    const { AWS_PROFILE: _, KMSLAB_ENDPOINT: __, ...rest } = process.env;
    const ended = spawnSync('bash', [join(folder, 'script.sh')], {
      env: { ...rest, PATH: `${folder}:${rest.PATH ?? ''}`, ...env },
      encoding: 'utf8',
    });
    const calls = await readFile(join(folder, 'calls'), 'utf8').catch(() => '');
    await rm(folder, { recursive: true });
    return { status: ended.status, stderr: ended.stderr, calls: calls.trim().split('\n') };
  }

  it('against the real AWS acts by profiles, and says what it leaves out', async () => {
    const { status, stderr, calls } = await toldToNobody(await linesOf(SCENARIO), { KMSLAB_ENDPOINT: 'aws' });
    expect([status, calls]).toEqual([
      0,
      [
        'ops-role-admin kms create-key --region eu-west-1 --query KeyMetadata.KeyId --output text',
        'ops-role-admin kms describe-key --key-id made --region eu-west-1',
        'ops-role-admin kms list-keys --region eu-west-1',
      ],
    ]);
    expect(stderr.trim().split('\n')).toEqual([
      'not on the real AWS: advance 8d',
      'not on the real AWS: { as: ops/role/admin, region: eu-west-1, write: { volume: vol-1, text: hello } }',
      'not on the real AWS: the VPC endpoint vpce-0123456789abcdef0 of the lab; the next command goes the usual way',
    ]);
  });

  it('calls nobody where it is not told whom', async () => {
    const { status, stderr, calls } = await toldToNobody(await linesOf(SCENARIO), {});
    expect([status, calls]).toEqual([2, ['']]);
    expect(stderr).toContain('KMSLAB_ENDPOINT is not set');
  });

  const opensslVersion = spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '';
  it.skipIf(!/^OpenSSL [3-9]/.test(opensslVersion))(
    'works with its laptop (needs openssl 3): what is sealed opens under its key alone, and what is altered does not',
    async () => {
      const script = await linesOf(
        `
- ${AS} run: laptop random 32 > key
- run: laptop random 32 > other
- run: laptop encrypt --key key note.txt > sealed
- run: laptop decrypt --key key sealed > opened
- run: laptop compare note.txt opened
- run: laptop decrypt --key other sealed > wrong
  expect: { error: UsageError }
- run: laptop alter note.txt
- run: laptop compare note.txt opened
  expect: { error: UsageError }
- run: laptop alter note.txt
- run: laptop compare note.txt opened
- run: laptop alter sealed
- run: laptop decrypt --key key sealed > wrong
  expect: { error: UsageError }
- run: laptop write note.txt something else
- run: laptop pick answer.json Plaintext > picked
- run: laptop write wanted three kettles
- run: laptop compare picked wanted
- run: laptop forget key`,
        `files: { note.txt: three chairs, answer.json: '{ "KeyId": "k",\\n "Plaintext": "dGhyZWUga2V0dGxlcw==" }' }`,
      );
      const alone = script.replace(/^as .*$/m, '');
      expect(await toldToNobody(alone, { KMSLAB_ENDPOINT: 'http://127.0.0.1:1' })).toMatchObject({
        status: 0,
        calls: [''],
      });
    },
  );
});
