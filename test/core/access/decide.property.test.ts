import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, verdictOf } from '../../../core/access/decide.ts';
import { type AuthorizationRequest, type NamedPolicy, NO_GUARDRAILS, RUNGS } from '../../../core/access/decision.ts';
import { explain } from '../../../core/access/explain.ts';
import { withChanges } from '../../../core/access/policy-change.ts';
import {
  A,
  B,
  federatedUser,
  type GuardrailStatements,
  grant,
  guardrails,
  iamPolicy,
  KEY,
  keyPolicy,
  question,
  ROOT_A,
  ROOT_B,
  root,
  type StatementJson,
  service,
  session,
  user,
} from './fixtures.ts';

const callers = [
  user('ann'),
  user('eve'),
  session('app'),
  root(),
  federatedUser('bob'),
  user('w', B),
  root(B),
  service('sns.amazonaws.com'),
];
const named = [
  ROOT_A,
  ROOT_B,
  A,
  '*',
  user('ann').arn,
  user('w', B).arn,
  `arn:aws:iam::${A}:role/app`,
  session('app').arn,
  federatedUser('bob').arn,
];

const action = fc.constantFrom('kms:Decrypt', 'kms:Encrypt', 'kms:*', 'kms:De*', '*', 'kms:?ecrypt', 'ec2:*');
const actions = fc.oneof(action, fc.array(action, { minLength: 1, maxLength: 3 }));
const resource = fc.constantFrom('*', KEY, `${KEY}0`, 'arn:aws:kms:*:*:key/*');
const principals = fc.oneof(
  fc.constantFrom('*' as const, { Service: 'sns.amazonaws.com' }),
  fc.array(fc.constantFrom(...named), { minLength: 1, maxLength: 3 }).map((AWS) => ({ AWS })),
);
/** An element or its Not… twin. */
function maybeNot(name: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<StatementJson> {
  return fc.tuple(fc.constantFrom(name, name, name, `Not${name}`), values).map(([key, value]) => ({ [key]: value }));
}
const value = fc.constantFrom('v', 'w', 'V*', '203.0.113.0/24', '7', 'true', 'SYMMETRIC_DEFAULT', '2026-01-01');
const key = fc.constantFrom('kms:EncryptionContext:k', 'kms:KeySpec', 'aws:SourceIp', 'aws:username', 'kms:NoSuchKey');
const condition = fc
  .tuple(
    fc.constantFrom('', '', 'ForAnyValue:'),
    fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'ArnLike', 'Null'),
    fc.constantFrom('', '', 'IfExists'),
    key,
    fc.array(value, { minLength: 1, maxLength: 2 }),
  )
  .map(([qualifier, operator, ifExists, name, values]) =>
    operator === 'Null' ? { Null: { [name]: 'true' } } : { [`${qualifier}${operator}${ifExists}`]: { [name]: values } },
  );
const conditions = fc.oneof(
  fc.constant({}),
  condition.map((one) => ({ Condition: one })),
);
function statement(isOfKey: boolean): fc.Arbitrary<StatementJson> {
  const parts = [maybeNot('Action', actions), maybeNot('Resource', resource)];
  if (isOfKey) parts.push(maybeNot('Principal', principals));
  parts.push(conditions);
  return fc
    .tuple(fc.constantFrom('Allow', 'Allow', 'Deny'), ...parts)
    .map(([Effect, ...elements]) => Object.assign({ Effect }, ...elements) as StatementJson);
}

const FULL_RCP: StatementJson = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const rcpStatement = fc
  .tuple(actions, resource, conditions)
  .map(([Action, Resource, rest]): StatementJson => ({ Effect: 'Deny', Principal: '*', Action, Resource, ...rest }));
