import { initialTransition, type SnapshotFrom, transition } from 'xstate';
import type { AccountId, KeyArn } from '../../cloud/arn.ts';
import { partitionOf, type Region } from '../../cloud/regions.ts';
import type { EncryptionContext } from '../../crypto/encryption-context.ts';
import type { SafeItem } from '../../crypto/safe.ts';
import type { EpochMs } from '../../ports.ts';
import type { SealedText } from '../data-cipher.ts';
import { type TableContext, type TableEvent, tableMachine } from './table-machine.ts';

/** An attribute of a table's key. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** What never changes in a table. */
export interface TableIdentity {
  readonly arn: string;
  readonly name: string;
  readonly tableId: string;
  readonly accountId: AccountId;
  readonly region: Region;
  readonly createdAt: EpochMs;
  readonly hash: KeyAttribute;
  readonly range: KeyAttribute | null;
  /** The key that DynamoDB itself owns for this table's key, while it is not under one of KMS's: no customer sees it. */
  readonly ownedKey: SafeItem;
}

/**
 * How a table's key lies beside the table. The table key seals the data keys of the items, and what their ids are made
 * with. Source: services.md section 12, "Hierarchy".
 */
export type TableEncryption =
  | { readonly kind: 'owned'; readonly tableKey: SealedText }
  /** `tableKey` is base64 of KMS's CiphertextBlob; the grant is DynamoDB's own. */
  | {
      readonly kind: 'kms';
      readonly keyArn: KeyArn;
      readonly tableKey: string;
      readonly grantId: string;
    };

/** What UpdateTable changes beside the encryption. */
export interface TableSettings {
  readonly billingMode: 'PROVISIONED' | 'PAY_PER_REQUEST';
  readonly readCapacityUnits: number;
  readonly writeCapacityUnits: number;
  readonly deletionProtection: boolean;
}

/** A table's machine at rest. */
export interface TableAtRest {
  readonly value: SnapshotFrom<typeof tableMachine>['value'];
  readonly context: TableContext;
}

/** A table as the world holds it; its items are elsewhere. */
export interface Table extends TableIdentity {
  settings: TableSettings;
  encryption: TableEncryption;
  /** What the ids of items are made with, under the table key. */
  idKey: SealedText;
  machine: TableAtRest;
}

/** An item at rest. Nothing of it is in the clear, its key neither: the id is an HMAC of that. */
export interface StoredItem {
  readonly itemId: string;
  /** Under the table key. */
  readonly dataKey: SealedText;
  readonly block: { readonly blockId: string; readonly iv: string };
  readonly sizeBytes: number;
}

/** A table that CreateTable has accepted. */
export function newTable(doneAt: EpochMs): TableAtRest {
  return atRest(initialTransition(tableMachine, { doneAt })[0]);
}

/** Applies one event; `checksKey` tells whether the machine asks whether the key may be used. */
export function applyTableEvent(
  table: TableAtRest,
  event: TableEvent,
): { readonly next: TableAtRest; readonly checksKey: boolean } {
  const [next, actions] = transition(tableMachine, tableMachine.resolveState(table), event);
  return { next: atRest(next), checksKey: actions.some(({ type }) => type === 'checkKey') };
}

/** Whether the machine has a transition for the event now. */
export function tableCan(table: TableAtRest, event: TableEvent): boolean {
  return tableMachine.resolveState(table).can(event);
}

/** When something is due to happen to it by itself; null when nothing is. A check waits until the table is active. */
export function tableDueAt({ value, context }: TableAtRest): EpochMs | null {
  const { stepAt, checkAt } = context;
  const checks = value === 'ACTIVE' || value === 'INACCESSIBLE_ENCRYPTION_CREDENTIALS' ? checkAt : null;
  if (stepAt === null) return checks;
  return checks === null ? stepAt : Math.min(stepAt, checks);
}

/** The ARN of a table. */
export function tableArn(region: Region, accountId: AccountId, name: string): string {
  return `arn:${partitionOf(region)}:dynamodb:${region}:${accountId}:table/${name}`;
}

/** What binds a table's key to it at KMS. Source: services.md section 12. */
export function tableContext({ name, accountId }: Pick<TableIdentity, 'name' | 'accountId'>): EncryptionContext {
  return { 'aws:dynamodb:tableName': name, 'aws:dynamodb:subscriberId': accountId };
}

function atRest({ value, context }: SnapshotFrom<typeof tableMachine>): TableAtRest {
  return { value, context };
}
