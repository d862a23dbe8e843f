import type { KeyArn } from '../../cloud/arn.ts';
import type { Because } from '../../errors/because.ts';
import type { EpochMs } from '../../ports.ts';
import type { BlockMap, StoredData, WrappedDataKey } from './blocks.ts';

/**
 * What a copy has to do with the data. `reencrypt`: decrypt it, and encrypt it under a data key of its own; `encrypt`:
 * from unencrypted; `plain`: unencrypted to unencrypted; `share`: data key and blocks stay as they are.
 */
export type CopyPlan = 'reencrypt' | 'encrypt' | 'plain' | 'share';

/** The steps that EBS takes for the caller of CopySnapshot. All but the last are calls to KMS. */
export type CopyStep =
  | 'describeTargetKey'
  | 'describeSourceKey'
  | 'grantOnTargetKey'
  | 'makeDataKey'
  | 'openSourceDataKey'
  | 'openTargetDataKey'
  | 'copyBlocks';

/** A copy as EC2 accepts it. That it shares the source's data key shows only when KMS has named the target key. */
export interface CopyInput {
  readonly plan: Exclude<CopyPlan, 'share'>;
  /** The source is the caller's own and in this Region: then a copy under the same key keeps the data key. */
  readonly isOwnHere: boolean;
  readonly dueAt: EpochMs;
  readonly source: StoredData;
}

/** Why a copy ended in `error`; `message` is EC2's StateMessage. */
export interface CopyFailure {
  readonly step: CopyStep;
  readonly message: string;
  readonly because: Because;
}

/** What a copy's machine remembers. Plaintext data keys never stand here. */
export interface SnapshotCopyContext {
  readonly plan: CopyPlan;
  readonly isOwnHere: boolean;
  /** When the next step by itself is due; null when none is. */
  readonly dueAt: EpochMs | null;
  readonly source: StoredData;
  /** The key that the copy is to be under, once KMS has named it. */
  readonly targetKeyArn: KeyArn | null;
  /** The copy's own data: null until the blocks are copied. */
  readonly data: StoredData | null;
  /** The copy's own data key, wrapped under the target key; null until KMS has made it. */
  readonly dataKey: WrappedDataKey | null;
  readonly grantId: string | null;
  readonly completionTime: EpochMs | null;
  readonly failure: CopyFailure | null;
  /** DeleteSnapshot came while the copy was under way. */
  readonly isToBeDeleted: boolean;
}

export type SnapshotCopyEvent =
  | { readonly type: 'TimePassed'; readonly now: EpochMs }
  | { readonly type: 'KeyDescribed'; readonly keyArn: KeyArn; readonly at: EpochMs }
  | { readonly type: 'GrantCreated'; readonly grantId: string }
  | { readonly type: 'DataKeyMade'; readonly dataKey: WrappedDataKey; readonly at: EpochMs }
  | { readonly type: 'DataKeyOpened' }
  | { readonly type: 'BlocksCopied'; readonly blocks: BlockMap; readonly at: EpochMs }
  | ({ readonly type: 'StepRefused' } & CopyFailure)
  | { readonly type: 'KmsKeyAssociated'; readonly dataKey: WrappedDataKey }
  | { readonly type: 'KmsKeyDisassociated' }
  | { readonly type: 'DeleteSnapshot' };
