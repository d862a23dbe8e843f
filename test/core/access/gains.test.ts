import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest } from '../../../core/access/decision.ts';
import { gains, standingOf } from '../../../core/access/gains.ts';
import { allow, deny, iamAllow, iamPolicy, keyPolicy, question, ROOT_STATEMENT, user } from './fixtures.ts';

const ANN = user('ann');
const viaEc2 = { Condition: { StringEquals: { 'kms:ViaService': 'ec2.us-east-1.amazonaws.com' } } };
const NOTHING = keyPolicy(allow({ AWS: user('eve').arn }, 'kms:*'));
const NAMED = keyPolicy(allow({ AWS: ANN.arn }, 'kms:*'));
const VIA_EC2 = keyPolicy({ ...allow({ AWS: ANN.arn }, 'kms:*'), ...viaEc2 });

function shift(before: AuthorizationRequest['keyPolicy'], after: AuthorizationRequest['keyPolicy']) {
  const { gained, lost } = gains([{ before: question({ keyPolicy: before }), after: question({ keyPolicy: after }) }]);
  return gained.length === 1 ? 'gains' : lost.length === 1 ? 'loses' : 'neither';
}

describe('who gains and who loses by a change', () => {
  it.each([
    ['what was not allowed is', NOTHING, NAMED, 'gains'],
    ['what was allowed is no more', NAMED, NOTHING, 'loses'],
    ['what was not allowed is under a condition', NOTHING, VIA_EC2, 'gains'],
    ['a condition goes', VIA_EC2, NAMED, 'gains'],
    ['a condition comes', NAMED, VIA_EC2, 'loses'],
    ['what was allowed under a condition is no more', VIA_EC2, NOTHING, 'loses'],
    ['a Deny comes', NAMED, keyPolicy(allow({ AWS: ANN.arn }, 'kms:*'), deny('*', 'kms:Decrypt')), 'loses'],
    ['only the wording changes', NAMED, keyPolicy(allow({ AWS: ANN.arn }, ['kms:Decrypt', 'kms:Sign'])), 'neither'],
  ] as const)('%s', (_, before, after, came) => {
    expect(shift(before, after)).toBe(came);
  });

  it('counts a condition only where it is all that is missing', () => {
    const iam = iamPolicy({ ...iamAllow('kms:*'), ...viaEc2 });
    const trusted = standingOf(question({ keyPolicy: keyPolicy(ROOT_STATEMENT), identityPolicies: [iam] }));
    expect(trusted.underCondition.map(({ source }) => source)).toEqual([{ type: 'identity', name: 'Own' }]);
    expect(standingOf(question({ keyPolicy: NOTHING, identityPolicies: [iam] })).underCondition).toEqual([]);
    const denied = keyPolicy({ ...allow({ AWS: ANN.arn }, 'kms:*'), ...viaEc2 }, deny('*', 'kms:Decrypt'));
    expect(standingOf(question({ keyPolicy: denied })).underCondition).toEqual([]);
  });
});
