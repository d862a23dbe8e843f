import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labWith } from '../../helpers/lab-with.ts';
import { serve } from './serving.ts';

describe('a line in its SDK form, as the copy menu gives it', () => {
  let serving: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    serving = await serve();
  });
  afterAll(() => serving.stop());

  it('runs as it stands, with what kmslab env exports', async () => {
    const { lab } = await labWith();
    const line = 'aws kms create-key --description "by the SDK" --tags TagKey=team,TagValue=orders';
    const program = await lab.ask({ type: 'sdk', line, region: 'us-east-1' });
    expect(program?.trim().split('\n').length).toBeLessThanOrEqual(10);
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program ?? ''], {
      env: { ...process.env, ...(await serving.env()) },
    });
    expect(stdout).toContain("Description: 'by the SDK'");
    expect(stdout).toContain("KeyState: 'Enabled'");
  });
});
