import type { EpochMs } from '../../ports.ts';
import type { AttachmentAtRest } from './attachment-machine.ts';

/** What never changes in an attachment. Source: EC2 API Reference, VolumeAttachment. */
export interface AttachmentIdentity {
  readonly volumeId: string;
  readonly instanceId: string;
  /** `/dev/sdf` */
  readonly device: string;
  readonly attachTime: EpochMs;
}

/** The last attachment of a volume, as the world holds it. */
export interface Attachment extends AttachmentIdentity {
  machine: AttachmentAtRest;
}

const STATUSES = {
  attaching: 'attaching',
  attached: 'attached',
  resting: 'attached',
  detaching: 'detaching',
  detached: null,
  failed: null,
} as const satisfies Record<AttachmentAtRest['value'], string | null>;

/** An attachment's state as EC2 tells it; null for one that has ended. */
export function attachmentStatus({ machine }: Attachment): 'attaching' | 'attached' | 'detaching' | null {
  return STATUSES[machine.value];
}

/** What the agenda calls a volume's attachment. */
export function attachmentItem(volumeId: string): string {
  return `attachment/${volumeId}`;
}

/** The volume whose attachment an item of the agenda is; null for any other item. */
export function volumeOfAttachmentItem(item: string): string | null {
  return item.startsWith('attachment/') ? item.slice('attachment/'.length) : null;
}
