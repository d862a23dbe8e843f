import type { Chart } from '../charts/key-chart.ts';
import type { RotationKinds } from '../keys/rotation-kinds.ts';
import type { EpochMs } from '../ports.ts';

/** The world as front ends show it. */
export interface LabView {
  readonly now: EpochMs;
  /** Whether the lab's clock runs with real time, or stands until it is moved. */
  readonly clock: 'standing' | 'following';
  readonly accounts: readonly { readonly accountId: string; readonly name: string }[];
  readonly principals: readonly PrincipalView[];
  /** Every Region's code and long name. */
  readonly regions: readonly { readonly region: string; readonly name: string }[];
  readonly keys: readonly KeySummary[];
  readonly keyStores: readonly KeyStoreView[];
  /** What is simulated outside KMS: clusters and external key store proxies. */
  readonly cloudHsmClusters: readonly CloudHsmClusterView[];
  readonly xksProxies: readonly XksProxyView[];
  readonly volumes: readonly VolumeView[];
  readonly snapshots: readonly SnapshotView[];
  /** S3's. */
  readonly buckets: readonly BucketView[];
  readonly objects: readonly ObjectView[];
  /** SQS's. */
  readonly queues: readonly QueueView[];
  /** DynamoDB's. */
  readonly tables: readonly TableView[];
  /** Parameter Store's. */
  readonly parameters: readonly ParameterView[];
  /** Secrets Manager's. */
  readonly secrets: readonly SecretView[];
  /** EC2's. */
  readonly instances: readonly InstanceView[];
  /** RDS's. */
  readonly databases: readonly DatabaseView[];
  readonly dbSnapshots: readonly DbSnapshotView[];
  /** Lambda's. */
  readonly functions: readonly FunctionView[];
  /** Names of the world's own files, which `fileb://NAME` reads. */
  readonly files: readonly { readonly name: string; readonly sizeBytes: number }[];
  readonly trailLength: number;
}

/** A principal of the world, and the names of its policies. */
export interface PrincipalView {
  readonly arn: string;
  /** `prod/role/admin`: the account's name, and the principal's own. */
  readonly label: string;
  readonly accountId: string;
  readonly policies: readonly string[];
}

/** A key in a list. */
export interface KeySummary {
  readonly keyArn: string;
  readonly keyId: string;
  readonly accountId: string;
  readonly region: string;
  readonly description: string;
  /** First alias, e.g. `alias/orders`. */
  readonly alias: string | null;
  readonly keyState: string;
  readonly keySpec: string;
  readonly keyUsage: string;
  /** Whether it is a key pair, whose public half anybody may have. */
  readonly hasPublicKey: boolean;
  readonly keyManager: 'CUSTOMER' | 'AWS';
}

/** A key with all that is to be seen of it. */
export interface KeyView extends KeySummary {
  readonly creationDate: EpochMs;
  readonly aliases: readonly string[];
  readonly policy: string;
  readonly origin: string;
  readonly tags: readonly { readonly TagKey: string; readonly TagValue: string }[];
  readonly deletionDate: EpochMs | null;
  /** What its spec offers for its usage, in AWS's order: `RSASSA_PSS_SHA_256`, `HMAC_SHA_256`. */
  readonly algorithms: readonly string[];
  readonly rotation: {
    /** Whether keys of its kind rotate by themselves, and on demand. */
    readonly kinds: RotationKinds;
    readonly isEnabled: boolean;
    readonly periodInDays: number | null;
    readonly nextRotationDate: EpochMs | null;
    readonly onDemandCount: number;
    readonly onDemandStartDate: EpochMs | null;
  };
  readonly materials: readonly {
    readonly keyMaterialId: string;
    readonly isCurrent: boolean;
    readonly since: EpochMs;
    readonly rotationType: 'AUTOMATIC' | 'ON_DEMAND' | null;
    /** Set for imported material: whether KMS has it now, and when it expires. */
    readonly imported: { readonly isPresent: boolean; readonly validTo: EpochMs | null } | null;
  }[];
  /** Imported material that waits to be rotated in. */
  readonly pendingMaterialId: string | null;
  /** Null for a single-Region key. */
  readonly multiRegion: {
    readonly isReplica: boolean;
    /** ARNs of all keys of the set, this one among them. */
    readonly related: readonly string[];
  } | null;
  readonly grants: readonly {
    readonly grantId: string;
    readonly granteePrincipal: string;
    readonly operations: readonly string[];
  }[];
  readonly lastUsed: { readonly operation: string; readonly at: EpochMs } | null;
  /** The custom key store that it is in, and its external key where it has one; null for KMS's own. */
  readonly keyStore: (KeyStoreView & { readonly xksKeyId: string | null }) | null;
  readonly chart: Chart;
}

/** A custom key store and how it stands. */
export interface KeyStoreView {
  readonly customKeyStoreId: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly type: 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE';
  readonly connectionState: string;
  readonly connectionErrorCode: string | null;
  /** The cluster's id, or the proxy's address. */
  readonly backedBy: string;
}

/** A simulated CloudHSM cluster. */
export interface CloudHsmClusterView {
  readonly clusterId: string;
  readonly accountId: string;
  readonly region: string;
  readonly state: string;
  readonly network: string;
  readonly kmsuser: string;
  readonly activeHsms: number;
}

/** A simulated external key store proxy, and the keys behind it. */
export interface XksProxyView {
  readonly name: string;
  readonly uriEndpoint: string;
  readonly uriPath: string;
  readonly state: string;
  readonly externalKeys: readonly { readonly xksKeyId: string; readonly keySpec: string; readonly status: string }[];
}

