import type { AccountId, KeyArn } from '../../cloud/arn.ts';
import { partitionOf, type Region } from '../../cloud/regions.ts';
import { AwsError } from '../../errors/aws-error.ts';
import type { Fact } from '../../lab/facts.ts';
import { infrastructureSession } from '../../lab/resolve-request.ts';
import type { Bytes } from '../../ports.ts';
import type { BlockCipher } from '../ebs/block-cipher.ts';
import { BlockStore } from '../ebs/block-store.ts';
import type { BlockMap } from '../ebs/blocks.ts';
import type { OnBehalfOf } from '../on-behalf-of.ts';
import type { ServiceWorks } from '../service-works.ts';
import {
  type Database,
  type DatabaseData,
  type DatabaseIdentity,
  type DatabaseKey,
  type DbSnapshot,
  databaseContext,
  grantContext,
  storageContext,
} from './database.ts';
import { DatabaseDisk } from './database-disk.ts';
import type { DatabaseEvent, DatabaseStep } from './database-machine.ts';
import type { DbSnapshotEvent, DbSnapshotStep } from './db-snapshot-machine.ts';
import { type ByGrant, type NamedKey, RdsKms } from './rds-kms.ts';
import { replicasOf } from './replicas.ts';

/** What RDS may do by an instance's grant. Source: KMS Developer Guide, "How Amazon RDS uses AWS KMS". */
const INSTANCE_OPERATIONS = ['Decrypt', 'GenerateDataKeyWithoutPlaintext', 'DescribeKey', 'RetireGrant'];
const SOURCE_OPERATIONS = ['Decrypt', 'DescribeKey', 'RetireGrant'];

/** Who asks for a grant, and for what it is. */
interface GrantAsked {
  readonly key: NamedKey;
  readonly accountId: AccountId;
  readonly by: OnBehalfOf;
  readonly region: Region;
}

/** A grant that RDS was given, and the key that it is on. */
export interface GrantGiven {
  readonly keyArn: KeyArn;
  readonly grantId: string;
}

/**
 * The hosts of RDS: where data keys are opened and databases are encrypted, block by block. An instance's data key stays
 * open while it runs: in the host's memory, and nowhere else.
 * Source: KMS Developer Guide, "How Amazon RDS uses AWS KMS"; services.md section 8.
 */
export class RdsHost {
  readonly #works: ServiceWorks;
  readonly #kms: RdsKms;
  readonly #disk: DatabaseDisk;
  /** The open data keys of instances that run, by the instances' ARNs. */
  readonly #open = new Map<string, BlockCipher>();

  constructor(works: ServiceWorks) {
    this.#works = works;
    this.#kms = new RdsKms(works);
    this.#disk = new DatabaseDisk(new BlockStore(works));
  }

  /** Looks at a key as the caller, and has a grant made for an instance. @throws {RdsError} KMSKeyNotAccessibleFault */
  async grantForInstance(asked: GrantAsked, dbiResourceId: string): Promise<GrantGiven> {
    return this.#grant(asked, dbiResourceId, grantContext({ dbiResourceId }), INSTANCE_OPERATIONS);
  }

  /** The same for the copy of a snapshot, by the id of its storage. @throws {RdsError} KMSKeyNotAccessibleFault */
  async grantForCopy(asked: GrantAsked, storageId: string): Promise<GrantGiven> {
    return this.#grant(asked, storageId, storageContext(storageId), INSTANCE_OPERATIONS);
  }

  /** The same for what the copy is made from. @throws {RdsError} KMSKeyNotAccessibleFault */
  async grantForSource(asked: GrantAsked, storageId: string, { context }: DatabaseKey): Promise<GrantGiven> {
    return this.#grant(asked, storageId, context, SOURCE_OPERATIONS);
  }

  /** Gives a grant back that nothing came of, or that another one follows. */
  async giveBack(given: GrantGiven, of: string, { accountId, by, region }: Omit<GrantAsked, 'key'>): Promise<void> {
    await this.#kms.retire(given.keyArn, { as: session(accountId, region, of), grantId: given.grantId, by, region });
  }

