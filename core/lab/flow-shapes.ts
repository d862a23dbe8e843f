import type { TrailItem } from './trail-items.ts';
import type { DatabaseSource } from './world-shapes.ts';

/** How one piece of stored data came to be from another. */
export type Passage = 'snapshot' | 'copy' | 'volume' | 'share' | DatabaseSource['how'];

/** A volume, a snapshot or a database in the picture; or a snapshot as another account sees it. */
export interface FlowNode {
  readonly id: string;
  /** What it is called; an id. */
  readonly name: string;
  readonly laneId: string;
  /** The key that wraps its data key; null where it lies in the clear; undefined where it has none yet, or is only seen. */
  readonly keyArn: string | null | undefined;
  /** In its service's words. */
  readonly state: string;
  readonly isBroken: boolean;
  /** Why, in AWS's words. */
  readonly failure: string | null;
  readonly next: readonly { readonly how: Passage; readonly node: FlowNode }[];
}

/** An account in a Region: what lies there stays there until it is copied. */
export interface Lane {
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
}

/** Where the data of volumes and databases is, and how it came there. */
export interface Flow {
  /** In the order in which data came there. */
  readonly lanes: readonly Lane[];
  readonly roots: readonly FlowNode[];
}

/** What could be done next with the data of the lab, as a command, and in words. */
export interface FlowStep {
  /** Null where only time brings it on. */
  readonly line: string | null;
  readonly says: string;
}

/** A command of the flow, and what it does in words. */
export interface FlowCommand extends FlowStep {
  readonly line: string;
}

/** A flow, the calls to KMS that it took, and what whoever asks could do next. */
export interface FlowView extends Flow {
  /** Those of the newest part of the trail, newest last. */
  readonly calls: readonly TrailItem[];
  /** Null where they have come to its end. */
  readonly next: FlowStep | null;
  /** What breaks the way of data at one place, and can be undone, or made good by another command; the newest things first. */
  readonly breaks: readonly FlowCommand[];
  /** What fails as things stand, for who wants to see it fail. */
  readonly tries: readonly FlowCommand[];
}
