import { applyCopyEvent, applySnapshotEvent, applyVolumeEvent, newVolume } from '../services/ebs/at-rest.ts';
import { attachmentItem } from '../services/ebs/attachment.ts';
import { applyAttachmentEvent, newAttachment } from '../services/ebs/attachment-machine.ts';
import type { SnapshotCopyEvent } from '../services/ebs/snapshot-copy.ts';
import type { SnapshotEvent } from '../services/ebs/snapshot-machine.ts';
import { type Applied, type Effect, NOTHING } from './applied.ts';
import type { EbsFact } from './facts.ts';
import type { World } from './world.ts';

/** Makes a fact about volumes, their attachments and snapshots true. @throws {Error} for one that isn't there, which is a bug. */
export function applyEbsFact(world: World, fact: EbsFact): Applied {
  switch (fact.type) {
    case 'volumeCreated': {
      const volume = { ...fact.volume, machine: newVolume(fact.dueAt) };
      world.volumes.set(volume.volumeId, volume);
      world.agenda.set(volume.volumeId, fact.dueAt);
      return {
        change: { machine: 'volume', of: volume.volumeId, event: 'CreateVolume', from: '', to: 'creating' },
        effects: [],
      };
    }
    case 'volumeChanged':
      return changeVolume(world, fact);
    case 'snapshotCreated': {
      const snapshot = { ...fact.snapshot, machine: fact.machine, sharedWith: [] };
      world.snapshots.set(snapshot.snapshotId, snapshot);
      world.agenda.set(snapshot.snapshotId, fact.machine.context.dueAt);
      const event = snapshot.copy === null ? 'CreateSnapshot' : 'CopySnapshot';
      return {
        change: { machine: 'snapshot', of: snapshot.snapshotId, event, from: '', to: fact.machine.value },
        effects: [],
      };
    }
    case 'snapshotChanged':
      return changeSnapshot(world, fact);
    case 'snapshotShared': {
      const snapshot = world.snapshots.get(fact.snapshotId);
      if (snapshot === undefined) throw new Error(`no snapshot ${fact.snapshotId}`);
      snapshot.sharedWith = fact.sharedWith;
      return NOTHING;
    }
    case 'ebsDefaultsPut':
      world.ebsDefaults.set(fact.of, fact.defaults);
      return NOTHING;
    case 'attachmentCreated': {
      const { volumeId } = fact.attachment;
      world.attachments.set(volumeId, { ...fact.attachment, machine: newAttachment(fact) });
      world.agenda.set(attachmentItem(volumeId), fact.dueAt);
      return {
        change: { machine: 'attachment', of: volumeId, event: 'AttachVolume', from: '', to: 'attaching' },
        effects: [],
      };
    }
    case 'attachmentChanged':
      return changeAttachment(world, fact);
  }
}

function changeAttachment(world: World, fact: Extract<EbsFact, { type: 'attachmentChanged' }>): Applied {
  const { volumeId, event } = fact;
  const attachment = world.attachments.get(volumeId);
  if (attachment === undefined) throw new Error(`${volumeId} is attached to nothing`);
  const from = attachment.machine.value;
  const { next, work } = applyAttachmentEvent(attachment.machine, event);
  attachment.machine = next;
  world.agenda.set(attachmentItem(volumeId), next.context.dueAt);
  return {
    change: { machine: 'attachment', of: volumeId, event: event.type, from, to: next.value },
    effects: work === null ? [] : [{ type: 'changeAttachment', volumeId, work }],
  };
}

function changeVolume(world: World, { volumeId, event }: Extract<EbsFact, { type: 'volumeChanged' }>): Applied {
  const volume = world.volumes.get(volumeId);
  if (volume === undefined) throw new Error(`no volume ${volumeId}`);
  const from = volume.machine.value;
  const { next, prepares } = applyVolumeEvent(volume.machine, event);
  volume.machine = next;
  world.agenda.set(volumeId, next.context.dueAt);
  if (next.value === 'deleted') {
    world.volumes.delete(volumeId);
    world.attachments.delete(volumeId);
    world.ec2Tags.delete(volumeId);
  }
  return {
    change: { machine: 'volume', of: volumeId, event: event.type, from, to: next.value },
    effects: prepares ? [{ type: 'prepareVolume', volumeId }] : [],
  };
}

function changeSnapshot(world: World, { snapshotId, event }: Extract<EbsFact, { type: 'snapshotChanged' }>): Applied {
  const snapshot = world.snapshots.get(snapshotId);
  if (snapshot === undefined) throw new Error(`no snapshot ${snapshotId}`);
  const from = snapshot.machine.value;
  const effects: Effect[] = [];
  if (snapshot.machine.machine === 'snapshot') {
    snapshot.machine = applySnapshotEvent(snapshot.machine, event as SnapshotEvent);
  } else {
    const { next, step } = applyCopyEvent(snapshot.machine, event as SnapshotCopyEvent);
    snapshot.machine = next;
    if (step !== null) effects.push({ type: 'takeCopyStep', snapshotId, step });
  }
  const to = snapshot.machine.value;
  world.agenda.set(snapshotId, snapshot.machine.context.dueAt);
  if (to === 'deleted') {
    world.agenda.set(snapshotId, null);
    world.snapshots.delete(snapshotId);
    world.ec2Tags.delete(snapshotId);
  }
  return { change: { machine: 'snapshot', of: snapshotId, event: event.type, from, to }, effects };
}