const rcpLevel = fc.array(fc.oneof(fc.constant(FULL_RCP), fc.constant(FULL_RCP), rcpStatement), { maxLength: 2 });
const scpLevel = fc.array(statement(false), { minLength: 1, maxLength: 2 });
/** Half of the questions have nothing that bounds them. */
const bounds: fc.Arbitrary<GuardrailStatements> = fc.oneof(
  fc.constant({}),
  fc.record(
    {
      scp: fc.array(scpLevel, { minLength: 1, maxLength: 3 }),
      rcp: fc.array(rcpLevel, { minLength: 1, maxLength: 2 }),
      boundary: fc.array(statement(false), { minLength: 1, maxLength: 2 }),
      sessionPolicy: fc.array(statement(false), { minLength: 1, maxLength: 2 }),
      vpcEndpointPolicy: fc.array(statement(true), { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: [] },
  ),
);
/** One more policy of each kind that bounds. */
const BOUNDING: readonly (keyof GuardrailStatements)[] = [
  'scp',
  'rcp',
  'boundary',
  'sessionPolicy',
  'vpcEndpointPolicy',
];

/** A question with its statements still in the open, so that they can be changed. */
interface Asked {
  readonly key: readonly StatementJson[];
  readonly iam: readonly StatementJson[];
  readonly bounds: GuardrailStatements;
  readonly rest: Partial<AuthorizationRequest>;
}
const asked: fc.Arbitrary<Asked> = fc.record({
  key: fc.array(statement(true), { minLength: 1, maxLength: 4 }),
  iam: fc.array(statement(false), { minLength: 1, maxLength: 3 }),
  bounds,
  rest: fc.record({
    principal: fc.constantFrom(...callers),
    action: fc.constantFrom('kms:Decrypt', 'kms:Encrypt', 'kms:PutKeyPolicy'),
    isCrossAccountOperation: fc.boolean(),
    grants: fc.constantFrom(
      [],
      [grant(user('ann').arn, ['Decrypt'])],
      [grant(user('w', B).arn, ['Decrypt'], { k: 'v' })],
      [grant(ROOT_A, ['Decrypt']), grant(`arn:aws:iam::${A}:role/app`, ['Decrypt'])],
    ),
    encryptionContext: fc.constantFrom({}, { k: 'v' }),
  }),
});

function questionOf({ key, iam, bounds: bounding, rest }: Asked): AuthorizationRequest {
  const isBounded = Object.keys(bounding).length > 0;
  return question({
    ...rest,
    keyPolicy: keyPolicy(...key),
    identityPolicies: [iamPolicy(...iam)],
    guardrails: isBounded ? guardrails(bounding) : NO_GUARDRAILS,
  });
}

/** With one more statement in each of the policies that bound, where there are such. */
function withInBounds({ bounds: bounding, ...one }: Asked, own: StatementJson, named: StatementJson): Asked {
  const { scp, rcp, boundary, sessionPolicy, vpcEndpointPolicy } = bounding;
  return {
    ...one,
    bounds: {
      ...(scp && { scp: scp.map((level) => [...level, own]) }),
      ...(rcp && { rcp: rcp.map((level) => [...level, { ...named, Principal: '*' }]) }),
      ...(boundary && { boundary: [...boundary, own] }),
      ...(sessionPolicy && { sessionPolicy: [...sessionPolicy, own] }),
      ...(vpcEndpointPolicy && { vpcEndpointPolicy: [...vpcEndpointPolicy, named] }),
    },
  };
}

function ask(one: Asked) {
  return decide(questionOf(one));
}

/** The question to policies that have never been asked anything. */
function forgetful(one: AuthorizationRequest): AuthorizationRequest {
  const anew = <T extends AuthorizationRequest['keyPolicy']>(policy: T): T =>
    policy === null ? policy : { ...policy, memory: { last: null, lately: [] } };
  const named = (policies: readonly NamedPolicy[]) =>
    policies.map(({ name, policy }) => ({ name, policy: anew(policy) }));
  return { ...one, keyPolicy: anew(one.keyPolicy), identityPolicies: named(one.identityPolicies) };
}

const ALLOW_ALL = { Effect: 'Allow', Action: '*', Resource: '*' };
/** Makes a statement match no request. */
const NOTHING = { Condition: { Null: { 'aws:CurrentTime': 'true' } } };
const DENY_ALL = { ...ALLOW_ALL, Effect: 'Deny' };

describe('for all policies, callers and grants', () => {
  it('an explicit deny wins over everything', () => {
    fc.assert(
      fc.property(asked, (one) => {
        const { verdict, statements } = ask(one);
        const isDenied = statements.some(({ effect, outcome }) => effect === 'Deny' && outcome === 'matched');
        expect(verdict === 'explicitDeny').toBe(isDenied);
        expect(ask({ ...one, key: [...one.key, { ...DENY_ALL, Principal: '*' }] }).verdict).toBe('explicitDeny');
        expect(ask({ ...one, iam: [...one.iam, DENY_ALL] }).verdict).toBe('explicitDeny');
        const { principal } = one.rest;
        if (Object.keys(one.bounds).length > 0 && principal?.type !== 'service') {
          expect(ask(withInBounds(one, DENY_ALL, { ...DENY_ALL, Principal: '*' })).verdict).toBe('explicitDeny');
        }
      }),
    );
  });

  it('one more Allow never turns allowed into denied', () => {
    fc.assert(
      fc.property(asked, statement(true), statement(false), (one, ofKey, ofIam) => {
        fc.pre(ask(one).verdict === 'allowed');
        expect(ask({ ...one, key: [...one.key, { ...ofKey, Effect: 'Allow' }] }).verdict).toBe('allowed');
        expect(ask({ ...one, iam: [...one.iam, { ...ofIam, Effect: 'Allow' }] }).verdict).toBe('allowed');
        const { rcp: _, ...others } = one.bounds;
        const more = withInBounds(
          { ...one, bounds: others },
          { ...ofIam, Effect: 'Allow' },
          { ...ofKey, Effect: 'Allow' },
        );
        expect(
          ask({ ...more, bounds: { ...more.bounds, ...(one.bounds.rcp && { rcp: one.bounds.rcp }) } }).verdict,
        ).toBe('allowed');
      }),
    );
  });

  it('one more Deny never turns denied into allowed', () => {
    fc.assert(
      fc.property(asked, statement(true), statement(false), (one, ofKey, ofIam) => {
        fc.pre(ask(one).verdict !== 'allowed');
        expect(ask({ ...one, key: [...one.key, { ...ofKey, Effect: 'Deny' }] }).verdict).not.toBe('allowed');
        expect(ask({ ...one, iam: [...one.iam, { ...ofIam, Effect: 'Deny' }] }).verdict).not.toBe('allowed');
        const { NotAction: _, ...plain } = { ...ofIam, Action: '*' } as Record<string, unknown>;
        const denied = withInBounds(one, { ...ofIam, Effect: 'Deny' }, { ...plain, Effect: 'Deny', Principal: '*' });
        expect(ask(denied).verdict).not.toBe('allowed');
      }),
    );
  });

  it('one more policy that bounds never turns denied into allowed', () => {
    fc.assert(
      fc.property(asked, bounds, fc.constantFrom(...BOUNDING), (one, others, which) => {
        fc.pre(one.bounds[which] === undefined && others[which] !== undefined && ask(one).verdict !== 'allowed');
        // A federated user for whom none was passed may do less than with one; all others may do more.
        fc.pre(which !== 'sessionPolicy' || one.rest.principal?.type !== 'federatedUser');
        expect(ask({ ...one, bounds: { ...one.bounds, [which]: others[which] } }).verdict).not.toBe('allowed');
      }),
    );
  });

  it('policies that allow all bound nothing', () => {
    const all: GuardrailStatements = {
      scp: [[ALLOW_ALL], [ALLOW_ALL]],
      rcp: [[FULL_RCP]],
      boundary: [ALLOW_ALL],
      sessionPolicy: [ALLOW_ALL],
      vpcEndpointPolicy: [FULL_RCP],
    };
    fc.assert(
      fc.property(asked, (one) => {
        // A session policy is what a federated user needs, and whoever has a boundary no NotPrincipal exempts.
        fc.pre(one.rest.principal?.type !== 'federatedUser' && !JSON.stringify(one.key).includes('NotPrincipal'));
        const [{ verdict, because }, free] = [ask({ ...one, bounds: all }), ask({ ...one, bounds: {} })];
        expect([verdict, because]).toEqual([free.verdict, free.because]);
      }),
    );
  });

  it('the verdict alone is that of the whole decision', () => {
    fc.assert(
      fc.property(asked, (one) => {
        expect(verdictOf(questionOf(one))).toBe(ask(one).verdict);
      }),
    );
  });

  it('an answer depends on nothing that was asked before', () => {
    fc.assert(
      fc.property(fc.array(asked, { minLength: 2, maxLength: 4 }), (several) => {
        const [first] = several;
        if (first === undefined) return;
        // The same policies, asked by one caller after another about one call after another.
        const questions = several.map(({ rest }) => questionOf({ ...first, rest: { ...first.rest, ...rest } }));
        const warm = [...questions, ...questions].map(decide);
        const cold = questions.map((one) => decide(forgetful(one)));
        expect(warm).toEqual([...cold, ...cold]);
      }),
    );
  });

  it('one Allow less never turns denied into allowed', () => {
    fc.assert(
      fc.property(asked, fc.nat(6), (one, index) => {
        fc.pre(ask(one).verdict !== 'allowed');
        const without = (statements: readonly StatementJson[], from: number) =>
          statements.map((it, n) => (n === from && it.Effect === 'Allow' ? { ...it, ...NOTHING } : it));
        const { length } = one.key;
        expect(ask({ ...one, key: without(one.key, index) }).verdict).not.toBe('allowed');
        expect(ask({ ...one, iam: without(one.iam, index - length) }).verdict).not.toBe('allowed');
      }),
    );
  });

  it('what a fix changes was tried: with its policies in place the call is allowed', () => {
    let tried = 0;
    fc.assert(
      fc.property(asked, (one) => {
        const before = questionOf(one);
        const decision = decide(before);
        fc.pre(decision.verdict !== 'allowed');
        const { fixChanges } = explain(decision);
        if (fixChanges.length === 0) {
          // Nothing to change: a key policy must keep a statement, and some operations never go across accounts; or more
          // than two things.
          const isHopeless = decision.verdict === 'explicitDeny' || decision.because === 'operation-not-cross-account';
          expect(isHopeless || Object.keys(one.bounds).length > 0).toBe(true);
          return;
        }
        tried += 1;
        expect(decide(withChanges(before, fixChanges)).verdict).toBe('allowed');
      }),
    );
    expect(tried).toBeGreaterThan(20);
  });

  it('the names of statements never change the answer', () => {
    const renamed = (statements: readonly StatementJson[]) => statements.map((it, n) => ({ ...it, Sid: `S${n}` }));
    fc.assert(
      fc.property(asked, (one) => {
        const [a, b] = [ask(one), ask({ ...one, key: renamed(one.key), iam: renamed(one.iam) })];
        expect([b.verdict, b.because, b.rungs, b.decidedBy]).toEqual([a.verdict, a.because, a.rungs, a.decidedBy]);
      }),
    );
  });

  it('the order of statements never changes the answer or its reason', () => {
    const shuffled = asked.chain((one) =>
      fc.record({
        one: fc.constant(one),
        key: fc.shuffledSubarray([...one.key], { minLength: one.key.length }),
        iam: fc.shuffledSubarray([...one.iam], { minLength: one.iam.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ one, key, iam }) => {
        const [{ verdict, because, rungs }, other] = [ask(one), ask({ ...one, key, iam })];
        expect({ verdict: other.verdict, because: other.because, rungs: other.rungs }).toEqual({
          verdict,
          because,
          rungs,
        });
      }),
    );
  });

  it('no IAM policy opens a key whose policy and grants name neither the caller nor its account', () => {
    const strangers = fc.constantFrom(user('eve'), user('x', B), session('other'));
    const onlyAnn = [{ ...ALLOW_ALL, Principal: { AWS: user('ann').arn } }];
    fc.assert(
      fc.property(asked, strangers, (one, principal) => {
        const answer = ask({ ...one, key: onlyAnn, rest: { ...one.rest, principal, grants: [] } });
        expect(answer.verdict).not.toBe('allowed');
      }),
    );
  });

  it('an answer is whole: every statement, every rung in order, what decided, and plain data', () => {
    fc.assert(
      fc.property(asked, (one) => {
        const answer = ask(one);
        const { scp = [], rcp = [], boundary = [], sessionPolicy = [], vpcEndpointPolicy = [] } = one.bounds;
        const bounding = [...scp.flat(), ...rcp.flat(), ...boundary, ...sessionPolicy, ...vpcEndpointPolicy];
        const [least, most] = [one.key.length + one.iam.length, one.key.length + one.iam.length + bounding.length];
        expect(answer.statements.length).toBeGreaterThanOrEqual(least); // what does not bind the caller is not read
        expect(answer.statements.length).toBeLessThanOrEqual(most);
        expect(answer.rungs.map(({ name }) => name)).toEqual(RUNGS);
        const deciding = answer.rungs.filter(({ isDeciding }) => isDeciding);
        expect(deciding.length).toBeGreaterThan(0);
        expect(answer.message === null).toBe(answer.verdict === 'allowed');
        expect(answer.decidedBy.length > 0 || answer.grantId !== null).toBe(answer.verdict !== 'implicitDeny');
        expect(structuredClone(answer)).toEqual(answer);
        expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
      }),
    );
  });
});
