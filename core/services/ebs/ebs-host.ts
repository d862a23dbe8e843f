import type { Bytes } from '../../ports.ts';
import type { InstanceWork } from '../ec2/instances/instance-machine.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import { AttachmentHost } from './attachment-host.ts';
import type { AttachmentWork } from './attachment-machine.ts';
import { BlockStore } from './block-store.ts';
import { CopyHost } from './copy-host.ts';
import { EbsKms } from './ebs-kms.ts';
import type { EbsWorks } from './ebs-works.ts';
import { InstanceHost } from './instance-host.ts';
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
  readonly #attachments: AttachmentHost;
  readonly #instances: InstanceHost;

  constructor(works: EbsWorks) {
    const kms = new EbsKms(works);
    const disk = new BlockStore(works);
    this.#volumes = new VolumeHost(works, kms, disk);
    this.#copies = new CopyHost(works, kms, disk);
    this.#attachments = new AttachmentHost(works, kms);
    this.#instances = new InstanceHost(works, this.#attachments);
  }

  /** Makes or opens the data key of a volume that EC2 has accepted. */
  prepareVolume(volumeId: string): Promise<void> {
    return this.#volumes.prepare(volumeId);
  }

  /** Takes one step of a copy; its machine says which. */
  takeCopyStep(snapshotId: string, step: CopyStep): Promise<void> {
    return this.#copies.takeStep(snapshotId, step);
  }

  /** Attaches a volume or detaches it; its attachment's machine says which. */
  changeAttachment(volumeId: string, work: AttachmentWork): Promise<void> {
    return this.#attachments.change(volumeId, work);
  }

  /** Starts, stops or ends an instance; its machine says which. */
  changeInstance(instanceId: string, work: InstanceWork): Promise<void> {
    return this.#instances.change(instanceId, work);
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
