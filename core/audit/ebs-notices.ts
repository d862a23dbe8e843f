import { ec2Arn, type KeyArn } from '../cloud/arn.ts';
import { partitionOf, type Region } from '../cloud/regions.ts';
import type { Fact } from '../lab/facts.ts';
import type { JournalEntry } from '../lab/journal.ts';
import type { EpochMs } from '../ports.ts';
import type { SnapshotIdentity, VolumeIdentity } from '../services/ebs/volume.ts';
import { isoSeconds } from './iso-seconds.ts';
import type { Notice } from './notices.ts';

/** A notice, and the place of what it tells in the journal. */
export interface PlacedNotice {
  readonly seq: number;
  readonly notice: Notice;
}

/**
 * What EBS tells EventBridge of volumes and snapshots, as the journal has it. Simplified: the id follows from the place in
 * the journal, where EventBridge draws one; a cause is KMS's own words.
 * Source: EBS User Guide, "EventBridge for Amazon EBS"; services.md section 6, "EventBridge".
 */
export function* ebsNotices(journal: Iterable<JournalEntry>): Iterable<PlacedNotice> {
  const known: Known = { volumes: new Map(), keys: new Map(), snapshots: new Map(), stopped: new Set() };
  for (const { seq, at, fact } of journal) {
    for (const told of toldOf(fact, at, known)) {
      const { accountId, region, ...rest } = told;
      const notice: Notice = {
        version: '0',
        id: `00000000-0000-4000-8000-${seq.toString(16).padStart(12, '0')}`,
        source: 'aws.ec2',
        account: accountId,
        time: isoSeconds(at),
        region,
        ...rest,
      };
      yield { seq, notice };
    }
  }
}

type Told = Pick<Notice, 'detail-type' | 'resources' | 'detail'> & {
  readonly accountId: string;
  readonly region: Region;
};

/** What earlier facts have told. */
interface Known {
  readonly volumes: Map<string, VolumeIdentity>;
  /** The keys that volumes are under. */
  readonly keys: Map<string, KeyArn>;
  readonly snapshots: Map<string, Extract<Fact, { type: 'snapshotCreated' }> & { sharedWith?: readonly string[] }>;
  /** Volumes whose host has left them: attaching them again is another event. */
  readonly stopped: Set<string>;
}

function toldOf(fact: Fact, at: EpochMs, known: Known): readonly Told[] {
  switch (fact.type) {
    case 'volumeCreated':
      known.volumes.set(fact.volume.volumeId, fact.volume);
      return [];
    case 'volumeChanged':
      return ofVolume(fact, known);
    case 'attachmentCreated':
      known.stopped.delete(fact.attachment.volumeId);
      return [];
    case 'attachmentChanged':
      return ofAttachment(fact, known);
    case 'snapshotCreated':
      known.snapshots.set(fact.snapshot.snapshotId, fact);
      return [];
    case 'snapshotChanged':
      return ofSnapshot(fact, at, known);
    case 'snapshotShared':
      return ofSharing(fact, at, known);
    default:
      return [];
  }
}

function ofVolume({ volumeId, event }: Extract<Fact, { type: 'volumeChanged' }>, known: Known): readonly Told[] {
  switch (event.type) {
    case 'DataPrepared': {
      const keyArn = event.data.dataKey?.keyArn;
      if (keyArn !== undefined) known.keys.set(volumeId, keyArn);
      return volumeNotice(known, volumeId, 'createVolume', 'available');
    }
    case 'KmsRefused':
      return volumeNotice(known, volumeId, 'createVolume', 'failed', event.message);
    case 'DeleteVolume':
      return volumeNotice(known, volumeId, 'deleteVolume', 'deleted');
    default:
      return [];
  }
}

function ofAttachment(
  { volumeId, event }: Extract<Fact, { type: 'attachmentChanged' }>,
  known: Known,
): readonly Told[] {
  if (event.type === 'HostLeft') known.stopped.add(volumeId);
  if (event.type !== 'KmsRefused') return [];
  const name = known.stopped.has(volumeId) ? 'reattachVolume' : 'attachVolume';
  return volumeNotice(known, volumeId, name, 'failed', event.message);
}

