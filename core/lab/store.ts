import type { TrailCount, TrailCountQuery } from '../audit/trail-tally.ts';
import type { Bytes, EpochMs } from '../ports.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Fact } from './facts.ts';
import type { JournalEntry } from './journal.ts';
import type { TrailRow } from './trail-row.ts';

/**
 * Where a world keeps what must last. It knows nothing of what it keeps but the order of the journal, and which rows of
 * CloudTrail are about what. Everything put before an `append` lasts with it.
 */
export interface Store {
  /**
   * Appends in order. When it returns, the entries are durable, and all before them. Where all of them only tell, of a
   * call that changed nothing or that time passed, they may be durable up to 100 ms later, but never after an entry
   * that comes later.
   * @throws {Error} when they can't be kept; the store then takes nothing more.
   */
  append(entries: readonly JournalEntry[]): void;
  /** When it returns, everything so far is durable. */
  flush(): void;
  /**
   * Takes away the entries from `seq` on, for good, and a checkpoint that has any of them. When it returns, that is
   * durable.
   */
  cut(seq: number): void;
  /** How many entries there are. */
  readonly length: number;
  /** When the last of them became true; null for an empty journal. */
  readonly lastAt: EpochMs | null;
  /** The entries from `seq` on, oldest first. */
  journal(seq?: number): Iterable<JournalEntry>;
  /** The same without CloudTrail's rows. */
  changes(seq: number): Iterable<JournalEntry>;

  /** Keeps the world as it was after so many entries, in place of the checkpoint before. */
  putCheckpoint(checkpoint: Checkpoint): void;
  checkpoint(): Checkpoint | null;

  /** CloudTrail's rows that match, newest last: the last `limit` of them. */
  trail(query: TrailQuery): readonly TrailRow[];
  /** The same, as the entries of the journal that they are. */
  trailEntries(query: TrailQuery): readonly TrailEntry[];
  /** How many rows of CloudTrail about KMS are alike; in no order. */
  trailCounts(query: TrailCountQuery): readonly TrailCount[];
  /** The use of keys that rows from `seq` on tell of, oldest first, without their records. */
  uses(seq: number): Iterable<KeyUse>;

  /** Keeps key material that is sealed under the world's root key, in place of what was kept under that name. */
  putSealed(name: SealedName, sealed: Bytes): void;
  getSealed(name: SealedName): Bytes | undefined;
  /** Everything sealed, by key ARN and id; what AWS would have destroyed is among it until the world is compacted. */
  sealed(): Iterable<SealedItem>;
  /** Forgets it for good. */
  dropSealed(name: SealedName): void;

  /**
   * Keeps a block of a volume or an object as it lies on the disk: ciphertext, where it is encrypted. Blocks are never
   * changed, and the bytes that are given are the store's from then on.
   */
  putBlock(blockId: string, bytes: Bytes): void;
  getBlock(blockId: string): Bytes | undefined;
  blockIds(): Iterable<string>;
  dropBlock(blockId: string): void;

  /** The world's own files, sealed: they are whatever callers put there. */
  putFile(name: string, sealed: Bytes): void;
  dropFile(name: string): void;
  files(): Iterable<{ readonly name: string; readonly sealed: Bytes }>;

  /** Flushes and lets go. Nothing may be asked afterwards; closing again does nothing. */
  close(): void;
}

/** Which material: a key may have several, and related multi-Region keys share one under several ARNs. */
export interface SealedName {
  readonly keyArn: string;
  readonly keyMaterialId: string;
}

export interface SealedItem extends SealedName {
  readonly sealed: Bytes;
}

/** Rows of CloudTrail by what LookupEvents can be asked. Source: CloudTrail API Reference, LookupEvents. */
export interface TrailQuery {
  /** Recipient accounts; left out, all. */
  readonly accountIds?: readonly string[];
  readonly region?: string;
  /** ARN of a resource that the record names. */
  readonly resource?: string;
  readonly eventName?: string;
  /** The request that they tell of. */
  readonly requestId?: string;
  /** Only of calls that were refused; a dry run that would have succeeded was not. */
  readonly isRefused?: true;
  readonly eventId?: string;
  readonly eventSource?: string;
  readonly readOnly?: boolean;
  /** As event history names whoever called: see `userNameOf`. */
  readonly userName?: string;
  /** Type of a resource that the record names: `AWS::KMS::Key`. */
  readonly resourceType?: string;
  readonly accessKeyId?: string;
  /** Whether it is a management event; others are data events. */
  readonly isManagement?: boolean;
  /** Only entries of the journal before that one. */
  readonly before?: number;
  /** First and last instant. */
  readonly from?: EpochMs;
  readonly until?: EpochMs;
  readonly limit?: number;
}

/** A row of CloudTrail where it stands in the journal. */
export interface TrailEntry extends JournalEntry {
  readonly fact: Extract<Fact, { readonly type: 'recorded' }>;
}

/** That keys were used: what a row of CloudTrail changes in the world. */
export interface KeyUse {
  readonly seq: number;
  readonly at: EpochMs;
  readonly keyArns: readonly string[];
  readonly operation: string;
  readonly requestId: string;
  readonly eventId: string;
}
