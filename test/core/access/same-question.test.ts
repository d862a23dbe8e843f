import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest } from '../../../core/access/decision.ts';
import { type AskedBefore, decideAgain } from '../../../core/access/same-question.ts';
import {
  allow,
  deny,
  type GuardrailStatements,
  guardrails,
  iamAllow,
  iamDeny,
  iamPolicy,
  question,
  session,
} from './fixtures.ts';

const IDENTITY = [iamPolicy(iamAllow('kms:*'))];
const APP = session('app');
const usual = question({ principal: APP, identityPolicies: IDENTITY });
const RED = { StringEquals: { 'kms:EncryptionContext:team': 'red' } };
const ALL = iamAllow('*');

describe('a question that is asked again', () => {
  it('has the very answer that it had', () => {
    const before: AskedBefore = new Map();
    expect(decideAgain({ ...usual }, before)).toBe(decideAgain({ ...usual }, before));
  });

  it.each<[string, GuardrailStatements]>([
    ['an SCP', { scp: [[ALL, { ...iamDeny('kms:*'), Condition: RED }]] }],
    ['an RCP', { rcp: [[allow('*', '*'), { ...deny('*', 'kms:*'), Condition: RED }]] }],
    ['a permissions boundary', { boundary: [ALL, { ...iamDeny('kms:*'), Condition: RED }] }],
    ['a session policy', { sessionPolicy: [ALL, { ...iamDeny('kms:*'), Condition: RED }] }],
    ['a VPC endpoint policy', { vpcEndpointPolicy: [allow('*', '*'), { ...deny('*', 'kms:*'), Condition: RED }] }],
  ])('is another where %s reads another value', (_, bounds) => {
    const before: AskedBefore = new Map();
    const bounding = guardrails(bounds);
    const asked = (team: string): AuthorizationRequest => ({
      ...usual,
      guardrails: bounding,
      encryptionContext: { team },
    });
    expect(decideAgain(asked('blue'), before).verdict).toBe('allowed');
    expect(decideAgain(asked('red'), before).verdict).toBe('explicitDeny');
    expect(decideAgain(asked('red'), before)).toBe(decideAgain(asked('red'), before));
    expect(decideAgain(asked('blue'), before).verdict).toBe('allowed');
  });

  it('is another where other policies bound it', () => {
    const before: AskedBefore = new Map();
    expect(decideAgain(usual, before).verdict).toBe('allowed');
    const bounded = { ...usual, guardrails: guardrails({ boundary: [iamAllow('ec2:*')] }) };
    expect(decideAgain(bounded, before).verdict).toBe('implicitDeny');
  });
});
