import { fromBase64, fromUtf8, toBase64, toHex, utf8 } from '../../crypto/bytes.ts';
import type { Safe } from '../../crypto/safe.ts';
import { AwsError } from '../../errors/aws-error.ts';
import { DynamoDbError } from '../../errors/dynamodb-errors.ts';
import type { Bytes } from '../../ports.ts';
import { DataCipher } from '../data-cipher.ts';
import { Held } from '../held.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import { OWNED_KEY_BYTES, openUnderOwned, sealUnderOwned } from '../owned-key.ts';
import { requesterOf } from '../requester.ts';
import type { ServiceWorks } from '../service-works.ts';
import { type AttributeValue, canonical, type Item, itemOfText, itemText } from './attribute-value.ts';
import { DynamoDbKms, type TableCall } from './dynamodb-kms.ts';
import { type StoredItem, type Table, type TableEncryption, type TableIdentity, tableContext } from './table.ts';
import { ARCHIVED_AFTER_MS } from './table-machine.ts';

/** Where DynamoDB works: its own keys in the safe too. */
export type DynamoDbWorks = ServiceWorks & { readonly safe: Safe };

/**
 * How long a table key stays in memory for one caller after its last use, by the lab's clock.
 * Source: DynamoDB Developer Guide, "DynamoDB encryption at rest usage notes"; services.md section 12.
 */
const TABLE_KEY_LIFETIME_MS = 5 * 60_000;

type Place = Pick<TableIdentity, 'arn' | 'name' | 'accountId' | 'region' | 'ownedKey'>;

/** A table whose key is open: its items can be found, sealed and opened. */
export interface OpenTable {
  readonly arn: string;
  /** Under the table key. */
  readonly cipher: DataCipher;
  readonly idKey: Bytes;
}

/** The hosts of DynamoDB: where table keys are opened, and items are encrypted on their way to the disk. */
export class DynamoDbHost {
  readonly #works: DynamoDbWorks;
  readonly #kms: DynamoDbKms;
  /** By caller, table and wrapped key. */
  readonly #open = new Held<OpenTable>();

  constructor(works: DynamoDbWorks) {
    this.#works = works;
    this.#kms = new DynamoDbKms(works);
  }

  /**
   * A new table key: under a KMS key that the caller may use, or under DynamoDB's own where `keyId` is null. `before` is
   * how the table is encrypted so far.
   * @throws {DynamoDbError} what KMS refused; no grant is then left behind
   */
  async makeTableKey(
    place: Place,
    keyId: string | null,
    by: OnBehalfOf,
    before: TableEncryption | null = null,
  ): Promise<{ readonly encryption: TableEncryption; readonly cipher: DataCipher }> {
    const { ports, safe } = this.#works;
    if (keyId === null) {
      const plaintext = ports.random.bytes(OWNED_KEY_BYTES);
      const tableKey = await sealUnderOwned(safe, place.ownedKey, plaintext, utf8(place.arn));
      return { encryption: { kind: 'owned', tableKey }, cipher: await DataCipher.of(ports, plaintext) };
    }
    const call = callOf(place, by);
    const keyArn = await this.#kms.describe(keyId, call);
    if (before?.kind === 'kms' && before.keyArn === keyArn) throw sameKey();
    const { grantId, token } = await this.#kms.grant(keyArn, call);
    try {
      const { plaintext, wrapped } = await this.#kms.generate(keyArn, token, call);
      const encryption = { kind: 'kms', keyArn, tableKey: wrapped, grantId } as const;
      return { encryption, cipher: await DataCipher.of(ports, plaintext) };
    } catch (error) {
      await this.#kms.retire(keyArn, grantId, call);
      throw error;
    }
  }

