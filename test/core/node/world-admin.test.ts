import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bytes, createLab, DEFAULT_WORLD, type Lab, type Ports } from '../../../core/index.ts';
import { openWorldFile } from '../../../core/node/index.ts';
import { SqliteDatabase } from '../../../core/node/sqlite/database.ts';
import { WORLD_FORMAT } from '../../../core/node/sqlite/world-format.ts';
import { compactFile, exportFile, importFile, infoOf, verifyFile } from '../../../core/node/world-admin.ts';
import { ADMIN, DAY } from '../../helpers/lab-with.ts';

const make = (ports: Ports, rootKey: Bytes) => createLab(ports, { ...DEFAULT_WORLD, start: 0 }, undefined, rootKey);

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kmslab-admin-'));
  file = join(folder, 'world.kmslab');
});
afterEach(() => rmSync(folder, { recursive: true }));

const NOTE = new TextEncoder().encode('a note that stands in a file of the world');

async function inWorld<T>(path: string, work: (lab: Lab) => Promise<T>): Promise<T> {
  const { lab } = await openWorldFile(path, { missing: 'make', make });
  try {
    return await work(lab);
  } finally {
    await lab.close();
  }
}

async function call(lab: Lab, operation: string, input: object): Promise<Readonly<Record<string, unknown>>> {
  const { reply } = await lab.call({ service: 'kms', operation, input, ...ADMIN });
  if (!reply.ok) throw new Error(`${operation}: ${reply.error.name} ${reply.error.message}`);
  return reply.output;
}

const makeKey = async (lab: Lab): Promise<string> =>
  ((await call(lab, 'CreateKey', {})).KeyMetadata as { KeyId: string }).KeyId;

/** A world with a key and what it sealed, a deleted key, a volume with data, a deleted one, and a file. */
function fill(): Promise<{ readonly sealed: Uint8Array; readonly kept: string; readonly gone: string }> {
  return inWorld(file, async (lab) => {
    const [kept, gone] = [await makeKey(lab), await makeKey(lab)];
    const sealed = (await call(lab, 'Encrypt', { KeyId: kept, Plaintext: Uint8Array.of(1, 2) })).CiphertextBlob;
    await call(lab, 'ScheduleKeyDeletion', { KeyId: gone, PendingWindowInDays: 7 });
    for (const isKept of [true, false]) {
      const line = `aws ec2 create-volume --availability-zone us-east-1a --size 1 --encrypted --kms-key-id ${kept} --query VolumeId --output text`;
      const volumeId = (await lab.runAws(line, ADMIN)).stdout.trim();
      await lab.act({ type: 'advance', by: 60_000 });
      await lab.act({ type: 'writeVolume', volumeId, bytes: NOTE, ...ADMIN });
      if (!isKept) await lab.runAws(`aws ec2 delete-volume --volume-id ${volumeId}`, ADMIN);
    }
    await lab.act({ type: 'putFile', name: 'note.txt', bytes: NOTE });
    await lab.act({ type: 'advance', by: 10 * DAY });
    return { sealed: sealed as Uint8Array, kept, gone };
  });
}

const wrongIn = async (path: string) => (await verifyFile(path)).flatMap(({ wrong }) => wrong);

function sql(text: string): void {
  const database = new SqliteDatabase(file);
  database.exec(text);
  database.close();
}

describe('info', () => {
  it('tells what is in a world, while it is open elsewhere too', async () => {
    await fill();
    await inWorld(file, async () => {
      expect(infoOf(file)).toMatchObject({
        format: WORLD_FORMAT,
        clock: 'standing',
        now: 10 * DAY + 120_000,
        openings: 2,
        keys: { Enabled: 1 },
        volumes: 1,
        files: ['note.txt'],
        materials: { kept: 1, destroyed: 1 },
      });
    });
  });

  it('of no world is refused', () => {
    expect(() => infoOf(file)).toThrow('there is no world');
    writeFileSync(file, 'text that is no database, whatever it looks like at first');
    expect(() => infoOf(file)).toThrow('not a kmslab world');
    expect(() => infoOf(folder)).toThrow('is a folder');
  });
});

