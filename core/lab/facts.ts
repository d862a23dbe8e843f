import type { AccountId, AliasArn, KeyArn } from '../cloud/arn.ts';
import type { Account } from '../cloud/identity.ts';
import type {
  AccountCreation,
  BoundingPolicyType,
  Organization,
  OrganizationAccount,
  OrganizationalUnit,
  OrganizationPolicy,
  OrganizationTag,
} from '../cloud/organization.ts';
import type { VpcEndpointAtRest } from '../cloud/vpc-endpoint.ts';
import type { SafeItem } from '../crypto/safe.ts';
import type { GrantIdentity } from '../grants/grant.ts';
import type { GrantEvent } from '../grants/grant-machine.ts';
import type { CloudHsmCluster } from '../key-stores/cloud-hsm-cluster.ts';
import type { KeyStore, KeyStoreIdentity } from '../key-stores/key-store.ts';
import type { KeyStoreEvent } from '../key-stores/key-store-machine.ts';
import type { XksProxy } from '../key-stores/xks-proxy.ts';
import type { KeyEvent } from '../keys/key-event.ts';
import type { KeyIdentity } from '../keys/key-record.ts';
import type { Tag } from '../keys/tags.ts';
import type { EpochMs } from '../ports.ts';
import type { QuotaSettings } from '../quotas/quota-settings.ts';
import type { StoredItem, TableEncryption, TableIdentity, TableSettings } from '../services/dynamodb/table.ts';
import type { TableEvent } from '../services/dynamodb/table-machine.ts';
import type { CopyAtRest, SnapshotAtRest } from '../services/ebs/at-rest.ts';
import type { AttachmentIdentity } from '../services/ebs/attachment.ts';
import type { AttachmentEvent } from '../services/ebs/attachment-machine.ts';
import type { EbsDefaults } from '../services/ebs/ebs-defaults.ts';
import type { SnapshotCopyEvent } from '../services/ebs/snapshot-copy.ts';
import type { SnapshotEvent } from '../services/ebs/snapshot-machine.ts';
import type { SnapshotIdentity, VolumeIdentity } from '../services/ebs/volume.ts';
import type { VolumeEvent } from '../services/ebs/volume-machine.ts';
import type { InstanceIdentity } from '../services/ec2/instances/instance.ts';
import type { InstanceEvent } from '../services/ec2/instances/instance-machine.ts';
import type { Ec2Tag } from '../services/ec2/tags/resource-tags.ts';
import type { LambdaFact } from '../services/lambda/function.ts';
import type { OnBehalfOf } from '../services/on-behalf-of.ts';
import type { HandshakeIdentity } from '../services/organizations/handshake.ts';
import type { HandshakeEvent } from '../services/organizations/handshake-machine.ts';
import type { RdsFact } from '../services/rds/rds-fact.ts';
import type { BucketEncryption, BucketIdentity } from '../services/s3/bucket.ts';
import type { StoredObject, UploadedPart, UploadIdentity } from '../services/s3/stored-object.ts';
import type { SecretFact } from '../services/secrets-manager/secret-fact.ts';
import type { MessageIdentity } from '../services/sqs/message.ts';
import type { MessageEvent } from '../services/sqs/message-machine.ts';
import type { QueueIdentity, QueueSettings } from '../services/sqs/queue.ts';
import type { ParameterIdentity, ParameterVersion } from '../services/ssm/parameter.ts';
import type { GroupAtRest, IdentityAtRest, ManagedPolicyAtRest } from './iam-at-rest.ts';
import type { TrailRow } from './trail-row.ts';

/** What becomes true of users, roles, groups and managed policies. An entity that changes is put whole. */
export type IamFact =
  | { readonly type: 'identityPut'; readonly identity: IdentityAtRest }
  | { readonly type: 'identityDeleted'; readonly arn: string }
  | { readonly type: 'userRenamed'; readonly arn: string; readonly name: string; readonly path: string }
  /** Told when it has not been used for a while, or elsewhere. */
  | {
      readonly type: 'accessKeyUsed';
      readonly userArn: string;
      readonly accessKeyId: string;
      readonly service: string;
      readonly region: string;
    }
  | { readonly type: 'groupPut'; readonly group: GroupAtRest }
  | { readonly type: 'groupDeleted'; readonly arn: string }
  | { readonly type: 'managedPolicyPut'; readonly policy: ManagedPolicyAtRest }
  | { readonly type: 'managedPolicyDeleted'; readonly arn: string };

