import { type KeyArn, parseAccountId, parseArn } from '../../cloud/arn.ts';
import { parseRegion, partitionOf } from '../../cloud/regions.ts';
import { concat } from '../../crypto/bytes.ts';
import type { Fact } from '../../lab/facts.ts';
import { infrastructureSession } from '../../lab/resolve-request.ts';
import type { Bytes } from '../../ports.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import { BLOCK_BYTES, type BlockCipher, HeldDataKey } from './block-cipher.ts';
import type { BlockStore } from './block-store.ts';
import { ebsContext, type StoredData, type WrappedDataKey, withoutAssociated } from './blocks.ts';
import { DEFAULT_KEY } from './ebs-defaults.ts';
import { asRefusal, type EbsKms, firstThatOpens } from './ebs-kms.ts';
import type { EbsWorks } from './ebs-works.ts';
import type { Volume } from './volume.ts';

/** The hosts of volumes: they make a new volume's data key, and encrypt what an instance writes. */
export class VolumeHost {
  readonly #works: EbsWorks;
  readonly #kms: EbsKms;
  readonly #disk: BlockStore;

  constructor(works: EbsWorks, kms: EbsKms, disk: BlockStore) {
    this.#works = works;
    this.#kms = kms;
    this.#disk = disk;
  }

  /** Makes or opens the data key of a volume that EC2 has accepted. */
  async prepare(volumeId: string): Promise<void> {
    const volume = this.#works.world.volumes.get(volumeId);
    if (volume === undefined) return;
    try {
      const data = await this.#data(volume);
      this.#works.commit([{ type: 'volumeChanged', volumeId, event: { type: 'DataPrepared', data } }]);
    } catch (thrown) {
      this.#works.commit([{ type: 'volumeChanged', volumeId, event: { type: 'KmsRefused', ...asRefusal(thrown) } }]);
    }
  }

  /**
   * Writes from a volume's first byte on, as an instance would that it is attached to; what lies behind stays.
   * @throws {KmsRefusal, AwsError} and has then written nothing.
   */
  async write(volume: Volume, by: OnBehalfOf, bytes: Bytes): Promise<void> {
    const cipher = await this.#cipher(volume, by);
    const { volumeId } = volume;
    const facts: Fact[] = [];
    for (let at = 0, block = 0; at < bytes.length; at += BLOCK_BYTES, block++) {
      const written = bytes.slice(at, at + BLOCK_BYTES);
      const before = written.length === BLOCK_BYTES ? NOTHING : await this.#readBlock(volume, cipher, block);
      const plaintext = concat(written, before.slice(written.length));
      const blockId = this.#disk.put(cipher === null ? plaintext : await cipher.seal(block, plaintext));
      facts.push({ type: 'volumeChanged', volumeId, event: { type: 'BlockWritten', block, blockId } });
    }
    this.#works.commit(facts);
  }

