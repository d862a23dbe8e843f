import { expect, it } from 'vitest';
import type { KeySummary } from '../../../core/index.ts';
import { onlyKey } from '../../../renderer/lab/only-key.ts';

const OPS = 'arn:aws:iam::111122223333:role/admin';
const PARTNER = 'arn:aws:iam::444455556666:role/admin';

/** As much of a key as is read: `ops eu-west-2`, with `aws` where AWS manages it. */
function key(says: string): KeySummary {
  const [account, region = '', manager] = says.split(' ');
  return {
    keyArn: says,
    accountId: account === 'ops' ? '111122223333' : '444455556666',
    region,
    keyManager: manager === 'aws' ? 'AWS' : 'CUSTOMER',
  } as KeySummary;
}

it.each([
  ['the only key of the Region', ['ops eu-west-2', 'ops us-east-1'], OPS, 'ops eu-west-2'],
  ['the only one that a customer manages', ['ops eu-west-2', 'ops eu-west-2 aws'], OPS, 'ops eu-west-2'],
  ['another account’s, where it is the only one', ['ops eu-west-2'], PARTNER, 'ops eu-west-2'],
  ['the account’s own, where others have theirs', ['ops eu-west-2', 'partner eu-west-2'], PARTNER, 'partner eu-west-2'],
  ['the only key, which AWS manages', ['ops eu-west-2 aws'], OPS, 'ops eu-west-2 aws'],
  ['none of two', ['ops eu-west-2', 'ops eu-west-2'], OPS, null],
  ['none of another Region', ['ops us-east-1'], OPS, null],
])('means %s where nobody chose a key', (_, keys, as, meant) => {
  const found = onlyKey({ keys: keys.map(key) }, { as, region: 'eu-west-2' });
  expect(found?.keyArn ?? null).toBe(meant);
});
