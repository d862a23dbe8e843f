import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { KeySummary } from '../../../core/index.ts';
import { LESSON_WORDS, SCENARIO_WORDS } from '../../../renderer/lab/exam-words.ts';
import { groupKeys, NO_FILTER, regionsWithKeys } from '../../../renderer/lab/key-filter.ts';
import { nextInList } from '../../../renderer/lab/next-in-list.ts';
import {
  findableCommands,
  findableOperations,
  findablePlaces,
  findableThings,
  search,
} from '../../../renderer/lab/search-commands.ts';

const key = (alias: string | null, accountId: string, region: string): KeySummary => ({
  keyArn: `arn:aws:kms:${region}:${accountId}:key/${alias ?? 'id'}`,
  keyId: alias ?? 'id',
  accountId,
  region,
  description: 'protects orders',
  alias,
  keyState: 'Enabled',
  keySpec: 'SYMMETRIC_DEFAULT',
  keyUsage: 'ENCRYPT_DECRYPT',
  hasPublicKey: false,
  keyManager: 'CUSTOMER',
});
const accounts = [{ accountId: '1', name: 'main' }];
const keys = [key('alias/a', '1', 'us-east-1'), key(null, '1', 'eu-west-1'), key('alias/b', '2', 'us-east-1')];

describe('the list of keys', () => {
  it('has the keys of each account and Region together', () => {
    const groups = groupKeys({ keys, accounts }, NO_FILTER);
    expect(groups.map(({ heading }) => heading)).toEqual(['main · us-east-1', 'main · eu-west-1', '2 · us-east-1']);
  });

  it.each([
    [{ text: 'ALIAS/A' }, 1],
    [{ text: ' protects ' }, 3],
    [{ accountId: '1' }, 2],
    [{ region: 'us-east-1' }, 2],
    [{ accountId: '1', region: 'us-east-1', text: 'disabled' }, 0],
  ])('lets through what the filter %j says', (filter, count) => {
    expect(groupKeys({ keys, accounts }, { ...NO_FILTER, ...filter }).flatMap(({ items }) => items)).toHaveLength(
      count,
    );
  });

  it('offers the Regions that have keys', () => {
    expect(regionsWithKeys(keys)).toEqual(['eu-west-1', 'us-east-1']);
  });
});

describe('the keyboard in a list', () => {
  const items = ['a', 'b', 'c'];
  it.each([
    [undefined, 'j', 'a'],
    ['a', 'ArrowDown', 'b'],
    ['c', 'j', undefined],
    ['b', 'k', 'a'],
    ['a', 'ArrowUp', 'a'],
    ['b', 'Home', 'a'],
    ['a', 'End', 'c'],
    ['a', 'x', undefined],
  ])('goes from %s with %s to %s', (current, pressed, next) => {
    expect(nextInList(items, current, pressed)).toBe(next);
  });
});

