import { partitionOf } from '../../cloud/regions.ts';
import { infrastructureSession } from '../../lab/resolve-request.ts';
import type { ServiceWorks } from '../service-works.ts';
import type { BlockCipher } from './block-cipher.ts';
import type { BlockStore } from './block-store.ts';
import { type BlockMap, ebsContext, type WrappedDataKey } from './blocks.ts';
import { DEFAULT_KEY } from './ebs-defaults.ts';
import { asRefusal, type EbsKms, firstThatOpens } from './ebs-kms.ts';
import type { CopyStep, SnapshotCopyEvent } from './snapshot-copy.ts';
import type { Snapshot } from './volume.ts';

/** EC2's StateMessage for a copy whose keys can't be used. Source: services.md section 6. */
const KEY_NOT_ACCESSIBLE = 'Given key ID is not accessible';
/** Ours, for a source whose blocks were changed on the disk, which AWS does not tell of. */
const SOURCE_NOT_READABLE = 'The data of the source snapshot is not readable';

/** Plaintext data keys of a copy in progress, as open ciphers. They are in the host's memory and nowhere else. */
interface OpenKeys {
  readonly source?: BlockCipher;
  readonly target?: BlockCipher;
}

/**
 * The hosts that copy snapshots, step by step as the copy's machine asks.
 * Source: services.md section 3, "KMS calls by step".
 */
export class CopyHost {
  readonly #works: ServiceWorks;
  readonly #kms: EbsKms;
  readonly #disk: BlockStore;
  readonly #open = new Map<string, OpenKeys>();

  constructor(works: ServiceWorks, kms: EbsKms, disk: BlockStore) {
    this.#works = works;
    this.#kms = kms;
    this.#disk = disk;
  }

  /** Takes one step and tells the machine what came of it; with the last one the copy's grant is given back. */
  async takeStep(snapshotId: string, step: CopyStep): Promise<void> {
    const copy = this.#works.world.snapshots.get(snapshotId);
    if (copy === undefined) return;
    let event: SnapshotCopyEvent;
    try {
      event = await this.#step(copy, step);
    } catch (thrown) {
      const { because } = asRefusal(thrown);
      const message = step === 'copyBlocks' ? SOURCE_NOT_READABLE : KEY_NOT_ACCESSIBLE;
      event = { type: 'StepRefused', step, message, because };
    }
    if (event.type === 'BlocksCopied' || event.type === 'StepRefused') await this.#end(copy);
    this.#works.commit([{ type: 'snapshotChanged', snapshotId, event }]);
  }

  async #step(copy: Snapshot, step: CopyStep): Promise<SnapshotCopyEvent> {
    const { snapshotId, region } = copy;
    const { context, origin, session } = partsOf(copy);
    const { source, targetKeyArn } = context;
    const { onBehalfOf: by, sourceRegion } = origin;
    const at = this.#works.world.now;
    switch (step) {
      case 'describeTargetKey': {
        const named = origin.kmsKeyId ?? source.dataKey?.keyArn ?? DEFAULT_KEY;
        return { type: 'KeyDescribed', keyArn: await this.#kms.describe(named, by, region), at };
      }
      case 'describeSourceKey': {
        const describe = ({ keyArn }: WrappedDataKey) => this.#kms.describe(keyArn, by, sourceRegion);
        return { type: 'KeyDescribed', keyArn: await firstThatOpens(source, describe), at };
      }
      case 'grantOnTargetKey': {
        const granted = { keyArn: needed(targetKeyArn), context: ebsContext(snapshotId), to: session, by, region };
        return { type: 'GrantCreated', grantId: await this.#kms.grant(granted) };
      }
      case 'makeDataKey': {
        const made = await this.#kms.makeDataKey(needed(targetKeyArn), snapshotId, by, region);
        return { type: 'DataKeyMade', dataKey: made, at };
      }
      case 'openSourceDataKey':
        await this.#openSource(copy);
        return { type: 'DataKeyOpened' };
      case 'openTargetDataKey':
        await this.#openTarget(copy);
        return { type: 'DataKeyOpened' };
      case 'copyBlocks':
        return { type: 'BlocksCopied', blocks: await this.#copyBlocks(copy), at };
    }
  }

  /** Where a key is missing nothing is copied, rather than copied in the clear. */
  async #copyBlocks(copy: Snapshot): Promise<BlockMap> {
    const { plan, source } = partsOf(copy).context;
    const blocks = source.blocks;
    if (plan === 'plain' || plan === 'share') return blocks;
    const open = this.#open.get(copy.snapshotId);
    if (open?.target === undefined || (plan === 'reencrypt' && open.source === undefined)) await this.#takeOver(copy);
    const { source: from, target: to } = this.#open.get(copy.snapshotId) ?? {};
    return this.#disk.encryptAgain(blocks, plan === 'encrypt' ? null : needed(from), needed(to));
  }

  /** A host that goes on where another has ended opens the data keys again; the other may have given the grant back. */
  async #takeOver(copy: Snapshot): Promise<void> {
    if (partsOf(copy).context.plan === 'reencrypt') await this.#openSource(copy);
    await this.#openTarget(copy);
  }

  async #openSource(copy: Snapshot): Promise<void> {
    const { context, origin } = partsOf(copy);
    const { onBehalfOf: by, sourceRegion } = origin;
    const open = (wrapped: WrappedDataKey) => this.#kms.open(wrapped, by.principal, by, sourceRegion);
    const source = await firstThatOpens(context.source, open);
    this.#keep(copy.snapshotId, { source });
  }

  async #openTarget(copy: Snapshot): Promise<void> {
    const { context, origin, session } = partsOf(copy);
    const { snapshotId, region } = copy;
    const { onBehalfOf: by } = origin;
    const granted = { keyArn: needed(context.targetKeyArn), context: ebsContext(snapshotId), to: session, by, region };
    const isOurs = context.grantId !== null && this.#kms.holdsToken(context.grantId);
    const grantId = isOurs ? context.grantId : await this.#kms.grant(granted);
    this.#keep(snapshotId, { target: await this.#kms.open(needed(context.dataKey), session, by, region, grantId) });
  }

  #keep(snapshotId: string, keys: OpenKeys): void {
    this.#open.set(snapshotId, { ...this.#open.get(snapshotId), ...keys });
  }

  /** Forgets the copy's data keys and gives its grant back, whichever way it ended. */
  async #end(copy: Snapshot): Promise<void> {
    this.#open.delete(copy.snapshotId);
    const { context, origin, session } = partsOf(copy);
    if (context.grantId === null) return;
    const keyArn = needed(context.targetKeyArn);
    const granted = { keyArn, context: ebsContext(copy.snapshotId), to: session };
    const grantId = this.#kms.standingGrant(granted) ?? context.grantId;
    await this.#kms.retire({ keyArn, to: session, by: origin.onBehalfOf, region: copy.region }, grantId);
  }
}

/** What a snapshot has that is a copy, and EC2's own session for it. */
function partsOf({ snapshotId, accountId, region, machine, copy: origin }: Snapshot) {
  if (machine.machine !== 'snapshotCopy' || origin === null) throw new Error(`${snapshotId} is not a copy`);
  return {
    context: machine.context,
    origin,
    session: infrastructureSession(partitionOf(region), accountId, snapshotId),
  };
}

function needed<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('a copy took a step before the one it rests on');
  return value;
}
