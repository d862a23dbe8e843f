import { describe, expect, it } from 'vitest';
import { completePolicy, type PolicyWords } from '../../../../core/access/lint/complete-policy.ts';

const WORDS: PolicyWords = {
  actions: [['kms:Decrypt', 'decrypts']],
  principals: [['arn:aws:iam::111122223333:role/app', 'main/role/app']],
  services: [['logs.amazonaws.com', 'a service']],
  operators: [
    ['StringEquals', ''],
    ['Bool', ''],
  ],
  conditionKeys: [['kms:ViaService', '']],
  valuesOf: (key) => (key === 'kms:ViaService' ? [['ec2.us-east-1.amazonaws.com', '']] : []),
};

/** The text with each option taken, in place of `|` and what is there. */
function taken(marked: string): readonly string[] {
  const text = marked.replace('|', '');
  const found = completePolicy(text, marked.indexOf('|'), WORDS);
  return found?.options.map(({ insert }) => text.slice(0, found.from) + insert + text.slice(found.to)) ?? [];
}

describe('completion in a key policy', () => {
  it.each([
    ['{ "|" }', '{ "Version": "2012-10-17" }'],
    ['{ | }', '{ "Statement": [] }'],
    ['{"Statement":[{"|', '{"Statement":[{"Effect": "Allow"'],
    ['{"Statement":[{"Pri|": "x"}]}', '{"Statement":[{"Principal": "x"}]}'],
    ['{"Statement":[{"Effect":"|"}]}', '{"Statement":[{"Effect":"Deny"}]}'],
    ['{"Statement":[{"Effect":|}]}', '{"Statement":[{"Effect":"Deny"}]}'],
    ['{"Statement":[{"Action":["kms:D|"]}]}', '{"Statement":[{"Action":["kms:Decrypt"]}]}'],
    ['{"Statement":[{"NotAction":"kms:D|', '{"Statement":[{"NotAction":"kms:Decrypt"'],
    [
      '{"Statement":[{"Principal":{"AWS":"|"}}]}',
      '{"Statement":[{"Principal":{"AWS":"arn:aws:iam::111122223333:role/app"}}]}',
    ],
    [
      '{"Statement":[{"Principal":{"Service":["|"]}}]}',
      '{"Statement":[{"Principal":{"Service":["logs.amazonaws.com"]}}]}',
    ],
    ['{"Statement":[{"Condition":{"|"}}]}', '{"Statement":[{"Condition":{"StringEquals": {}}}]}'],
    ['{"Statement":[{"Condition":{"Bool":{"|"}}}]}', '{"Statement":[{"Condition":{"Bool":{"kms:ViaService": ""}}}]}'],
    [
      '{"Statement":[{"Condition":{"StringEquals":{"kms:ViaService":"|"}}}]}',
      '{"Statement":[{"Condition":{"StringEquals":{"kms:ViaService":"ec2.us-east-1.amazonaws.com"}}}]}',
    ],
    [
      '{"Statement":[{"Condition":{"Bool":{"aws:SecureTransport":"|"}}}]}',
      '{"Statement":[{"Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}',
    ],
  ])('%s offers %s', (marked, wanted) => {
    expect(taken(marked)).toContain(wanted);
  });

  it('offers no name that the object has already', () => {
    expect(taken('{ "Version": "2012-10-17", "|" }').some((text) => /Version.*Version/.test(text))).toBe(false);
  });

  it('offers nothing where anything may stand', () => {
    expect(taken('{"Statement":[{"Sid":"|"}]}')).toEqual([]);
    expect(taken('{"Id":"|"}')).toEqual([]);
  });
});