/** What becomes true of keys, their aliases and grants. */
export type KeyFact =
  | {
      readonly type: 'keyCreated';
      readonly key: KeyIdentity;
      readonly description: string;
      readonly policy: string;
      /** Set for a replica: when it is made. */
      readonly replicaDoneDate?: EpochMs;
    }
  | { readonly type: 'keyChanged'; readonly keyArn: KeyArn; readonly event: KeyEvent }
  | { readonly type: 'keyDescribed'; readonly keyArn: KeyArn; readonly description: string }
  | { readonly type: 'keyPolicyPut'; readonly keyArn: KeyArn; readonly policy: string }
  /** Tags that the key has from now on; the others it keeps. */
  | { readonly type: 'keyTagged'; readonly keyArn: KeyArn; readonly tags: readonly Tag[] }
  | { readonly type: 'keyUntagged'; readonly keyArn: KeyArn; readonly tagKeys: readonly string[] }
  | { readonly type: 'aliasPut'; readonly aliasArn: AliasArn; readonly keyArn: KeyArn }
  | { readonly type: 'aliasDeleted'; readonly aliasArn: AliasArn }
  | { readonly type: 'grantCreated'; readonly grant: GrantIdentity; readonly consistentDate: EpochMs }
  | { readonly type: 'grantChanged'; readonly keyArn: KeyArn; readonly grantId: string; readonly event: GrantEvent };

/** What becomes true of EBS's volumes and snapshots. */
export type EbsFact =
  | { readonly type: 'volumeCreated'; readonly volume: VolumeIdentity; readonly dueAt: EpochMs }
  | { readonly type: 'volumeChanged'; readonly volumeId: string; readonly event: VolumeEvent }
  | {
      readonly type: 'snapshotCreated';
      readonly snapshot: SnapshotIdentity;
      readonly machine: SnapshotAtRest | CopyAtRest;
    }
  | { readonly type: 'snapshotChanged'; readonly snapshotId: string; readonly event: SnapshotEvent | SnapshotCopyEvent }
  | { readonly type: 'snapshotShared'; readonly snapshotId: string; readonly sharedWith: readonly string[] }
  | {
      readonly type: 'attachmentCreated';
      readonly attachment: AttachmentIdentity;
      readonly dueAt: EpochMs;
      readonly onBehalfOf: OnBehalfOf;
    }
  /** What an account has set in a Region; `of` is `nameOf` both. */
  | { readonly type: 'ebsDefaultsPut'; readonly of: string; readonly defaults: EbsDefaults }
  | { readonly type: 'attachmentChanged'; readonly volumeId: string; readonly event: AttachmentEvent };

/** What becomes true of instances, and of the tags of EC2's resources. */
export type InstanceFact =
  /** All the tags that a resource has from now on. */
  | { readonly type: 'ec2Tagged'; readonly resourceId: string; readonly tags: readonly Ec2Tag[] }
  | {
      readonly type: 'instanceCreated';
      readonly instance: InstanceIdentity;
      readonly dueAt: EpochMs;
      readonly onBehalfOf: OnBehalfOf;
    }
  | { readonly type: 'instanceChanged'; readonly instanceId: string; readonly event: InstanceEvent };

/** What becomes true of VPC endpoints. One that changes is put whole. */
export type VpcEndpointFact =
  | { readonly type: 'vpcEndpointPut'; readonly endpoint: VpcEndpointAtRest }
  | { readonly type: 'vpcEndpointDeleted'; readonly vpcEndpointId: string };

