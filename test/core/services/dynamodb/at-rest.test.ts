import { describe, expect, it } from 'vitest';
import { openLab } from '../../../../core/index.ts';
import { compactWorld } from '../../../../core/lab/compact-world.ts';
import { verifyWorld } from '../../../../core/lab/verify-world.ts';
import { isTold } from '../../../helpers/sightings.ts';
import { ADMIN, dynamoDbLab, keyOf, TABLE_ARN, TableName, WITH_KEY } from './dynamodb-lab.ts';

const SECRET = { note: { S: 'canary text that was put into a table' } };

describe('items at rest', () => {
  it.each([
    ['owned', undefined],
    ['kms', WITH_KEY],
  ])(
    'under a key of kind %s: no block and no fact holds a byte in the clear, of their key neither',
    async (kind, sse) => {
      const dynamo = await dynamoDbLab();
      await dynamo.createTable(sse);
      await dynamo.put('canary customer', 1, SECRET);
      expect(dynamo.lab.world.tables.get(TABLE_ARN)?.encryption.kind).toBe(kind);
      const got = await dynamo.outcome(ADMIN, 'GetItem', { TableName, Key: keyOf('canary customer', 1) });
      expect(got.reply).toMatchObject({ output: { Item: SECRET } });
      expect(dynamo.store.blocks.size).toBe(1);
      for (const bytes of dynamo.store.blocks.values()) expect(Buffer.from(bytes).includes('canary')).toBe(false);
      for (const told of [
        [...dynamo.store.journal()],
        got.trace,
        got.records,
        await dynamo.lab.ask({ type: 'view' }),
      ]) {
        for (const secret of [SECRET.note.S, 'canary customer']) expect(isTold(told, secret)).toBe(false);
      }
    },
  );

  it('open again in a world that is opened again, and so does a check that was under way', async () => {
    const rootKey = new Uint8Array(32).fill(3);
    const dynamo = await dynamoDbLab({}, rootKey);
    await dynamo.createTable(WITH_KEY);
    await dynamo.put('ann', 1, SECRET);
    await dynamo.call(ADMIN, 'DisableKey', { KeyId: WITH_KEY.KMSMasterKeyId });
    const again = await openLab(dynamo.ports, rootKey);
    await again.act({ type: 'advance', by: 5 * 60_000 });
    const table = (await again.ask({ type: 'view' })).tables[0];
    expect(table).toMatchObject({ name: TableName, state: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS', items: 1 });
    await again.call({ service: 'kms', operation: 'EnableKey', input: { KeyId: WITH_KEY.KMSMasterKeyId }, ...ADMIN });
    await again.act({ type: 'advance', by: 5 * 60_000 });
    const get = { service: 'dynamodb', operation: 'GetItem', input: { TableName, Key: keyOf('ann', 1) }, ...ADMIN };
    expect((await again.call(get)).reply).toMatchObject({ output: { Item: SECRET } });
    for (const finding of await verifyWorld(dynamo.ports, rootKey)) expect(finding).toMatchObject({ wrong: [] });
  });

  it('leave their blocks behind when they go, until the world is compacted; a table its key', async () => {
    const dynamo = await dynamoDbLab();
    await dynamo.createTable();
    await dynamo.put('ann', 1);
    await dynamo.put('ann', 1, SECRET);
    expect(compactWorld(dynamo.store)).toEqual({ materials: 0, blocks: 1 });
    expect((await dynamo.get('ann', 1)).Item).toMatchObject(SECRET);
    await dynamo.call(ADMIN, 'DeleteTable', { TableName });
    await dynamo.pass(5);
    expect(compactWorld(dynamo.store)).toEqual({ materials: 1, blocks: 1 });
  });
});
