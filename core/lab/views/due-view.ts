import { firstExpiry } from '../../keys/key-material.ts';
import { keyDueAt } from '../../keys/key-snapshot.ts';
import type { EpochMs } from '../../ports.ts';
import type { Table } from '../../services/dynamodb/table.ts';
import { volumeOfAttachmentItem } from '../../services/ebs/attachment.ts';
import type { Database } from '../../services/rds/database.ts';
import { grantOfItem } from '../apply-grant-fact.ts';
import { messageOfItem } from '../apply-sqs-fact.ts';
import type { DueEvent } from '../client.ts';
import type { World } from '../world.ts';

/** What will happen by itself up to `until`, the first time that each thing is due. */
export function dueView(world: World, until: EpochMs): readonly DueEvent[] {
  return world.agenda.upTo(until).map(({ item, at }) => ({ at, of: item, says: says(world, item) }));
}

function says(world: World, item: string): string {
  const volume = world.volumes.get(item);
  if (volume !== undefined) return `${item} is made`;
  const snapshot = world.snapshots.get(item);
  if (snapshot !== undefined)
    return snapshot.copy === null ? `${item} is completed` : `the copy ${item} takes its next step`;
  const instance = world.instances.get(item);
  if (instance !== undefined) return `the instance ${item}, ${instance.machine.value}, takes its next step`;
  const attached = volumeOfAttachmentItem(item);
  if (attached !== null) {
    const ends = world.attachments.get(attached)?.machine.value === 'detaching';
    return `${attached} is ${ends ? 'detached' : 'attached'}`;
  }
  const database = world.databases.get(item);
  if (database !== undefined) return databaseSays(database);
  const dbSnapshot = world.dbSnapshots.get(item);
  if (dbSnapshot !== undefined) {
    const { dbSnapshotIdentifier: name } = dbSnapshot;
    return dbSnapshot.machine.context.plan === 'keep' ? `${name} is completed` : `the copy ${name} takes its next step`;
  }
  const grant = grantOfItem(item);
  if (grant !== null) return `the grant ${grant.grantId.slice(0, 8)}… counts without its token`;
  const table = world.tables.get(item);
  if (table !== undefined) return saysOfTable(table);
  const secret = world.secrets.get(item);
  if (secret !== undefined) return `the secret ${secret.name} is deleted`;
  const message = messageOfItem(item);
  if (message !== null) return saysOfMessage(world, message);
  const store = world.keyStores.get(item);
  if (store !== undefined) {
    return store.machine.value === 'CONNECTING' ? `${store.name} tries to connect` : `${store.name} is disconnected`;
  }
  const handshake = world.organizations.handshakes.get(item);
  if (handshake !== undefined) return `the invitation of ${handshake.accountId} to the organization expires`;
  const key = world.key(item);
  if (key === undefined) return `${item} changes`;
  const name = world.aliasesOfKey.get(key.arn)?.[0]?.replace(/^.*alias\//, 'alias/') ?? key.keyId;
  const { value, context } = key.machine;
  if (value.lifecycle === 'PendingDeletion') {
    const lost = countProtected(world, key.arn);
    return lost === 0
      ? `${name} is deleted`
      : `${name} is deleted: ${lost} of your volumes, databases and snapshots can't be opened any more`;
  }
  if (value.lifecycle === 'Creating') return `the replica ${name} in ${key.region} is made`;
  if (value.lifecycle === 'Updating') return `${name} has its new primary Region`;
  const expiry = firstExpiry(context);
  if (expiry !== null && expiry === keyDueAt(key.machine)) return `imported key material of ${name} expires`;
  if (context.onDemandCompletionDate !== null) return `${name} gets new key material, on demand`;
  return `${name} gets new key material`;
}

function saysOfTable({ name, machine }: Table): string {
  const { stepAt, checkAt } = machine.context;
  if (checkAt !== null && (stepAt === null || checkAt < stepAt)) return `DynamoDB looks at the key of table ${name}`;
  if (machine.value === 'DELETING') return `table ${name} is deleted`;
  return machine.value === 'CREATING' || machine.value === 'UPDATING'
    ? `table ${name} is active`
    : `table ${name} is archived`;
}

function saysOfMessage(
  { messages }: World,
  { queueArn, messageId }: NonNullable<ReturnType<typeof messageOfItem>>,
): string {
  const name = `the message ${messageId.slice(0, 8)}… in ${queueArn.slice(queueArn.lastIndexOf(':') + 1)}`;
  const { visibleAt = null, expiresAt = 0 } = messages.get(queueArn)?.get(messageId)?.machine.context ?? {};
  return visibleAt !== null && visibleAt < expiresAt ? `${name} can be received` : `${name} expires`;
}

function databaseSays({ dbInstanceIdentifier: name, machine }: Database): string {
  switch (machine.value) {
    case 'available':
      return `RDS looks whether ${name} still has its key`;
    case 'stopping':
      return `${name} is stopped`;
    case 'stopped':
      return `${name} starts again by itself`;
    case 'deleting':
      return `${name} is gone`;
    case 'inaccessible-encryption-credentials-recoverable':
      return `${name} can't be recovered any more`;
    default:
      return `${name} is made ready`;
  }
}

function countProtected(world: World, keyArn: string): number {
  const volumes = [...world.volumes.values()].filter(({ machine }) => machine.context.data?.dataKey?.keyArn === keyArn);
  const snapshots = [...world.snapshots.values()].filter(({ machine }) => {
    const dataKey = machine.machine === 'snapshot' ? machine.context.data.dataKey : machine.context.dataKey;
    return dataKey?.keyArn === keyArn;
  });
  const databases = [...world.databases.values(), ...world.dbSnapshots.values()].filter((one) => one.keyArn === keyArn);
  return volumes.length + snapshots.length + databases.length;
}