/** An EBS volume. */
export interface VolumeView {
  readonly volumeId: string;
  readonly accountId: string;
  readonly region: string;
  readonly state: string;
  /** Why it ended in `error`, or could not be attached the last time: KMS's own words. */
  readonly stateMessage: string | null;
  readonly because: string | null;
  readonly sizeGiB: number;
  readonly kmsKeyArn: string | null;
  readonly snapshotId: string | null;
  /** The instance that it is attached to, or is about to be. */
  readonly attachedTo: string | null;
}

/** An EBS snapshot, or a copy of one under way. */
export interface SnapshotView {
  readonly snapshotId: string;
  readonly accountId: string;
  readonly region: string;
  readonly state: string;
  readonly stateMessage: string | null;
  /** Why a copy ended in `error`. */
  readonly because: string | null;
  readonly volumeId: string;
  readonly kmsKeyArn: string | null;
  /** The key beside its own, through which its data can be reached as well. */
  readonly associatedKeyArn: string | null;
  readonly sharedWith: readonly string[];
  /** Where a copy stands in its steps (`decryptingDataKey` …); null for a snapshot made from a volume. */
  readonly copyStep: string | null;
  readonly copiedFrom: string | null;
}

/** A bucket, without its objects. */
export interface BucketView {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** How an object is encrypted whose upload doesn't say. */
  readonly encryption: {
    /** `AES256`, `aws:kms`, `aws:kms:dsse` */
    readonly algorithm: string;
    /** As it was named; null for `aws/s3`, and for SSE-S3. */
    readonly kmsKeyId: string | null;
    readonly bucketKeyEnabled: boolean;
    /** Whether uploads may bring keys of their own (SSE-C). */
    readonly takesCustomerKeys: boolean;
  };
  readonly policy: string | null;
  readonly objects: number;
  readonly sizeBytes: number;
}

/** A queue of SQS's, without its messages. */
export interface QueueView {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** `none`, `SSE-SQS`, `SSE-KMS` */
  readonly encryption: string;
  /** As it was named. */
  readonly kmsKeyId: string | null;
  readonly dataKeyReuseSeconds: number;
  readonly policy: string | null;
  readonly messages: number;
  /** Those of them that somebody works on. */
  readonly inFlight: number;
}

/** A table of DynamoDB's, without its items. */
export interface TableView {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** In DynamoDB's words: `ACTIVE`, `INACCESSIBLE_ENCRYPTION_CREDENTIALS` … */
  readonly state: string;
  /** Null under a key that DynamoDB owns. */
  readonly kmsKeyArn: string | null;
  readonly items: number;
}

/** A parameter, without its values. */
export interface ParameterView {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** `String`, `StringList`, `SecureString` */
  readonly type: string;
  /** `Standard`, `Advanced` */
  readonly tier: string;
  /** As it was named; null for what is not encrypted. */
  readonly keyId: string | null;
  readonly version: number;
}

/** A secret, without its values. */
export interface SecretView {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** As it was named; null for aws/secretsmanager. */
  readonly kmsKeyId: string | null;
  /** How many it has. */
  readonly versions: number;
  readonly policy: string | null;
  /** Of a replica. */
  readonly primaryRegion: string | null;
  /** The end of its recovery window; null where it is not to be deleted. */
  readonly deletionDate: EpochMs | null;
}

/** An object of a bucket, without its bytes. */
export interface ObjectView {
  readonly bucket: string;
  readonly key: string;
  readonly sizeBytes: number;
  readonly lastModified: EpochMs;
  /** `SSE-S3`, `SSE-KMS`, `DSSE-KMS`, `SSE-C` */
  readonly encryption: string;
  readonly kmsKeyArn: string | null;
  /** Whether its data key is wrapped by a bucket key. */
  readonly bucketKey: boolean;
}

/** An EC2 instance. */
export interface InstanceView {
  readonly instanceId: string;
  readonly accountId: string;
  readonly region: string;
  /** `running`, `stopped` … */
  readonly state: string;
}

/** A DB instance, without its data. */
export interface DatabaseView {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** `db-…`, which no other DB instance ever has. */
  readonly dbiResourceId: string;
  readonly createdAt: EpochMs;
  /** In RDS's words: `available`, `inaccessible-encryption-credentials-recoverable` … */
  readonly state: string;
  readonly kmsKeyArn: string | null;
  /** What its data came from; null for a new database. */
  readonly source: DatabaseSource | null;
}

/** A DB snapshot or a DB instance that a database's data came from: by its ARN, which another may have by now. */
export interface DatabaseSource {
  /** Restored from a snapshot; a read replica; or one that was promoted since. */
  readonly how: 'restore' | 'replica' | 'promoted';
  readonly arn: string;
}

/** A DB snapshot, or a copy of one under way. */
export interface DbSnapshotView {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: EpochMs;
  readonly state: string;
  /** The DB instance that it was made of, by its name. */
  readonly database: string;
  /** The same by its `DbiResourceId`. */
  readonly dbiResourceId: string;
  readonly kmsKeyArn: string | null;
  readonly sharedWith: readonly string[];
  /** ARN of the snapshot that it is a copy of. */
  readonly copiedFrom: string | null;
}

/** A Lambda function, without its code and variables. */
export interface FunctionView {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** The key that its variables are encrypted under; null where it has none. */
  readonly kmsKeyArn: string | null;
}
