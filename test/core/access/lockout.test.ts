import { describe, expect, it } from 'vitest';
import type { IdentityPolicy } from '../../../core/access/decision.ts';
import { defaultKeyPolicy } from '../../../core/access/default-policies.ts';
import { locksOutCaller } from '../../../core/access/lockout.ts';
import { type CompiledPolicy, parsePolicy } from '../../../core/access/policy.ts';
import type { Principal } from '../../../core/cloud/principal.ts';
import {
  A,
  allow,
  B,
  deny,
  iamAllow,
  iamDeny,
  iamPolicy,
  keyPolicy,
  question,
  ROOT_B,
  ROOT_STATEMENT,
  root,
  session,
  user,
} from './fixtures.ts';

const ANN = user('ann');
const NAMED = keyPolicy(allow({ AWS: ANN.arn }, 'kms:Put*'));
const DEFAULT = parsePolicy(defaultKeyPolicy(A, 'aws'), { kind: 'key', accountId: A });
const rows: readonly [string, CompiledPolicy, Principal, readonly IdentityPolicy[], boolean][] = [
  ['the default policy keeps everyone of the account in, whatever IAM says', DEFAULT, ANN, [], false],
  ['trust in the account is enough even against a Deny in IAM', DEFAULT, ANN, [iamPolicy(iamDeny('kms:*'))], false],
  ['the default policy keeps the root user in', DEFAULT, root(), [], false],
  ['a caller who is named for kms:Put* stays in', NAMED, ANN, [], false],
  ['a caller who is named, but denied by IAM, is shut out', NAMED, ANN, [iamPolicy(iamDeny('kms:PutKeyPolicy'))], true],
  ['a caller who is not named is shut out, whatever IAM allows', NAMED, user('eve'), [iamPolicy(iamAllow('*'))], true],
  [
    'a policy for use alone shuts out',
    keyPolicy(allow({ AWS: ANN.arn }, ['kms:Encrypt', 'kms:Decrypt'])),
    ANN,
    [],
    true,
  ],
  ['a Deny in the policy shuts out', keyPolicy(ROOT_STATEMENT, deny('*', 'kms:PutKeyPolicy')), ANN, [], true],
  [
    'a Deny for another user does not',
    keyPolicy(ROOT_STATEMENT, deny({ AWS: user('eve').arn }, 'kms:*')),
    ANN,
    [],
    false,
  ],
  ['trust in another account alone shuts out', keyPolicy(allow({ AWS: ROOT_B }, 'kms:*')), ANN, [], true],
  [
    'another account’s caller cannot put a key policy at all',
    keyPolicy(allow('*', 'kms:*')),
    user('ann', B),
    [iamPolicy(iamAllow('*'))],
    true,
  ],
  [
    'a role that is named keeps its sessions in',
    keyPolicy(allow({ AWS: `arn:aws:iam::${A}:role/app` }, 'kms:*')),
    session('app'),
    [],
    false,
  ],
];

describe('the lockout safety check', () => {
  it.each(rows)('%s', (_, policy, caller, identityPolicies, isLockedOut) => {
    const next = question({ action: 'kms:PutKeyPolicy', principal: caller, identityPolicies });
    expect(locksOutCaller(policy, next)).toBe(isLockedOut);
  });
});
