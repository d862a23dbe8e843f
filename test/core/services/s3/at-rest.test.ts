import { describe, expect, it } from 'vitest';
import { openLab } from '../../../../core/index.ts';
import { compactWorld } from '../../../../core/lab/compact-world.ts';
import { verifyWorld } from '../../../../core/lab/verify-world.ts';
import { isTold } from '../../../helpers/sightings.ts';
import { ADMIN, BUCKET, KEY, s3Lab, utf8 } from './s3-lab.ts';

const SECRET = 'canary text that was put into a bucket';
const NOTE = { Bucket: BUCKET, Key: 'note.txt' };
const OWN_KEY = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: btoa('k'.repeat(32)) };
const KINDS = {
  'sse-s3': {},
  'sse-kms': { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY },
  'sse-kms-bucket-key': { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KEY, BucketKeyEnabled: true },
  'dsse-kms': { ServerSideEncryption: 'aws:kms:dsse', SSEKMSKeyId: KEY },
  'sse-c': OWN_KEY,
};

describe('objects at rest', () => {
  it.each(Object.entries(KINDS))(
    'of kind %s: no block and no fact holds a byte in the clear',
    async (kind, encryption) => {
      const s3 = await s3Lab();
      await s3.allowSseC();
      await s3.put({ Body: utf8(SECRET), ChecksumAlgorithm: 'CRC32', ...encryption });
      expect(s3.lab.world.objects.get(BUCKET)?.get('note.txt')?.encryption.kind).toBe(kind);
      expect(s3.store.blocks.size).toBe(1);
      for (const bytes of s3.store.blocks.values()) expect(Buffer.from(bytes).includes('canary')).toBe(false);
      expect(isTold([...s3.store.journal()], SECRET)).toBe(false);
    },
  );

  it('two layers are longer by a tag and an IV than one', async () => {
    const s3 = await s3Lab();
    await s3.put({ Body: utf8(SECRET), ...KINDS['sse-kms'] });
    await s3.put({ Body: utf8(SECRET), ...KINDS['dsse-kms'] });
    const [one = 0, two = 0] = [...s3.store.blocks.values()].map(({ length }) => length);
    expect([one - SECRET.length, two - one]).toEqual([16, 16 + 12]);
  });

  it('open again in a world that is opened again, whatever their encryption', async () => {
    const rootKey = new Uint8Array(32).fill(3);
    const s3 = await s3Lab({}, {}, rootKey);
    await s3.allowSseC();
    for (const [Key, encryption] of Object.entries(KINDS)) await s3.put({ Key, Body: utf8(Key), ...encryption });
    const again = await openLab(s3.ports, rootKey);
    for (const [Key, encryption] of Object.entries(KINDS)) {
      const own = 'SSECustomerKey' in encryption ? OWN_KEY : {};
      const { reply } = await again.call({
        service: 's3',
        operation: 'GetObject',
        input: { ...NOTE, Key, ...own },
        ...ADMIN,
      });
      expect(reply.ok && new TextDecoder().decode(reply.output.Body as Uint8Array)).toBe(Key);
    }
    for (const finding of await verifyWorld(s3.ports, rootKey)) expect(finding).toMatchObject({ wrong: [] });
  });

  it('leave their blocks behind when they go, until the world is compacted; a bucket its key', async () => {
    const s3 = await s3Lab();
    await s3.put({ Body: utf8('first') });
    await s3.put({ Body: utf8('second') });
    expect([...s3.store.blockIds()]).toHaveLength(2);
    expect(compactWorld(s3.store)).toEqual({ materials: 0, blocks: 1 });
    expect(await s3.get()).toBe('second');
    await s3.call(ADMIN, 'DeleteObject', NOTE);
    await s3.call(ADMIN, 'DeleteBucket', { Bucket: BUCKET });
    expect(compactWorld(s3.store)).toEqual({ materials: 1, blocks: 1 });
  });

  it('are as they were at a past moment in a view of it', async () => {
    const s3 = await s3Lab();
    await s3.put();
    const before = s3.lab.world.now;
    await s3.advance(1_000);
    await s3.call(ADMIN, 'DeleteObject', NOTE);
    expect((await s3.lab.ask({ type: 'view' })).objects).toEqual([]);
    expect((await s3.lab.ask({ type: 'view', at: before })).objects).toMatchObject([
      { bucket: BUCKET, key: 'note.txt' },
    ]);
  });
});
