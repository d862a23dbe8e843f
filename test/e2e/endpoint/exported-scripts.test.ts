import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { playToEnd } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';
import { StepRunner } from '../../../core/scenarios/step-runner.ts';
import { allPrograms } from '../../../scripts/suites/tools.js';
import { loadScenario } from '../../../tui/commands/load-scenario.ts';
import { describeWith } from '../needs.ts';
import { PROGRAM, run } from '../terminal/program.ts';
import { type StateSource, stateOf } from './lab-state.ts';
import { type Serving, serve } from './serving.ts';

/** Those whose operations and members the AWS CLI 2.9.19 knows: `rotation` has newer ones. */
const SCENARIOS: readonly string[] = [
  'snapshot-copy',
  'rds-snapshot-copy',
  'key-lifecycle',
  'external-key-store',
  's3-bucket-keys',
  'ebs-default-encryption',
  'snapshot-two-regions',
  'outside-encryption',
  'imported-key',
  'secrets-in-variables',
  'suspicious-decrypt',
  join(import.meta.dirname, 'exported', 'grants.yaml'),
  join(import.meta.dirname, 'exported', 'sessions.yaml'),
];

describeWith('aws', 'scenarios, exported as scripts and told to the AWS CLI v2', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kmslab-exported-'));
    writeFileSync(join(folder, 'kmslab'), `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`, { mode: 0o755 });
    symlinkSync(await secondVersion(), join(folder, 'aws'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(SCENARIOS.map((name) => [basename(name), name] as const))(
    '%s ends in the state in which its replay ends',
    async (_, name) => {
      const serving = await serve('--control', '--start-of', name);
      try {
        const printed = await tell(await exported(name), serving);
        expect(printed).toMatch(/\n== done\n$/);
        const played = await playToEnd(await loadScenario(name), { ports: nodePorts });
        const replayed: StateSource = {
          ask: (query) => played.ask(query),
          step: (step) => new StepRunner(played).take(step, 1),
        };
        const state = await stateOf(served(serving));
        expect(state).toBe(await stateOf(replayed));
        expect(state).toMatch(/"name": "(Create|Generate)\w+",\n *"because": null/);
      } finally {
        await serving.stop();
      }
    },
    240_000,
  );

  it('stops where an expectation does not hold, and says what was expected', async () => {
    const serving = await serve('--control', '--start-of', 'key-lifecycle');
    const script = (await exported('key-lifecycle')).replace('["Enabled"]', '["Disabled"]');
    await expect(tell(script, serving)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('expected ["Disabled"], found ["Enabled"]'),
    });
    await serving.stop();
  }, 60_000);

  it('says that KMSLAB_ENDPOINT is not set, and tells nothing to anybody', async () => {
    await expect(tell(await exported('key-lifecycle'), null)).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('KMSLAB_ENDPOINT is not set'),
    });
  });

  async function exported(name: string): Promise<string> {
    const { code, stdout, stderr } = await run(['export', name, '--to', 'sh']);
    expect([code, stderr]).toEqual([0, '']);
    return stdout;
  }

  /** Runs a script as its user would; gives what it printed. */
  async function tell(script: string, serving: Serving | null): Promise<string> {
    const file = join(folder, 'script.sh');
    writeFileSync(file, script);
    const { AWS_ENDPOINT_URL: _, KMSLAB_ENDPOINT: __, ...env } = process.env;
    const { stdout } = await promisify(execFile)('bash', [file], {
      env: {
        ...env,
        PATH: `${folder}:${env.PATH ?? ''}`,
        ...(serving === null ? {} : { KMSLAB_ENDPOINT: serving.url, XDG_RUNTIME_DIR: serving.runtimeFolder }),
      },
      maxBuffer: 1 << 24,
    });
    return stdout;
  }
});

/** The first AWS CLI of version 2: version 1 takes bytes in another form. */
async function secondVersion(): Promise<string> {
  for (const program of allPrograms('aws')) {
    const { stdout } = await promisify(execFile)(program, ['--version']);
    if (stdout.startsWith('aws-cli/2')) return program;
  }
  throw new Error('the AWS CLI v2 is not here');
}

/** The lab behind a server, which its user may ask. */
function served({ url, runtimeFolder }: Serving): StateSource {
  const own = join(runtimeFolder, 'kmslab');
  const [file = ''] = readdirSync(own);
  const { token } = JSON.parse(readFileSync(join(own, file), 'utf8')) as { readonly token: string };
  const post = async (route: string, body: object) => {
    const answer = await fetch(`${url}/_kmslab/${route}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  return {
    ask: async (query) => (await post('ask', query)) as never,
    step: async (step) => (await post('step', step)) as never,
  };
}
