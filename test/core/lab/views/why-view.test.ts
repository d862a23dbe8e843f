import { describe, expect, it } from 'vitest';
import { createLab, DEFAULT_WORLD } from '../../../../core/index.ts';
import { nodePorts } from '../../../../core/node/index.ts';

const ADMIN = { as: 'arn:aws:iam::111122223333:role/admin', region: 'us-east-1' } as const;
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

describe('why a request was refused', () => {
  it.each([
    ['DisableKey', `aws kms enable-key --key-id ${KEY_ID}`],
    ['ScheduleKeyDeletion', `aws kms cancel-key-deletion --key-id ${KEY_ID}, and then enable-key`],
  ])('after %s it names a command for this very key', async (operation, fix) => {
    const keys = [{ account: 'main', region: 'us-east-1', id: KEY_ID }];
    const lab = await createLab(nodePorts(), { ...DEFAULT_WORLD, start: 0, keys });
    await lab.call({ service: 'kms', operation, input: { KeyId: KEY_ID }, ...ADMIN });
    const input = { KeyId: KEY_ID, Plaintext: Uint8Array.of(1) };
    const { requestId } = await lab.call({ service: 'kms', operation: 'Encrypt', input, ...ADMIN });
    expect((await lab.ask({ type: 'why', requestId }))?.fix).toBe(fix);
  });
});
