import { aliasArn, type KeyArn } from '../cloud/arn.ts';
import type { Region } from '../cloud/regions.ts';
import type { AccessKeys } from '../credentials/access-keys.ts';
import { Safe } from '../crypto/safe.ts';
import { Vault } from '../crypto/vault.ts';
import { tryToConnect } from '../key-stores/connect.ts';
import { KeyHost } from '../keys/key-host.ts';
import { managedKeyFacts, managedServiceOf } from '../keys/managed-keys.ts';
import { operationNamed } from '../operations/index.ts';
import type { Input, Operation } from '../operations/operation.ts';
import type { EpochMs, Ports } from '../ports.ts';
import { RequestMeter } from '../quotas/request-meter.ts';
import { DynamoDbHost } from '../services/dynamodb/dynamodb-host.ts';
import { volumeOfAttachmentItem } from '../services/ebs/attachment.ts';
import { EbsHost } from '../services/ebs/ebs-host.ts';
import { LambdaHost } from '../services/lambda/lambda-host.ts';
import { RdsHost } from '../services/rds/rds-host.ts';
import { S3Host } from '../services/s3/s3-host.ts';
import type { ServiceWorks } from '../services/service-works.ts';
import { SqsHost } from '../services/sqs/sqs-host.ts';
import type { Effect } from './applied.ts';
import { grantOfItem } from './apply-grant-fact.ts';
import { messageOfItem } from './apply-sqs-fact.ts';
import type { Happening } from './client.ts';
import { walk } from './corridor.ts';
import type { Fact } from './facts.ts';
import type { Ids } from './ids.ts';
import type { JournalEntry } from './journal.ts';
import { LabError } from './lab-error.ts';
import { makeTrue } from './make-true.ts';
import type { ApiRequest, Outcome, Service } from './request.ts';
import type { Change } from './trace.ts';
import type { World } from './world.ts';

/** A call that an AWS service makes for somebody, or by its own role. */
export type ServiceCall = Parameters<ServiceWorks['callKms']>[0];

/** What the works are made of. */
export interface EngineParts {
  readonly ports: Ports;
  readonly rootKey: CryptoKey;
  readonly world: World;
  readonly ids: Ids;
  readonly accessKeys: AccessKeys;
  /** Told of every answer, whoever asked. */
  readonly answered: (request: ApiRequest, outcome: Outcome) => void;
  /** Told how many facts have become true, beside CloudTrail's rows. */
  readonly changed: (facts: number) => void;
}

/**
 * The works behind the door: the world, its journal, and time. Facts become true in `commit` and nowhere else;
 * what machines then ask for is done before anything else happens.
 */
export class Engine {
  readonly world: World;
  readonly ports: Ports;
  readonly ids: Ids;
  readonly vault: Vault;
  readonly safe: Safe;
  readonly accessKeys: AccessKeys;
  readonly meter = new RequestMeter();
  /** S3's part of the works: the data of objects. */
  s3: S3Host;
  /** SQS's part of the works: the bodies of messages. */
  sqs: SqsHost;
  /** DynamoDB's part of the works: table keys and items. */
  dynamodb: DynamoDbHost;
  /** Lambda's part of the works: the environments of functions. */
  lambda: LambdaHost;
  /** RDS's part of the works: the data of databases. */
  rds: RdsHost;
  #ebs: EbsHost;
  readonly #keys: KeyHost;
  /** Told of every answer, whoever asked. */
  readonly answered: EngineParts['answered'];
  readonly #changed: EngineParts['changed'];
  /** AWS managed keys that are being made, by their alias. */
  readonly #managedKeys = new Map<string, Promise<void>>();
  /** Filled while something that was due happens; null otherwise. */
  #happening: { readonly changes: Change[]; readonly calls: string[] } | null = null;

  constructor({ ports, rootKey, world, ids, accessKeys, answered, changed }: EngineParts) {
    this.answered = answered;
    this.#changed = changed;
    this.ports = ports;
    this.world = world;
    this.ids = ids;
    this.vault = new Vault(ports, rootKey);
    this.safe = new Safe(ports, rootKey);
    this.accessKeys = accessKeys;
    this.s3 = new S3Host(this);
    this.sqs = new SqsHost(this);
    this.dynamodb = new DynamoDbHost(this);
    this.lambda = new LambdaHost(this);
    this.rds = new RdsHost(this);
    this.#ebs = new EbsHost(this);
    this.#keys = new KeyHost(this);
  }

  /**
   * Goes on from another world, at an instant, which may lie before this one: what hosts hold in their memory belongs to
   * the one before, and they ask KMS anew where they need it; nor does the meter, which counts by the clock, go on.
   */
  becomes(world: World, now: EpochMs): void {
    this.world.become(world);
    this.world.now = now;
    this.meter.clear();
    this.s3 = new S3Host(this);
    this.sqs = new SqsHost(this);
    this.dynamodb = new DynamoDbHost(this);
    this.lambda = new LambdaHost(this);
    this.rds = new RdsHost(this);
    this.#ebs = new EbsHost(this);
  }

