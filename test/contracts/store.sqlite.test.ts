import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../core/node/sqlite/open-store.ts';
import type { SqliteStore } from '../../core/node/sqlite/sqlite-store.ts';
import { describeStore } from './store.contract.ts';

function open(path: string): SqliteStore {
  const { store, isNew } = openStore(path);
  if (isNew) store.made();
  return store;
}

describeStore('in a SQLite file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kmslab-store-'));
  const path = join(folder, 'world.kmslab');
  let store = open(path);
  return {
    store,
    again() {
      store.close();
      store = open(path);
      return store;
    },
    cleanUp() {
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
