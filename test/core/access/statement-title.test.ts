import { describe, expect, it } from 'vitest';
import type { PolicySource } from '../../../core/access/decision.ts';
import { policyTitle, quotedPolicy } from '../../../core/access/statement-title.ts';
import { A, APP_ROLE } from './fixtures.ts';

describe('a policy is called', () => {
  const rows: readonly [PolicySource, string, string][] = [
    [{ type: 'key' }, 'key policy', 'the key policy'],
    [{ type: 'trust', roleArn: APP_ROLE }, 'trust policy of role/app', 'the trust policy of role/app'],
    [{ type: 'identity', name: 'Own' }, 'IAM policy Own', 'IAM policy Own'],
    [{ type: 'scp', target: 'r-ab12', name: 'P' }, 'SCP P at root r-ab12', 'SCP P at root r-ab12'],
    [{ type: 'scp', target: 'ou-ab12-1', name: 'P' }, 'SCP P at ou-ab12-1', 'SCP P at ou-ab12-1'],
    [{ type: 'rcp', target: A, name: 'P' }, `RCP P at account ${A}`, `RCP P at account ${A}`],
    [{ type: 'boundary', name: 'Most' }, 'permissions boundary Most', 'permissions boundary Most'],
    [{ type: 'session', name: 'Passed' }, 'session policy Passed', 'session policy Passed'],
    [{ type: 'vpcEndpoint', name: 'vpce-1' }, 'policy of VPC endpoint vpce-1', 'the policy of VPC endpoint vpce-1'],
  ];
  it.each(rows)('%j', (source, title, quoted) => {
    expect([policyTitle(source), quotedPolicy(source)]).toEqual([title, quoted]);
  });
});
