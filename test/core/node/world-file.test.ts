import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bytes, createLab, DEFAULT_WORLD, type Lab, type Ports } from '../../../core/index.ts';
import { openWorldFile } from '../../../core/node/index.ts';
import { SqliteDatabase } from '../../../core/node/sqlite/database.ts';
import { openStore } from '../../../core/node/sqlite/open-store.ts';
import { WORLD_FORMAT } from '../../../core/node/sqlite/world-format.ts';
import { ADMIN } from '../../helpers/lab-with.ts';

const make = (ports: Ports, rootKey: Bytes) => createLab(ports, { ...DEFAULT_WORLD, start: 0 }, undefined, rootKey);

let folder: string;
let file: string;
const open: Lab[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-world-'));
  file = join(folder, 'world.kmslab');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const lab of open.splice(0)) await lab.close();
  rmSync(folder, { recursive: true });
});

async function openFile(missing: 'refuse' | 'make' | 'must be' = 'make') {
  const opened = await openWorldFile(file, { missing, make });
  open.push(opened.lab);
  return opened;
}

/** Opens, closes, and gives the refusal where there is one. */
async function refusal(missing: 'refuse' | 'make' | 'must be' = 'refuse'): Promise<string> {
  const opened = await openFile(missing).catch((error: Error) => error);
  if (!(opened instanceof Error)) throw new Error('the world was opened');
  expect(opened.name).toBe('LabError');
  expect(opened.message).not.toContain('\n');
  return opened.message;
}

async function makeKey(lab: Lab): Promise<string> {
  const { reply } = await lab.call({ service: 'kms', operation: 'CreateKey', input: {}, ...ADMIN });
  if (!reply.ok) throw new Error(reply.error.message);
  return (reply.output.KeyMetadata as { Arn: string }).Arn;
}

/** Runs SQL on the file, as another program would. */
function sql(text: string): void {
  const database = new SqliteDatabase(file);
  database.exec(text);
  database.close();
}

describe('a world file', () => {
  it('is made with its root key beside it, which only its owner may read', async () => {
    const { lab, isNew } = await openFile('must be');
    expect(isNew).toBe(true);
    const key = readFileSync(`${file}.key`);
    expect(key).toHaveLength(32);
    expect(statSync(`${file}.key`).mode & 0o777).toBe(0o600);
    const arn = await makeKey(lab);
    await lab.close();
    const again = await openFile('refuse');
    expect(again.isNew).toBe(false);
    expect([...again.lab.world.keys.keys()]).toEqual([arn]);
    expect(readFileSync(`${file}.key`)).toEqual(key);
  });

  it('holds every change before its call is answered', async () => {
    const { lab } = await openFile();
    const arn = await makeKey(lab);
    const reader = new SqliteDatabase(file); // another connection sees what was committed, and nothing else
    const [facts] = reader.row('SELECT group_concat(fact) FROM journal') ?? [];
    expect(String(facts)).toContain(arn);
    const [rows] = reader.row("SELECT count(*) FROM trail WHERE event_name = 'CreateKey'") ?? [];
    expect(rows).toBe(1);
    reader.close();
  });

  it('gets the records of calls that changed nothing within 100 ms', async () => {
    const { lab } = await openFile();
    await lab.call({ service: 'kms', operation: 'ListKeys', input: {}, ...ADMIN });
    const reader = new SqliteDatabase(file);
    const count = () => reader.row("SELECT count(*) FROM trail WHERE event_name = 'ListKeys'")?.[0];
    const called = performance.now();
    expect(count()).toBe(0);
    await vi.waitUntil(() => count() === 1, { interval: 5, timeout: 2_000 });
    // A busy machine may be late itself: what it owes is that nothing else held the records up.
    expect(performance.now() - called).toBeLessThan(1_000);
    reader.close();
  });

  it('that is missing is made or refused, as its opener says', async () => {
    expect(await refusal('refuse')).toContain(`there is no world in ${file}`);
    expect(existsSync(file)).toBe(false);
    await openFile('make');
    await open.pop()?.close();
    expect(await refusal('must be')).toContain('is a world already');
  });

  it('that another process made a moment ago is refused, and left as it is', async () => {
    const { lab } = await openFile('make');
    await lab.close();
    const made = readFileSync(file);
    rmSync(file);
    const opening = refusal('must be'); // has looked by now, and found nothing
    writeFileSync(file, made);
    expect(await opening).toContain('is a world already');
    expect(existsSync(file)).toBe(true);
    expect((await openFile('refuse')).isNew).toBe(false);
  });

  it('that a process left half made counts as missing', async () => {
    openStore(file).store.close(); // closed before the world in it was made
    expect(existsSync(file)).toBe(true);
    expect(await refusal('refuse')).toContain('there is no world');
    expect((await openFile('make')).isNew).toBe(true);
  });

  it('whose making fails is not there', async () => {
    writeFileSync(`${file}.key`, 'too short');
    expect(await refusal('make')).toContain('expected 32 bytes, got 9');
    expect(existsSync(file)).toBe(false);
    expect(readFileSync(`${file}.key`, 'utf8')).toBe('too short');
  });

  it('is written by one process at a time', async () => {
    const { lab } = await openFile();
    expect(await refusal()).toContain('is open in another process');
    await lab.close();
    await openFile('refuse');
  });

  it('in a folder that is not there is refused', async () => {
    file = join(folder, 'none', 'world.kmslab');
    expect(await refusal('make')).toContain('is its folder there');
  });

  it.each([
    ['text', () => writeFileSync(file, 'not a database, but some text that is long enough to look at'), 'not a kmslab'],
    ['another program’s database', () => sql('CREATE TABLE t (a)'), 'another program'],
    [
      'a later version’s',
      () => sql(`PRAGMA user_version = ${WORLD_FORMAT + 1}; PRAGMA application_id = ${0x6b6d736c}; CREATE TABLE t (a)`),
      `of format ${WORLD_FORMAT + 1}`,
    ],
  ])('that is %s is refused, and left as it is', async (_, make, words) => {
    make();
    const before = readFileSync(file);
    expect(await refusal('make')).toContain(words);
    expect(readFileSync(file)).toEqual(before);
  });
});