describe('verify', () => {
  it('finds nothing wrong with a whole world, nor after a checkpoint', async () => {
    await fill();
    expect(await wrongIn(file)).toEqual([]);
    await compactFile(file); // takes a checkpoint
    await inWorld(file, makeKey);
    const findings = await verifyFile(file);
    expect(findings.map(({ count }) => count > 0)).toEqual(Array(7).fill(true));
    expect(findings.flatMap(({ wrong }) => wrong)).toEqual([]);
  });

  it.each([
    ['an entry that is missing', 'DELETE FROM journal WHERE seq = 3', 'entry 3 is missing'],
    ['a record of CloudTrail that is missing', "DELETE FROM trail WHERE event_name = 'CreateKey'", 'is missing'],
    ['time that goes back', 'UPDATE journal SET at = -1 WHERE seq = 4', 'older than the one before'],
    [
      'material that was changed',
      "UPDATE sealed SET sealed = zeroblob(60) WHERE key_arn LIKE 'arn:%'",
      'does not open',
    ],
    ['material that is missing', "DELETE FROM sealed WHERE key_arn LIKE 'arn:%'", 'is missing'],
    ['blocks that are missing', 'DELETE FROM block', 'is missing'],
    ['a file that was changed', 'UPDATE file SET sealed = zeroblob(60)', 'does not open'],
    ['a checkpoint of another past', `UPDATE checkpoint SET json = '[5]' WHERE part = 'startedAt'`, 'startedAt differ'],
  ])('finds %s', async (_, change, said) => {
    await fill();
    await compactFile(file);
    sql(change);
    expect((await wrongIn(file)).join()).toContain(said);
  });

  it('finds a page that was overwritten', async () => {
    await fill();
    const bytes = readFileSync(file);
    bytes.fill(0xff, bytes.length - 4096);
    writeFileSync(file, bytes);
    const [first, ...others] = await verifyFile(file);
    expect(first?.wrong.length).toBeGreaterThan(0);
    expect(others).toEqual([]);
  });
});

describe('compact', () => {
  it('forgets what AWS would have destroyed, and nothing else', async () => {
    const { sealed } = await fill();
    const blob = () => {
      const database = new SqliteDatabase(file);
      const rows = database
        .rows("SELECT hex(sealed) FROM sealed WHERE key_arn LIKE 'arn:%'")
        .map(([hex]) => String(hex));
      database.close();
      return rows;
    };
    expect(blob()).toHaveLength(2);
    const compacted = await compactFile(file);
    expect(compacted).toMatchObject({ materials: 1, blocks: 1 });
    expect(infoOf(file).materials).toEqual({ kept: 1, destroyed: 0 });
    await inWorld(file, async (lab) => {
      expect((await call(lab, 'Decrypt', { CiphertextBlob: sealed })).Plaintext).toEqual(Uint8Array.of(1, 2));
    });
    expect(await compactFile(file)).toMatchObject({ materials: 0, blocks: 0 });
  });

  it('leaves no byte of it in the file', async () => {
    const { gone } = await fill();
    const hex = sealedOf(gone);
    expect(readFileSync(file).includes(Buffer.from(hex, 'hex'))).toBe(true);
    await compactFile(file);
    expect(readFileSync(file).includes(Buffer.from(hex, 'hex'))).toBe(false);
  });
});

/** What is sealed of a key's one material, in hexadecimal. */
function sealedOf(keyId: string): string {
  const database = new SqliteDatabase(file);
  const rows = database.rows("SELECT hex(sealed) FROM sealed WHERE key_arn LIKE '%:key/' || ?", keyId);
  database.close();
  expect(rows).toHaveLength(1);
  return String(rows[0]?.[0]);
}

