import { isAskedFor, type TrailCount, type TrailCountQuery, TrailTally } from '../audit/trail-tally.ts';
import { userNameOf } from '../audit/user-name.ts';
import type { Bytes, EpochMs } from '../ports.ts';
import { usageIn } from './apply-fact.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { JournalEntry } from './journal.ts';
import type { KeyUse, SealedItem, SealedName, Store, TrailEntry, TrailQuery } from './store.ts';
import type { TrailRow } from './trail-row.ts';

/** A store that lasts as long as the process. */
export class MemoryStore implements Store {
  readonly #entries: JournalEntry[] = [];
  readonly #sealed = new Map<string, SealedItem>();
  readonly #blocks = new Map<string, Bytes>();
  readonly #files = new Map<string, Bytes>();
  #checkpoint: Checkpoint | null = null;
  #tally = new TrailTally();
  /** How many entries are counted in it: nobody waits for that while they are appended. */
  #tallied = 0;

  append(entries: readonly JournalEntry[]): void {
    for (const entry of entries) this.#entries.push(entry);
  }
  cut(seq: number): void {
    this.#entries.length = Math.min(this.#entries.length, seq);
    if ((this.#checkpoint?.length ?? 0) > seq) this.#checkpoint = null;
    this.#tally = new TrailTally();
    this.#tallied = 0;
  }
  flush(): void {}
  get length(): number {
    return this.#entries.length;
  }
  get lastAt(): EpochMs | null {
    return this.#entries.at(-1)?.at ?? null;
  }
  journal(seq = 0): readonly JournalEntry[] {
    return seq === 0 ? this.#entries : this.#entries.slice(seq);
  }
  changes(seq: number): readonly JournalEntry[] {
    return this.journal(seq).filter(({ fact }) => fact.type !== 'recorded');
  }

  putCheckpoint({ length, chunks }: Checkpoint): void {
    this.#checkpoint = { length, chunks: [...chunks] };
  }
  checkpoint(): Checkpoint | null {
    return this.#checkpoint;
  }

  trail(query: TrailQuery): readonly TrailRow[] {
    return this.trailEntries(query).map(({ fact }) => fact.row);
  }
  trailEntries(query: TrailQuery): readonly TrailEntry[] {
    const { limit = Number.POSITIVE_INFINITY, before = this.#entries.length } = query;
    const found: TrailEntry[] = [];
    for (let seq = Math.min(before, this.#entries.length) - 1; seq >= 0 && found.length < limit; seq--) {
      const entry = this.#entries[seq];
      if (entry !== undefined && isTrailEntry(entry) && matches(entry, query)) found.push(entry);
    }
    return found.reverse();
  }
  trailCounts(query: TrailCountQuery): readonly TrailCount[] {
    for (; this.#tallied < this.#entries.length; this.#tallied += 1) {
      const fact = this.#entries[this.#tallied]?.fact;
      if (fact?.type === 'recorded') this.#tally.add(fact.row);
    }
    return [...this.#tally.counts].filter((count) => isAskedFor(count, query)).map((count) => ({ ...count }));
  }
  *uses(from: number): Iterable<KeyUse> {
    for (const { seq, at, fact } of this.journal(from)) {
      if (fact.type !== 'recorded' || fact.usedKeys.length === 0) continue;
      yield { seq, keyArns: fact.usedKeys, ...usageIn(fact.row, at) };
    }
  }

  putSealed({ keyArn, keyMaterialId }: SealedName, sealed: Bytes): void {
    this.#sealed.set(nameText(keyArn, keyMaterialId), { keyArn, keyMaterialId, sealed });
  }
  getSealed({ keyArn, keyMaterialId }: SealedName): Bytes | undefined {
    return this.#sealed.get(nameText(keyArn, keyMaterialId))?.sealed;
  }
  sealed(): Iterable<SealedItem> {
    return [...this.#sealed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  }
  dropSealed({ keyArn, keyMaterialId }: SealedName): void {
    this.#sealed.delete(nameText(keyArn, keyMaterialId));
  }

  putBlock(blockId: string, bytes: Bytes): void {
    const isWhole = bytes.length === bytes.buffer.byteLength;
    this.#blocks.set(blockId, isWhole ? bytes : bytes.slice());
  }
  getBlock(blockId: string): Bytes | undefined {
    return this.#blocks.get(blockId);
  }
  blockIds(): Iterable<string> {
    return [...this.#blocks.keys()].sort();
  }
  dropBlock(blockId: string): void {
    this.#blocks.delete(blockId);
  }

  putFile(name: string, sealed: Bytes): void {
    this.#files.set(name, sealed);
  }
  dropFile(name: string): void {
    this.#files.delete(name);
  }
  files(): Iterable<{ readonly name: string; readonly sealed: Bytes }> {
    return [...this.#files].map(([name, sealed]) => ({ name, sealed }));
  }

  close(): void {}
}

function isTrailEntry(entry: JournalEntry): entry is TrailEntry {
  return entry.fact.type === 'recorded';
}

function matches({ at, fact: { row } }: TrailEntry, query: TrailQuery): boolean {
  const { accountIds, region, resource, eventName, requestId, isRefused, eventId, eventSource, readOnly } = query;
  const { userName, resourceType, accessKeyId, isManagement, from, until } = query;
  const { record } = row;
  return (
    (requestId === undefined || row.requestId === requestId) &&
    (isRefused === undefined || (row.because !== null && row.because !== 'dry-run')) &&
    (accountIds === undefined || accountIds.includes(record.recipientAccountId)) &&
    (region === undefined || record.awsRegion === region) &&
    (eventName === undefined || record.eventName === eventName) &&
    (eventId === undefined || record.eventID === eventId) &&
    (eventSource === undefined || record.eventSource === eventSource) &&
    (readOnly === undefined || record.readOnly === readOnly) &&
    (userName === undefined || userNameOf(record.userIdentity) === userName) &&
    (resourceType === undefined || record.resources?.some(({ type }) => type === resourceType) === true) &&
    (accessKeyId === undefined || record.userIdentity.accessKeyId === accessKeyId) &&
    (isManagement === undefined || (record.eventCategory === 'Management') === isManagement) &&
    (from === undefined || at >= from) &&
    (until === undefined || at <= until) &&
    (resource === undefined || record.resources?.some(({ ARN }) => ARN === resource) === true)
  );
}

function nameText(keyArn: string, keyMaterialId: string): string {
  return `${keyArn} ${keyMaterialId}`;
}
