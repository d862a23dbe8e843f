import type { Completion } from './client.ts';
import type { World } from './world.ts';

/** DB instances and snapshots that may stand where a line names one. */
export function rdsCompletions(member: string, world: World, accountId: string, region: string): readonly Completion[] {
  if (/^(Source)?DBInstanceIdentifier$/.test(member)) return databases(world, accountId, region);
  if (member === 'DBSnapshotIdentifier') return snapshots(world, accountId, region);
  if (member === 'SourceDBSnapshotIdentifier') {
    return [...snapshots(world, accountId, region), ...foreign(world, accountId, region)];
  }
  if (member !== 'ResourceName') return [];
  return [...world.databases.values(), ...world.dbSnapshots.values()]
    .filter((one) => one.accountId === accountId && one.region === region)
    .map(({ arn, machine }) => ({ text: arn, hint: machine.value }));
}

function databases({ databases: all }: World, accountId: string, region: string): readonly Completion[] {
  return [...all.values()]
    .filter((database) => database.accountId === accountId && database.region === region)
    .map(({ dbInstanceIdentifier, machine }) => ({ text: dbInstanceIdentifier, hint: machine.value }));
}

function snapshots({ dbSnapshots }: World, accountId: string, region: string): readonly Completion[] {
  return [...dbSnapshots.values()]
    .filter((snapshot) => snapshot.accountId === accountId && snapshot.region === region)
    .map(({ dbSnapshotIdentifier, machine }) => ({ text: dbSnapshotIdentifier, hint: machine.value }));
}

/** Those of other Regions and accounts are named by their ARNs. */
function foreign({ dbSnapshots }: World, accountId: string, region: string): readonly Completion[] {
  return [...dbSnapshots.values()]
    .filter((one) => one.accountId !== accountId || one.region !== region)
    .map((one) => ({ text: one.arn, hint: `${one.machine.value} in ${one.region}` }));
}
