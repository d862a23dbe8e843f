import type { KeyArn } from '../cloud/arn.ts';
import type { KeyEffect } from '../keys/key-snapshot.ts';
import type { AttachmentWork } from '../services/ebs/attachment-machine.ts';
import type { CopyStep } from '../services/ebs/snapshot-copy.ts';
import type { InstanceWork } from '../services/ec2/instances/instance-machine.ts';
import type { DatabaseStep } from '../services/rds/database-machine.ts';
import type { DbSnapshotStep } from '../services/rds/db-snapshot-machine.ts';
import type { Change } from './trace.ts';

/** Work that a machine asks for when a fact is applied; a later fact answers it (see `makeTrue`). Plain JSON. */
export type Effect =
  | (KeyEffect & { readonly keyArn: KeyArn })
  | { readonly type: 'tryToConnect'; readonly keyStoreId: string }
  | { readonly type: 'prepareVolume'; readonly volumeId: string }
  | { readonly type: 'checkTableKey'; readonly tableArn: string }
  | { readonly type: 'takeCopyStep'; readonly snapshotId: string; readonly step: CopyStep }
  | { readonly type: 'changeAttachment'; readonly volumeId: string; readonly work: AttachmentWork }
  | { readonly type: 'changeInstance'; readonly instanceId: string; readonly work: InstanceWork }
  | { readonly type: 'takeDatabaseStep'; readonly arn: string; readonly step: DatabaseStep }
  | { readonly type: 'takeDbSnapshotStep'; readonly arn: string; readonly step: DbSnapshotStep };

/** What applying a fact did. */
export interface Applied {
  readonly change: Change | null;
  readonly effects: readonly Effect[];
}

/** A fact that no machine had a part in. */
export const NOTHING: Applied = { change: null, effects: [] };