  /** Makes facts true, at the lab's time, and durable. Effects wait for `settle`. */
  commit(facts: readonly Fact[]): readonly Change[] {
    const changes: Change[] = [];
    const entries: JournalEntry[] = [];
    const { now } = this.world;
    let seq = this.ports.store.length;
    for (const fact of facts) {
      const change = makeTrue(this.world, now, fact);
      if (change !== null) changes.push(change);
      entries.push({ seq: seq++, at: now, fact });
    }
    this.ports.store.append(entries);
    this.#changed(facts.filter(({ type }) => type !== 'recorded').length);
    this.#happening?.changes.push(...changes);
    return changes;
  }

  /** One request through the corridor. */
  dispatch(request: ApiRequest): Promise<Outcome> {
    return walk(this, request);
  }

  /**
   * Whether a request takes a turn: it changes the world, or is the first use of an AWS managed key. What may make a
   * key pair runs beside the others, and changes the world in one moment at its end.
   */
  takesATurn({ service, operation, input }: ApiRequest): boolean {
    const found = operationNamed(service, operation);
    if (found === undefined) return false;
    if (found.mutates) return found.takesLong?.((input ?? {}) as Input) !== true;
    const named = (input as { readonly KeyId?: unknown } | null | undefined)?.KeyId;
    return found.acceptsAlias === true && typeof named === 'string' && named.includes('alias/aws/');
  }

  /** A service's call to KMS, through the same corridor as any other. */
  readonly callKms = async (call: ServiceCall): Promise<Outcome> => {
    const { principal, session, region, via, causedBy, operation, input, from } = call;
    const service: Service = 'kms';
    const outcome = await this.dispatch({
      service,
      operation,
      input,
      principal,
      ...(session === undefined ? {} : { session }),
      accountId: principal.accountId,
      region,
      ...(via === undefined ? {} : { via }),
      causedBy,
      sourceIp: from?.sourceIp ?? via ?? '',
      userAgent: from?.userAgent ?? via ?? '',
    });
    this.#happening?.calls.push(outcome.requestId);
    return outcome;
  };

  /** Goes on where a process left off: work that was wanted is done now, and what it held only in its memory is let go. */
  async resume(): Promise<void> {
    this.commit([{ type: 'worldOpened' }]);
    await this.#ebs.endAttachments();
    await this.settle();
  }

  /** Does what machines have asked for, and what that asks for in turn, and all that is due by now. */
  async settle(): Promise<void> {
    await this.#passDue(this.world.now);
  }

  /**
   * Lets the clock show a later instant, if nothing falls due before it. No fact says so: the next one bears the time.
   * @returns whether the clock now shows that instant, or a later one.
   */
  followTo(at: EpochMs): boolean {
    const due = this.world.agenda.first();
    if (due !== null && due.at <= at) return false;
    if (at > this.world.now) this.world.now = at;
    return true;
  }

  /**
   * Moves the clock. Everything due on the way happens in order, at its own instant.
   * @throws {LabError} for an instant that has passed.
   */
  async advanceTo(until: EpochMs): Promise<readonly Happening[]> {
    if (until < this.world.now) {
      throw new LabError(`the clock can't go back: it is ${iso(this.world.now)}, asked for ${iso(until)}`);
    }
    const happened = await this.#passDue(until);
    if (until > this.world.now) {
      this.world.now = until;
      this.commit([{ type: 'clockMoved' }]);
    }
    return happened;
  }

  /** The AWS managed key that a request names before its first use: the making of it, or null when none is missing. */
  managedKeyToMake(
    operation: Operation,
    input: Readonly<Record<string, unknown>>,
    { region, accountId }: ApiRequest,
  ): Promise<void> | null {
    const named = input.KeyId;
    if (operation.acceptsAlias !== true || typeof named !== 'string' || !named.includes('alias/aws/')) return null;
    const name = named.slice(named.indexOf('alias/aws/'));
    const service = managedServiceOf(name);
    const alias = aliasArn(region, accountId, name);
    if (service === null || this.world.aliases.has(alias) || !this.world.accounts.has(accountId)) return null;
    if (named !== name && named !== alias) return null;
    const underWay = this.#managedKeys.get(alias);
    if (underWay !== undefined) return underWay;
    const made = this.#makeManagedKey(name, service, region, accountId).finally(() => this.#managedKeys.delete(alias));
    this.#managedKeys.set(alias, made);
    return made;
  }