/** What becomes true of S3's buckets, objects and multipart uploads. The data itself lies in the store. */
export type S3Fact =
  | { readonly type: 'bucketCreated'; readonly bucket: BucketIdentity }
  | { readonly type: 'bucketDeleted'; readonly bucket: string }
  | { readonly type: 'bucketEncryptionPut'; readonly bucket: string; readonly encryption: BucketEncryption }
  /** Null: the bucket has no policy any more. */
  | { readonly type: 'bucketPolicyPut'; readonly bucket: string; readonly policy: string | null }
  | { readonly type: 'objectPut'; readonly bucket: string; readonly object: StoredObject }
  | { readonly type: 'objectDeleted'; readonly bucket: string; readonly key: string }
  | { readonly type: 'uploadCreated'; readonly upload: UploadIdentity }
  | { readonly type: 'partUploaded'; readonly uploadId: string; readonly part: UploadedPart }
  /** Completed, aborted, or gone with its bucket. */
  | { readonly type: 'uploadEnded'; readonly uploadId: string };

/** What becomes true of SQS's queues and messages. Bodies lie in the store. */
export type SqsFact =
  | {
      readonly type: 'queueCreated';
      readonly queue: QueueIdentity;
      readonly settings: QueueSettings;
      readonly policy: string | null;
      readonly tags: Readonly<Record<string, string>>;
    }
  | { readonly type: 'queueDeleted'; readonly queueArn: string }
  | { readonly type: 'queueSet'; readonly queueArn: string; readonly settings: QueueSettings }
  /** Null: the queue has no policy any more. */
  | { readonly type: 'queuePolicyPut'; readonly queueArn: string; readonly policy: string | null }
  /** All the tags that it has from now on. */
  | { readonly type: 'queueTagged'; readonly queueArn: string; readonly tags: Readonly<Record<string, string>> }
  | { readonly type: 'queuePurged'; readonly queueArn: string }
  /** `visibleAt` is null for a message without delay. */
  | {
      readonly type: 'messageSent';
      readonly message: MessageIdentity;
      readonly visibleAt: EpochMs | null;
      readonly expiresAt: EpochMs;
    }
  | {
      readonly type: 'messageChanged';
      readonly queueArn: string;
      readonly messageId: string;
      readonly event: MessageEvent;
    };

/** What becomes true of DynamoDB's tables and items. Items lie in the store, encrypted. */
export type DynamoDbFact =
  | {
      readonly type: 'tableCreated';
      readonly table: TableIdentity;
      readonly settings: TableSettings;
      readonly encryption: TableEncryption;
      readonly idKey: string;
      readonly doneAt: EpochMs;
    }
  | { readonly type: 'tableChanged'; readonly tableArn: string; readonly event: TableEvent }
  | { readonly type: 'tableSet'; readonly tableArn: string; readonly settings: TableSettings }
  /** Under another key: what was sealed under the table key before is sealed under the new one. */
  | {
      readonly type: 'tableEncrypted';
      readonly tableArn: string;
      readonly encryption: TableEncryption;
      readonly idKey: string;
      readonly dataKeys: Readonly<Record<string, string>>;
    }
  | { readonly type: 'itemPut'; readonly tableArn: string; readonly item: StoredItem }
  | { readonly type: 'itemDeleted'; readonly tableArn: string; readonly itemId: string };

/** What becomes true of Parameter Store's parameters. The value of a SecureString is a ciphertext. */
export type SsmFact =
  /** A new parameter, or a new version of one; the tags are a new one's. */
  | {
      readonly type: 'parameterPut';
      readonly parameter: ParameterIdentity;
      readonly version: ParameterVersion;
      readonly tags: Readonly<Record<string, string>>;
    }
  | { readonly type: 'parameterDeleted'; readonly parameterArn: string }
  /** Labels are on that version from now on and on no other; with null on none. */
  | {
      readonly type: 'parameterLabelled';
      readonly parameterArn: string;
      readonly version: number | null;
      readonly labels: readonly string[];
    }
  /** All the tags that it has from now on. */
  | {
      readonly type: 'parameterTagged';
      readonly parameterArn: string;
      readonly tags: Readonly<Record<string, string>>;
    };

