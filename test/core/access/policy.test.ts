import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/access/decide.ts';
import { formatPolicy, type PolicyOptions, parsePolicy } from '../../../core/access/policy.ts';
import { PolicyError } from '../../../core/access/policy-error.ts';
import {
  A,
  allow,
  deny,
  iamAllow,
  KEY,
  keyPolicy,
  policyText,
  question,
  ROOT_A,
  ROOT_STATEMENT,
  user,
} from './fixtures.ts';

const KEY_POLICY: PolicyOptions = { kind: 'key', accountId: A };
const IAM_POLICY: PolicyOptions = { kind: 'identity', accountId: A };
const INVALID_PRINCIPAL = 'Policy contains a statement with one or more invalid principals.';
const VARIABLE = '$'.concat('{aws:username}');
const EVERYONE = allow('*', 'kms:*');
const TLS = { Bool: { 'aws:SecureTransport': 'true' } };

function refusal(text: string, options: PolicyOptions): PolicyError {
  try {
    parsePolicy(text, options);
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
  throw new Error('the policy was accepted');
}

describe('a malformed key policy is refused', () => {
  it.each([
    ['text that is no JSON', 'Allow', 'line 1, column 1: expected a JSON value, found "A"'],
    ['an empty text', '', 'line 1, column 1: expected a JSON value, found the end'],
    [
      'a missing comma',
      '{\n  "Version": "2012-10-17"\n  "Statement": []\n}',
      'line 3, column 3: expected "," or "}", found "\\""',
    ],
    [
      'a comma too many',
      '{"Version": "2012-10-17",}',
      'line 1, column 26: expected an element name in double quotes, found "}"',
    ],
    ['something behind its end', `${policyText([EVERYONE])} x`, 'expected nothing more after the policy, found "x"'],
    ['an element twice', '{"Id": "a", "Id": "b"}', 'line 1, column 13: expected element "Id" once, found it twice'],
    ['a string without an end', '{"Id": "a', 'expected a closing double quote, found the end'],
    ['an unknown escape', '{"Id": "\\x"}', 'line 1, column 8: expected a string with JSON escapes only'],
    ['a line break in a string', '{"Id": "a\nb"}', 'expected no line break or tab inside a string'],
    [
      'a character beyond U+00FF',
      '{"Id": "it’s"}',
      'line 1, column 11: expected TAB, LF, CR or U+0020 to U+00FF, found U+2019',
    ],
    ['endless nesting', '['.repeat(40_000), 'expected at most 32 levels'],
    ['an array', '[]', 'Policy: expected a JSON object'],
    ['no Statement', '{"Version": "2012-10-17"}', 'Policy: expected a Statement'],
    ['an empty Statement', '{"Statement": []}', 'Statement: expected at least one statement'],
    ['a Statement that is a string', '{"Statement": "Allow"}', 'Statement: expected a JSON object'],
    [
      'an unknown Version',
      '{"Version": "2020-01-01", "Statement": []}',
      'Version: expected "2012-10-17" or "2008-10-17", found "2020-01-01"',
    ],
    ['a Version that is null', '{"Version": null, "Statement": []}', 'Version: expected'],
    ['an Id that is a number', '{"Id": 1, "Statement": []}', 'Id: expected a string, found 1'],
    [
      'an element in the wrong case',
      '{"statement": []}',
      'Policy: expected "Statement" (case counts), found element "statement"',
    ],
    ['an element named like a method', '{"constructor": 1}', 'found element "constructor"'],
    ['an element named like the prototype', '{"__proto__": {"Statement": []}}', 'found element "__proto__"'],
  ])('%s', (_, text, message) => {
    const error = refusal(text, KEY_POLICY);
    expect(error).toMatchObject({ name: 'PolicyError', problem: 'syntax' });
    expect(error.message).toContain(message);
  });

  it.each([
    ['no Effect', { ...EVERYONE, Effect: undefined }, 'Statement[1].Effect: expected "Allow" or "Deny", found none'],
    [
      'an Effect in the wrong case',
      { ...EVERYONE, Effect: 'allow' },
      'Statement[1].Effect: expected "Allow" or "Deny", found "allow"',
    ],
    ['no Principal', { ...EVERYONE, Principal: undefined }, 'Statement[1]: expected a Principal (or NotPrincipal)'],
    [
      'Principal and NotPrincipal',
      { ...EVERYONE, NotPrincipal: '*' },
      'Statement[1]: expected Principal or NotPrincipal, found both',
    ],
    [
      'Action and NotAction',
      { ...EVERYONE, NotAction: 'kms:*' },
      'Statement[1]: expected Action or NotAction, found both',
    ],
    [
      'Resource and NotResource',
      { ...EVERYONE, NotResource: '*' },
      'Statement[1]: expected Resource or NotResource, found both',
    ],
    [
      'an action without its service',
      allow('*', 'Decrypt'),
      'Statement[1].Action: expected "*" or an action such as "kms:Decrypt", found "Decrypt"',
    ],
    ['a wildcard in the service', allow('*', 'k*:Decrypt'), 'Statement[1].Action: expected "*" or an action'],
    ['no action in the list', allow('*', []), 'Statement[1].Action: expected at least one value'],
    [
      'an action that is a number',
      { ...EVERYONE, Action: [1] },
      'Statement[1].Action: expected a string or an array of strings',
    ],
    [
      'an action that is null',
      { ...EVERYONE, Action: null },
      'Statement[1].Action: expected a string or an array of strings',
    ],
    [
      'a resource that is no ARN',
      { ...EVERYONE, Resource: 'alias/app' },
      'Statement[1].Resource: expected "*" or an ARN with its partition and service, found "alias/app"',
    ],
    [
      'a resource with half a service',
      { ...EVERYONE, Resource: 'arn:aws:k*:us-east-1:111122223333:key/1' },
      'Statement[1].Resource: expected',
    ],
    ['an unknown element', { ...EVERYONE, Rule: 1 }, 'Statement[1]: expected one of Sid, Effect'],
    [
      'an element in the wrong case',
      { ...EVERYONE, action: 'kms:*' },
      'Statement[1]: expected "Action" (case counts), found element "action"',
    ],
    ['a Sid that is a number', { ...EVERYONE, Sid: 7 }, 'Statement[1].Sid: expected a string, found 7'],
    ['a Sid twice', { ...EVERYONE, Sid: 'first' }, 'Statement[1].Sid: expected a Sid of its own, found "first" again'],
    [
      'a Principal that is an ARN by itself',
      { ...EVERYONE, Principal: ROOT_A },
      'Statement[1].Principal: expected "*" or an object',
    ],
    ['an empty Principal', { ...EVERYONE, Principal: {} }, 'Statement[1].Principal: expected at least one principal'],
    [
      'an empty list of principals',
      { ...EVERYONE, Principal: { AWS: [] } },
      'Statement[1].Principal.AWS: expected at least one principal',
    ],
    [
      'a principal that is a number',
      { ...EVERYONE, Principal: { AWS: 111122223333 } },
      'Statement[1].Principal.AWS: expected a string',
    ],
    [
      'another kind of principal',
      { ...EVERYONE, Principal: { CanonicalUser: 'x' } },
      'Statement[1].Principal.CanonicalUser: expected "AWS", "Service" or "Federated"',
    ],
  ])('with %s in a statement', (_, statement, message) => {
    const error = refusal(policyText([{ ...EVERYONE, Sid: 'first' }, statement]), KEY_POLICY);
    expect(error.problem).toBe('syntax');
    expect(error.message).toContain(message);
  });

  it.each([
    ['a group', `arn:aws:iam::${A}:group/admins`],
    ['a wildcard inside an ARN', `arn:aws:iam::${A}:user/*`],
    ['the unique id of a deleted user', 'AIDACKCEVSQ6C2EXAMPLE'],
    ['an account id of eleven digits', '11112222333'],
    ['an ARN without an account', 'arn:aws:iam:::user/ann'],
    ['a resource', `arn:aws:s3:::bucket`],
    ['an unknown partition', `arn:aws-moon:iam::${A}:root`],
  ])('whose principal is %s, in AWS’s words', (_, principal) => {
    expect(refusal(policyText([allow({ AWS: principal }, 'kms:*')]), KEY_POLICY)).toMatchObject({
      problem: 'invalid-principal',
      message: INVALID_PRINCIPAL,
    });
  });

  it('whose service principal is no service', () => {
    expect(refusal(policyText([allow({ Service: 'example.com' }, 'kms:*')]), KEY_POLICY).problem).toBe(
      'invalid-principal',
    );
  });

  it.each(['Principal', 'NotPrincipal'])('whose %s names a user that does not exist', (element) => {
    const text = policyText([
      ROOT_STATEMENT,
      { Effect: 'Deny', [element]: { AWS: [ROOT_A, user('ghost').arn] }, Action: 'kms:*', Resource: '*' },
    ]);
    const asked: string[] = [];
    const principalExists = (arn: string) => {
      asked.push(arn);
      return false;
    };
    expect(refusal(text, { ...KEY_POLICY, principalExists }).message).toBe(INVALID_PRINCIPAL);
    expect(asked).toEqual([user('ghost').arn]); // accounts, sessions and services are not asked for
    expect(parsePolicy(text, { ...KEY_POLICY, principalExists: () => true }).identityArns).toEqual([user('ghost').arn]);
  });
});

describe('a Condition is refused where it is no condition', () => {
  it.each([
    ['null', null, 'Statement[0].Condition: expected an object of condition operators'],
    ['an array', [], 'Statement[0].Condition: expected an object of condition operators'],
    ['an unknown operator', { StringIs: {} }, 'expected a condition operator, found "StringIs"'],
    ['an operator in another case', { stringequals: {} }, 'found "stringequals"; "StringEquals" is one'],
    ['NullIfExists, which there is not', { NullIfExists: { 'aws:username': 'true' } }, 'found "NullIfExists"'],
    ['an operator without keys', { Bool: 'true' }, 'Statement[0].Condition.Bool: expected an object of condition keys'],
    ['a number that is none', { NumericEquals: { k: 'seven' } }, 'expected a number, found "seven"'],
    [
      'a date that is none',
      { DateEquals: { k: '1 May' } },
      'expected a date (ISO 8601, or seconds since 1970), found "1 May"',
    ],
    [
      'a range that is none',
      { IpAddress: { k: '10.0.0.0/33' } },
      'expected an IP address or CIDR range, found "10.0.0.0/33"',
    ],
    ['a boolean that is none', { Bool: { k: 'yes' } }, 'expected "true" or "false", found "yes"'],
    ['Null with neither true nor false', { Null: { k: 'maybe' } }, 'expected "true" or "false", found "maybe"'],
    ['bytes that are none', { BinaryEquals: { k: 'a b' } }, 'expected base64, found "a b"'],
    [
      'a value that is an object',
      { StringEquals: { k: {} } },
      'Statement[0].Condition.StringEquals.k: expected a value',
    ],
    ['a variable without its end', { StringEquals: { k: `$${'{'}aws:username` } }, 'expected "}" behind'],
    ['a variable without a name', { StringEquals: { k: `$${'{}'}` } }, 'expected a variable such as'],
    [
      'ForAllValues on an encryption context that an Allow turns on',
      { 'ForAllValues:StringEquals': { 'kms:EncryptionContext:tenant': '42' } },
      'OverlyPermissiveCondition',
    ],
  ] as const)('%s', (_, condition, message) => {
    const error = refusal(policyText([{ ...EVERYONE, Condition: condition }]), KEY_POLICY);
    expect(error.problem).toBe('syntax');
    expect(error.message).toContain(message);
  });

  it('takes a variable literally in the older version, as IAM does', () => {
    const text = JSON.stringify({
      Version: '2008-10-17',
      Statement: iamAllow('kms:*', `arn:aws:kms:*:*:key/${VARIABLE}`),
    });
    expect(parsePolicy(text, IAM_POLICY).reads).toEqual([]);
    expect(parsePolicy(text.replace('2008-10-17', '2012-10-17'), IAM_POLICY).reads).toHaveLength(1);
  });
});

describe('an IAM policy', () => {
  it.each([
    ['must not have a Principal', EVERYONE, 'Statement[0].Principal: expected no Principal in an IAM policy'],
    [
      'must not have a NotPrincipal',
      { ...iamAllow('kms:*'), NotPrincipal: '*' },
      'Statement[0].NotPrincipal: expected no NotPrincipal',
    ],
    ['must have an Action', { Effect: 'Allow', Resource: '*' }, 'Statement[0]: expected an Action (or NotAction)'],
    [
      'must have a Resource',
      { Effect: 'Allow', Action: 'kms:*' },
      'Statement[0]: expected a Resource (or NotResource)',
    ],
    [
      'has Sids of letters and digits',
      { ...iamAllow('kms:*'), Sid: 'two words' },
      'Statement[0].Sid: expected letters and digits only',
    ],
  ])('%s', (_, statement, message) => {
    expect(refusal(policyText([statement]), IAM_POLICY).message).toContain(message);
  });
});

describe('a service control policy', () => {
  const SCP: PolicyOptions = { kind: 'scp', accountId: A };
  it.each([
    ['must not have a Principal', policyText([EVERYONE]), 'expected no Principal in a service control policy'],
    ['must say its Version', JSON.stringify({ Statement: [iamAllow('*')] }), 'Version: expected "2012-10-17"'],
    [
      'must have the newer Version',
      JSON.stringify({ Version: '2008-10-17', Statement: [iamAllow('*')] }),
      'Version: expected "2012-10-17", found "2008-10-17"',
    ],
    ['must have an Action', policyText([{ Effect: 'Deny', Resource: '*' }]), 'expected an Action (or NotAction)'],
    [
      'has Sids of letters and digits',
      policyText([{ ...iamAllow('*'), Sid: 'two words' }]),
      'Statement[0].Sid: expected letters and digits only',
    ],
  ])('%s', (_, text, message) => {
    expect(refusal(text, SCP).message).toContain(message);
  });
  it.each([
    ['allow with a condition, of some resources', [{ ...iamAllow('kms:*', KEY), Condition: TLS }]],
    ['deny all but some actions', [{ Effect: 'Deny', NotAction: 'kms:*', NotResource: KEY }]],
  ])('may %s', (_, statements) => {
    expect(parsePolicy(policyText(statements), SCP).kind).toBe('scp');
  });
});

describe('a resource control policy', () => {
  const RCP: PolicyOptions = { kind: 'rcp', accountId: A };
  const never = deny('*', 'kms:*');
  it.each([
    ['allows nothing', [EVERYONE], 'Statement[0].Effect: expected "Deny"'],
    ['allows nothing beside a Deny', [never, allow('*', '*')], 'Statement[1].Effect: expected "Deny"'],
    ['allows nothing on a condition', [{ ...allow('*', '*'), Condition: TLS }], 'Statement[0].Effect: expected "Deny"'],
    ['names nobody', [deny({ AWS: ROOT_A }, 'kms:*')], 'Statement[0]: expected "Principal": "*"'],
    ['needs a Principal', [{ Effect: 'Deny', Action: 'kms:*', Resource: '*' }], 'expected "Principal": "*"'],
    [
      'takes no NotPrincipal',
      [{ Effect: 'Deny', NotPrincipal: '*', Action: 'kms:*', Resource: '*' }],
      'expected "Principal": "*"',
    ],
    [
      'takes no NotAction',
      [{ Effect: 'Deny', Principal: '*', NotAction: 'kms:*', Resource: '*' }],
      'Statement[0].NotAction: expected Action',
    ],
  ])('%s', (_, statements, message) => {
    expect(refusal(policyText(statements), RCP).message).toContain(message);
  });
  it.each([
    ['deny', [never]],
    [
      'deny all but some resources, on a condition',
      [{ ...never, Resource: undefined, NotResource: KEY, Condition: TLS }],
    ],
    ['be RCPFullAWSAccess', [allow('*', '*')]],
  ])('may %s', (_, statements) => {
    expect(parsePolicy(policyText(statements), RCP).kind).toBe('rcp');
  });
});

describe('the policy of a VPC endpoint', () => {
  const ENDPOINT: PolicyOptions = { kind: 'vpcEndpoint', accountId: A };
  it('must have a Principal', () => {
    expect(refusal(policyText([iamAllow('kms:*')]), ENDPOINT).message).toBe(
      'Statement[0]: expected a Principal (or NotPrincipal)',
    );
  });
  it('may name users, roles and accounts', () => {
    const named = { AWS: [A, `arn:aws:iam::${A}:user/ann`, `arn:aws:iam::${A}:role/app`] };
    expect(parsePolicy(policyText([allow(named, 'kms:*')]), ENDPOINT).statements).toHaveLength(1);
  });
});

describe('a well-formed policy', () => {
  it.each([
    ['one statement without an array', JSON.stringify({ Version: '2012-10-17', Statement: EVERYONE })],
    ['no Version, which means the older one', JSON.stringify({ Statement: [EVERYONE] })],
    ['an Id', JSON.stringify({ Version: '2012-10-17', Id: 'key-consolepolicy-3', Statement: [EVERYONE] })],
    ['no Action: accepted, and inert', policyText([{ Effect: 'Allow', Principal: '*', Resource: '*' }])],
    ['no Resource: accepted, and inert', policyText([{ Effect: 'Allow', Principal: '*', Action: 'kms:*' }])],
    [
      'every form of principal',
      policyText([
        allow(
          {
            AWS: [
              '*',
              A,
              ROOT_A,
              `arn:aws:iam::${A}:user/team/ann`,
              `arn:aws:iam::${A}:role/app`,
              `arn:aws:sts::${A}:assumed-role/app/s1`,
              `arn:aws:sts::${A}:federated-user/bob`,
            ],
            Service: ['logs.us-east-1.amazonaws.com', 'sns.amazonaws.com'],
            Federated: ['cognito-identity.amazonaws.com', `arn:aws:iam::${A}:saml-provider/corporate`],
          },
          'kms:*',
        ),
      ]),
    ],
    ['escapes and Latin-1 letters', policyText([{ ...EVERYONE, Sid: 'Zürich "A"\t' }])],
  ])('may have %s', (_, text) => {
    expect(parsePolicy(text, KEY_POLICY).text).toBe(text);
  });

  it('is compiled once for equal texts', () => {
    expect(keyPolicy(ROOT_STATEMENT)).toBe(keyPolicy(ROOT_STATEMENT));
  });

  it('is forgotten behind many others, and means the same when it comes again', () => {
    const first = keyPolicy(ROOT_STATEMENT);
    for (let n = 0; n < 300; n++) keyPolicy({ ...ROOT_STATEMENT, Sid: `S${n}` });
    const again = keyPolicy(ROOT_STATEMENT);
    expect(again).not.toBe(first);
    expect(again.document).toEqual(first.document);
  });

  it('never lets anything but a PolicyError out of the parser', () => {
    const element = fc.constantFrom(
      'Version',
      'Statement',
      'Effect',
      'Principal',
      'Action',
      'Resource',
      'Condition',
      'AWS',
    );
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('2012-10-17', 'Allow', '*', 'kms:*', ROOT_A, 1, null),
        tie('object'),
        fc.array(tie('node'), { maxLength: 2 }),
      ),
      object: fc.dictionary(element, tie('node'), { maxKeys: 5 }),
    })).object;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          value.map((json) => JSON.stringify(json)),
        ),
        fc.constantFrom(KEY_POLICY, IAM_POLICY),
        (text, options) => {
          try {
            parsePolicy(text, options);
          } catch (error) {
            expect(error).toBeInstanceOf(PolicyError);
          }
        },
      ),
    );
  });
});