describe('a world’s root key', () => {
  it('that is missing is told of, with the places it can be in', async () => {
    await (await openFile()).lab.close();
    rmSync(`${file}.key`);
    const said = await refusal();
    expect(said).toContain(`${file}.key`);
    expect(said).toContain('KMSLAB_ROOT_KEY');
    expect(existsSync(`${file}.key`)).toBe(false);
  });

  it('of another world is refused', async () => {
    await (await openFile()).lab.close();
    writeFileSync(`${file}.key`, Buffer.alloc(32, 1));
    expect(await refusal()).toContain('not the one that this world was made with');
  });

  it('may come from KMSLAB_ROOT_KEY, and then stands in no file', async () => {
    vi.stubEnv('KMSLAB_ROOT_KEY', Buffer.alloc(32, 5).toString('base64'));
    const { lab } = await openFile();
    const arn = await makeKey(lab);
    await lab.close();
    expect(existsSync(`${file}.key`)).toBe(false);
    expect([...(await openFile('refuse')).lab.world.keys.keys()]).toEqual([arn]);
    await open.pop()?.close();
    vi.stubEnv('KMSLAB_ROOT_KEY', 'c2hvcnQ=');
    expect(await refusal()).toContain('expected 32 bytes as base64');
  });

  it('that is there already is used for a new world, and never overwritten', async () => {
    writeFileSync(`${file}.key`, Buffer.alloc(32, 3));
    await (await openFile('must be')).lab.close();
    expect(readFileSync(`${file}.key`)).toEqual(Buffer.alloc(32, 3));
  });
});

describe('a world file of an older format', () => {
  const older = [
    (database: SqliteDatabase) =>
      database.exec(
        'CREATE TABLE journal (seq INTEGER PRIMARY KEY, at, fact TEXT); CREATE TABLE trail (seq INTEGER PRIMARY KEY, at)',
      ),
  ];
  const newer = [
    ...older,
    (database: SqliteDatabase) =>
      database.exec("ALTER TABLE journal ADD COLUMN note TEXT; UPDATE journal SET note = 'raised'"),
  ];

  it('is brought to the newest, and kept as it was beside it', () => {
    const made = openStore(file, older);
    made.store.append([{ seq: 0, at: 1, fact: { type: 'clockMoved' } }]);
    made.store.made();
    made.store.close();
    const raised = openStore(file, newer);
    expect(raised.copyOfOlder).toBe(`${file}.format-1`);
    expect([...raised.store.changes(0)]).toEqual([{ seq: 0, at: 1, fact: { type: 'clockMoved' } }]);
    raised.store.close();
    const kept = new SqliteDatabase(`${file}.format-1`);
    expect(kept.row('SELECT count(*) FROM journal')).toEqual([1]);
    expect(() => kept.row('SELECT note FROM journal')).toThrow('no such column');
    kept.close();
    const again = openStore(file, newer);
    expect(again.copyOfOlder).toBeNull();
    again.store.close();
  });

  it('stays as it was when that fails', () => {
    const made = openStore(file, older);
    made.store.made();
    made.store.close();
    const broken = [
      ...older,
      () => {
        throw new Error('the step failed');
      },
    ];
    expect(() => openStore(file, broken)).toThrow('the step failed');
    const again = openStore(file, older);
    expect(again.isNew).toBe(false);
    again.store.close();
  });
});
