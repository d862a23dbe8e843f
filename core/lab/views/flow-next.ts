import type { FlowStep } from '../flow-shapes.ts';
import type { LabView } from '../world-shapes.ts';
import { usableKey } from './usable-key.ts';

/** The way of a volume's data to another Region: the next command of it, from how things stand. */
export function nextInFlow(view: LabView, here: { readonly as: string; readonly region: string }): FlowStep | null {
  const accountId = here.as.split(':')[4];
  const mine = <T extends { readonly accountId: string }>(things: readonly T[]): readonly T[] =>
    things.filter((one) => one.accountId === accountId);
  const key = usableKey(view, here);
  const volume = mine(view.volumes)[0];
  const shared = view.snapshots.find((one) => one.accountId !== accountId && one.sharedWith.includes(accountId ?? ''));
  if (volume === undefined && shared !== undefined) return nextOfShared(view, here, shared);
  if (volume === undefined) {
    const named = key === undefined ? '' : ` --kms-key-id ${key.alias ?? key.keyId}`;
    return {
      line: `aws ec2 create-volume --availability-zone ${here.region}a --size 1 --encrypted${named}`,
      says: 'make an encrypted volume',
    };
  }
  const snapshot = mine(view.snapshots).find(({ copiedFrom }) => copiedFrom === null);
  if (snapshot === undefined) {
    return volume.state === 'creating'
      ? TIME
      : {
          line: `aws ec2 create-snapshot --volume-id ${volume.volumeId} --region ${volume.region}`,
          says: 'take a snapshot of it',
        };
  }
  const copies = view.snapshots.filter(({ copiedFrom }) => copiedFrom === snapshot.snapshotId);
  const copy = copies[0];
  if (copy === undefined) {
    if (snapshot.state !== 'completed') return TIME;
    const region = snapshot.region === 'eu-west-1' ? 'us-east-1' : 'eu-west-1';
    return {
      line: `aws ec2 copy-snapshot --region ${region} --source-region ${snapshot.region} --source-snapshot-id ${snapshot.snapshotId} --encrypted`,
      says: 'copy it to another Region: there it gets a data key of its own',
    };
  }
  if (copies.some(({ state }) => state === 'pending') || view.volumes.some(({ state }) => state === 'creating'))
    return TIME;
  if (copy.state !== 'completed' || view.volumes.some(({ snapshotId }) => snapshotId === copy.snapshotId)) return null;
  return {
    line: `aws ec2 create-volume --region ${copy.region} --availability-zone ${copy.region}a --snapshot-id ${copy.snapshotId}`,
    says: 'make a volume of the copy',
  };
}

/** The way of a snapshot that was shared: a copy under a key of one's own, and a volume of that. */
function nextOfShared(
  view: LabView,
  here: { readonly as: string; readonly region: string },
  { snapshotId, region }: LabView['snapshots'][number],
): FlowStep {
  const key = usableKey(view, { ...here, region });
  const copies = view.snapshots.filter(
    ({ copiedFrom, accountId }) => copiedFrom === snapshotId && accountId === here.as.split(':')[4],
  );
  const copy = copies.find(({ state }) => state === 'completed');
  if (copy !== undefined)
    return {
      line: `aws ec2 create-volume --region ${copy.region} --availability-zone ${copy.region}a --snapshot-id ${copy.snapshotId}`,
      says: 'make a volume of the copy',
    };
  if (copies.some(({ state }) => state === 'pending')) return TIME;
  const named = key === undefined ? '' : ` --kms-key-id ${key.alias ?? key.keyId}`;
  return {
    line: `aws ec2 copy-snapshot --region ${region} --source-region ${region} --source-snapshot-id ${snapshotId} --encrypted${named}`,
    says: 'copy what was shared with you, under a key of your own',
  };
}

const TIME: FlowStep = { line: null, says: 'let time pass: EBS is at work' };
