import type { Bytes } from '../../ports.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import type { ServiceWorks } from '../service-works.ts';
import { BlockStore } from './block-store.ts';
import { CopyHost } from './copy-host.ts';
import { EbsKms } from './ebs-kms.ts';
import type { CopyStep } from './snapshot-copy.ts';
import type { Volume } from './volume.ts';
import { VolumeHost } from './volume-host.ts';

/**
 * The hosts of EBS: where data keys are opened and blocks are encrypted. Every key that a host uses it gets from KMS,
 * by calls that walk the same corridor as anybody's, as the caller or by a grant.
 * Source: KMS Developer Guide, "How Amazon EBS uses AWS KMS"; services.md section 3, "KMS calls by step".
 */
export class EbsHost {
  readonly #volumes: VolumeHost;
  readonly #copies: CopyHost;

  constructor(works: ServiceWorks) {
    const kms = new EbsKms(works);
    const disk = new BlockStore(works);
    this.#volumes = new VolumeHost(works, kms, disk);
    this.#copies = new CopyHost(works, kms, disk);
  }

  /** Makes or opens the data key of a volume that EC2 has accepted. */
  prepareVolume(volumeId: string): Promise<void> {
    return this.#volumes.prepare(volumeId);
  }

  /** Takes one step of a copy; its machine says which. */
  takeCopyStep(snapshotId: string, step: CopyStep): Promise<void> {
    return this.#copies.takeStep(snapshotId, step);
  }

  /** Ends what no instance can be attached to any more, once a process has ended. */
  endAttachments(): Promise<void> {
    return this.#volumes.endAttachments();
  }

  /** See `VolumeHost.write`. */
  write(volume: Volume, by: OnBehalfOf, bytes: Bytes): Promise<void> {
    return this.#volumes.write(volume, by, bytes);
  }

  /** See `VolumeHost.read`. */
  read(volume: Volume, by: OnBehalfOf): Promise<Bytes> {
    return this.#volumes.read(volume, by);
  }
}