  /** Takes one step for an instance, and tells its machine what came of it. */
  async takeDatabaseStep(arn: string, step: DatabaseStep): Promise<void> {
    const database = this.#works.world.databases.get(arn);
    if (database === undefined) return;
    if (step === 'closeStorage') return this.#close(database);
    if (step === 'forgetKey') {
      this.#open.delete(arn);
      return;
    }
    let event: DatabaseEvent;
    try {
      event =
        step === 'openStorage'
          ? { type: 'StorageOpened', data: await this.#openStorage(database) }
          : await this.#checkKey(database);
    } catch (thrown) {
      if (!(thrown instanceof AwsError)) throw thrown;
      this.#open.delete(arn);
      const { message, because } = thrown;
      // Simplified: what a new instance was to begin with is lost with it. Source: RDS User Guide, instance status.
      const isRecoverable = database.machine.value !== 'creating' && database.settings.backupRetentionPeriodDays > 0;
      event = { type: 'KeyRefused', message, because, at: this.#works.world.now, isRecoverable };
    }
    this.#works.commit([{ type: 'databaseChanged', arn, event }]);
    if (event.type !== 'StorageOpened' || database.replicaOf === null) return;
    await this.#passOn(database, await this.read(database));
  }

  /** Takes one step for a copy, and tells its machine what came of it; with the last one the grants are given back. */
  async takeSnapshotStep(arn: string, step: DbSnapshotStep): Promise<void> {
    const snapshot = this.#works.world.dbSnapshots.get(arn);
    if (snapshot === undefined) return;
    let event: DbSnapshotEvent;
    try {
      event =
        step === 'makeDataKey'
          ? { type: 'DataKeyMade', dataKey: await this.#makeCopyKey(snapshot), at: this.#works.world.now }
          : { type: 'BlocksCopied', data: await this.#copyBlocks(snapshot) };
    } catch (thrown) {
      if (!(thrown instanceof AwsError)) throw thrown;
      event = { type: 'KeyRefused', message: thrown.message, because: thrown.because };
    }
    if (event.type !== 'DataKeyMade') await this.#endCopy(snapshot);
    this.#works.commit([{ type: 'dbSnapshotChanged', arn, event }]);
  }

  /**
   * Writes from a database's first byte on, and to its read replicas and theirs; what lies behind stays.
   * Simplified: replicas have it at once; AWS's lag behind. @throws {AwsError} what KMS refused to a new host
   */
  async write(database: Database, bytes: Bytes): Promise<void> {
    await this.#writeTo(database, bytes);
    await this.#passOn(database, bytes);
  }

  /**
   * A host that KMS refuses the replica's key has no way to write: the replica catches up when it is started, and its
   * own replicas with it.
   */
  async #passOn(source: Database, bytes: Bytes): Promise<void> {
    for (const replica of replicasOf(this.#works.world, source)) {
      if (replica.machine.value === 'available') await this.write(replica, bytes).catch(onlyRefusals);
    }
  }

  async #writeTo(database: Database, bytes: Bytes): Promise<void> {
    const cipher = await this.#cipherOf(database);
    const blocks = database.machine.context.data?.blocks ?? {};
    const written = await this.#disk.write(blocks, cipher, bytes);
    const { arn } = database;
    const facts = written.map(
      ([block, blockId]): Fact => ({ type: 'databaseChanged', arn, event: { type: 'BlockWritten', block, blockId } }),
    );
    this.#works.commit(facts);
  }

  /** All that a database holds. @throws {AwsError} what KMS refused to a new host */
  async read(database: Database): Promise<Bytes> {
    const cipher = await this.#cipherOf(database);
    return this.#disk.read(database.machine.context.data?.blocks ?? {}, cipher);
  }

  async #grant(
    { key, accountId, by, region }: GrantAsked,
    of: string,
    context: Readonly<Record<string, string>>,
    operations: readonly string[],
  ): Promise<GrantGiven> {
    const keyArn = await this.#kms.describe(key, by, region);
    const to = session(accountId, region, of);
    const grantId = await this.#kms.grant({ keyArn, context, operations, to, by, region }, key.called);
    return { keyArn, grantId };
  }

  /** The open data key of an instance that runs; a host that goes on where another has ended opens it by the grant. */
  async #cipherOf(database: Database): Promise<BlockCipher | null> {
    const dataKey = database.machine.context.data?.dataKey ?? null;
    if (dataKey === null) return null;
    return this.#open.get(database.arn) ?? this.#openKey(database, dataKey);
  }

  async #openKey(database: Database, dataKey: DatabaseKey): Promise<BlockCipher> {
    const cipher = await this.#kms.open(dataKey, byGrantOf(database));
    this.#open.set(database.arn, cipher);
    return cipher;
  }

