import { ec2Arn } from '../../../cloud/arn.ts';
import { Ec2Error } from '../../../errors/ec2-errors.ts';
import { iamTarget } from '../../../operations/find-key.ts';
import type { Scope, Target } from '../../../operations/operation.ts';
import { withResourceTags } from '../../ec2/tags/resource-tags.ts';
import { type Snapshot, snapshotStatus, type Volume } from '../volume.ts';

/** The question whether IAM lets the caller do `action` on a volume; `*` stands for one that is to be made. */
export function volumeTarget(scope: Scope, action: string, volumeId: string): Target {
  const { region, accountId } = scope.request;
  const target = iamTarget(scope, action, ec2Arn(region, accountId, `volume/${volumeId}`));
  return withResourceTags(scope, target, volumeId);
}

/** @throws {Ec2Error} for what is no Availability Zone of the endpoint's Region. */
export function checkZone({ request }: Scope, zone: string): void {
  if (zone.startsWith(request.region) && /^[a-f]$/.test(zone.slice(request.region.length))) return;
  throw new Ec2Error('InvalidZone.NotFound', `The zone '${zone}' does not exist.`, 'no-such-zone');
}

/** The question whether IAM lets the caller do `action` on a snapshot. */
export function snapshotTarget(scope: Scope, action: string, snapshotId: string): Target {
  const target = iamTarget(scope, action, ec2Arn(scope.request.region, '', `snapshot/${snapshotId}`));
  return withResourceTags(scope, target, snapshotId);
}

/** The caller's volume in the endpoint's Region. @throws {Ec2Error} when it has none of that id. */
export function ownVolume({ world, request }: Scope, volumeId: string): Volume {
  checkId(volumeId, 'vol', 'InvalidVolumeID.Malformed');
  const volume = world.volumes.get(volumeId);
  if (volume === undefined || volume.accountId !== request.accountId || volume.region !== request.region) {
    throw new Ec2Error('InvalidVolume.NotFound', `The volume '${volumeId}' does not exist.`, 'no-such-volume', {
      volumeId,
    });
  }
  return volume;
}

/**
 * A snapshot that the caller owns, in the endpoint's Region. One that is only shared with it can't be shared on or
 * deleted (EBS User Guide, "Delete an Amazon EBS snapshot"); EC2's code for that is unconfirmed. @throws {Ec2Error}
 */
export function ownSnapshot(scope: Scope, snapshotId: string): Snapshot {
  const snapshot = visibleSnapshot(scope, snapshotId, scope.request.region);
  if (snapshot.accountId !== scope.request.accountId) {
    throw new Ec2Error(
      'OperationNotPermitted',
      `The snapshot '${snapshotId}' belongs to another account.`,
      'snapshot-of-another-account',
      { snapshotId },
    );
  }
  return snapshot;
}

/** Copies, volumes and sharing want a completed snapshot. @throws {Ec2Error} when it isn't. */
export function checkCompleted(snapshot: Snapshot): void {
  const status = snapshotStatus(snapshot);
  if (status === 'completed') return;
  throw new Ec2Error(
    'IncorrectState',
    `Snapshot ${snapshot.snapshotId} is in state ${status}, not completed.`,
    'snapshot-not-completed',
    { snapshotId: snapshot.snapshotId },
  );
}

/**
 * A snapshot that the caller may use: its own, or one shared with it. EC2 says of one that isn't shared that it does
 * not exist; the lab knows better, and says so in `because`. @throws {Ec2Error}
 */
export function visibleSnapshot({ world, request }: Scope, snapshotId: string, region: string): Snapshot {
  checkId(snapshotId, 'snap', 'InvalidSnapshotID.Malformed');
  const snapshot = world.snapshots.get(snapshotId);
  if (snapshot === undefined || snapshot.region !== region) throw notFound(snapshotId, 'no-such-snapshot');
  if (!isVisible(snapshot, request.accountId)) throw notFound(snapshotId, 'snapshot-not-shared');
  return snapshot;
}

/** Whether an account may make volumes and copies from a snapshot. */
export function isVisible(snapshot: Snapshot, accountId: string): boolean {
  return (
    snapshot.accountId === accountId || snapshot.sharedWith.includes(accountId) || snapshot.sharedWith.includes('all')
  );
}

function notFound(snapshotId: string, because: 'no-such-snapshot' | 'snapshot-not-shared'): Ec2Error {
  return new Ec2Error('InvalidSnapshot.NotFound', `The snapshot '${snapshotId}' does not exist.`, because, {
    snapshotId,
  });
}

function checkId(id: string, prefix: string, code: 'InvalidVolumeID.Malformed' | 'InvalidSnapshotID.Malformed'): void {
  if (!new RegExp(`^${prefix}-[0-9a-f]{8}(?:[0-9a-f]{9})?$`).test(id)) {
    throw new Ec2Error(code, `Invalid id: "${id}" (expecting "${prefix}-...")`, 'malformed-identifier');
  }
}
