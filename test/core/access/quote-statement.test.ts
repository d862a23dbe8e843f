import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/access/decide.ts';
import type { AuthorizationRequest } from '../../../core/access/decision.ts';
import { quoteStatement } from '../../../core/access/quote-statement.ts';
import {
  A,
  APP_ROLE,
  allow,
  deny,
  iamPolicy,
  KEY,
  keyPolicy,
  question,
  ROOT_A,
  type StatementJson,
  session,
  user,
} from './fixtures.ts';

/** The lines of the statement at `at`, each behind its mark: `=` matched, `x` failed; and its note. */
function quoted(over: Partial<AuthorizationRequest>, at = 0): readonly string[] {
  const asked = question({ principal: session('app'), ...over });
  const decision = decide(asked);
  const trace = decision.statements[at];
  const lines = trace === undefined ? null : quoteStatement(decision, trace, asked);
  return (lines ?? []).map(
    ({ text, mark, note }) =>
      `${mark === null ? ' ' : mark === 'matched' ? '=' : 'x'} ${text}${note === null ? '' : ` <- ${note}`}`,
  );
}

const ofKey = (statement: StatementJson) => ({ keyPolicy: keyPolicy(statement) });

describe('a statement that is quoted', () => {
  it('marks the values that matched, and those that did not with what the request has', () => {
    const statement = {
      Sid: 'Tenants',
      ...allow({ AWS: [ROOT_A, APP_ROLE] }, ['kms:Encrypt', 'kms:Decrypt']),
      Condition: { StringEquals: { 'kms:EncryptionContext:tenant': ['6', '7'], 'kms:KeySpec': 'SYMMETRIC_DEFAULT' } },
    };
    expect(quoted({ ...ofKey(statement), encryptionContext: { tenant: '8' } })).toEqual([
      '  {',
      '    "Sid": "Tenants",',
      '    "Effect": "Allow",',
      '    "Principal": {',
      '      "AWS": [',
      `        "${ROOT_A}",`,
      `=       "${APP_ROLE}"`,
      '      ]',
      '    },',
      '    "Action": [',
      '      "kms:Encrypt",',
      '=     "kms:Decrypt"',
      '    ],',
      '=   "Resource": "*",',
      '    "Condition": {',
      '      "StringEquals": {',
      '        "kms:EncryptionContext:tenant": [',
      'x         "6", <- the request has "8"',
      'x         "7"',
      '        ],',
      '=       "kms:KeySpec": "SYMMETRIC_DEFAULT"',
      '      }',
      '    }',
      '  }',
    ]);
  });

  it('marks every value of a list of which none matched', () => {
    const lines = quoted(ofKey(allow({ AWS: `arn:aws:iam::${A}:user/eve` }, ['kms:Encrypt', 'kms:Describe*'])));
    expect(lines.filter((line) => line.startsWith('x'))).toEqual([
      `x     "AWS": "arn:aws:iam::${A}:user/eve" <- the request: ${session('app').arn}`,
      'x     "kms:Encrypt", <- the request: kms:Decrypt',
      'x     "kms:Describe*"',
    ]);
  });

  it('marks of NotAction and NotPrincipal what leaves the request out, or all that does not', () => {
    const notAction = (NotAction: readonly string[]) => ({
      Effect: 'Allow',
      Principal: '*',
      NotAction,
      Resource: '*',
    });
    expect(quoted(ofKey(notAction(['kms:Delete*', 'kms:Decrypt']))).filter((line) => line.includes('kms:'))).toEqual([
      '      "kms:Delete*",',
      'x     "kms:Decrypt" <- the request: kms:Decrypt',
    ]);
    expect(quoted(ofKey(notAction(['kms:Delete*', 'kms:Put*']))).filter((line) => line.includes('kms:'))).toEqual([
      '=     "kms:Delete*", <- the request: kms:Decrypt',
      '=     "kms:Put*"',
    ]);
    const { Principal: _, ...others } = deny('*', 'kms:*');
    const ann = user('ann');
    const notPrincipal = { ...others, NotPrincipal: { AWS: [ROOT_A, ann.arn] } };
    expect(quoted({ ...ofKey(notPrincipal), principal: ann }).filter((line) => line.includes('arn:'))).toEqual([
      `x       "${ROOT_A}", <- the request: ${ann.arn}`,
      `x       "${ann.arn}"`,
    ]);
  });

  it('tells what variables stood for, and that a key is missing', () => {
    const own = {
      Effect: 'Allow',
      Action: 'kms:*',
      Resource: '*',
      Condition: {
        StringLike: { 'aws:PrincipalArn': `arn:aws:iam::*:user/\${aws:PrincipalAccount}` },
        Bool: { 'aws:ViaAWSService': 'true' },
        StringEquals: { 'kms:ViaService': 'ec2.us-east-1.amazonaws.com' },
      },
    };
    const lines = quoted({ keyPolicy: null, identityPolicies: [iamPolicy(own)] });
    expect(lines.filter((line) => line.includes('aws:') || line.includes('kms:'))).toEqual([
      '=   "Action": "kms:*",',
      expect.stringMatching(
        /<- wanted: arn:aws:iam::\*:user\/111122223333; the request has "arn:aws:iam::\d+:role\/app"$/,
      ),
      'x       "aws:ViaAWSService": "true" <- the request has "false"',
      'x       "kms:ViaService": "ec2.us-east-1.amazonaws.com" <- the request has none',
    ]);
  });

  it('is found in whichever policy it stands, a policy of one statement without a list too', () => {
    const identityPolicies = [iamPolicy({ Effect: 'Deny', Action: 'kms:Decrypt', Resource: KEY })];
    expect(quoted({ keyPolicy: keyPolicy(allow('*', 'kms:*')), identityPolicies }, 1)).toEqual([
      '  {',
      '    "Effect": "Deny",',
      '=   "Action": "kms:Decrypt",',
      `=   "Resource": "${KEY}"`,
      '  }',
    ]);
  });
});
