import { describe, expect, it } from 'vitest';
import { createLab, DEFAULT_WORLD, type Outcome } from '../../../core/index.ts';
import { nodePorts } from '../../../core/node/index.ts';

const ADMIN = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;
const LOGS = { as: 'logs.amazonaws.com', region: 'us-east-1' } as const;

/** What CloudWatch Logs gets when it encrypts for itself under a key whose policy has `statements`. */
async function encryptAsLogs(statements: readonly object[]): Promise<Outcome> {
  const lab = await createLab(nodePorts(), { ...DEFAULT_WORLD, start: 0 });
  const trust = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [trust, ...statements] });
  const made = await lab.call({ service: 'kms', operation: 'CreateKey', input: { Policy }, ...ADMIN });
  if (!made.reply.ok) throw new Error(made.reply.error.message);
  const { Arn: KeyId } = made.reply.output.KeyMetadata as { Arn: string };
  return lab.call({ service: 'kms', operation: 'Encrypt', input: { KeyId, Plaintext: Uint8Array.of(1) }, ...LOGS });
}

describe('a service that calls for itself', () => {
  it('may use a key whose policy names its service principal, without any IAM policy', async () => {
    const named = {
      Effect: 'Allow',
      Principal: { Service: 'logs.amazonaws.com' },
      Action: 'kms:Encrypt',
      Resource: '*',
    };
    expect((await encryptAsLogs([named])).reply.ok).toBe(true);
  });

  it('stands in the log of the key owner as an AWSService', async () => {
    const named = { Effect: 'Allow', Principal: { Service: 'logs.amazonaws.com' }, Action: 'kms:*', Resource: '*' };
    const { records } = await encryptAsLogs([named]);
    const owners = records.find(({ recipientAccountId }) => recipientAccountId === '111122223333');
    expect(owners?.userIdentity).toEqual({ type: 'AWSService', invokedBy: 'logs.amazonaws.com' });
  });

  it('is not let in by a statement that trusts the account, for it is in none of the lab', async () => {
    const { reply } = await encryptAsLogs([]);
    expect(reply).toMatchObject({
      ok: false,
      error: { name: 'AccessDeniedException', because: 'no-key-policy-statement' },
    });
  });
});
