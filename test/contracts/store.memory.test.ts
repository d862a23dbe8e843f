import { MemoryStore } from '../../core/lab/memory-store.ts';
import { describeStore } from './store.contract.ts';

describeStore('in memory', () => {
  const store = new MemoryStore();
  return { store, again: () => store, cleanUp: () => undefined };
});
