import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Shape, StructureShape } from '../../../../core/operations/shape.ts';
import { IAM_OPERATIONS } from '../../../../core/services/iam/operations/index.ts';
import { endpointWith, type TestEndpoint } from '../../../helpers/endpoint-with.ts';
import { OWN } from '../../../helpers/lab-with.ts';

const FORM = new Map([
  ['host', '127.0.0.1:4599'],
  ['content-type', 'application/x-www-form-urlencoded; charset=utf-8'],
]);

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await endpointWith({ auth: 'trust' });
});

/** Posts a form without a signature. */
async function post(pairs: readonly (readonly [string, string])[]) {
  const body = new TextEncoder().encode(new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString());
  return endpoint.send({ headers: FORM, body });
}

const asked = (Action: string, ...rest: readonly (readonly [string, string])[]) =>
  post([['Action', Action], ['Version', '2010-05-08'], ...rest]);

describe('IAM’s Query protocol', () => {
  it('is told from STS’s by its version, where nothing is signed', async () => {
    const { status, body } = await asked(
      'CreateUser',
      ['UserName', 'ann'],
      ['Tags.member.1.Key', 'a'],
      ['Tags.member.1.Value', ''],
    );
    expect([status, body]).toEqual([
      200,
      expect.stringContaining('<CreateUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">'),
    ]);
    expect(body).toContain('<CreateDate>2026-01-01T12:00:00Z</CreateDate>');
    expect(body).toContain('<Tags><member><Key>a</Key><Value></Value></member></Tags>');
    const sts = await post([
      ['Action', 'GetCallerIdentity'],
      ['Version', '2011-06-15'],
    ]);
    expect(sts.body).toContain('<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">');
  });

  it('answers without a result where there is none to tell, and with an empty one where the model has one', async () => {
    const answered = async (action: string, ...rest: readonly (readonly [string, string])[]) =>
      (await asked(action, ...rest)).body.replace(/<RequestId>.*?<\/RequestId>/, '');
    await asked(
      'CreateRole',
      ['RoleName', 'app'],
      [
        'AssumeRolePolicyDocument',
        JSON.stringify({
          Version: '2012-10-17',
          Statement: { Effect: 'Allow', Principal: { AWS: OWN }, Action: 'sts:AssumeRole' },
        }),
      ],
    );
    expect(
      await answered('TagRole', ['RoleName', 'app'], ['Tags.member.1.Key', 'a'], ['Tags.member.1.Value', 'b']),
    ).toBe(
      '<TagRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata></ResponseMetadata></TagRoleResponse>\n',
    );
    expect(await answered('UpdateRole', ['RoleName', 'app'])).toContain('<UpdateRoleResult></UpdateRoleResult>');
    expect(await answered('ListUserTags', ['UserName', 'ann'])).toContain('<IsTruncated>false</IsTruncated>');
    expect(await answered('GetAccountSummary')).toContain('<entry><key>GroupsQuota</key><value>300</value></entry>');
  });

  it.each<readonly [string, number, string, readonly (readonly [string, string])[]]>([
    ['NoSuchEntity', 404, 'GetUser', [['UserName', 'nobody']]],
    ['EntityAlreadyExists', 409, 'CreateUser', [['UserName', 'ann']]],
    [
      'MalformedPolicyDocument',
      400,
      'CreateRole',
      [
        ['RoleName', 'x'],
        ['AssumeRolePolicyDocument', '{}'],
      ],
    ],
    ['ValidationError', 400, 'CreateUser', [['UserName', 'a b']]],
    ['InvalidAction', 400, 'CreateInstanceProfile', [['InstanceProfileName', 'x']]],
  ])('gives %s the status %i', async (code, status, action, pairs) => {
    const response = await asked(action, ...pairs);
    expect(response.status).toBe(status);
    expect(response.body).toContain(`<Type>Sender</Type><Code>${code}</Code>`);
  });

  it('is answered in its own words and never with a failure of ours, whatever is asked', async () => {
    const operation = fc.constantFrom(...IAM_OPERATIONS);
    const text = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        'ann',
        'app',
        '',
        '1',
        'true',
        '{}',
        `arn:aws:iam::${OWN}:policy/x`,
        'arn:aws:iam::aws:policy/ReadOnlyAccess',
      ),
    );
    await fc.assert(
      fc.asyncProperty(operation, fc.infiniteStream(text), async ({ name, input }, texts) => {
        const next = () => texts.next().value ?? '';
        const { status, body } = await asked(name, ...pairsOf(input, '', next));
        expect(status).toBeLessThan(500);
        expect(body).toMatch(/^<\w+(?:Response) xmlns="https:\/\/iam\.amazonaws\.com\/doc\/2010-05-08\/">/);
      }),
      { numRuns: 400, seed: 7 },
    );
  });
});

/** Parameters for the members of a shape, some of them left out, with texts that may be right or wrong. */
function pairsOf(shape: StructureShape, prefix: string, next: () => string): readonly (readonly [string, string])[] {
  const members = Object.entries<Shape>({ ...shape.required, ...shape.optional });
  return members.flatMap(([name, member]) =>
    next().length % 4 === 3 ? [] : pairsFor(member, `${prefix}${name}`, next),
  );
}

function pairsFor(shape: Shape, name: string, next: () => string): readonly (readonly [string, string])[] {
  if (shape.type === 'structure') return pairsOf(shape, `${name}.`, next);
  if (shape.type !== 'list') return [[name, next()]];
  return [1, 2].flatMap((n) => pairsFor(shape.member, `${name}.member.${n}`, next));
}