describe('GetKeyPolicy’s text', () => {
  it('is printed with two spaces, spaces around colons, and arrays on their line', () => {
    const policy = keyPolicy(
      { ...ROOT_STATEMENT, Action: ['kms:Encrypt', 'kms:Decrypt'] },
      deny('*', 'kms:ScheduleKeyDeletion'),
    );
    expect(formatPolicy(policy)).toBe(`{
  "Version" : "2012-10-17",
  "Statement" : [ {
    "Sid" : "Enable IAM User Permissions",
    "Effect" : "Allow",
    "Principal" : {
      "AWS" : "${ROOT_A}"
    },
    "Action" : [ "kms:Encrypt", "kms:Decrypt" ],
    "Resource" : "*"
  }, {
    "Effect" : "Deny",
    "Principal" : {
      "AWS" : "*"
    },
    "Action" : "kms:ScheduleKeyDeletion",
    "Resource" : "*"
  } ]
}`);
  });

  it.each([
    ['a bare "*"', '*', { AWS: '*' }],
    ['an account id', { AWS: A }, { AWS: ROOT_A }],
    ['an account id in a list', { AWS: [A, user('ann').arn] }, { AWS: [ROOT_A, user('ann').arn] }],
    ['a service', { Service: 'sns.amazonaws.com' }, { Service: 'sns.amazonaws.com' }],
  ])('shows %s as KMS stores it', (_, given, shown) => {
    const printed = JSON.parse(formatPolicy(keyPolicy(allow(given, 'kms:*'))));
    expect(printed.Statement[0].Principal).toEqual(shown);
  });

  it('shows an account’s root ARN in the key’s partition', () => {
    expect(formatPolicy(keyPolicy(allow({ AWS: A }, 'kms:*')), 'aws-cn')).toContain(`arn:aws-cn:iam::${A}:root`);
  });

  it('means the same when it is put back, and prints the same again', () => {
    const policy = keyPolicy(allow({ AWS: [A, user('ann').arn] }, 'kms:Decrypt'), deny('*', 'kms:Encrypt'));
    const again = parsePolicy(formatPolicy(policy), KEY_POLICY);
    expect(formatPolicy(again)).toBe(formatPolicy(policy));
    expect(decide(question({ keyPolicy: again })).because).toBe(decide(question({ keyPolicy: policy })).because);
  });
});