  /** What the ids of a new table's items are made with. */
  async newIdKey(cipher: DataCipher, { arn }: Place): Promise<string> {
    return cipher.sealText(this.#works.ports.random.bytes(OWNED_KEY_BYTES), idKeyName(arn));
  }

  /** Opens a table for a caller, asking KMS where its key is not in memory for that caller. @throws {DynamoDbError} */
  async openFor(table: Table, by: OnBehalfOf): Promise<OpenTable> {
    const { encryption, arn } = table;
    if (encryption.kind === 'owned') return this.#opened(table, await this.#openOwned(table, encryption.tableKey));
    const name = JSON.stringify([requesterOf(by.principal), arn, encryption.tableKey]);
    const { now } = this.#works.world;
    const held = this.#open.at(name, now, TABLE_KEY_LIFETIME_MS);
    const tableKey = held === null ? await this.#kms.open(encryption.tableKey, 'caller', callOf(table, by)) : null;
    const opened = held ?? (await this.#opened(table, await DataCipher.of(this.#works.ports, tableKey as Bytes)));
    this.#open.hold(name, opened, now); // each use makes it stay
    return opened;
  }

  /** Opens a table as DynamoDB itself, by its grant. @throws {DynamoDbError} */
  async openAsItself(table: Table, by: OnBehalfOf): Promise<OpenTable> {
    const { encryption } = table;
    if (encryption.kind === 'owned') return this.#opened(table, await this.#openOwned(table, encryption.tableKey));
    const tableKey = await this.#kms.open(encryption.tableKey, 'itself', callOf(table, by));
    return this.#opened(table, await DataCipher.of(this.#works.ports, tableKey));
  }

  /** Gives back the grant of an encryption that is left. */
  async leave(table: Place, encryption: TableEncryption, by: OnBehalfOf): Promise<void> {
    if (encryption.kind === 'kms') await this.#kms.retire(encryption.keyArn, encryption.grantId, callOf(table, by));
  }

  /** Asks KMS whether DynamoDB may still use a table's key, and tells the table. */
  async checkTableKey(tableArn: string): Promise<void> {
    const { world, ids } = this.#works;
    const table = world.tables.get(tableArn);
    if (table === undefined) return;
    const by = { principal: { type: 'root', accountId: table.accountId, arn: '' }, requestId: ids.uuid() } as const;
    const isUsable = await this.#isUsable(table, by);
    const at = world.now;
    const event = isUsable
      ? ({ type: 'KeyUsable' } as const)
      : ({ type: 'KeyUnusable', at, archiveAt: at + ARCHIVED_AFTER_MS } as const);
    this.#works.commit([{ type: 'tableChanged', tableArn, event }]);
  }

  /** How an item is found, by its key. */
  itemId({ idKey }: OpenTable, key: readonly AttributeValue[]): string {
    return toHex(this.#works.ports.primitives.hmac('sha256', idKey, JSON.stringify(key.map(canonical))));
  }

  /** Encrypts an item and puts it on the disk. */
  async keep(table: OpenTable, itemId: string, item: Item): Promise<StoredItem> {
    const { ports, ids } = this.#works;
    const name = itemName(table.arn, itemId);
    const plaintext = ports.random.bytes(OWNED_KEY_BYTES);
    const dataKey = await table.cipher.sealText(plaintext, name);
    const cipher = await DataCipher.of(ports, plaintext);
    const blockId = `block-${ids.hex(32)}`;
    const bytes = utf8(itemText(item));
    const { iv, sealed } = await cipher.seal(bytes, name);
    ports.store.putBlock(blockId, sealed);
    return { itemId, dataKey, block: { blockId, iv: toBase64(iv) }, sizeBytes: bytes.length };
  }

  /** An item from the disk, decrypted. @throws {DynamoDbError} for one that was changed */
  async read(table: OpenTable, { itemId, dataKey, block }: StoredItem): Promise<Item> {
    const { ports } = this.#works;
    const sealed = ports.store.getBlock(block.blockId);
    if (sealed === undefined) throw damaged();
    const name = itemName(table.arn, itemId);
    try {
      const cipher = await DataCipher.of(ports, await table.cipher.openText(dataKey, name));
      return itemOfText(fromUtf8(await cipher.open({ iv: fromBase64(block.iv), sealed }, name)));
    } catch (cause) {
      if (!(cause instanceof AwsError)) throw cause;
      throw damaged({ cause });
    }
  }

  /** The data keys of items under another table key, and what their ids are made with; the items stay as they are. */
  async sealAgain(
    { arn, cipher: before, idKey }: OpenTable,
    cipher: DataCipher,
    items: Iterable<StoredItem>,
  ): Promise<{ readonly idKey: string; readonly dataKeys: Readonly<Record<string, string>> }> {
    const dataKeys: [string, string][] = [];
    for (const { itemId, dataKey } of items) {
      const name = itemName(arn, itemId);
      dataKeys.push([itemId, await cipher.sealText(await before.openText(dataKey, name), name)]);
    }
    return { idKey: await cipher.sealText(idKey, idKeyName(arn)), dataKeys: Object.fromEntries(dataKeys) };
  }

  async #isUsable(table: Table, by: OnBehalfOf): Promise<boolean> {
    try {
      await this.openAsItself(table, by);
      return true;
    } catch (error) {
      if (!(error instanceof DynamoDbError)) throw error;
      return false;
    }
  }

  async #openOwned({ arn, ownedKey }: Table, tableKey: string): Promise<DataCipher> {
    const { safe, ports } = this.#works;
    return DataCipher.of(ports, await openUnderOwned(safe, ownedKey, tableKey, utf8(arn)));
  }

  async #opened({ arn, idKey }: Table, cipher: DataCipher): Promise<OpenTable> {
    return { arn, cipher, idKey: await cipher.openText(idKey, idKeyName(arn)) };
  }
}

function sameKey(): DynamoDbError {
  return DynamoDbError.validation(
    'One or more parameter values were invalid: Table is already encrypted by given KMSMasterKeyId',
  );
}

function callOf(place: Place, by: OnBehalfOf): TableCall {
  return { by, region: place.region, context: tableContext(place) };
}

/** What is bound to an item and its data key: they open nowhere else. */
function itemName(tableArn: string, itemId: string): Bytes {
  return utf8(`${tableArn}/${itemId}`);
}

function idKeyName(tableArn: string): Bytes {
  return utf8(`${tableArn}/ids`);
}

/** The disk holds something else than DynamoDB wrote. On AWS nobody sees that. */
function damaged(options?: ErrorOptions): DynamoDbError {
  return new DynamoDbError('InternalServerError', 'Internal server error', 'invalid-ciphertext', {}, options);
}
