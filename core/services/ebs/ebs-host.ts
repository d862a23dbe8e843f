import { partitionOf } from '../../cloud/regions.ts';
import { AwsError } from '../../errors/aws-error.ts';
import type { Because } from '../../errors/because.ts';
import { infrastructureSession } from '../../lab/resolve-request.ts';
import type { Bytes } from '../../ports.ts';
import { BLOCK_BYTES, type BlockCipher } from './block-cipher.ts';
import { type BlockMap, ebsContext, type StoredData } from './blocks.ts';
import { DEFAULT_KEY, EbsKms, type EbsWorks, KmsRefusal } from './ebs-kms.ts';
import type { CopyStep, SnapshotCopyEvent } from './snapshot-copy-machine.ts';
import { type OnBehalfOf, type Snapshot, snapshotData, type Volume } from './volume.ts';

/** EC2's StateMessage for a copy whose keys can't be used. Source: services.md section 6. */
const KEY_NOT_ACCESSIBLE = 'Given key ID is not accessible';

/** Plaintext data keys of a copy in progress, as open ciphers. They are in the host's memory and nowhere else. */
interface CopyInProgress {
  source?: BlockCipher;
  target?: BlockCipher;
}

/**
 * The hosts of EBS: where data keys are opened and blocks are encrypted. Every key that a host uses it gets from KMS,
 * by calls that walk the same corridor as anybody's, as the caller or by a grant.
 * Source: KMS Developer Guide, "How Amazon EBS uses AWS KMS"; services.md section 3, "KMS calls by step".
 */
export class EbsHost {
  readonly #works: EbsWorks;
  readonly #kms: EbsKms;
  readonly #copies = new Map<string, CopyInProgress>();

  constructor(works: EbsWorks) {
    this.#works = works;
    this.#kms = new EbsKms(works);
  }

  /** Makes or opens the data key of a volume that EC2 has accepted. */
  async prepareVolume(volumeId: string): Promise<void> {
    const volume = this.#works.world.volumes.get(volumeId);
    if (volume === undefined) return;
    try {
      const data = await this.#volumeData(volume);
      this.#works.commit([{ type: 'volumeChanged', volumeId, event: { type: 'DataPrepared', data } }]);
    } catch (refused) {
      const { message, because } = asRefusal(refused);
      this.#works.commit([{ type: 'volumeChanged', volumeId, event: { type: 'KmsRefused', message, because } }]);
    }
  }

  /** Takes one step of a copy; its machine says which. */
  async takeCopyStep(snapshotId: string, step: CopyStep): Promise<void> {
    const copy = this.#works.world.snapshots.get(snapshotId);
    if (copy === undefined) return;
    let event: SnapshotCopyEvent;
    try {
      event = await this.#copyStep(copy, step);
    } catch (refused) {
      const { because } = asRefusal(refused);
      event = { type: 'StepRefused', step, message: KEY_NOT_ACCESSIBLE, because };
    }
    if (event.type === 'BlocksCopied' || event.type === 'StepRefused') await this.#endCopy(copy);
    this.#works.commit([{ type: 'snapshotChanged', snapshotId, event }]);
  }

  /** Writes from a volume's first block on, as an instance would that it is attached to. @throws {AwsError} */
  async write(volume: Volume, by: OnBehalfOf, bytes: Bytes): Promise<void> {
    const cipher = await this.#attach(volume, by);
    for (let at = 0, block = 0; at < bytes.length; at += BLOCK_BYTES, block++) {
      const plaintext = bytes.slice(at, at + BLOCK_BYTES);
      const blockId = this.#store(cipher === null ? plaintext : await cipher.seal(block, plaintext));
      const event = { type: 'BlockWritten', block, blockId } as const;
      this.#works.commit([{ type: 'volumeChanged', volumeId: volume.volumeId, event }]);
    }
  }

  /** Reads all blocks of a volume, as an instance would that it is attached to. @throws {AwsError} */
  async read(volume: Volume, by: OnBehalfOf): Promise<Bytes> {
    const cipher = await this.#attach(volume, by);
    const { data } = volume.machine.context;
    const parts: Bytes[] = [];
    for (const [block, blockId] of Object.entries(data?.blocks ?? {})) {
      const stored = this.#stored(blockId);
      parts.push(cipher === null ? stored : await cipher.open(Number(block), stored));
    }
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  /** Gives the host the volume's data key: EC2 makes a grant as the caller, and decrypts by it. */
  async #attach(volume: Volume, by: OnBehalfOf): Promise<BlockCipher | null> {
    const dataKey = volume.machine.context.data?.dataKey ?? null;
    if (dataKey === null) return null;
    const session = infrastructureSession(partitionOf(volume.region), volume.accountId, `i-${this.#works.ids.hex(17)}`);
    const grantId = await this.#kms.grant(dataKey.keyArn, ebsContext(dataKey.boundTo), session, by, volume.region);
    const cipher = await this.#kms.open(dataKey, session, by, volume.region);
    await this.#kms.retire(dataKey.keyArn, grantId, session, by, volume.region);
    return cipher;
  }