describe('export and import', () => {
  it('give the same world: its keys open what they sealed', async () => {
    const { sealed } = await fill();
    const [to, other] = [join(folder, 'out.jsonl'), join(folder, 'other.kmslab')];
    expect(await exportFile(file, to)).toBe(`${to}.key`);
    await importFile(to, other);
    expect(await wrongIn(other)).toEqual([]);
    await inWorld(other, async (lab) => {
      expect((await call(lab, 'Decrypt', { CiphertextBlob: sealed })).Plaintext).toEqual(Uint8Array.of(1, 2));
      expect(await lab.act({ type: 'getFile', name: 'note.txt' })).toEqual({ ok: true, bytes: NOTE });
      const { volumes } = await lab.ask({ type: 'view' });
      const read = await lab.act({ type: 'readVolume', volumeId: volumes[0]?.volumeId ?? '', ...ADMIN });
      expect(read.ok && read.bytes).toEqual(NOTE);
    });
    const own = await inWorld(file, (lab) => lab.ask({ type: 'view' }));
    expect(await inWorld(other, (lab) => lab.ask({ type: 'view' }))).toMatchObject({ keys: own.keys, now: own.now });
  });

  it('hold no key, no material of a deleted key, and no secret under the world’s own root key', async () => {
    const { gone } = await fill();
    const to = join(folder, 'out.jsonl');
    await exportFile(file, to);
    const text = readFileSync(to, 'utf8');
    const rootKey = readFileSync(`${file}.key`);
    const exportKey = readFileSync(`${to}.key`);
    expect(statSync(`${to}.key`).mode & 0o777).toBe(0o600);
    expect(exportKey.equals(rootKey)).toBe(false);
    for (const key of [rootKey, exportKey]) {
      expect(text).not.toContain(key.toString('base64'));
      expect(text).not.toContain(key.toString('hex'));
    }
    expect(text).not.toContain(Buffer.from(NOTE).toString('base64').slice(0, 20));
    expect(text).not.toContain(new TextDecoder().decode(NOTE));
    const database = new SqliteDatabase(file);
    for (const [sealed] of database.rows('SELECT sealed FROM sealed UNION ALL SELECT sealed FROM file')) {
      expect(text).not.toContain(Buffer.from(sealed as Uint8Array).toString('base64'));
    }
    database.close();
    const sealedLines = text.split('\n').filter((line) => line.startsWith('{"sealed"'));
    expect(sealedLines).toHaveLength(2); // the key that is left, and what tells whether a root key is its own
    expect(sealedLines.join()).not.toContain(gone);
  });

  it('overwrite nothing', async () => {
    await fill();
    const to = join(folder, 'out.jsonl');
    await exportFile(file, to);
    await expect(exportFile(file, to)).rejects.toThrow('is there already');
    await expect(importFile(to, file)).rejects.toThrow('is there already');
  });

  it.each([
    ['nothing at all', () => '', 'its end is missing'],
    ['half of an export', (text: string) => text.slice(0, text.lastIndexOf('{"end"')), 'its end is missing'],
    ['an export that lost a line', (text: string) => text.replace(/\{"block".*\n/, ''), 'its end is missing'],
    ['an export that goes on', (text: string) => `${text}{"end":1}\n`, 'goes on behind its end'],
    ['other JSON', () => '{"version":1}\n', 'not a kmslab export'],
    ['text', () => 'hello\n', 'line 1 of the export is not a JSON object'],
    ['a later version', (text: string) => text.replace('"version":2', '"version":3'), 'of version 3'],
  ])('refuse %s, and leave no world behind', async (_, change, said) => {
    await fill();
    const [to, other] = [join(folder, 'out.jsonl'), join(folder, 'other.kmslab')];
    await exportFile(file, to);
    writeFileSync(to, change(readFileSync(to, 'utf8')));
    await expect(importFile(to, other)).rejects.toThrow(said);
    expect([other, `${other}.key`].map(existsSync)).toEqual([false, false]);
  });

  it('read an older version', async () => {
    await fill();
    const [to, other] = [join(folder, 'out.jsonl'), join(folder, 'other.kmslab')];
    await exportFile(file, to);
    writeFileSync(to, readFileSync(to, 'utf8').replace('"version":2', '"version":1'));
    await importFile(to, other);
    expect(await wrongIn(other)).toEqual([]);
  });

  it('refuse a key that is not the export’s', async () => {
    await fill();
    const [to, other] = [join(folder, 'out.jsonl'), join(folder, 'other.kmslab')];
    await exportFile(file, to);
    writeFileSync(`${to}.key`, Buffer.alloc(32, 1));
    await expect(importFile(to, other)).rejects.toThrow('not the one that this world was made with');
    rmSync(`${to}.key`);
    await expect(importFile(to, other)).rejects.toThrow(`${to}.key`);
    expect(existsSync(other)).toBe(false);
  });
});
