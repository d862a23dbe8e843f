import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASES, type CommandName } from './walk/cases.ts';
import { Stage, WALK_SETUP } from './walk/stage.ts';

/** The SDK's own list, as it is at run time: a command that it gains has no case, and fails. */
const COMMANDS = Object.keys(sdk)
  .filter((name) => /^[A-Z]\w+Command$/.test(name))
  .map((name) => name.slice(0, -'Command'.length) as CommandName)
  .sort();

let stage: Stage;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kmslab-walk-'));
  writeFileSync(join(folder, 'setup.yaml'), WALK_SETUP);
  stage = await Stage.open(join(folder, 'setup.yaml'));
  rmSync(folder, { recursive: true });
});
afterAll(() => stage?.stop());

describe('the AWS SDK for JavaScript, command by command', () => {
  it('has a case for each of its 56 commands', () => {
    expect(COMMANDS).toHaveLength(56);
    expect(Object.keys(CASES).sort()).toEqual(COMMANDS);
  });

  it.each(COMMANDS)('%s works, and CloudTrail tells of it', async (name) => {
    const { answer, keyArn } = await CASES[name](stage);
    const record = await stage.recordOf(answer.$metadata.requestId ?? '', name);
    expect(record).toMatchObject({ eventName: name });
    expect(record).not.toHaveProperty('errorCode');
    if (keyArn !== null) expect(JSON.stringify(record)).toContain(keyArn); // CreateKey's names it in its answer
  });
});
