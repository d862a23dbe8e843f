import type { World } from '../../lab/world.ts';
import { keyAttributes } from './item-key.ts';
import type { Table } from './table.ts';

/** A table as DynamoDB describes it. Source: DynamoDB API Reference, TableDescription. */
export function describedTable({ items }: World, table: Table): Readonly<Record<string, unknown>> {
  const { name, arn, tableId, createdAt, settings, machine } = table;
  const attributes = keyAttributes(table);
  const inIt = items.get(arn);
  const sse = sseDescription(table);
  return {
    AttributeDefinitions: attributes.map(({ name: AttributeName, type: AttributeType }) => ({
      AttributeName,
      AttributeType,
    })),
    TableName: name,
    KeySchema: attributes.map(({ name: AttributeName }, index) => ({
      AttributeName,
      KeyType: index === 0 ? 'HASH' : 'RANGE',
    })),
    TableStatus: machine.value,
    CreationDateTime: createdAt / 1_000,
    ProvisionedThroughput: {
      NumberOfDecreasesToday: 0,
      ReadCapacityUnits: settings.readCapacityUnits,
      WriteCapacityUnits: settings.writeCapacityUnits,
    },
    TableSizeBytes: sizeOf(inIt?.values() ?? []),
    ItemCount: inIt?.size ?? 0,
    TableArn: arn,
    TableId: tableId,
    ...(settings.billingMode === 'PAY_PER_REQUEST'
      ? { BillingModeSummary: { BillingMode: settings.billingMode } }
      : {}),
    ...(sse === null ? {} : { SSEDescription: sse }),
    ...archival(table),
    DeletionProtectionEnabled: settings.deletionProtection,
  };
}

/** Null under the key that DynamoDB owns. */
function sseDescription({ encryption, machine }: Table) {
  if (encryption.kind === 'owned') return null;
  const { inaccessibleSince } = machine.context;
  return {
    Status: machine.value === 'UPDATING' ? 'UPDATING' : 'ENABLED',
    SSEType: 'KMS',
    KMSMasterKeyArn: encryption.keyArn,
    ...(inaccessibleSince === null ? {} : { InaccessibleEncryptionDateTime: inaccessibleSince / 1_000 }),
  };
}

function archival({ machine }: Table) {
  const { archivedAt } = machine.context;
  if (archivedAt === null) return {};
  const ArchivalReason = 'INACCESSIBLE_ENCRYPTION_CREDENTIALS';
  return { ArchivalSummary: { ArchivalDateTime: archivedAt / 1_000, ArchivalReason } };
}

function sizeOf(items: Iterable<{ readonly sizeBytes: number }>): number {
  let sum = 0;
  for (const { sizeBytes } of items) sum += sizeBytes;
  return sum;
}