  async #openStorage(database: Database): Promise<DatabaseData> {
    const { keyArn, source, onBehalfOf: by, region } = database;
    let data = database.machine.context.data;
    if (data === null) {
      data = source ?? { dataKey: null, blocks: {} };
      if (keyArn !== null) {
        const context = databaseContext(database);
        const dataKey =
          data.dataKey === null
            ? await this.#kms.makeDataKey(keyArn, context, byGrantOf(database))
            : await this.#kms.rebind(data.dataKey, context, { by, region });
        data = { ...data, dataKey };
      }
    }
    const cipher = data.dataKey === null ? null : await this.#openKey(database, data.dataKey);
    return { ...data, blocks: await this.#followed(database, data.blocks, cipher) };
  }

  /** What a replica has when it starts: all that its source holds, under a data key of its own. */
  async #followed({ replicaOf }: Database, blocks: BlockMap, to: BlockCipher | null): Promise<BlockMap> {
    const source = replicaOf === null ? undefined : this.#works.world.databases.get(replicaOf);
    if (source?.machine.value !== 'available') return blocks;
    const from = await this.#cipherOf(source).catch(onlyRefusals);
    if (from === undefined) return blocks;
    const held = source.machine.context.data?.blocks ?? {};
    return to === null ? held : this.#disk.encryptAgain(held, from, to);
  }

  async #checkKey(database: Database): Promise<DatabaseEvent> {
    const dataKey = database.machine.context.data?.dataKey ?? null;
    if (dataKey !== null) await this.#openKey(database, dataKey);
    return { type: 'KeyFound' };
  }

  async #close(database: Database): Promise<void> {
    this.#open.delete(database.arn);
    if (database.keyArn !== null) await this.#kms.retire(database.keyArn, byGrantOf(database));
  }

  #makeCopyKey({ keyArn, accountId, region, copy }: DbSnapshot): Promise<DatabaseKey> {
    const { storageId, targetGrantId: grantId, onBehalfOf: by } = needed(copy);
    const how = { as: session(accountId, region, storageId), grantId, by, region };
    return this.#kms.makeDataKey(needed(keyArn), storageContext(storageId), how);
  }

  async #copyBlocks({ accountId, region, copy, machine }: DbSnapshot): Promise<DatabaseData> {
    const { source, dataKey } = machine.context;
    const { storageId, sourceGrantId, targetGrantId, sourceRegion, onBehalfOf: by } = needed(copy);
    const from =
      source.dataKey === null
        ? null
        : await this.#kms.open(source.dataKey, {
            as: session(accountId, sourceRegion, storageId),
            grantId: sourceGrantId,
            by,
            region: sourceRegion,
          });
    const as = session(accountId, region, storageId);
    const to = await this.#kms.open(needed(dataKey), { as, grantId: targetGrantId, by, region });
    return { dataKey: needed(dataKey), blocks: await this.#disk.encryptAgain(source.blocks, from, to) };
  }

  async #endCopy({ accountId, region, keyArn, copy, machine }: DbSnapshot): Promise<void> {
    const { storageId, sourceGrantId, targetGrantId, sourceRegion, onBehalfOf: by } = needed(copy);
    const { dataKey } = machine.context.source;
    if (dataKey !== null) {
      const as = session(accountId, sourceRegion, storageId);
      await this.#kms.retire(dataKey.keyArn, { as, grantId: sourceGrantId, by, region: sourceRegion });
    }
    const as = session(accountId, region, storageId);
    if (keyArn !== null) await this.#kms.retire(keyArn, { as, grantId: targetGrantId, by, region });
  }
}

/** RDS's own session for one resource; only grants let it in. Ours in its name: AWS does not publish it. */
function session(accountId: AccountId, region: Region, of: string) {
  return infrastructureSession(partitionOf(region), accountId, of, 'rds');
}

function byGrantOf(database: DatabaseIdentity & Pick<Database, 'machine'>): ByGrant {
  const { accountId, region, dbiResourceId, onBehalfOf: by, machine } = database;
  return { as: session(accountId, region, dbiResourceId), grantId: machine.context.grantId, by, region };
}

/** Lets what KMS refused go by. @throws {unknown} anything else, which is a bug */
function onlyRefusals(thrown: unknown): undefined {
  if (!(thrown instanceof AwsError)) throw thrown;
}

function needed<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('RDS took a step before the one it rests on');
  return value;
}