  async #makeManagedKey(
    name: string,
    service: string,
    region: Region,
    accountId: Parameters<typeof aliasArn>[1],
  ): Promise<void> {
    const key = { region, accountId, keyId: this.ids.uuid(), creationDate: this.world.now };
    const { facts, materialFacts, identity } = managedKeyFacts(key, name, service);
    const keyMaterialId = await this.vault.createMaterial(identity);
    this.commit([...facts, ...materialFacts(keyMaterialId)]);
  }

  /**
   * A bug that an effect throws comes out here, and must not leave the lab stuck: that work is tried again when the
   * world is opened again, what else was asked for waits for the next time, and a thing that stays due is dropped from the agenda.
   */
  async #passDue(until: EpochMs): Promise<readonly Happening[]> {
    await this.#runEffects();
    const happened: Happening[] = [];
    for (let due = this.world.agenda.first(); due !== null && due.at <= until; due = this.world.agenda.first()) {
      this.world.now = Math.max(this.world.now, due.at);
      const happening = { changes: [], calls: [] };
      this.#happening = happening;
      let staysDue = false;
      try {
        this.#passTime(due.item);
        await this.#runEffects();
      } finally {
        this.#happening = null;
        const next = this.world.agenda.first();
        staysDue = next?.item === due.item && next.at === due.at;
        if (staysDue) this.world.agenda.set(due.item, null);
      }
      if (staysDue) throw new Error(`${due.item} stays due at ${iso(due.at)}`);
      happened.push({ at: this.world.now, ...happening });
    }
    return happened;
  }

  /** One after the other, and what they ask for in turn. */
  async #runEffects(): Promise<void> {
    const { wanted } = this.world;
    for (let effect = wanted[0]; effect !== undefined; effect = wanted[0]) {
      try {
        await this.#run(effect);
      } catch (error) {
        if (wanted[0] === effect) wanted.shift();
        throw error;
      }
      if (wanted[0] === effect) this.commit([{ type: 'workEnded' }]);
    }
  }

  /** Tells the one thing that is due. */
  #passTime(item: string): void {
    const { now } = this.world;
    const event = { type: 'TimePassed', now } as const;
    if (this.world.volumes.has(item)) {
      this.commit([{ type: 'volumeChanged', volumeId: item, event }]);
    } else if (this.world.snapshots.has(item)) {
      this.commit([{ type: 'snapshotChanged', snapshotId: item, event }]);
    } else if (this.world.instances.has(item)) {
      this.commit([{ type: 'instanceChanged', instanceId: item, event }]);
    } else if (this.world.tables.has(item)) {
      this.commit([{ type: 'tableChanged', tableArn: item, event }]);
    } else if (this.world.secrets.has(item)) {
      this.commit([{ type: 'secretChanged', secretArn: item, event }]);
    } else if (this.world.databases.has(item)) {
      this.commit([{ type: 'databaseChanged', arn: item, event }]);
    } else if (this.world.dbSnapshots.has(item)) {
      this.commit([{ type: 'dbSnapshotChanged', arn: item, event }]);
    } else if (this.world.keyStores.has(item)) {
      this.commit([{ type: 'keyStoreChanged', keyStoreId: item, event }]);
    } else if (this.world.organizations.handshakes.has(item)) {
      this.commit([{ type: 'handshakeChanged', handshakeId: item, event }]);
    } else {
      const grant = grantOfItem(item);
      const message = messageOfItem(item);
      const attached = volumeOfAttachmentItem(item);
      if (attached !== null) this.commit([{ type: 'attachmentChanged', volumeId: attached, event }]);
      else if (message !== null) this.commit([{ type: 'messageChanged', ...message, event }]);
      else if (grant === null) this.#keys.passTime(item as KeyArn);
      else this.commit([{ type: 'grantChanged', ...grant, event }]);
    }
  }

  async #run(effect: Effect): Promise<void> {
    switch (effect.type) {
      case 'tryToConnect': {
        const store = this.world.keyStores.get(effect.keyStoreId);
        if (store !== undefined) this.commit(await tryToConnect(store, this));
        return;
      }
      case 'prepareVolume':
        return this.#ebs.prepareVolume(effect.volumeId);
      case 'checkTableKey':
        return this.dynamodb.checkTableKey(effect.tableArn);
      case 'takeCopyStep':
        return this.#ebs.takeCopyStep(effect.snapshotId, effect.step);
      case 'changeAttachment':
        return this.#ebs.changeAttachment(effect.volumeId, effect.work);
      case 'changeInstance':
        return this.#ebs.changeInstance(effect.instanceId, effect.work);
      case 'takeDatabaseStep':
        return this.rds.takeDatabaseStep(effect.arn, effect.step);
      case 'takeDbSnapshotStep':
        return this.rds.takeSnapshotStep(effect.arn, effect.step);
      case 'makeKeyMaterial':
      case 'makeReplica':
      case 'synchronizeReplicas':
        return this.#keys.run(effect);
    }
  }

  /** EBS's part of the works: attaching volumes. */
  get ebs(): EbsHost {
    return this.#ebs;
  }
}

function iso(at: EpochMs): string {
  return new Date(at).toISOString();
}
