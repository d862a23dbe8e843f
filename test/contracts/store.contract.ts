import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bytes } from '../../core/index.ts';
import type { Fact } from '../../core/lab/facts.ts';
import type { JournalEntry } from '../../core/lab/journal.ts';
import type { Store } from '../../core/lab/store.ts';

/** A store to be tried out, and the same store in another process's eyes: what lasts of it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Closes the store and opens it again; a store that lasts as long as the process gives itself. */
  again(): Store;
  /** Puts everything away. */
  cleanUp(): void;
}

const OWN = '111122223333';
const OTHER = '444455556666';
const KEY = `arn:aws:kms:us-east-1:${OWN}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const OTHER_KEY = `arn:aws:kms:eu-west-1:${OTHER}:key/ffffabcd-12ab-34cd-56ef-1234567890ab`;

interface Row {
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
  readonly key?: string;
  readonly isUse?: boolean;
  readonly because?: string;
}

/** A row of CloudTrail, with what the store looks at and a word of every alphabet. */
function recorded(seq: number, row: Row): JournalEntry {
  const { name, account = OWN, region = 'us-east-1', key, isUse = false, because = null } = row;
  const record = {
    eventVersion: '1.11',
    eventID: `event-${seq}`,
    eventName: name,
    awsRegion: region,
    recipientAccountId: account,
    requestParameters: { note: `"quoted", Übergröße, 鍵, \u0000, 🔑 ${seq}` },
    ...(key === undefined ? {} : { resources: [{ accountId: account, type: 'AWS::KMS::Key', ARN: key }] }),
  };
  const told = { requestId: `request-${seq}`, causedBy: null, because, record };
  const fact = { type: 'recorded', row: told, usedKeys: isUse ? [key] : [] } as unknown as Fact;
  return { seq, at: 1000 + seq, fact };
}

/** A row of CloudTrail about KMS, as it is counted. */
function charged(seq: number, name: string, account = OWN): JournalEntry {
  const kms = { eventSource: 'kms.amazonaws.com', eventTime: '1970-01-01T00:00:01Z', userIdentity: {} };
  return withRecord(recorded(seq, { name, account, ...(name === 'ListKeys' ? {} : { key: KEY }) }), kms);
}

function withRecord(entry: JournalEntry, over: object): JournalEntry {
  const { row } = entry.fact as Extract<Fact, { type: 'recorded' }>;
  return { ...entry, fact: { ...entry.fact, row: { ...row, record: { ...row.record, ...over } } } as unknown as Fact };
}

function described(seq: number, description: string): JournalEntry {
  return { seq, at: 1000 + seq, fact: { type: 'keyDescribed', keyArn: KEY, description } as Fact };
}

const ROWS: readonly Row[] = [
  { name: 'CreateKey', key: KEY, because: 'dry-run' },
  { name: 'Encrypt', key: KEY, isUse: true },
  { name: 'ListKeys' },
  { name: 'Encrypt', account: OTHER, region: 'eu-west-1', key: OTHER_KEY, isUse: true, because: 'key-disabled' },
  { name: 'Decrypt', key: KEY, isUse: true },
  { name: 'Encrypt', region: 'eu-west-1', key: KEY, isUse: true },
];

/** What every implementation of `Store` must do. */
export function describeStore(name: string, open: () => StoreUnderTest): void {
  describe(`a store: ${name}`, () => {
    let tried: StoreUnderTest;
    let store: Store;
    beforeEach(() => {
      tried = open();
      store = tried.store;
    });
    afterEach(() => tried.cleanUp());

    const bytes = (...values: readonly number[]): Bytes => Uint8Array.from(values);
    const keptRows = (): void => store.append(ROWS.map((row, seq) => recorded(seq, row)));
    const seqs = (query: Parameters<Store['trail']>[0]) =>
      store.trail(query).map(({ requestId }) => Number(requestId?.split('-')[1]));

    it('begins with nothing', () => {
      expect(store.length).toBe(0);
      expect(store.lastAt).toBeNull();
      expect([...store.journal()]).toEqual([]);
      expect(store.checkpoint()).toBeNull();
      expect(store.trail({})).toEqual([]);
      expect([...store.uses(0), ...store.sealed(), ...store.blockIds(), ...store.files()]).toEqual([]);
    });

    it('cuts what stands behind a moment: facts, rows and their counts, and a checkpoint that has any of it', () => {
      const entries = [
        described(0, 'kept'),
        charged(1, 'Encrypt'),
        described(2, 'cut'),
        charged(3, 'Encrypt'),
        charged(4, 'ListKeys'),
      ];
      store.append(entries);
      store.putCheckpoint({ length: 2, chunks: [{ part: 'now', json: '[1]' }] });
      store.cut(2);
      expect(store.checkpoint()?.length).toBe(2);
      store.putFile('note.txt', bytes(1));
      store.putFile('gone.txt', bytes(2));
      store.dropFile('gone.txt');
      store = tried.again();
      expect([...store.journal()]).toEqual(entries.slice(0, 2));
      expect([store.length, store.lastAt]).toEqual([2, 1001]);
      expect(store.trail({ resource: KEY }).map(({ record }) => record.eventName)).toEqual(['Encrypt']);
      expect(store.trailCounts({}).map(({ eventName, count }) => [eventName, count])).toEqual([['Encrypt', 1]]);
      expect([...store.files()].map(({ name }) => name)).toEqual(['note.txt']);
      store.append([charged(2, 'Encrypt')]);
      expect(store.trailCounts({}).map(({ count }) => count)).toEqual([2]);
      store.cut(1);
      expect(store.checkpoint()).toBeNull();
      expect([...tried.again().journal()]).toEqual(entries.slice(0, 1));
    });

    it('gives the journal back in order, facts and rows of CloudTrail as they came', () => {
      const entries = [
        described(0, 'first'),
        recorded(1, { name: 'Encrypt', key: KEY, isUse: true }),
        described(2, 'Übergröße "鍵"\u0000\n'),
        recorded(3, { name: 'ListKeys' }),
        { seq: 4, at: 1004.5, fact: { type: 'clockMoved' } } as JournalEntry,
        described(5, 'last'),
      ];
      store.append(entries.slice(0, 2));
      store.append(entries.slice(2, 4));
      store.append(entries.slice(4));
      expect(store.length).toBe(6);
      expect([...store.journal()]).toEqual(entries);
      expect(store.lastAt).toBe(1005);
      expect([...store.journal(3)]).toEqual(entries.slice(3));
      expect([...store.changes(1)].map(({ seq }) => seq)).toEqual([2, 4, 5]);
      expect([...store.journal(6)]).toEqual([]);
      store = tried.again();
      expect(store.length).toBe(6);
      expect([...store.journal()]).toEqual(entries);
    });

    it('keeps what only tells when it is flushed, and when it is closed', () => {
      store.append([recorded(0, { name: 'ListKeys' })]);
      store.flush();
      store.append([recorded(1, { name: 'ListAliases' })]);
      expect(store.length).toBe(2);
      expect(seqs({})).toEqual([0, 1]);
      store = tried.again();
      expect(seqs({})).toEqual([0, 1]);
    });

    it.each([
      ['an account', { accountIds: [OWN] }, [0, 1, 2, 4, 5]],
      ['several accounts', { accountIds: [OWN, OTHER] }, [0, 1, 2, 3, 4, 5]],
      ['no account', { accountIds: [] }, []],
      ['a Region', { region: 'eu-west-1' }, [3, 5]],
      ['a resource', { resource: KEY }, [0, 1, 4, 5]],
      ['an event name', { eventName: 'Encrypt' }, [1, 3, 5]],
      ['a request', { requestId: 'request-2' }, [2]],
      ['a request that nobody made', { requestId: 'request-9' }, []],
      ['a refusal, which a dry run is not', { isRefused: true }, [3]],
      ['a first instant', { from: 1003 }, [3, 4, 5]],
      ['a last instant', { until: 1002 }, [0, 1, 2]],
      ['the last few', { limit: 2 }, [4, 5]],
      ['the last one about a resource in an account', { accountIds: [OWN], resource: KEY, until: 1004, limit: 1 }, [4]],
      ['an account that names a resource of another', { accountIds: [OTHER], resource: KEY }, []],
      ['all at once', { accountIds: [OWN], region: 'us-east-1', eventName: 'Decrypt', from: 1000, until: 1009 }, [4]],
    ] as const)('finds rows of CloudTrail by %s', (_, query, found) => {
      keptRows();
      expect(seqs(query)).toEqual(found);
      expect(store.trailEntries(query).map(({ seq, at }) => [seq, at])).toEqual(found.map((seq) => [seq, 1000 + seq]));
    });

    it.each([
      ['the type of a resource', { resourceType: 'AWS::KMS::Key' }, [5, 4, 3, 1, 0]],
      ['an event id', { eventId: 'event-4' }, [4]],
      ['whether it only reads', { readOnly: false }, [0]],
      ['its source', { eventSource: 'sts.amazonaws.com' }, [2]],
      ['a user’s name', { userName: 'ann' }, [1, 0]],
      ['a session’s name', { userName: 'web' }, [3]],
      ['a federated user’s name', { userName: 'bob' }, [4]],
      ['the root user', { userName: 'root' }, [5]],
      ['an access key', { accessKeyId: 'AKIA1' }, [1]],
      ['being a management event', { isManagement: true }, [5, 4, 3, 2, 1]],
      ['being a data event', { isManagement: false }, [0]],
      ['standing before an entry', { before: 3 }, [2, 1, 0]],
      [
        'all at once',
        { accountIds: [OWN], readOnly: true, userName: 'ann', isManagement: true, before: 9, limit: 5 },
        [1],
      ],
    ] as const)('finds entries of CloudTrail by %s, newest last', (_, query, found) => {
      const who = [
        { type: 'IAMUser', userName: 'ann' },
        { type: 'IAMUser', userName: 'ann', accessKeyId: 'AKIA1' },
        { type: 'AWSService', invokedBy: 'web' },
        { type: 'AssumedRole', principalId: 'AROA:web' },
        { type: 'FederatedUser', principalId: '111122223333:bob' },
        { type: 'Root', principalId: '111122223333' },
      ];
      store.append(
        ROWS.map((row, seq) =>
          withRecord(recorded(seq, row), {
            userIdentity: who[seq],
            readOnly: seq !== 0,
            eventSource: seq === 2 ? 'sts.amazonaws.com' : 'kms.amazonaws.com',
            eventTime: '1970-01-01T00:00:01Z',
            eventCategory: seq === 0 ? 'Data' : 'Management',
          }),
        ),
      );
      const entries = store.trailEntries(query);
      expect(entries.map(({ seq }) => seq)).toEqual([...found].reverse());
      for (const { seq, fact } of entries) expect(fact.row.requestId).toBe(`request-${seq}`);
    });

    it('counts rows of CloudTrail about KMS that are alike', () => {
      const rows = [charged(0, 'Encrypt'), charged(1, 'Encrypt'), charged(2, 'ListKeys'), charged(3, 'Encrypt', OTHER)];
      store.append(rows.slice(0, 1));
      store.append([...rows.slice(1), charged(4, 'Encrypt'), recorded(5, { name: 'of no service' })]);
      const countsOf = (query: Parameters<Store['trailCounts']>[0]) =>
        store
          .trailCounts(query)
          .map(({ eventName, count, firstEventId, lastEventId }) => [eventName, count, firstEventId, lastEventId])
          .sort();
      const encrypted = ['Encrypt', 3, 'event-0', 'event-4'];
      const own = [encrypted, ['ListKeys', 1, 'event-2', 'event-2']];
      expect(countsOf({ accountIds: [OWN] })).toEqual(own);
      expect(countsOf({ accountIds: [OWN], month: '1970-01' })).toEqual(own);
      expect(countsOf({ accountIds: [OWN], month: '1970-02' })).toEqual([]);
      expect(countsOf({ accountIds: [OWN], eventNames: ['Encrypt', 'Decrypt'] })).toEqual([encrypted]);
      store = tried.again();
      expect(countsOf({})).toEqual([encrypted, ['Encrypt', 1, 'event-3', 'event-3'], own[1]].sort());
    });

    it('tells of the use of keys, from an entry on', () => {
      keptRows();
      expect([...store.uses(2)]).toEqual([
        { seq: 3, at: 1003, keyArns: [OTHER_KEY], operation: 'Encrypt', requestId: 'request-3', eventId: 'event-3' },
        { seq: 4, at: 1004, keyArns: [KEY], operation: 'Decrypt', requestId: 'request-4', eventId: 'event-4' },
        { seq: 5, at: 1005, keyArns: [KEY], operation: 'Encrypt', requestId: 'request-5', eventId: 'event-5' },
      ]);
    });

    it('keeps one checkpoint, the last', () => {
      store.append([described(0, 'x')]);
      store.putCheckpoint({ length: 0, chunks: [{ part: 'old', json: '[0]' }] });
      const chunks = [
        { part: 'now', json: '[1]' },
        { part: 'keys', json: '["鍵"]' },
        { part: 'keys', json: '[2]' },
      ];
      store.putCheckpoint({ length: 1, chunks });
      store = tried.again();
      const kept = store.checkpoint();
      expect({ length: kept?.length, chunks: [...(kept?.chunks ?? [])] }).toEqual({ length: 1, chunks });
    });

    it('keeps sealed material by key and id, replaces and drops it', () => {
      const name = { keyArn: KEY, keyMaterialId: 'a' };
      const replica = { keyArn: OTHER_KEY, keyMaterialId: 'a' };
      const unknown = { keyArn: KEY, keyMaterialId: 'b' };
      store.putSealed(name, bytes(1));
      store.putSealed(replica, bytes(2, 0, 255));
      expect(store.getSealed(name)).toEqual(bytes(1));
      expect(store.getSealed(unknown)).toBeUndefined();
      store.append([described(0, 'x')]);
      store = tried.again();
      expect([...store.sealed()]).toEqual([
        { ...replica, sealed: bytes(2, 0, 255) },
        { ...name, sealed: bytes(1) },
      ]);
      expect(store.getSealed(replica)).toEqual(bytes(2, 0, 255));
      store.putSealed(replica, bytes(3)); // imported again
      store.dropSealed(name);
      store.flush();
      store = tried.again();
      expect([...store.sealed()]).toEqual([{ ...replica, sealed: bytes(3) }]);
      expect(store.getSealed(name)).toBeUndefined();
    });

    it('keeps blocks', () => {
      store.putBlock('block-b', bytes(1, 2));
      store.putBlock('block-a', bytes());
      store.append([described(0, 'x')]);
      expect(store.getBlock('block-b')).toEqual(bytes(1, 2));
      store = tried.again();
      expect([...store.blockIds()]).toEqual(['block-a', 'block-b']);
      expect(store.getBlock('block-a')).toEqual(bytes());
      store.dropBlock('block-b');
      store.flush();
      expect(store.getBlock('block-b')).toBeUndefined();
    });

    it('keeps the world’s own files, the last of a name', () => {
      store.putFile('note.txt', bytes(1));
      store.putFile('鍵.bin', bytes(2));
      store.putFile('note.txt', bytes(3));
      store.flush();
      store = tried.again();
      expect([...store.files()]).toEqual([
        { name: 'note.txt', sealed: bytes(3) },
        { name: '鍵.bin', sealed: bytes(2) },
      ]);
    });

    it('gives bytes that nobody else can change', () => {
      const given = bytes(1, 2, 3);
      store.putBlock('block', given);
      store.append([described(0, 'x')]);
      const got = store.getBlock('block');
      expect(got).toEqual(bytes(1, 2, 3));
      expect(got?.buffer.byteLength).toBe(3); // not a view into something larger
    });

    it('is closed once, however often it is told', () => {
      store.close();
      expect(() => store.close()).not.toThrow();
    });
  });
}
