import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../../../core/access/decide.ts';
import type { Verdict } from '../../../../core/access/decision.ts';
import { allow, keyPolicy, user } from '../fixtures.ts';
import { allRows, questionIn } from '../truth-table.ts';
import { idOf } from './finding.ts';
import { opinionOfCore } from './opinion-of-core.ts';
import { askOracle, type Opinion } from './oracle.ts';
import { OutsideFragment } from './outside-fragment.ts';
import { translatePolicy } from './translate-policy.ts';
import { questionsAbout, worlds } from './worlds.ts';

/** More of them, of another seed, where the environment asks for them. */
const RUNS = Number(process.env.KMSLAB_CEDAR_RUNS ?? 300);
const SEED = process.env.KMSLAB_CEDAR_RUNS === undefined ? 4 : Date.now();
const MS_PER_RUN = 50;

describe('Cedar as a second engine', () => {
  it('is told a statement in its own words', () => {
    const { policies, keys } = translatePolicy(
      keyPolicy({
        ...allow({ AWS: user('ann').arn }, ['kms:Decrypt', 'kms:ReEncrypt*']),
        Condition: { StringNotLike: { 'kms:EncryptionContext:Tenant': 'red*' } },
      }),
    );
    const key = '"kms:encryptioncontext:tenant"';
    expect(policies[idOf(0, 'caller')]).toBe(
      [
        'permit (principal, action, resource) when',
        '{ (principal == User::"arn:aws:iam::111122223333:user/ann")',
        '&& ((action == Action::"kms:decrypt" || action.name like "kms:reencrypt*")',
        '&& (resource.arn like "*")',
        `&& ((!(context has ${key}) || !((context[${key}].v0.text like "red*"))))) };`,
      ].join(' '),
    );
    expect([...keys]).toEqual(['kms:encryptioncontext:tenant']);
  });

  it('decides every row of the truth table that it has words for as AWS does', () => {
    const answered = allRows().flatMap((row) => {
      const request = questionIn(row);
      const opinion = opinionOrNull(() => askOracle(request));
      return opinion === null ? [] : [{ row, opinion, core: opinionOfCore(request) }];
    });
    expect(answered.map(({ row, opinion }) => [row.id, opinion.verdict])).toEqual(
      answered.map(({ row }) => [row.id, row.decision]),
    );
    for (const { opinion, core } of answered) expect(core).toEqual(opinion);

    expect(answered.length).toBeGreaterThanOrEqual(883); // what is left out may not grow unseen
  });

  it(
    'matches the same statements as core in any world, and comes to the same',
    () => {
      const seen: Record<Verdict, number> = { allowed: 0, explicitDeny: 0, implicitDeny: 0 };
      fc.assert(
        fc.property(worlds, (world) => {
          const requests = questionsAbout(world);
          const opinions = requests.map(askOracle);
          for (const { verdict } of opinions) seen[verdict] += 1;
          expect(requests.map(opinionOfCore)).toEqual(opinions);
          expect(requests.toReversed().map(opinionOfCore)).toEqual(opinions.toReversed());
          expect(requests.map(verdictOf)).toEqual(opinions.map(({ verdict }) => verdict));
        }),
        { seed: SEED, numRuns: RUNS },
      );
      expect(Math.min(...Object.values(seen))).toBeGreaterThan(RUNS / 3);
    },
    60_000 + RUNS * MS_PER_RUN,
  );
});

function opinionOrNull(ask: () => Opinion): Opinion | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof OutsideFragment) return null;
    throw error;
  }
}
