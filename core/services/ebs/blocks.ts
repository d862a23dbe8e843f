import type { KeyArn } from '../../cloud/arn.ts';

/** A data key as it lies beside the data: wrapped by a KMS key, under the encryption context that names `boundTo`. */
export interface WrappedDataKey {
  readonly keyArn: KeyArn;
  /** Base64 of KMS's CiphertextBlob. */
  readonly ciphertextBlob: string;
  /** The id that stood in the context `aws:ebs:id` when KMS wrapped it: a volume's or a snapshot's. */
  readonly boundTo: string;
}

/** Block number → where the block lies in the store. Blocks are never changed, so volumes and snapshots share them. */
export type BlockMap = Readonly<Record<number, string>>;

/** A volume's data at one point in time. */
export interface StoredData {
  /** Null for data that lies unencrypted. */
  readonly dataKey: WrappedDataKey | null;
  readonly blocks: BlockMap;
  /** The same data key under a second KMS key, where a snapshot has one beside its own. */
  readonly associated?: WrappedDataKey;
}

/** Every form in which the data key of some data lies beside it, the first key's first. */
export function wrappedKeysOf({ dataKey, associated }: StoredData): readonly WrappedDataKey[] {
  return [dataKey, associated].filter((wrapped) => wrapped !== null && wrapped !== undefined);
}

/** What a volume takes from a snapshot: its blocks and their data key, not the keys that are beside it. */
export function withoutAssociated({ dataKey, blocks }: StoredData): StoredData {
  return { dataKey, blocks };
}

/** The encryption context under which EBS wraps a data key. Source: KMS Developer Guide, "How Amazon EBS uses AWS KMS". */
export function ebsContext(id: string): Readonly<Record<string, string>> {
  return { 'aws:ebs:id': id };
}
