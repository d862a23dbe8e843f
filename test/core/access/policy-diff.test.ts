import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/access/decide.ts';
import { explain } from '../../../core/access/explain.ts';
import { type PolicyDiff, policyDiff } from '../../../core/access/policy-diff.ts';
import { allow, B, iamAllow, keyPolicy, policyText, question, session } from './fixtures.ts';

const MARKS = { same: ' ', added: '+', removed: '-' } as const;

function textOf({ hunks }: PolicyDiff): readonly string[] {
  return hunks.flatMap(({ header, lines }) => [header, ...lines.map(({ kind, text }) => MARKS[kind] + text)]);
}

describe('a change of a policy, as a diff', () => {
  it('shows what changes of the policy as people indent it, and three lines around', () => {
    const before = policyText([allow('*', 'kms:Encrypt'), allow('*', 'kms:Sign')]);
    const after = policyText([allow('*', 'kms:Encrypt'), allow('*', ['kms:Sign', 'kms:Verify'])]);
    const diff = policyDiff({ policy: { type: 'key' }, before, after });
    expect(diff).toMatchObject({ policy: 'key policy', isNew: false, isGone: false });
    expect(textOf(diff)).toEqual([
      '@@ -10,7 +10,10 @@',
      '     {',
      '       "Effect": "Allow",',
      '       "Principal": "*",',
      '-      "Action": "kms:Sign",',
      '+      "Action": [',
      '+        "kms:Sign",',
      '+        "kms:Verify"',
      '+      ],',
      '       "Resource": "*"',
      '     }',
      '   ]',
    ]);
  });

  it('is empty where only spaces differ', () => {
    const text = policyText([allow('*', 'kms:Encrypt')]);
    const spaced = JSON.stringify(JSON.parse(text), null, 3);
    expect(policyDiff({ policy: { type: 'key' }, before: text, after: spaced }).hunks).toEqual([]);
  });

  it('is all added of a policy that is new, and all removed of one that goes', () => {
    const policy = { type: 'identity', name: 'Own' } as const;
    const text = policyText([iamAllow('kms:Encrypt')]);
    const [made, gone] = [
      policyDiff({ policy, before: null, after: text }),
      policyDiff({ policy, before: text, after: null }),
    ];
    expect(made).toMatchObject({ policy: 'IAM policy Own', isNew: true, isGone: false });
    expect(
      textOf(made)
        .slice(1)
        .every((line) => line.startsWith('+')),
    ).toBe(true);
    expect(gone).toMatchObject({ isNew: false, isGone: true });
    expect(
      textOf(gone)
        .slice(1)
        .every((line) => line.startsWith('-')),
    ).toBe(true);
  });

  it('of a fix that needs two changes shows both policies', () => {
    const asked = question({
      principal: session('app'),
      keyPolicy: keyPolicy(allow({ AWS: 'arn:aws:iam::111122223333:role/admin' }, 'kms:*')),
    });
    const foreign = { ...asked, principal: session('reader', B) };
    const { fix, fixChanges } = explain(decide(foreign));
    expect(fix).toContain('Two changes are needed');
    expect(fixChanges.map(policyDiff).map(({ policy }) => policy)).toEqual(['key policy', 'new IAM policy']);
  });
});