/** What becomes true of custom key stores, and of what backs them. Passwords and credentials are named, never told. */
export type KeyStoreFact =
  | {
      readonly type: 'keyStoreCreated';
      readonly keyStore: KeyStoreIdentity;
      readonly name: string;
      readonly settings: KeyStore['settings'];
    }
  | { readonly type: 'keyStoreChanged'; readonly keyStoreId: string; readonly event: KeyStoreEvent }
  | {
      readonly type: 'keyStoreUpdated';
      readonly keyStoreId: string;
      readonly name: string;
      readonly settings: KeyStore['settings'];
    }
  | { readonly type: 'cloudHsmClusterPut'; readonly cluster: CloudHsmCluster }
  /** One key of a cluster by itself: a cluster has thousands, and the journal is not to hold all of them with each. */
  | {
      readonly type: 'backingKeyPut';
      readonly clusterId: string;
      readonly backingKeyId: string;
      readonly key: SafeItem;
    }
  | { readonly type: 'backingKeyDeleted'; readonly clusterId: string; readonly backingKeyId: string }
  | { readonly type: 'xksProxyPut'; readonly proxy: XksProxy };

/** What becomes true of organizations. What AWS attaches by itself is no fact of its own. */
export type OrganizationFact =
  /** With its management account, the first in it. */
  | {
      readonly type: 'organizationCreated';
      readonly organization: Organization;
      readonly account: OrganizationAccount;
    }
  | { readonly type: 'organizationDeleted'; readonly organizationId: string }
  | {
      readonly type: 'policyTypeEnabled' | 'policyTypeDisabled';
      readonly organizationId: string;
      readonly policyType: BoundingPolicyType;
    }
  | { readonly type: 'unitCreated'; readonly unit: OrganizationalUnit }
  | { readonly type: 'unitRenamed'; readonly unitId: string; readonly name: string }
  | { readonly type: 'unitDeleted'; readonly unitId: string }
  | { readonly type: 'accountJoined'; readonly account: OrganizationAccount }
  | { readonly type: 'accountMoved'; readonly accountId: AccountId; readonly parentId: string }
  | { readonly type: 'accountLeft'; readonly accountId: AccountId }
  | { readonly type: 'organizationPolicyPut'; readonly policy: OrganizationPolicy }
  | { readonly type: 'organizationPolicyDeleted'; readonly policyId: string }
  | {
      readonly type: 'organizationPolicyAttached' | 'organizationPolicyDetached';
      readonly targetId: string;
      readonly policyId: string;
    }
  /** All the tags that it has from now on. */
  | { readonly type: 'organizationTagsSet'; readonly resourceId: string; readonly tags: readonly OrganizationTag[] }
  | { readonly type: 'handshakeOpened'; readonly handshake: HandshakeIdentity }
  | { readonly type: 'handshakeChanged'; readonly handshakeId: string; readonly event: HandshakeEvent }
  | { readonly type: 'accountCreationEnded'; readonly creation: AccountCreation };

/**
 * Everything that can become true in a world. Facts are plain JSON; applying them in order rebuilds the world as it
 * was at any moment. No fact carries key material or anything that a caller gave to be encrypted.
 */
export type Fact =
  | {
      readonly type: 'worldStarted';
      readonly seed: number;
      readonly grantDelayMs?: number;
      readonly s3DataEvents?: boolean;
    }
  /** Somebody opened the world again. Ids are drawn from another place each time. */
  | { readonly type: 'worldOpened' }
  | { readonly type: 'clockMoved' }
  /** What was wanted first is done, or what it was about is gone: no other fact came of it. */
  | { readonly type: 'workEnded' }
  /** The clock follows real time from now on, so far ahead of the host's (or behind); null: it stands. */
  | { readonly type: 'clockSet'; readonly aheadOfHostMs: number | null }
  | { readonly type: 'quotasSet'; readonly quotas: QuotaSettings }
  | { readonly type: 'accountAdded'; readonly account: Account }
  | IamFact
  | KeyFact
  | KeyStoreFact
  | EbsFact
  | InstanceFact
  | OrganizationFact
  | VpcEndpointFact
  | S3Fact
  | SqsFact
  | DynamoDbFact
  | SsmFact
  | SecretFact
  | RdsFact
  | LambdaFact
  /** A row of CloudTrail, and the keys whose use it tells of. */
  | {
      readonly type: 'recorded';
      readonly row: TrailRow;
      readonly usedKeys: readonly KeyArn[];
      /** How many entries directly before it came of the same call, where some did. */
      readonly ownBefore?: number;
    };
