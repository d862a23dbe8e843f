import type { IdentityPolicy, NamedPolicy } from '../access/decision.ts';
import type { AccountId, AliasArn, KeyArn } from '../cloud/arn.ts';
import type { Account, Identity, ManagedPolicy } from '../cloud/identity.ts';
import { Organizations } from '../cloud/organizations.ts';
import type { Principal } from '../cloud/principal.ts';
import type { Region } from '../cloud/regions.ts';
import type { VpcEndpoint } from '../cloud/vpc-endpoint.ts';
import type { Grant } from '../grants/grant.ts';
import type { CloudHsmCluster } from '../key-stores/cloud-hsm-cluster.ts';
import type { KeyStore } from '../key-stores/key-store.ts';
import type { XksProxy } from '../key-stores/xks-proxy.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import type { EpochMs } from '../ports.ts';
import { AWS_QUOTAS, type QuotaSettings } from '../quotas/quota-settings.ts';
import type { StoredItem, Table } from '../services/dynamodb/table.ts';
import type { Attachment } from '../services/ebs/attachment.ts';
import type { EbsDefaults } from '../services/ebs/ebs-defaults.ts';
import type { Snapshot, Volume } from '../services/ebs/volume.ts';
import type { Instance } from '../services/ec2/instances/instance.ts';
import type { Ec2Tag } from '../services/ec2/tags/resource-tags.ts';
import type { LambdaFunction } from '../services/lambda/function.ts';
import type { Database, DbSnapshot } from '../services/rds/database.ts';
import type { Bucket } from '../services/s3/bucket.ts';
import type { StoredObject, Upload } from '../services/s3/stored-object.ts';
import type { Secret } from '../services/secrets-manager/secret.ts';
import type { Message } from '../services/sqs/message.ts';
import type { Queue } from '../services/sqs/queue.ts';
import type { Parameter } from '../services/ssm/parameter.ts';
import { Agenda } from './agenda.ts';
import type { Effect } from './applied.ts';
import { Directory } from './directory.ts';
import { SurroundingsMemory } from './surroundings-memory.ts';

/** An alias: a resource of its own that points to one key of its account and Region. */
export interface Alias {
  readonly arn: AliasArn;
  /** `alias/orders` */
  readonly name: string;
  readonly keyArn: KeyArn;
  readonly creationDate: EpochMs;
  readonly lastUpdatedDate: EpochMs;
}

/**
 * The cloud as it is at one moment: what the facts so far amount to. Rooms and operations read it;
 * only `applyFact` writes to it.
 */
export class World {
  now: EpochMs = 0;
  startedAt: EpochMs = 0;
  /** How long a new grant counts only for requests that bring its token; AWS takes seconds, and up to five minutes. */
  grantDelayMs = 0;
  seed = 0;
  /** How often the world was opened again. */
  openings = 0;
  /** How far the lab's clock is ahead of the host's while it follows real time; null while it stands. */
  aheadOfHostMs: number | null = null;
  quotas: QuotaSettings = AWS_QUOTAS;
  readonly accounts = new Map<AccountId, Account>();
  /** IAM's users, roles, groups and managed policies. */
  readonly directory = new Directory();
  readonly organizations = new Organizations();
  /** Principals that have called lately, by the ARN they were named by: one object each, however often they call. */
  readonly principals = new Map<string, Principal>();
  /** What surrounded the requests of late. */
  readonly surroundings = new SurroundingsMemory();
  readonly keys = new Map<KeyArn, KeyRecord>();
  #places = new Map<AccountId, Map<Region, Map<string, KeyRecord>>>();
  readonly aliases = new Map<AliasArn, Alias>();
  readonly aliasesOfKey = new Map<KeyArn, AliasArn[]>();
  readonly grants = new Map<KeyArn, readonly Grant[]>();
  /** Custom key stores, by their id. */
  readonly keyStores = new Map<string, KeyStore>();
  /** By their id. */
  readonly cloudHsmClusters = new Map<string, CloudHsmCluster>();
  /** External key store proxies, by the lab's name for them. */
  readonly xksProxies = new Map<string, XksProxy>();
  readonly volumes = new Map<string, Volume>();
  readonly snapshots = new Map<string, Snapshot>();
  /** The last attachment of each volume, by the volume's id. */
  readonly attachments = new Map<string, Attachment>();
  /** What accounts have set for EBS in a Region; see `ebsDefaultsOf`. */
  readonly ebsDefaults = new Map<string, EbsDefaults>();
  /** The tags of EC2's resources, by their ids. */
  readonly ec2Tags = new Map<string, readonly Ec2Tag[]>();
  /** EC2's, by their ids. */
  readonly instances = new Map<string, Instance>();
  /** RDS's DB instances, by their ARNs. */
  readonly databases = new Map<string, Database>();
  /** RDS's DB snapshots, by their ARNs. */
  readonly dbSnapshots = new Map<string, DbSnapshot>();
  /** Lambda's, by their ARNs. */
  readonly functions = new Map<string, LambdaFunction>();
  /** By their ids. */
  readonly vpcEndpoints = new Map<string, VpcEndpoint>();
  /** S3's, by their names. */
  readonly buckets = new Map<string, Bucket>();
  /** The objects of each bucket that has any, by their keys. */
  readonly objects = new Map<string, Map<string, StoredObject>>();
  /** Multipart uploads under way, by their ids. */
  readonly uploads = new Map<string, Upload>();
  /** SQS's, by their ARNs. */
  readonly queues = new Map<string, Queue>();
  /** The messages of each queue that has any, by their ids, in the order in which they were sent. */
  readonly messages = new Map<string, Map<string, Message>>();
  /** When queues were deleted, by their ARNs: a name is kept for a while. */
  readonly deletedQueues = new Map<string, EpochMs>();
  /** DynamoDB's, by their ARNs. */
  readonly tables = new Map<string, Table>();
  /** The items of each table that has any, by their ids. */
  readonly items = new Map<string, Map<string, StoredItem>>();
  /** Parameter Store's, by their ARNs. */
  readonly parameters = new Map<string, Parameter>();
  /** Secrets Manager's, by their ARNs. */
  readonly secrets = new Map<string, Secret>();
  /** Whether CloudTrail logs S3's data events, as a trail does whose event selectors ask for them. */
  s3DataEvents = false;
  /** CloudTrail's rows so far; the store has them. */
  trailLength = 0;
  readonly agenda = new Agenda();
  /** Work that machines have asked for and nobody has answered yet, in order. */
  readonly wanted: Effect[] = [];

