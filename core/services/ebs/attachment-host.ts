import { ec2Arn } from '../../cloud/arn.ts';
import { partitionOf } from '../../cloud/regions.ts';
import { infrastructureSession } from '../../lab/resolve-request.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import type { Attachment } from './attachment.ts';
import type { AttachmentWork, HeldKey } from './attachment-machine.ts';
import { HeldDataKey } from './block-cipher.ts';
import { ebsContext } from './blocks.ts';
import { asRefusal, type EbsKms, type Granted } from './ebs-kms.ts';
import type { EbsWorks } from './ebs-works.ts';
import type { Volume } from './volume.ts';

/**
 * The hosts that volumes are attached to: they get a volume's data key from KMS, by a grant that EC2 makes as the caller
 * and that stands while the volume is attached, and hold it until then.
 * Source: services.md section 3, "Attach / launch", "Detach/terminate".
 */
export class AttachmentHost {
  readonly #works: EbsWorks;
  readonly #kms: EbsKms;

  constructor(works: EbsWorks, kms: EbsKms) {
    this.#works = works;
    this.#kms = kms;
  }

  /** Does what an attachment's machine asks for, and tells it what came of it. */
  async change(volumeId: string, work: AttachmentWork): Promise<void> {
    const attachment = this.#works.world.attachments.get(volumeId);
    if (attachment === undefined) return;
    if (work === 'giveBack') return this.end(attachment, attachment.machine.context.onBehalfOf);
    const isRunning = this.#works.world.instances.get(attachment.instanceId)?.machine.value === 'running';
    if (!isRunning) {
      this.#works.commit([{ type: 'attachmentChanged', volumeId, event: { type: 'HostLeft' } }]);
      return;
    }
    try {
      await this.open(attachment, attachment.machine.context.onBehalfOf);
    } catch (thrown) {
      this.#works.commit([
        { type: 'attachmentChanged', volumeId, event: { type: 'KmsRefused', ...asRefusal(thrown) } },
        { type: 'volumeChanged', volumeId, event: { type: 'Detached' } },
      ]);
    }
  }

  /** Gets the data key of an attached volume for its host. @throws {KmsRefusal, AwsError} */
  async open(attachment: Attachment, by: OnBehalfOf): Promise<void> {
    const { volumeId } = attachment;
    const key = await this.#heldKey(attachment, by);
    this.#works.commit([{ type: 'attachmentChanged', volumeId, event: { type: 'DataKeyOpened', key } }]);
  }

  /** The host forgets the data key and gives the grant back; the volume stays attached. */
  async leave(attachment: Attachment, by: OnBehalfOf): Promise<void> {
    await this.#giveBack(attachment, by);
    const { volumeId } = attachment;
    this.#works.commit([{ type: 'attachmentChanged', volumeId, event: { type: 'HostLeft' } }]);
  }

  /** The same, and the volume is attached no more. */
  async end(attachment: Attachment, by: OnBehalfOf): Promise<void> {
    await this.#giveBack(attachment, by);
    const { volumeId } = attachment;
    this.#works.commit([
      { type: 'attachmentChanged', volumeId, event: { type: 'GrantGivenBack' } },
      { type: 'volumeChanged', volumeId, event: { type: 'Detached' } },
    ]);
  }

  async #heldKey(attachment: Attachment, by: OnBehalfOf): Promise<HeldKey | null> {
    const volume = this.#volume(attachment);
    const dataKey = volume.machine.context.data?.dataKey ?? null;
    if (dataKey === null) return null;
    const granted = this.#granted(attachment, volume, by);
    if (granted === null) return null;
    const grantId = await this.#kms.grant(granted);
    try {
      const plaintext = await this.#kms.unwrap(dataKey, granted.to, by, volume.region, grantId);
      const owner = heldBy(volume);
      const held = await HeldDataKey.keep(this.#works.safe, { owner, sealedId: this.#works.ids.hex(32) }, plaintext);
      return { grantId, held };
    } catch (thrown) {
      await this.#kms.retire(granted, grantId);
      throw thrown;
    }
  }

  async #giveBack(attachment: Attachment, by: OnBehalfOf): Promise<void> {
    const { key } = attachment.machine.context;
    const granted = this.#granted(attachment, this.#volume(attachment), by);
    if (key !== null && granted !== null) await this.#kms.retire(granted, key.grantId);
  }

  /** What an instance is granted for a volume; null for an unencrypted one. */
  #granted({ instanceId }: Attachment, { machine, region, accountId }: Volume, by: OnBehalfOf): Granted | null {
    const dataKey = machine.context.data?.dataKey ?? null;
    if (dataKey === null) return null;
    const to = infrastructureSession(partitionOf(region), accountId, instanceId);
    return { keyArn: dataKey.keyArn, context: ebsContext(dataKey.boundTo), to, by, region };
  }

  #volume({ volumeId }: Attachment): Volume {
    const volume = this.#works.world.volumes.get(volumeId);
    if (volume === undefined) throw new Error(`${volumeId} is attached and gone`);
    return volume;
  }
}

/** Whose data key it is, as the safe has it. */
function heldBy({ region, accountId, volumeId }: Volume): string {
  return ec2Arn(region, accountId, `volume/${volumeId}`);
}