function volumeNotice(
  { volumes, keys }: Known,
  volumeId: string,
  event: string,
  result: string,
  cause = '',
): readonly Told[] {
  const volume = volumes.get(volumeId);
  if (volume === undefined) return [];
  const { accountId, region, onBehalfOf } = volume;
  const keyArn = result === 'failed' ? keys.get(volumeId) : undefined;
  const resources = [ec2Arn(region, accountId, `volume/${volumeId}`), ...(keyArn === undefined ? [] : [keyArn])];
  const detail = { result, cause, event, 'request-id': onBehalfOf.requestId };
  return [{ 'detail-type': 'EBS Volume Notification', accountId, region, resources, detail }];
}

function ofSnapshot(
  { snapshotId, event }: Extract<Fact, { type: 'snapshotChanged' }>,
  at: EpochMs,
  { snapshots }: Known,
): readonly Told[] {
  const made = snapshots.get(snapshotId);
  if (made === undefined) return [];
  const { snapshot, machine } = made;
  if (machine.machine === 'snapshot') {
    const { dueAt } = machine.context;
    const isDone = event.type === 'TimePassed' && dueAt !== null && event.now >= dueAt;
    return isDone ? [snapshotNotice(snapshot, 'createSnapshot', at, ['succeeded', ''], volumeSource(snapshot))] : [];
  }
  const { copy } = snapshot;
  if (copy === null) return [];
  const source = {
    source: snapshotArn(copy.sourceRegion, copy.sourceSnapshotId),
    // Only what keeps the source's data key copies nothing anew.
    incremental: String(event.type === 'BlocksCopied' && sharesBlocks(machine.context.source.blocks, event.blocks)),
  };
  if (event.type === 'BlocksCopied') return [snapshotNotice(snapshot, 'copySnapshot', at, ['succeeded', ''], source)];
  if (event.type !== 'StepRefused') return [];
  return [snapshotNotice(snapshot, 'copySnapshot', at, ['failed', event.message], source)];
}

/** The receivers are told, not who shares. */
function ofSharing(
  { snapshotId, sharedWith }: Extract<Fact, { type: 'snapshotShared' }>,
  at: EpochMs,
  { snapshots }: Known,
): readonly Told[] {
  const made = snapshots.get(snapshotId);
  if (made === undefined) return [];
  const before = made.sharedWith ?? [];
  snapshots.set(snapshotId, { ...made, sharedWith });
  return sharedWith
    .filter((who) => who !== 'all' && !before.includes(who))
    .map((who) => ({
      ...snapshotNotice(made.snapshot, 'shareSnapshot', at, ['succeeded', ''], { source: made.snapshot.accountId }),
      accountId: who,
    }));
}

function snapshotNotice(
  { snapshotId, accountId, region, startTime, copy }: SnapshotIdentity,
  event: string,
  at: EpochMs,
  [result, cause]: readonly [result: string, cause: string],
  more: Readonly<Record<string, string>>,
): Told {
  const arn = snapshotArn(region, snapshotId);
  return {
    'detail-type': 'EBS Snapshot Notification',
    accountId,
    region,
    resources: [arn],
    detail: {
      event,
      result,
      cause,
      'request-id': copy?.onBehalfOf.requestId ?? '',
      snapshot_id: arn,
      ...more,
      startTime: isoSeconds(startTime),
      endTime: isoSeconds(at),
    },
  };
}

function volumeSource({ region, volumeId }: SnapshotIdentity): { readonly source: string } {
  return { source: `arn:${partitionOf(region)}:ec2::${region}:volume/${volumeId}` };
}

/** As these events have it, which is not the ARN of policies. */
function snapshotArn(region: Region, snapshotId: string): string {
  return `arn:${partitionOf(region)}:ec2::${region}:snapshot/${snapshotId}`;
}

function sharesBlocks(source: Readonly<Record<number, string>>, copied: Readonly<Record<number, string>>): boolean {
  return Object.entries(copied).every(([block, id]) => source[Number(block)] === id);
}