  /** Makes this world what another one is, and leaves that one to be forgotten: whoever holds this one goes on holding it. */
  become(other: World): void {
    Object.assign(this, other);
    this.#places = other.#places;
  }

  /** A key by its ARN, without the brand: for ARNs that come from outside. */
  key(arn: string): KeyRecord | undefined {
    return this.keys.get(arn as KeyArn);
  }

  /** An alias by its ARN, without the brand. */
  alias(arn: string): Alias | undefined {
    return this.aliases.get(arn as AliasArn);
  }

  /** The grant of that id on a key, or undefined. */
  grant(keyArn: KeyArn, grantId: string): Grant | undefined {
    return this.grants.get(keyArn)?.find((grant) => grant.grantId === grantId);
  }

  /** Users and roles, by ARN. */
  get identities(): ReadonlyMap<string, Identity> {
    return this.directory.identities;
  }

  /** The IAM policies of a principal; see `Directory`. */
  policiesOf(principal: Principal): readonly IdentityPolicy[] {
    return this.directory.policiesOf(principal);
  }

  /** The permissions boundary of a principal's user or role. */
  boundaryOf(principal: Principal): NamedPolicy | null {
    return this.directory.boundaryOf(principal);
  }

  /** The tags of a principal's user or role, by their keys. */
  tagsOf(principal: Principal): Readonly<Record<string, string>> {
    return this.directory.tagsOf(principal);
  }

  /** A managed policy by its ARN: a customer's, or one that AWS keeps for everybody. */
  managedPolicy(arn: string): ManagedPolicy | undefined {
    return this.directory.managedPolicy(arn);
  }

  /** The unique id of the user or role of that ARN. */
  idOf(arn: string): string | undefined {
    return this.identities.get(arn)?.id;
  }

  /** Whether the user or role of that ARN is in the lab. */
  hasPrincipal(arn: string): boolean {
    return this.identities.has(arn);
  }

  /** Whether the account has a role of that name, whatever its path. */
  hasRoleNamed(accountId: AccountId, name: string): boolean {
    return this.directory.roleNamed(accountId, name) !== undefined;
  }

  /** A key by its id, in one account and Region: the lookup that every request makes. */
  keyById(accountId: AccountId, region: Region, keyId: string): KeyRecord | undefined {
    return this.#places.get(accountId)?.get(region)?.get(keyId);
  }

  /** The keys of one account in one Region, in the order of their creation. */
  keysIn(accountId: AccountId, region: Region): Iterable<KeyRecord> {
    return this.#places.get(accountId)?.get(region)?.values() ?? [];
  }

  /** The keys of one id in all Regions of an account: related multi-Region keys have the same. */
  keysOfId(accountId: AccountId, keyId: string): readonly KeyRecord[] {
    const found: KeyRecord[] = [];
    for (const keys of this.#places.get(accountId)?.values() ?? []) {
      const key = keys.get(keyId);
      if (key !== undefined) found.push(key);
    }
    return found;
  }

  addKey(key: KeyRecord): void {
    this.keys.set(key.arn, key);
    const regions = this.#places.get(key.accountId) ?? new Map<Region, Map<string, KeyRecord>>();
    const keys = regions.get(key.region) ?? new Map<string, KeyRecord>();
    this.#places.set(key.accountId, regions.set(key.region, keys.set(key.keyId, key)));
  }

  /** Whether an account has more customer managed keys in a Region than `most`. Counted only where it may be so. */
  hasMoreKeysThan(most: number, accountId: AccountId, region: Region): boolean {
    const keys = this.#places.get(accountId)?.get(region);
    if (keys === undefined || keys.size <= most) return false;
    let count = 0;
    for (const { keyManager } of keys.values()) if (keyManager === 'CUSTOMER') count += 1;
    return count > most;
  }

  removeKey({ arn, accountId, region, keyId }: KeyRecord): void {
    this.keys.delete(arn);
    this.#places.get(accountId)?.get(region)?.delete(keyId);
  }
}