describe('the palette', () => {
  it.each([
    ['CMK', 'create-key'],
    ['RotateKeyOnDemand', 'rotate-now'],
    ['clock move', 'move-time'],
    ['undelete', 'cancel-deletion'],
  ])('finds by %s what a person means', (text, id) => {
    expect(search(findableCommands(true), text).map((command) => command.id)).toContain(id);
  });

  it('has everything while nothing is typed, and nothing for words that nobody uses', () => {
    expect(search(findableCommands(true), '').length).toBeGreaterThan(15);
    expect(search(findableCommands(true), 'xyzzy')).toEqual([]);
  });

  it('offers files and windows only in the app, which has them', () => {
    const ids = (hasDesk: boolean) => search(findableCommands(hasDesk), '').map(({ id }) => id);
    expect(ids(true)).toContain('world-open');
    expect(ids(false).filter((id) => /^world|^window/.test(id))).toEqual([]);
  });

  it('finds lessons and scenarios by what they are about, and goes there', () => {
    const lesson = { id: 'rotation', number: 11, title: 'Rotation', summary: 'New material, same key.', minutes: 8 };
    const places = findablePlaces(
      [{ ...lesson, mark: null, leftAt: null, isInHand: false }],
      [
        { name: 'rotation', title: 'A year of rotation', summary: null, of: 'scenario', steps: 9 },
        { name: 'world', title: 'Your own lab', summary: null, of: 'world', steps: 2 },
      ],
    );
    expect(search(places, 'same key').map(({ does }) => does)).toEqual([
      { goTo: { place: 'learn', lesson: 'rotation' } },
    ]);
    expect(search(places, 'scenario year').map(({ does }) => does)).toEqual([
      { goTo: { place: 'replay', name: 'rotation', step: null } },
    ]);
    expect(search(places, 'own lab')).toEqual([]);
  });

  const lesson = { number: 1, minutes: 8, mark: null, leftAt: null, isInHand: false };
  const lessons = Object.keys(LESSON_WORDS).map((id) => ({ ...lesson, id, title: id, summary: '' }));
  const scenarios = Object.keys(SCENARIO_WORDS).map((name) => {
    return { name, title: name, summary: null, of: 'scenario', steps: 9 } as const;
  });

  it.each([
    ['BYOK', 'lesson-imported'],
    ['CMK', 'lesson-whose-key'],
    ['customer master key', 'lesson-whose-key'],
    ['MRK', 'lesson-multi-region'],
    ['DEK', 'lesson-envelope'],
    ['HSM', 'lesson-never-leaves'],
    ['FIPS', 'lesson-never-leaves'],
    ['AAD', 'lesson-secrets'],
    ['encryption context', 'lesson-secrets'],
    ['Parameter Store', 'lesson-secrets'],
    ['ViaService', 'lesson-services'],
    ['SSE-KMS', 'lesson-services'],
    ['RSA', 'lesson-key-pairs'],
    ['asymmetric', 'lesson-key-pairs'],
    ['root', 'lesson-key-policy'],
    ['SCP', 'lesson-grants'],
    ['grant token', 'lesson-grants'],
    ['cross-account', 'lesson-cross-account'],
    ['envelope', 'lesson-envelope'],
    ['XKS', 'replay-external-key-store'],
    ['custom key store', 'replay-external-key-store'],
    ['quota', 'replay-throttling'],
  ])('knows by %s what an exam means', (term, id) => {
    expect(search(findablePlaces(lessons, scenarios), term).map((found) => found.id)).toContain(id);
  });

  it('has words of exams for every lesson and scenario that there is, and for no other', async () => {
    const ids = (folder: string) =>
      readdirSync(new URL(`../../../core/${folder}/`, import.meta.url))
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => name.replace(/\.yaml$/, ''));
    expect(Object.keys(LESSON_WORDS).sort()).toEqual(ids('lessons').sort());
    expect(ids('scenarios')).toEqual(expect.arrayContaining(Object.keys(SCENARIO_WORDS)));
  });

  const principals = ['ops/role/admin', 'ops/user/eve'].map((label) => ({
    arn: `arn:${label}`,
    accountId: '1',
    label,
    policies: [],
  }));
  const regions = [
    { region: 'eu-west-2', name: 'Europe (London)' },
    { region: 'us-east-1', name: 'US East (N. Virginia)' },
  ];
  const things = findableThings({ principals, keys, regions });

  it.each([
    ['eve', { actAs: 'arn:ops/user/eve' }],
    ['act as adm', { actAs: 'arn:ops/role/admin' }],
    ['alias/b', { selectKey: 'arn:aws:kms:us-east-1:2:key/alias/b', region: 'us-east-1' }],
    ['london', { goToRegion: 'eu-west-2' }],
    ['us-east-1', { goToRegion: 'us-east-1' }],
    ['another region', { command: 'go-to-region' }],
  ])('finds people, keys and Regions by their names: %s', (text, does) => {
    expect(search([...findableCommands(true), ...things], text)[0]?.does).toEqual(does);
  });

  const operations = findableOperations([
    { text: 'kms create-grant', hint: 'Adds a grant to a KMS key.' },
    { text: 'kms import-key-material', hint: 'Imports key material.' },
    { text: 'ec2 copy-snapshot', hint: 'Copies a snapshot.' },
  ]);

  it.each([
    ['CreateGrant', 'aws kms create-grant '],
    ['create-grant', 'aws kms create-grant '],
    ['kms create', 'aws kms create-grant '],
    ['BYOK', 'aws kms import-key-material '],
    ['share account', 'aws ec2 copy-snapshot '],
  ])('finds operations by their names and by what people call them: %s', (text, offerLine) => {
    expect(search(operations, text).map(({ does }) => does)).toEqual([{ offerLine }]);
  });

  it('puts what begins with the word before what has it inside, and a short word inside of none', () => {
    const found = (text: string) => search(findableCommands(true), text).map(({ id }) => id);
    expect(found('trail')[0]).toBe('place-trail');
    expect(found('crypt')).toContain('encrypt');
    expect(found('ryp')).toEqual([]);
  });
});
