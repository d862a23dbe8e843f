import { primaryOf } from '../../keys/multi-region.ts';
import type { MapItem, MapLink, WorldMap } from '../map-shapes.ts';
import type { World } from '../world.ts';
import type { KeySummary, LabView } from '../world-shapes.ts';
import { keyArnOfThing, type Thing, thingsOf } from './things-view.ts';

/** What lies where: keys and things of services, by account and Region, and what belongs together across them. */
export function mapView(world: World, view: LabView, region: string): WorldMap {
  // A bucket stands for its objects, of which there may be very many.
  const things = thingsOf(view).filter(({ kind }) => kind !== 'S3 object');
  const items = [
    ...view.keys.map((key) => keyItem(key, world)),
    ...things.map((thing) => thingItem(thing, keyArnOfThing(thing, view))),
  ];
  const inUse = new Set([region, ...items.map((item) => item.region)]);
  return {
    accounts: view.accounts,
    regions: view.regions.filter((one) => inUse.has(one.region)),
    items,
    links: [...replicaLinks(view, world), ...copyLinks(view)],
  };
}

function keyItem(key: KeySummary, world: World): MapItem {
  const { keyArn, keyId, alias, keyState, accountId, region, keyManager, keySpec, keyUsage, description } = key;
  const record = world.key(keyArn);
  const role = record?.multiRegion !== true ? null : record.machine.context.isReplica ? 'replica' : 'primary';
  return {
    id: keyArn,
    kind: keyManager === 'AWS' ? 'AWS managed key' : role === null ? 'KMS key' : `Multi-Region ${role} key`,
    name: alias ?? keyId,
    state: keyState,
    accountId,
    region,
    keyArn,
    otherwise: '',
    facts: [
      ['spec', `${keySpec}, ${keyUsage}`],
      ...(description === '' ? [] : [['description', description] as const]),
    ],
    command: `aws kms describe-key --key-id ${keyArn}`,
  };
}

function thingItem(thing: Thing, keyArn: string | null): MapItem {
  const { id, kind, name, state, accountId, region, otherwise, facts, command } = thing;
  return { id, kind, name, state, accountId, region, keyArn, otherwise, facts, command };
}

function replicaLinks({ keys, secrets }: LabView, world: World): readonly MapLink[] {
  const ofKeys = keys.flatMap(({ keyArn }): MapLink[] => {
    const key = world.key(keyArn);
    const primary = key?.multiRegion === true ? primaryOf(world, key) : undefined;
    return primary === undefined || primary.arn === keyArn ? [] : [{ from: primary.arn, to: keyArn, how: 'replica' }];
  });
  const ofSecrets = secrets.flatMap((replica): MapLink[] => {
    const primary = secrets.find(
      ({ name, accountId, region }) =>
        name === replica.name && accountId === replica.accountId && region === replica.primaryRegion,
    );
    return primary === undefined ? [] : [{ from: primary.arn, to: replica.arn, how: 'replica' }];
  });
  return [...ofKeys, ...ofSecrets];
}

function copyLinks({ snapshots, dbSnapshots }: LabView): readonly MapLink[] {
  const idOf = (one: LabView['snapshots'][number]): string => `${one.snapshotId} ${one.region}`;
  const ofEbs = snapshots.flatMap((copy): MapLink[] => {
    const source = snapshots.find(({ snapshotId }) => snapshotId === copy.copiedFrom);
    return source === undefined ? [] : [{ from: idOf(source), to: idOf(copy), how: 'copy' }];
  });
  const ofRds = dbSnapshots.flatMap((copy): MapLink[] =>
    copy.copiedFrom !== null && dbSnapshots.some(({ arn }) => arn === copy.copiedFrom)
      ? [{ from: copy.copiedFrom, to: copy.arn, how: 'copy' }]
      : [],
  );
  return [...ofEbs, ...ofRds];
}
