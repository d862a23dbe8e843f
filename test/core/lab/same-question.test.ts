import { describe, expect, it } from 'vitest';
import { createLab, DEFAULT_WORLD, type Lab } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';

const ADMIN = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;
const READER = { ...ADMIN, as: 'arn:aws:iam::111122223333:user/reader' } as const;
const WORLD = { ...DEFAULT_WORLD, start: 0, principals: { ...DEFAULT_WORLD.principals, 'main/user/reader': [] } };

async function keyOf(lab: Lab): Promise<string> {
  const made = await lab.call({ service: 'kms', operation: 'CreateKey', input: {}, ...ADMIN });
  if (!made.reply.ok) throw new Error(made.reply.error.message);
  return (made.reply.output.KeyMetadata as { KeyId: string }).KeyId;
}

async function mayDescribe(lab: Lab, KeyId: string, caller: { as: string; region: string }): Promise<boolean> {
  return (await lab.call({ service: 'kms', operation: 'DescribeKey', input: { KeyId }, ...caller })).reply.ok;
}

function policy(...readers: readonly string[]): string {
  const trust = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' };
  const named = readers.map((AWS) => ({
    Effect: 'Allow',
    Principal: { AWS },
    Action: 'kms:DescribeKey',
    Resource: '*',
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement: [trust, ...named] });
}

describe('a question that was asked before', () => {
  it('gets another answer as soon as the key policy changes, and again when it changes back', async () => {
    const lab = await createLab(nodePorts(), WORLD);
    const KeyId = await keyOf(lab);
    const answers: boolean[] = [];
    for (const Policy of [policy(), policy(READER.as), policy()]) {
      await lab.call({ service: 'kms', operation: 'PutKeyPolicy', input: { KeyId, Policy }, ...ADMIN });
      answers.push(await mayDescribe(lab, KeyId, READER), await mayDescribe(lab, KeyId, READER));
    }
    expect(answers).toEqual([false, false, true, true, false, false]);
  });

  it('is another question when another principal asks it', async () => {
    const lab = await createLab(nodePorts(), WORLD);
    const KeyId = await keyOf(lab);
    const answers = [ADMIN, READER, ADMIN, READER].map((caller) => mayDescribe(lab, KeyId, caller));
    expect(await Promise.all(answers)).toEqual([true, false, true, false]);
  });
});

describe('a question about a condition', () => {
  const DENY_AFTER_NOON = {
    Effect: 'Deny',
    Principal: { AWS: READER.as },
    Action: 'kms:DescribeKey',
    Resource: '*',
    Condition: { DateGreaterThan: { 'aws:CurrentTime': '1970-01-01T12:00:00Z' } },
  };
  it('is another question when what the policies read of the call is another', async () => {
    const lab = await createLab(nodePorts(), WORLD);
    const KeyId = await keyOf(lab);
    const Policy = JSON.stringify({
      ...JSON.parse(policy(READER.as)),
      Statement: [...JSON.parse(policy(READER.as)).Statement, DENY_AFTER_NOON],
    });
    const put = await lab.call({ service: 'kms', operation: 'PutKeyPolicy', input: { KeyId, Policy }, ...ADMIN });
    expect(put.reply.ok).toBe(true);
    const before = [await mayDescribe(lab, KeyId, READER), await mayDescribe(lab, KeyId, READER)];
    await lab.act({ type: 'advance', by: 13 * 60 * 60 * 1000 });
    expect([...before, await mayDescribe(lab, KeyId, READER)]).toEqual([true, true, false]);
  });
});
