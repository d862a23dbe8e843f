import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/access/decide.ts';
import { type AuthorizationRequest, RUNGS } from '../../../core/access/decision.ts';
import { explain } from '../../../core/access/explain.ts';
import { withChanges } from '../../../core/access/policy-change.ts';
import {
  A,
  B,
  grant,
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

const callers = [user('ann'), user('eve'), session('app'), root(), user('w', B), root(B), service('sns.amazonaws.com')];
const named = [
  ROOT_A,
  ROOT_B,
  A,
  '*',
  user('ann').arn,
  user('w', B).arn,
  `arn:aws:iam::${A}:role/app`,
  session('app').arn,
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

/** A question with its statements still in the open, so that they can be changed. */
interface Asked {
  readonly key: readonly StatementJson[];
  readonly iam: readonly StatementJson[];
  readonly rest: Partial<AuthorizationRequest>;
}
const asked: fc.Arbitrary<Asked> = fc.record({
  key: fc.array(statement(true), { minLength: 1, maxLength: 4 }),
  iam: fc.array(statement(false), { minLength: 1, maxLength: 3 }),
  rest: fc.record({
    principal: fc.constantFrom(...callers),
    action: fc.constantFrom('kms:Decrypt', 'kms:Encrypt', 'kms:PutKeyPolicy'),
    isCrossAccountOperation: fc.boolean(),
    grants: fc.constantFrom(
      [],
      [grant(user('ann').arn, ['Decrypt'])],
      [grant(user('w', B).arn, ['Decrypt'], { k: 'v' })],
    ),
    encryptionContext: fc.constantFrom({}, { k: 'v' }),
  }),
});

function questionOf({ key, iam, rest }: Asked): AuthorizationRequest {
  return question({ ...rest, keyPolicy: keyPolicy(...key), identityPolicies: [iamPolicy(...iam)] });
}

function ask(one: Asked) {
  return decide(questionOf(one));
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
      }),
    );
  });

  it('one more Allow never turns allowed into denied', () => {
    fc.assert(
      fc.property(asked, statement(true), statement(false), (one, ofKey, ofIam) => {
        fc.pre(ask(one).verdict === 'allowed');
        expect(ask({ ...one, key: [...one.key, { ...ofKey, Effect: 'Allow' }] }).verdict).toBe('allowed');
        expect(ask({ ...one, iam: [...one.iam, { ...ofIam, Effect: 'Allow' }] }).verdict).toBe('allowed');
      }),
    );
  });

  it('one more Deny never turns denied into allowed', () => {
    fc.assert(
      fc.property(asked, statement(true), statement(false), (one, ofKey, ofIam) => {
        fc.pre(ask(one).verdict !== 'allowed');
        expect(ask({ ...one, key: [...one.key, { ...ofKey, Effect: 'Deny' }] }).verdict).not.toBe('allowed');
        expect(ask({ ...one, iam: [...one.iam, { ...ofIam, Effect: 'Deny' }] }).verdict).not.toBe('allowed');
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
          // Nothing to change: a key policy must keep a statement, and some operations never go across accounts.
          expect(decision.verdict === 'explicitDeny' || decision.because === 'operation-not-cross-account').toBe(true);
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
        expect(answer.statements).toHaveLength(one.key.length + one.iam.length);
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