  /** Reads all blocks of a volume, as an instance would that it is attached to. @throws {KmsRefusal, AwsError} */
  async read(volume: Volume, by: OnBehalfOf): Promise<Bytes> {
    const cipher = await this.#cipher(volume, by);
    const parts: Bytes[] = [];
    for (const block of Object.keys(volume.machine.context.data?.blocks ?? {})) {
      parts.push(await this.#readBlock(volume, cipher, Number(block)));
    }
    return concat(...parts);
  }

  /** Gives back the grants of those that were attached for a moment when a process ended. */
  async endAttachments(): Promise<void> {
    for (const [keyArn, grants] of [...this.#works.world.grants]) {
      for (const { grantId, granteePrincipal, encryptionContextSubset } of grants) {
        const attachment = this.#works.world.attachments.get(encryptionContextSubset?.['aws:ebs:id'] ?? '');
        if (attachment?.machine.context.key?.grantId === grantId) continue;
        const [, instance] = granteePrincipal.split('assumed-role/aws:ec2-infrastructure/');
        const owner = parseAccountId(parseArn(granteePrincipal)?.accountId ?? '');
        const region = parseRegion(parseArn(keyArn)?.region ?? '');
        if (instance?.startsWith(INSTANCE) !== true || owner === null || region === null) continue;
        const session = infrastructureSession(partitionOf(region), owner, instance);
        const by = { principal: session, requestId: this.#works.ids.uuid() };
        await this.#kms.retire({ keyArn, to: session, by, region }, grantId);
      }
    }
  }

  /** A block's plaintext; nothing where none was written. */
  async #readBlock({ machine }: Volume, cipher: BlockCipher | null, block: number): Promise<Bytes> {
    const blockId = machine.context.data?.blocks[block];
    if (blockId === undefined) return NOTHING;
    const stored = this.#disk.get(blockId);
    return cipher === null ? stored : cipher.open(block, stored);
  }

  /** The data key that the host of its instance holds; else as for an attachment of a moment. */
  #cipher(volume: Volume, by: OnBehalfOf): Promise<BlockCipher | null> | BlockCipher {
    const held = this.#works.world.attachments.get(volume.volumeId)?.machine.context.key?.held;
    return held === undefined ? this.#attach(volume, by) : new HeldDataKey(this.#works.safe, held);
  }

  /** Gives the host the volume's data key: EC2 makes a grant as the caller, and decrypts by it. */
  async #attach({ machine, region, accountId }: Volume, by: OnBehalfOf): Promise<BlockCipher | null> {
    const dataKey = machine.context.data?.dataKey ?? null;
    if (dataKey === null) return null;
    const session = infrastructureSession(partitionOf(region), accountId, `${INSTANCE}${this.#works.ids.hex(17)}`);
    const granted = { keyArn: dataKey.keyArn, context: ebsContext(dataKey.boundTo), to: session, by, region };
    return this.#kms.withGrant(granted, (grantId) => this.#kms.open(dataKey, session, by, region, grantId));
  }

  /** A new volume's data, by the table "KMS calls by step" of services.md section 3. */
  async #data(volume: Volume): Promise<StoredData> {
    const { onBehalfOf: by, region, volumeId, source } = volume;
    if (!volume.encrypted) return source ?? { dataKey: null, blocks: {} };
    if (source === null) {
      const keyArn = await this.#kms.describe(volume.kmsKeyId ?? DEFAULT_KEY, by, region);
      return { dataKey: await this.#kms.makeDataKey(keyArn, volumeId, by, region), blocks: {} };
    }
    const wrapped = source.dataKey;
    const keyArn =
      volume.kmsKeyId === null ? sourceKeyArn(source) : await this.#kms.describe(volume.kmsKeyId, by, region);
    if (wrapped !== null && keyArn === wrapped.keyArn) {
      // The same key: the data key is used again as it is, once KMS lets the caller open it.
      await this.#kms.open(wrapped, by.principal, by, region);
      return withoutAssociated(source);
    }
    const session = infrastructureSession(partitionOf(region), volume.accountId, volumeId);
    return this.#kms.withGrant({ keyArn, context: ebsContext(volumeId), to: session, by, region }, async (grantId) => {
      if (wrapped !== null) {
        const rewrap = (from: WrappedDataKey) => this.#kms.rewrap(from, keyArn, volumeId, by, region);
        return { dataKey: await firstThatOpens(source, rewrap), blocks: source.blocks };
      }
      const dataKey = await this.#kms.makeDataKey(keyArn, volumeId, by, region);
      const target = await this.#kms.open(dataKey, session, by, region, grantId);
      return { dataKey, blocks: await this.#disk.encryptAgain(source.blocks, null, target) };
    });
  }
}

function sourceKeyArn({ dataKey }: StoredData): KeyArn {
  if (dataKey === null) throw new Error('an encrypted volume was to take the key of an unencrypted snapshot');
  return dataKey.keyArn;
}

/** How the ids of instances begin. */
const INSTANCE = 'i-';
const NOTHING: Bytes = new Uint8Array(0);