  async #volumeData(volume: Volume): Promise<StoredData> {
    const { onBehalfOf: by, region, volumeId } = volume;
    const snapshot = volume.snapshotId === null ? undefined : this.#works.world.snapshots.get(volume.snapshotId);
    const source = snapshot === undefined ? EMPTY : (snapshotData(snapshot) ?? EMPTY);
    if (!volume.encrypted) return source;
    const wrapped = source.dataKey;
    if (wrapped === null) {
      const keyArn = await this.#kms.describe(volume.kmsKeyId ?? DEFAULT_KEY, by, region);
      const dataKey = await this.#kms.makeDataKey(keyArn, volumeId, by, region);
      if (Object.keys(source.blocks).length === 0) return { dataKey, blocks: {} };
      const session = infrastructureSession(partitionOf(region), volume.accountId, volumeId);
      const grantId = await this.#kms.grant(keyArn, ebsContext(volumeId), session, by, region);
      const target = await this.#kms.open(dataKey, session, by, region);
      await this.#kms.retire(keyArn, grantId, session, by, region);
      return { dataKey, blocks: await this.#translate(source.blocks, null, target) };
    }
    const keyArn = volume.kmsKeyId === null ? wrapped.keyArn : await this.#kms.describe(volume.kmsKeyId, by, region);
    if (keyArn === wrapped.keyArn) {
      // The same key: the data key is used again as it is, once KMS lets the caller open it.
      await this.#kms.open(wrapped, by.principal, by, region);
      return source;
    }
    return { dataKey: await this.#kms.rewrap(wrapped, keyArn, volumeId, by, region), blocks: source.blocks };
  }

  async #copyStep(
    { snapshotId, accountId, region, machine, copy: origin }: Snapshot,
    step: CopyStep,
  ): Promise<SnapshotCopyEvent> {
    if (machine.machine !== 'snapshotCopy' || origin === null) throw new Error(`${snapshotId} is not a copy`);
    const { source, targetKeyArn, dataKey, plan } = machine.context;
    const { onBehalfOf: by, sourceRegion } = origin;
    const at = this.#works.world.now;
    const session = infrastructureSession(partitionOf(region), accountId, snapshotId);
    const inProgress = this.#copies.get(snapshotId) ?? {};
    this.#copies.set(snapshotId, inProgress);
    switch (step) {
      case 'describeTargetKey': {
        const named = origin.kmsKeyId ?? source.dataKey?.keyArn ?? DEFAULT_KEY;
        return { type: 'KeyDescribed', keyArn: await this.#kms.describe(named, by, region), at };
      }
      case 'describeSourceKey':
        return {
          type: 'KeyDescribed',
          keyArn: await this.#kms.describe(needed(source.dataKey).keyArn, by, sourceRegion),
          at,
        };
      case 'grantOnTargetKey':
        return {
          type: 'GrantCreated',
          grantId: await this.#kms.grant(needed(targetKeyArn), ebsContext(snapshotId), session, by, region),
        };
      case 'makeDataKey':
        return {
          type: 'DataKeyMade',
          dataKey: await this.#kms.makeDataKey(needed(targetKeyArn), snapshotId, by, region),
          at,
        };
      case 'openSourceDataKey':
        inProgress.source = await this.#kms.open(needed(source.dataKey), by.principal, by, sourceRegion);
        return { type: 'DataKeyOpened' };
      case 'openTargetDataKey':
        inProgress.target = await this.#kms.open(needed(dataKey), session, by, region);
        return { type: 'DataKeyOpened' };
      case 'copyBlocks': {
        const isSame = plan === 'share' || plan === 'plain';
        const blocks = isSame
          ? source.blocks
          : await this.#translate(source.blocks, inProgress.source ?? null, inProgress.target ?? null);
        return { type: 'BlocksCopied', blocks, at };
      }
    }
  }

  /** Forgets the copy's data keys and gives its grant back, whichever way it ended. */
  async #endCopy({ snapshotId, accountId, region, machine, copy: origin }: Snapshot): Promise<void> {
    this.#copies.delete(snapshotId);
    if (machine.machine !== 'snapshotCopy' || origin === null) return;
    const { grantId, targetKeyArn } = machine.context;
    if (grantId === null || targetKeyArn === null) return;
    const session = infrastructureSession(partitionOf(region), accountId, snapshotId);
    await this.#kms.retire(targetKeyArn, grantId, session, origin.onBehalfOf, region);
  }

  /** Every block really decrypted and encrypted again; a null cipher stands for plain blocks. */
  async #translate(blocks: BlockMap, from: BlockCipher | null, to: BlockCipher | null): Promise<BlockMap> {
    const copied: Record<number, string> = {};
    for (const [number, blockId] of Object.entries(blocks)) {
      const block = Number(number);
      const stored = this.#stored(blockId);
      const plaintext = from === null ? stored : await from.open(block, stored);
      copied[block] = this.#store(to === null ? plaintext : await to.seal(block, plaintext));
    }
    return copied;
  }

  #stored(blockId: string): Bytes {
    const bytes = this.#works.ports.store.getBlock(blockId);
    if (bytes === undefined) throw new Error(`the store has no block ${blockId}`);
    return bytes;
  }

  #store(bytes: Bytes): string {
    const blockId = `block-${this.#works.ids.hex(32)}`;
    this.#works.ports.store.putBlock(blockId, bytes);
    return blockId;
  }
}

const EMPTY: StoredData = { dataKey: null, blocks: {} };

/** A refusal as the machines keep it. @throws whatever is no refusal, for that is a bug. */
function asRefusal(thrown: unknown): { readonly message: string; readonly because: Because } {
  if (thrown instanceof KmsRefusal || thrown instanceof AwsError)
    return { message: thrown.message, because: thrown.because };
  throw thrown;
}

function needed<T>(value: T | null): T {
  if (value === null) throw new Error('a copy took a step before the one it rests on');
  return value;
}
