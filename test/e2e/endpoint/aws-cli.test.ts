import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allPrograms } from '../../../scripts/suites/tools.js';
import { describeWith } from '../needs.ts';
import { PROGRAM } from '../terminal/program.ts';
import { maskedSteps } from './masked-steps.ts';
import { serve } from './serving.ts';

const START = '2026-01-01T00:00:00Z';

/** The scripts, and what `kmslab aws` must have printed in some of their steps. */
const SCRIPTS: readonly {
  readonly script: string;
  readonly prints: Readonly<Record<string, string | RegExp>>;
}[] = [
  {
    script: 'life-of-keys.sh',
    prints: {
      'schedule-key-deletion': /"PendingDeletion"/,
      'openssl verifies the signature': 'Verified OK\nexit 0',
      'encrypt after the import': /"CiphertextBlob"/,
    },
  },
  {
    script: 'event-history.sh',
    prints: {
      'by ReadOnly': /^DisableKey.*\nCreateAlias.*\nCreateKey.*AWS::KMS::Key\nexit 0$/,
      'by EventSource': 'GetCallerIdentity\tkmslab\ttrue\tsts.amazonaws.com\tNone\nexit 0',
      'by Username of nobody': 'exit 0',
      'a failed call in its record': 'true\nexit 0',
      'two attributes': /InvalidLookupAttributesException/,
      'start behind end': /InvalidTimeRangeException/,
    },
  },
  {
    script: 'life-of-principals.sh',
    prints: {
      'get-caller-identity of ann': /user\/team\/ann/,
      'encrypt without any policy': /because no identity-based policy allows the kms:Encrypt action\nexit 254$/,
      'encrypt by an inline policy': /"CiphertextBlob"/,
      'disable-key by the group': 'exit 0',
      'encrypt within the boundary': /"CiphertextBlob"/,
      'disable-key beyond the boundary': /because no permissions boundary allows the kms:DisableKey action/,
      'encrypt denied by a tag': /with an explicit deny in an identity-based policy/,
      'encrypt with another tag': /"CiphertextBlob"/,
      'disable-key by the newer version': /because no identity-based policy allows/,
      'get-key-policy after the renaming': /user\/team\/anne/,
      'delete-user': 'exit 0',
      'schedule-key-deletion of a key that only ann could manage': /because no resource-based policy allows/,
    },
  },
];

describeWith('aws', 'told to the real AWS CLI', () => {
  describe.each(SCRIPTS)('$script', ({ script, prints }) => {
    let folder: string;
    let ours: ReadonlyMap<string, string>;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'kmslab-aws-cli-'));
      const world = join(folder, 'life.kmslab');
      await run(process.execPath, [PROGRAM, 'world', 'new', world]);
      const aws = `${process.execPath} ${PROGRAM} aws --world ${world}`;
      ours = maskedSteps(await tell(aws, { AS: `${aws} --as` }));
    }, 300_000);
    afterAll(() => rmSync(folder, { recursive: true }));

    it.each(Object.entries(prints))('%s, in kmslab aws, with a world in a file', (step, printed) => {
      expect(ours.get(step)).toEqual(typeof printed === 'string' ? printed : expect.stringMatching(printed));
    });

    describe.each(allPrograms('aws'))('%s', (program) => {
      it('prints what kmslab aws prints, and ends as it ends', async () => {
        const version = await run(program, ['--version']);
        const serving = await serve('--at', START);
        const steps = maskedSteps(
          await tell(`${program} --endpoint-url ${serving.url}`, { ...(await serving.env()), AWS_PAGER: '' }),
        );
        await serving.stop();
        const adapt = version.startsWith('aws-cli/1.') ? asVersion1 : (printed: string) => printed;
        const expected = [...ours].map(([step, printed]) => [step, adapt(printed)] as const);
        expect(Object.fromEntries(steps), version).toEqual(Object.fromEntries(expected));
      }, 300_000);
    });

    async function tell(aws: string, env: NodeJS.ProcessEnv): Promise<string> {
      const files = mkdtempSync(join(folder, 'files-'));
      return run('sh', [join(import.meta.dirname, script), files], { ...env, AWS: aws });
    }
  });
});

async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(program, [...args], {
    env: { ...process.env, ...env },
    maxBuffer: 1 << 24,
  });
  return `${stdout}${stderr}`;
}

/** Version 1 of the CLI has exit codes of its own. Source: AWS CLI User Guide, "Breaking changes in version 2". */
function asVersion1(printed: string): string {
  const isUsage = printed.startsWith('usage: ');
  return printed.replace(/exit 254$/, 'exit 255').replace(/exit 252$/, isUsage ? 'exit 2' : 'exit 255');
}
