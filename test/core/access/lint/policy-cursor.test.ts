import { describe, expect, it } from 'vitest';
import { policyCursor } from '../../../../core/access/lint/policy-cursor.ts';

/** Where the cursor stands in a text in which `|` marks it. */
function at(marked: string) {
  return policyCursor(marked.replace('|', ''), marked.indexOf('|'));
}

describe('where a cursor stands in a policy, however little of it is written', () => {
  it.each([
    ['{ | }', { path: [], slot: 'name', isInString: false }],
    ['{ "Stat|', { path: [], slot: 'name', isInString: true }],
    ['{ "Version": "|" }', { path: ['Version'], slot: 'value', isInString: true }],
    ['{ "Statement": [ { "Effect": |', { path: ['Statement', 'Effect'], slot: 'value', isInString: false }],
    ['{ "Statement": [ { "Action": ["kms:Encrypt", "kms:D|"] } ] }', { path: ['Statement', 'Action'], slot: 'value' }],
    ['{ "Statement": { "Principal": { "|" } } }', { path: ['Statement', 'Principal'], slot: 'name' }],
    [
      '{ "Statement": [ { "Condition": { "StringEquals": { "kms:ViaService": "|',
      { path: ['Statement', 'Condition', 'StringEquals', 'kms:ViaService'], slot: 'value' },
    ],
    ['{ "Sid": "a \\" { [ b", "|" }', { path: [], slot: 'name', taken: ['Sid'] }],
    ['{ "Statement": [ { "Effect": "Allow" }, { | } ] }', { path: ['Statement'], slot: 'name', taken: [] }],
  ])('%s', (marked, expected) => {
    expect(at(marked)).toMatchObject(expected);
  });

  it('knows what is there already, without its quotation marks, and whether a value follows', () => {
    expect(at('{ "Ver|sion" : "x" }')).toMatchObject({ from: 3, to: 10, hasColon: true });
    expect(at('{ "Ver|')).toMatchObject({ from: 3, to: 6, hasColon: false });
    expect(at('{ Ver| }')).toMatchObject({ from: 2, to: 5, isInString: false });
  });

  it('is nowhere before the first brace, and behind the last', () => {
    expect(at('|{}')).toBeNull();
    expect(at('{}|')).toBeNull();
  });
});
