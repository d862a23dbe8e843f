import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { allPrograms } from '../../../../scripts/suites/tools.js';
import { describeWith } from '../../needs.ts';
import { PROGRAM } from '../../terminal/program.ts';
import { type Serving, serve } from '../serving.ts';
import { maskedSteps } from './masked-steps.ts';

export const START = '2026-01-01T00:00:00Z';
/** A script is up to two hundred starts of a program. */
export const PATIENCE_MS = 600_000;

/**
 * Tells a script to `kmslab aws`, with a world in a file, and to every AWS CLI there is, with an endpoint: all print the
 * same, step by step, and end alike.
 * @param prints what must have been printed in some of the steps, with `exit CODE` in the last line
 */
export function describeTold(script: string, prints: Readonly<Record<string, string | RegExp>>): void {
  describeWith('aws', `${script}, told to the real AWS CLI`, () => {
    let ours: ReadonlyMap<string, string>;
    beforeAll(async () => {
      ours = maskedSteps(await tellOurs(script));
    }, PATIENCE_MS);

    it.each(Object.entries(prints))('%s, in kmslab aws, with a world in a file', (step, printed) => {
      expect(ours.get(step)).toEqual(typeof printed === 'string' ? printed : expect.stringMatching(printed));
    });

    describe.each(allPrograms('aws'))('%s', (program) => {
      it(
        'prints what kmslab aws prints, and ends as it ends',
        async () => {
          const version = await run(program, ['--version']);
          const serving = await serve('--at', START, '--control');
          const printed = await tell(script, `${program} --endpoint-url ${serving.url}`, {
            ...(await serving.env()),
            ...(await partner(serving)),
            CLOCK: `${serving.url}/_kmslab/clock`,
          });
          await serving.stop();
          const adapt = version.startsWith('aws-cli/1.') ? asVersion1 : (text: string) => text;
          const expected = [...ours].map(([step, text]) => [step, adapt(text)] as const);
          expect(Object.fromEntries(maskedSteps(printed)), version).toEqual(Object.fromEntries(expected));
        },
        PATIENCE_MS,
      );
    });
  });
}

/** What a script prints when `aws` is that command; told.sh says what else is in its environment. */
export async function tell(script: string, aws: string, env: NodeJS.ProcessEnv): Promise<string> {
  return inFolder((files) =>
    run('sh', [join(import.meta.dirname, script), files], { AWS_PAGER: '', ...env, AWS: aws }),
  );
}

async function tellOurs(script: string): Promise<string> {
  return inFolder(async (folder) => {
    const world = join(folder, 'life.kmslab');
    await run(process.execPath, [PROGRAM, 'world', 'new', world]);
    const aws = `${process.execPath} ${PROGRAM} aws --world ${world}`;
    return tell(script, aws, { AS: `${aws} --as` });
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kmslab-aws-cli-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The other account's administrator, for scripts that need one. */
async function partner(serving: Serving): Promise<NodeJS.ProcessEnv> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = await serving.env('partner/role/admin');
  return { PARTNER_ID: AWS_ACCESS_KEY_ID, PARTNER_SECRET: AWS_SECRET_ACCESS_KEY };
}

async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(program, [...args], {
    env: { ...process.env, ...env },
    maxBuffer: 1 << 24,
  });
  return `${stdout}${stderr}`;
}

/** Version 1 of the CLI has exit codes of its own. Source: AWS CLI User Guide, "Breaking changes in version 2". */
function asVersion1(printed: string): string {
  const isUsage = /^usage: (?!aws s3 )/.test(printed); // `aws s3` looks at its paths by itself
  return printed.replace(/exit 254$/, 'exit 255').replace(/exit 252$/, isUsage ? 'exit 2' : 'exit 255');
}
