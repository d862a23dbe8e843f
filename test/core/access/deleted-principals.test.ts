import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/access/decide.ts';
import { bindPrincipals, formatPolicy } from '../../../core/access/policy.ts';
import type { Principal } from '../../../core/cloud/principal.ts';
import {
  A,
  allow,
  deny,
  iamAllow,
  iamPolicy,
  keyPolicy,
  question,
  ROOT_A,
  ROOT_STATEMENT,
  session,
  user,
} from './fixtures.ts';

const ANN = user('ann');
const APP = `arn:aws:iam::${A}:role/app`;
const IDS: Readonly<Record<string, string>> = { [ANN.arn]: 'AIDAann', [APP]: 'AROAapp' };
const idOf = (arn: string) => IDS[arn];

/** The same name, and another user or role behind it. */
function anew(caller: Principal): Principal {
  if (caller.type !== 'user' && caller.type !== 'roleSession') throw new Error('services and root users are not made');
  return { ...caller, id: `${caller.id}2` };
}

function verdict(policy: ReturnType<typeof keyPolicy>, principal: Principal) {
  const own = [iamPolicy(iamAllow('kms:*'))];
  return decide(question({ keyPolicy: bindPrincipals(policy, idOf), principal, identityPolicies: own })).verdict;
}

describe('a principal that a key policy names, deleted and made again under its name', () => {
  it.each([
    ['a user', { AWS: ANN.arn }, ANN],
    ['a role', { AWS: APP }, session('app')],
  ] as const)('is let in no more: %s', (_, principal, caller) => {
    expect(verdict(keyPolicy(allow(principal, 'kms:*')), caller)).toBe('allowed');
    expect(verdict(keyPolicy(allow(principal, 'kms:*')), anew(caller))).toBe('implicitDeny');
  });

  it('is denied no more, and exempt from no Deny', () => {
    expect(verdict(keyPolicy(ROOT_STATEMENT, deny({ AWS: ANN.arn }, 'kms:*')), ANN)).toBe('explicitDeny');
    expect(verdict(keyPolicy(ROOT_STATEMENT, deny({ AWS: ANN.arn }, 'kms:*')), anew(ANN))).toBe('allowed');
    const butAnn = { Effect: 'Deny', NotPrincipal: { AWS: [ANN.arn, ROOT_A] }, Action: 'kms:*', Resource: '*' };
    expect(verdict(keyPolicy(ROOT_STATEMENT, butAnn), ANN)).toBe('allowed');
    expect(verdict(keyPolicy(ROOT_STATEMENT, butAnn), anew(ANN))).toBe('explicitDeny');
  });

  it('stands in the policy by its unique id', () => {
    const policy = bindPrincipals(keyPolicy(allow({ AWS: [ANN.arn, APP, A] }, 'kms:*')), idOf);
    const listed = (text: string) => JSON.parse(text).Statement[0].Principal.AWS;
    expect(listed(formatPolicy(policy, 'aws', idOf))).toEqual([ANN.arn, APP, ROOT_A]);
    const gone = (arn: string) => (arn === ANN.arn ? undefined : idOf(arn));
    expect(listed(formatPolicy(policy, 'aws', gone))).toEqual(['AIDAann', APP, ROOT_A]);
    const anew = (arn: string) => (arn === APP ? 'AROAapp2' : idOf(arn));
    expect(listed(formatPolicy(policy, 'aws', anew))).toEqual([ANN.arn, 'AROAapp', ROOT_A]);
  });
});

describe('a federated principal', () => {
  const policy = keyPolicy(allow({ Federated: 'cognito-identity.amazonaws.com' }, 'kms:*'));
  const asking = (principal: Principal, circumstances: { federatedProvider?: string }) => {
    const usual = question({ keyPolicy: policy, principal });
    return decide({ ...usual, call: { ...usual.call, circumstances } }).verdict;
  };

  it.each([
    [
      'a session that the provider vouched for',
      session('app'),
      { federatedProvider: 'cognito-identity.amazonaws.com' },
      'allowed',
    ],
    ['a session of another provider', session('app'), { federatedProvider: 'accounts.google.com' }, 'implicitDeny'],
    ['a session of none', session('app'), {}, 'implicitDeny'],
    ['a user', ANN, {}, 'implicitDeny'],
  ] as const)('reaches %s', (_, principal, circumstances, expected) => {
    expect(asking(principal, circumstances)).toBe(expected);
  });
});
