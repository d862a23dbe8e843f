import { ADMIN, arnOf, labWith, OTHER, OWN, type TestLab, trusting } from '../../helpers/lab-with.ts';

/** Keys that stand in every one of these tests, each in the state that its name says. */
export const ENABLED = '11111111-aaaa-4aaa-8aaa-111111111111';
export const DISABLED = '22222222-aaaa-4aaa-8aaa-222222222222';
export const PENDING = '33333333-aaaa-4aaa-8aaa-333333333333';
/** The other account's, and its policy trusts the tests' own. */
export const FOREIGN = '44444444-aaaa-4aaa-8aaa-444444444444';
/** In another Region. */
export const ELSEWHERE = '55555555-aaaa-4aaa-8aaa-555555555555';
/** A well-formed id of no key. */
export const NOBODY = '99999999-aaaa-4aaa-8aaa-999999999999';

export const FOREIGN_ARN = arnOf(FOREIGN, { accountId: OTHER });
export const ELSEWHERE_ARN = arnOf(ELSEWHERE, { region: 'eu-west-1' });

/** A lab with those keys, and the alias `alias/enabled`. */
export async function stage(): Promise<TestLab> {
  const own = { account: 'main', region: 'us-east-1' } as const;
  const policy = JSON.parse(trusting(OTHER, OWN)) as Record<string, unknown>;
  const test = await labWith({
    keys: [
      { ...own, id: ENABLED, alias: 'alias/enabled' },
      { ...own, id: DISABLED, alias: 'alias/disabled' },
      { ...own, id: PENDING, alias: 'alias/pending' },
      { account: 'partner', region: 'us-east-1', id: FOREIGN, alias: 'alias/foreign', policy },
      { account: 'main', region: 'eu-west-1', id: ELSEWHERE, alias: 'alias/elsewhere' },
    ],
  });
  await test.ok('DisableKey', { KeyId: DISABLED }, ADMIN);
  await test.ok('ScheduleKeyDeletion', { KeyId: PENDING }, ADMIN);
  return test;
}
