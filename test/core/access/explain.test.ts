import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/access/decide.ts';
import type { AuthorizationRequest, RungName } from '../../../core/access/decision.ts';
import { awsManagedKeyPolicy } from '../../../core/access/default-policies.ts';
import { explain } from '../../../core/access/explain.ts';
import { parsePolicy } from '../../../core/access/policy.ts';
import {
  A,
  allow,
  B,
  deny,
  grant,
  iamAllow,
  iamDeny,
  iamPolicy,
  KEY,
  keyPolicy,
  question,
  ROOT_A,
  ROOT_B,
  ROOT_STATEMENT,
  root,
  service,
  session,
  user,
} from './fixtures.ts';

const ANN = user('ann');
const W = user('w', B);
const FULL = [iamPolicy(iamAllow('kms:*'))];

function explained(given: Partial<AuthorizationRequest>) {
  return explain(decide(question(given)));
}

function says(given: Partial<AuthorizationRequest>, name: RungName): string | undefined {
  return explained(given).rungs.find((rung) => rung.name === name)?.says;
}

describe('an explanation', () => {
  it('opens with one line that answers the question', () => {
    expect(explained({}).headline).toBe(
      'Denied: user/ann may not call kms:Decrypt on key/1234abcd-12ab-34cd-56ef-1234567890ab',
    );
    expect(explained({ principal: root() }).headline).toMatch(/^Allowed: the root user may call kms:Decrypt on key\//);
    expect(
      explained({ action: 'kms:CreateKey', resourceArn: '*', keyPolicy: null, principal: session('app') }).headline,
    ).toBe('Denied: role/app may not call kms:CreateKey');
  });

  it('shows the whole ladder with its titles', () => {
    expect(explained({ principal: session('app') }).rungs.map(({ title }) => title)).toEqual([
      'Explicit deny anywhere',
      'Service control policies (SCP)',
      'Resource control policies (RCP)',
      'VPC endpoint policy',
      'Permissions boundary',
      'Session policy',
      'Across accounts, both sides',
      'Key policy names the caller',
      'Key policy trusts the account',
      'IAM policy of role/app',
      'Grants',
    ]);
  });

  it('shows every statement with its policy, its parts, and whether it decided', () => {
    const { statements } = explained({
      identityPolicies: [iamPolicy(iamAllow('kms:Encrypt'), iamAllow('kms:*', KEY))],
    });
    expect(statements.map(({ title, outcome, isDeciding }) => [title, outcome, isDeciding])).toEqual([
      ['key policy · "Enable IAM User Permissions"', 'account', true],
      ['IAM policy Own · statement 1', 'notMatched', false],
      ['IAM policy Own · statement 2', 'matched', true],
    ]);
    expect(statements[2]?.parts).toEqual([
      { element: 'Action', matched: true, text: 'kms:*' },
      { element: 'Resource', matched: true, text: KEY },
    ]);
  });

  it('is plain data', () => {
    const explanation = explained({ identityPolicies: FULL });
    expect(structuredClone(explanation)).toEqual(explanation);
  });

  it.each([
    ['explicitDeny', {}, 'No Deny statement matches.'],
    [
      'explicitDeny',
      { keyPolicy: keyPolicy({ Sid: 'Never', ...deny('*', 'kms:*') }) },
      'Statement "Never" of the key policy denies it, and no Allow can override that.',
    ],
    [
      'explicitDeny',
      { keyPolicy: keyPolicy({ Sid: 'Never', ...deny('*', 'kms:*') }), identityPolicies: [iamPolicy(iamDeny('*'))] },
      'Statement "Never" of the key policy and statement 1 of IAM policy Own deny it, and no Allow can override that.',
    ],
    ['crossAccount', {}, 'No second account is concerned, so one side is enough.'],
    ['crossAccount', { principal: W }, `The caller is of account ${B}, the key of ${A}, so both sides must allow it.`],
    [
      'crossAccount',
      { principal: W, isCrossAccountOperation: false },
      'kms:Decrypt cannot be used on a key of another account, whatever the policies say.',
    ],
    ['keyPolicyPrincipal', {}, 'No statement of the key policy allows kms:Decrypt to user/ann by name.'],
    [
      'keyPolicyPrincipal',
      { keyPolicy: keyPolicy(allow({ AWS: ANN.arn }, 'kms:*')) },
      'Statement 1 of the key policy allows it to user/ann.',
    ],
    [
      'keyPolicyPrincipal',
      { keyPolicy: keyPolicy(allow('*', 'kms:*')) },
      'Statement 1 of the key policy allows it to everyone, user/ann among them.',
    ],
    ['keyPolicyPrincipal', { keyPolicy: null }, 'Not asked: this action has no key policy.'],
    [
      'keyPolicyAccount',
      {},
      `Statement "Enable IAM User Permissions" of the key policy trusts account ${A}, so its IAM policies decide.`,
    ],
    [
      'keyPolicyAccount',
      { keyPolicy: keyPolicy(allow({ AWS: ROOT_B }, 'kms:*')) },
      `No statement of the key policy allows kms:Decrypt to ${ROOT_A}, so IAM policies alone cannot allow it on this key.`,
    ],
    [
      'keyPolicyAccount',
      { principal: service('sns.amazonaws.com') },
      'Trust in an account says nothing about sns.amazonaws.com.',
    ],
    ['keyPolicyAccount', { keyPolicy: null }, 'Not asked: this action has no key policy.'],
    ['identityPolicy', {}, 'user/ann has no IAM policy.'],
    ['identityPolicy', { identityPolicies: FULL }, 'Statement 1 of IAM policy Own allows it.'],
    [
      'identityPolicy',
      { identityPolicies: [iamPolicy(iamAllow('kms:Encrypt'))] },
      'No statement of the IAM policies of user/ann allows kms:Decrypt on this resource.',
    ],
    [
      'identityPolicy',
      { identityPolicies: FULL, keyPolicy: keyPolicy(allow({ AWS: ROOT_B }, 'kms:*')) },
      'Statement 1 of IAM policy Own allows it, but does not count: the key policy does not trust the account with it.',
    ],
    ['identityPolicy', { principal: root() }, 'IAM policies are not asked for the root user.'],
    [
      'identityPolicy',
      { principal: root(), keyPolicy: null },
      'The root user needs no IAM policy: it may do all that its account may.',
    ],
    [
      'identityPolicy',
      { principal: root(B) },
      'The root user may do all that its account may, but the key policy does not let the account in.',
    ],
    ['grants', {}, 'The key has no grants.'],
    ['grants', { grants: [grant(ANN.arn, ['Decrypt'])] }, `Grant ${'f'.repeat(64)} allows it to user/ann.`],
    [
      'grants',
      { grants: [grant(ANN.arn, ['Encrypt'])] },
      'Grant ffffffff… names user/ann, but for Encrypt only: Decrypt is not among its operations.',
    ],
    [
      'grants',
      { grants: [grant(ANN.arn, ['Decrypt'])], keyPolicy: keyPolicy(deny('*', '*')) },
      'A grant would allow it, but another rung decided.',
    ],
    ['grants', { keyPolicy: null }, 'Not asked: this action has no key.'],
    ['sessionPolicy', {}, 'No session policy was passed for user/ann.'],
  ] as const)('says on rung %s', (name, given, sentence) => {
    expect(says(given, name)).toBe(sentence);
  });
});

describe('the fix', () => {
  it.each([
    ['is none for what is allowed', { identityPolicies: FULL }, null, null],
    [
      'for a missing IAM policy is a statement for one',
      {},
      'Give user/ann a new IAM policy that allows kms:Decrypt on this resource.',
      { Sid: 'AllowDecrypt', Effect: 'Allow', Action: 'kms:Decrypt', Resource: KEY },
    ],
    [
      'for an IAM policy that does not count is the statement that names the caller alone',
      { identityPolicies: FULL, keyPolicy: keyPolicy(allow({ AWS: user('eve').arn }, 'kms:*')) },
      'Add a statement to the key policy that allows kms:Decrypt to user/ann.',
      {
        Sid: 'Allow user ann',
        Effect: 'Allow',
        Principal: { AWS: ANN.arn },
        Action: 'kms:Decrypt',
        Resource: '*',
      },
    ],
    [
      'for a caller nobody names is a statement that names its role, with a Sid of its own',
      {
        principal: session('app'),
        keyPolicy: keyPolicy({ Sid: 'Allow role app', ...allow({ AWS: ANN.arn }, 'kms:*') }),
      },
      'Add a statement to the key policy that allows kms:Decrypt to role/app.',
      {
        Sid: 'Allow role app2',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${A}:role/app` },
        Action: 'kms:Decrypt',
        Resource: '*',
      },
    ],
    [
      'for a service is a statement that names it',
      { principal: service('sns.amazonaws.com') },
      'Add a statement to the key policy that allows kms:Decrypt to sns.amazonaws.com.',
      {
        Sid: 'Allow sns.amazonaws.com',
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'kms:Decrypt',
        Resource: '*',
      },
    ],
    [
      'for a foreign caller is its name in the key policy, and a policy of its own',
      { principal: W },
      `Two changes are needed. In account ${A}, add a statement to the key policy that allows kms:Decrypt to user/w of account ${B}, whose own IAM policies must allow it too. And: Give user/w a new IAM policy that allows kms:Decrypt on this resource.`,
      { Sid: 'Allow user w', Effect: 'Allow', Principal: { AWS: W.arn }, Action: 'kms:Decrypt', Resource: '*' },
    ],
    [
      'for an operation that is not cross-account is another caller',
      { principal: W, isCrossAccountOperation: false },
      `Make the call as a principal of account ${A}, which owns the key.`,
      null,
    ],
    [
      'for a Deny is to narrow it',
      { keyPolicy: keyPolicy(ROOT_STATEMENT, deny('*', 'kms:*')) },
      `Two changes are needed. Narrow statement 2 of the key policy, because no Allow and no grant overrides a Deny: add a condition that exempts ${ANN.arn} (ArnNotEquals aws:PrincipalArn). And: Give user/ann a new IAM policy that allows kms:Decrypt on this resource.`,
      null,
    ],
    [
      'for a Deny in IAM names its policy',
      { identityPolicies: [iamPolicy(iamDeny('kms:*'))] },
      'Two changes are needed. Narrow statement 1 of IAM policy Own, because no Allow and no grant overrides a Deny: let it exempt key/1234abcd-12ab-34cd-56ef-1234567890ab (NotResource). And: Add a statement to IAM policy Own of user/ann that allows kms:Decrypt on this resource.',
      null,
    ],
  ] as const)('%s', (_, given, fix, fixStatement) => {
    const explanation = explained(given);
    expect({ fix: explanation.fix, fixStatement: explanation.fixStatement }).toEqual({ fix, fixStatement });
  });

  it('for an AWS managed key is its service, or another key', () => {
    const text = awsManagedKeyPolicy({
      service: 'ebs',
      viaService: 'ec2.us-east-1.amazonaws.com',
      accountId: A,
      partition: 'aws',
    });
    const managed = parsePolicy(text, { kind: 'key', accountId: A });
    const { resource: usual } = question();
    const resource = usual === null ? null : { ...usual, key: { ...usual.key, keyManager: 'AWS' as const } };
    expect(explained({ keyPolicy: managed, resource, identityPolicies: FULL }).fix).toBe(
      'This is the key of an AWS service, and its policy cannot be changed. Let that service use the key for you (kms:ViaService = ec2.us-east-1.amazonaws.com), or use a customer managed key.',
    );
    expect(explained({ keyPolicy: managed, resource, action: 'kms:PutKeyPolicy' }).fix).toBe(
      'This is the key of an AWS service, and its policy cannot be changed. For kms:PutKeyPolicy, use a customer managed key.',
    );
  });

  it.each([
    [{}],
    [{ principal: session('app') }],
    [{ identityPolicies: FULL, keyPolicy: keyPolicy(allow({ AWS: user('eve').arn }, 'kms:*')) }],
    [{ principal: service('sns.amazonaws.com') }],
    [{ principal: session('app'), keyPolicy: keyPolicy(allow({ AWS: ANN.arn }, 'kms:*')) }],
  ] as const)('works: with its statement in place the same call is allowed', (given) => {
    const before = question(given);
    const statement = explain(decide(before)).fixStatement;
    const after =
      statement?.Principal === undefined
        ? { ...before, identityPolicies: [iamPolicy({ ...statement })] }
        : { ...before, keyPolicy: keyPolicy({ ...statement }) };
    expect(decide(after).verdict).toBe('allowed');
  });
});

describe('a statement that misses by a condition', () => {
  const tenant = { StringEquals: { 'kms:EncryptionContext:tenant': ['1', '2'] } };
  const viaS3 = { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } };
  const named = { Sid: 'Ann', ...allow({ AWS: ANN.arn }, 'kms:Decrypt') };

  it('is told on its rung, with what the condition saw', () => {
    const given = { keyPolicy: keyPolicy({ ...named, Condition: tenant }), encryptionContext: { tenant: '3' } };
    expect(says(given, 'keyPolicyPrincipal')).toBe(
      'No statement of the key policy allows kms:Decrypt to user/ann by name. Statement "Ann" of the key policy would, but for its condition: kms:EncryptionContext:tenant = 1 or 2 (the request has "3").',
    );
    const trusting = { keyPolicy: keyPolicy({ ...ROOT_STATEMENT, Condition: viaS3 }), identityPolicies: FULL };
    expect(says(trusting, 'keyPolicyAccount')).toBe(
      `No statement of the key policy allows kms:Decrypt to ${ROOT_A}, so IAM policies alone cannot allow it on this key. Statement "Enable IAM User Permissions" of the key policy would, but for its condition: kms:ViaService = s3.us-east-1.amazonaws.com (the request has none).`,
    );
    const own = { identityPolicies: [iamPolicy({ ...iamAllow('kms:*'), Condition: viaS3 })] };
    expect(says(own, 'identityPolicy')).toBe(
      'No statement of the IAM policies of user/ann allows kms:Decrypt on this resource. Statement 1 of IAM policy Own would, but for its condition: kms:ViaService = s3.us-east-1.amazonaws.com (the request has none).',
    );
  });

  it('is to be met, or widened by what the request has', () => {
    const { fix, fixChanges } = explained({
      keyPolicy: keyPolicy({ ...named, Condition: tenant }),
      encryptionContext: { tenant: '3' },
    });
    expect(fix).toBe(
      'Make the call with tenant=1 or 2 in the encryption context, as statement "Ann" of the key policy wants it. Or: Loosen the condition of statement "Ann" of the key policy: let kms:EncryptionContext:tenant be 3 as well. That gives up what the condition keeps out.',
    );
    expect(fixChanges.map(({ policy, after }) => [policy, JSON.parse(after ?? '').Statement[0].Condition])).toEqual([
      [{ type: 'key' }, { StringEquals: { 'kms:EncryptionContext:tenant': ['1', '2', '3'] } }],
    ]);
  });

  it('leaves the members of a statement where they stand', () => {
    const keysOf = ({ fixChanges }: ReturnType<typeof explained>) =>
      Object.keys(JSON.parse(fixChanges[0]?.after ?? '').Statement[0]);
    const statement = { Effect: 'Allow', Condition: viaS3, Action: 'kms:*', Resource: '*' };
    expect(keysOf(explained({ identityPolicies: [iamPolicy(statement)] }))).toEqual(Object.keys(statement));
    const other = { Effect: 'Allow', Action: 'kms:Encrypt', Resource: '*' };
    expect(keysOf(explained({ identityPolicies: [iamPolicy(other)] }))).toEqual(Object.keys(other));
  });

  it('adds no action of KMS to an IAM statement that is about another service', () => {
    const { fixChanges } = explained({ identityPolicies: [iamPolicy(iamAllow('s3:GetObject'))] });
    expect(JSON.parse(fixChanges[0]?.after ?? '').Statement).toMatchObject([
      { Action: 's3:GetObject' },
      { Action: 'kms:Decrypt' },
    ]);
  });

  it('is to hold without a key that the request lacks', () => {
    const { fixChanges } = explained({
      identityPolicies: [
        iamPolicy({ ...iamAllow('kms:*'), Condition: { ...viaS3, Null: { 'aws:username': 'false' } } }),
      ],
    });
    expect(fixChanges.map(({ policy, after }) => [policy, JSON.parse(after ?? '').Statement[0].Condition])).toEqual([
      [
        { type: 'identity', name: 'Own' },
        { StringEqualsIfExists: viaS3.StringEquals, Null: { 'aws:username': 'false' } },
      ],
    ]);
  });

  it('is not widened where that would let everybody in', () => {
    const { fixChanges } = explained({
      keyPolicy: keyPolicy({ ...allow('*', 'kms:*'), Condition: viaS3 }),
    });
    expect(fixChanges.map(({ after }) => JSON.parse(after ?? '').Statement.length)).toEqual([2]);
  });

  it('and a statement that misses by its action, gets the action', () => {
    const { fix, fixChanges } = explained({ identityPolicies: [iamPolicy(iamAllow('kms:Encrypt', KEY))] });
    expect(fix).toBe('Add kms:Decrypt to the actions of statement 1 of IAM policy Own.');
    expect(JSON.parse(fixChanges[0]?.after ?? '').Statement[0].Action).toEqual(['kms:Encrypt', 'kms:Decrypt']);
  });

  it('of a Deny is told as the other way out', () => {
    const never = { Sid: 'OnlyS3', ...deny('*', 'kms:*'), Condition: { StringNotEquals: viaS3.StringEquals } };
    expect(explained({ keyPolicy: keyPolicy(ROOT_STATEMENT, never), identityPolicies: FULL }).fix).toBe(
      `Let S3 make the call (kms:ViaService = s3.us-east-1.amazonaws.com). Or: Narrow statement "OnlyS3" of the key policy, because no Allow and no grant overrides a Deny: add a condition that exempts ${ANN.arn} (ArnNotEquals aws:PrincipalArn).`,
    );
  });
});
