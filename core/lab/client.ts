import type { Circumstances, StatementPart } from '../access/decision.ts';
import type { Explanation } from '../access/explain.ts';
import type { PolicyDiff } from '../access/policy-diff.ts';
import type { QuotedLine } from '../access/quote-statement.ts';
import type { Notice } from '../audit/notices.ts';
import type { CloudTrailRecord } from '../audit/record.ts';
import type { Bill } from '../billing/bill.ts';
import type { WhatIf } from '../billing/what-if.ts';
import type { Chart } from '../charts/key-chart.ts';
import type { SessionFacts } from '../credentials/session-facts.ts';
import type {
  CloudHsmClusterChange,
  CloudHsmClusterSpec,
  ExternalKeyChange,
  XksProxyChange,
  XksProxySpec,
} from '../key-stores/backing-specs.ts';
import type { RotationKinds } from '../keys/rotation-kinds.ts';
import type { ActionKind } from '../operations/kms-actions.ts';
import type { EpochMs } from '../ports.ts';
import type { QuotaChange } from '../quotas/quota-settings.ts';
import type { ApiRequestInput, Outcome } from './request.ts';
import type { Change, FoundKey } from './trace.ts';

/** What every front end holds, in process, over IPC or over a WebSocket. All values are plain JSON and `Uint8Array`. */
export interface LabClient {
  /** Makes an AWS API call. An AWS refusal is an ordinary outcome; it rejects only for a request no front end should send (an unknown principal or Region). */
  call(request: ApiRequestInput): Promise<Outcome>;
  /** Reads, and changes nothing. */
  ask<Q extends LabQuery>(query: Q): Promise<AnswerTo<Q>>;
  /** Does one of the lab's own actions, which AWS doesn't have. */
  act(action: LabAction): Promise<ActionOutcome>;
  subscribe(listener: (event: LabEvent) => void): Unsubscribe;
}
export type Unsubscribe = () => void;

/** A pure read. `at` asks for a past moment of the lab's clock. */
export type LabQuery =
  | { readonly type: 'view'; readonly at?: EpochMs }
  | { readonly type: 'key'; readonly keyArn: string }
  | { readonly type: 'trail'; readonly limit?: number; readonly accountId?: string; readonly keyArn?: string }
  /** Left out, the id of the last request that was refused. */
  | { readonly type: 'why'; readonly requestId?: string }
  | ({ readonly type: 'whyIf' } & HypotheticalCall)
  /** `key` is an ARN, an id or an alias. Left out, `actions` are all that are asked about a key. */
  | ({ readonly type: 'who'; readonly key: string; readonly actions?: readonly string[] } & CallMade)
  | ({
      readonly type: 'gains';
      readonly key: string;
      readonly changes: AccessChanges;
      readonly actions?: readonly string[];
    } & CallMade)
  /** The month that it is, and every account's, where they are left out. */
  | { readonly type: 'bill'; readonly month?: string; readonly accountId?: string; readonly whatIf?: WhatIf }
  /** What EventBridge was told of keys. */
  | { readonly type: 'notices'; readonly accountId?: string }
  | { readonly type: 'due'; readonly until: EpochMs }
  | { readonly type: 'complete'; readonly line: string; readonly as: string; readonly region: string }
  | { readonly type: 'chart'; readonly machine: 'key' | 'snapshot' };

export type AnswerTo<Q extends LabQuery> = {
  view: LabView;
  /** Null when there is no such key (any more). */
  key: KeyView | null;
  /** Newest last. */
  trail: readonly TrailRow[];
  /** Null when the lab knows no such request, or when none was refused. */
  why: WhyView | null;
  /** Asked of nobody but the lab: nothing is done, and nothing recorded. */
  whyIf: WhyView;
  who: WhoView;
  gains: GainsView;
  bill: readonly Bill[];
  /** Newest last. */
  notices: readonly Notice[];
  due: readonly DueEvent[];
  complete: readonly Completion[];
  chart: Chart;
}[Q['type']];

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
  /** Names of the world's own files, which `fileb://NAME` reads. */
  readonly files: readonly { readonly name: string; readonly sizeBytes: number }[];
  readonly trailLength: number;
}
export interface PrincipalView {
  readonly arn: string;
  /** `prod/role/admin`: the account's name, and the principal's own. */
  readonly label: string;
  readonly accountId: string;
  readonly policies: readonly string[];
}
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
  readonly keyManager: 'CUSTOMER' | 'AWS';
}
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
export interface CloudHsmClusterView {
  readonly clusterId: string;
  readonly accountId: string;
  readonly region: string;
  readonly state: string;
  readonly network: string;
  readonly kmsuser: string;
  readonly activeHsms: number;
}
export interface XksProxyView {
  readonly name: string;
  readonly uriEndpoint: string;
  readonly uriPath: string;
  readonly state: string;
  readonly externalKeys: readonly { readonly xksKeyId: string; readonly keySpec: string; readonly status: string }[];
}
export interface VolumeView {
  readonly volumeId: string;
  readonly accountId: string;
  readonly region: string;
  readonly state: string;
  /** Why it ended in `error`: KMS's own words. */
  readonly stateMessage: string | null;
  readonly because: string | null;
  readonly sizeGiB: number;
  readonly kmsKeyArn: string | null;
  readonly snapshotId: string | null;
}
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
  readonly sharedWith: readonly string[];
  /** Where a copy stands in its steps (`decryptingDataKey` …); null for a snapshot made from a volume. */
  readonly copyStep: string | null;
  readonly copiedFrom: string | null;
}

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

/** What a call is like, beside who makes it and what it asks for. */
export interface CallMade {
  readonly encryptionContext?: Readonly<Record<string, string>>;
  /** Other members of the operation's input, in the API's spelling, for condition keys that read them. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** The service that makes it for the caller: `ec2`, or `ec2.amazonaws.com`. */
  readonly via?: string;
  /** Tokens of grants, or their ids. */
  readonly grantTokens?: readonly string[];
  readonly sourceIp?: string;
  /** Whether the caller has shown a second factor, this moment. */
  readonly mfa?: boolean;
  /** The id of the VPC endpoint through which it comes. */
  readonly vpcEndpointId?: string;
  /** For a service that calls for itself: the resource on whose account. */
  readonly sourceArn?: string;
}

/** A call that nobody makes. */
export interface HypotheticalCall extends CallMade {
  /** ARN or label of a principal, or a service's name. */
  readonly as: string;
  /** `kms:Decrypt` */
  readonly action: string;
  /** ARN, id or alias; left out for actions that are about no key. */
  readonly key?: string;
  /** The alias by which the call names the key, where `key` isn't one already. */
  readonly alias?: string;
  /** Left out: the key's, or us-east-1. */
  readonly region?: string;
  /** The policy of the caller's session, as text. */
  readonly sessionPolicy?: string;
}

/** A CloudTrail record with what the lab knows beside it. */
export interface TrailRow {
  readonly requestId: string | null;
  /** The request on whose account a service made this call; rows of services stand under it. */
  readonly causedBy: string | null;
  readonly because: string | null;
  readonly record: CloudTrailRecord;
  /** Left out where the record itself tells all that the request asked. */
  readonly asked?: AskedBeside;
}

/**
 * What a request asked that CloudTrail's record of it leaves out, so that the lab can explain its answer later. Nothing
 * in it is secret: what callers give to be encrypted, and grant tokens themselves, are not in it.
 */
export interface AskedBeside {
  /** The parameters as CloudTrail spells them, where the record has none or not all: of a denied call, of S3's. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The ids of the grants whose tokens it brought. */
  readonly grantIds?: readonly string[];
  readonly circumstances?: Circumstances;
  /** The caller's session, where it carries what a record does not tell. */
  readonly session?: SessionFacts;
}

/** Why a request was answered as it was, or would be. */
export interface WhyView {
  /** Null for a call that nobody makes. */
  readonly requestId: string | null;
  /** When it was made, by the lab's clock. Null for a call that nobody makes. */
  readonly at: EpochMs | null;
  readonly operation: string;
  readonly by: string;
  readonly region: string;
  /** The service that made the call for somebody. */
  readonly via: string | null;
  /** `denied` by the decision who may; `refused` for any other reason. */
  readonly verdict: 'allowed' | 'denied' | 'refused';
  /** AWS's name and words, to the letter. */
  readonly error: { readonly name: string; readonly message: string; readonly because: string } | null;
  /** One or two sentences in plain English: what happened here. */
  readonly summary: string;
  /** One thing to try, or null. */
  readonly fix: string | null;
  /** The keys that it was about, and how it named them. */
  readonly keys: readonly FoundKey[];
  /** The decisions about it, explained rung by rung; two for ReEncrypt. */
  readonly decisions: readonly DecisionView[];
  /** What is looked at behind the decision, on the last rung of the ladder. */
  readonly keyCheck: KeyCheck;
  /** The key policy that the call sent, where KMS did not take it for fear of a lock-out. */
  readonly sentPolicy: SentPolicyView | null;
  /** What the lab can't know of it any more, in a few words each; empty where nothing is missing. */
  readonly missing: readonly string[];
}

/** A decision in plain English, with what it rests on. */
export interface DecisionView extends Explanation {
  readonly action: string;
  readonly principalArn: string;
  readonly resourceArn: string;
  readonly isAllowed: boolean;
  /** The statements that decided, or else those that nearly allow it, as their policies have them. */
  readonly quotes: readonly StatementQuote[];
  /** What the fix changes, policy by policy: tried, and never applied by itself. */
  readonly diffs: readonly PolicyDiff[];
  /** Who of the world may make these changes, and how. */
  readonly makers: readonly (PolicyMakers & { readonly policy: string; readonly isNew: boolean })[];
  /** The fix as a question: who would gain by it. Null where there is none, or none that the lab can try on others. */
  readonly whoWouldGain: Extract<LabQuery, { readonly type: 'gains' }> | null;
}

/** A key policy that was sent, held against KMS's lock-out check. */
export interface SentPolicyView {
  readonly says: string;
  readonly fix: string;
  readonly quotes: readonly StatementQuote[];
  /** The policy that was sent, as it could be sent. */
  readonly diffs: readonly PolicyDiff[];
}

/** Who may change a policy, by their labels, and with which command. */
export interface PolicyMakers {
  readonly who: readonly string[];
  /** Those who may under a condition only. */
  readonly underCondition: readonly string[];
  readonly command: string;
}

/** A statement as JSON, each value marked by how it compared with the request. */
export interface StatementQuote {
  /** Its place in the decision's `statements`; null for a grant. */
  readonly index: number | null;
  readonly title: string;
  readonly role: 'deciding' | 'nearly' | 'gone' | 'sent';
  /** The one element that keeps a statement from allowing it; or what keeps a grant. */
  readonly failed: StatementPart['element'] | 'Operations' | 'Constraints' | null;
  readonly lines: readonly QuotedLine[];
}

/** Who may do what with a key, and by what. */
export interface WhoView {
  readonly key: KeySummary;
  /** The actions that were asked about, in order. */
  readonly actions: readonly AskedAction[];
  readonly principals: readonly WhoRow[];
  /** Labels of those that may change the key policy. */
  readonly mayChangePolicy: readonly string[];
}
export interface AskedAction {
  /** `kms:Decrypt` */
  readonly action: string;
  readonly kind: ActionKind;
}
export interface WhoRow {
  readonly arn: string;
  /** `prod/role/admin`; a service's own name. */
  readonly label: string;
  /** What it may do, by what lets it. */
  readonly may: readonly WhoGroup[];
  /** What it may not, where something other than that no statement allows it is to be told. */
  readonly mayNot: readonly WhoGroup[];
}
/** Actions for which the same thing decides. */
export interface WhoGroup {
  readonly actions: readonly string[];
  readonly because: string;
  /** What decides: statements by their titles, or a grant. */
  readonly by: readonly string[];
  /** Whether another call may do it, by meeting the condition of what nearly allows it. */
  readonly isUnderCondition: boolean;
  /** The same in words: `by key policy · "Users"`, `Statement "EBS only" … would, but for its condition: …`. */
  readonly says: string;
}

/** What is to be different about who may use a key. */
export interface AccessChanges {
  /** The key policy, as text. */
  readonly keyPolicy?: string;
  /**
   * IAM policies of users and roles, each put in the place of the one of that name, or beside the others. One that others
   * have too changes for all of them.
   */
  readonly identityPolicies?: readonly ChangedIamPolicy[];
  /** Permissions boundaries of users and roles: a policy that bounds others too changes for all of them. */
  readonly boundaries?: readonly ChangedIamPolicy[];
  readonly organizationPolicies?: readonly ChangedOrganizationPolicy[];
  /** Ids of grants. */
  readonly revokedGrants?: readonly string[];
}
export interface ChangedIamPolicy {
  /** ARN or label. */
  readonly principal: string;
  /**
   * Without what tells it apart in decisions, such as `(group admins)` or a scenario's `.json`, or with it. Null: the
   * principal's only inline policy, or a new one where it has none.
   */
  readonly name: string | null;
  /** Null takes the policy away from the principal. */
  readonly policy: string | null;
}
export interface ChangedOrganizationPolicy {
  readonly kind: 'scp' | 'rcp';
  /**
   * By its id or name: a policy, which changes wherever it is attached; or the root, a unit or an account, where the policy
   * of that name changes, or where one more is attached.
   */
  readonly on: string;
  /** What the policy at a level is called. */
  readonly name: string;
  /** Null detaches it. */
  readonly policy: string | null;
}

/** Who would gain and who would lose by changes. */
export interface GainsView {
  readonly key: KeySummary;
  /** The policies that would change. */
  readonly diffs: readonly PolicyDiff[];
  /** Of each IAM policy that would be put, in whose place or beside which others, as a sentence. */
  readonly notes: readonly string[];
  readonly gained: readonly ShiftRow[];
  readonly lost: readonly ShiftRow[];
  /** Labels of those that may change the key policy. */
  readonly mayChangePolicy: { readonly before: readonly string[]; readonly after: readonly string[] };
}
export interface ShiftRow {
  readonly arn: string;
  readonly label: string;
  /** Actions for which the same decides, as it is and as it would be. */
  readonly groups: readonly {
    readonly actions: readonly string[];
    readonly before: Decider;
    readonly after: Decider;
  }[];
}
/** What decides about an action. */
export interface Decider {
  /** `underCondition`: not for a call like this one, but for one that meets the conditions of `by`. */
  readonly verdict: 'allowed' | 'underCondition' | 'denied';
  /** Statements by their titles, or a grant; nothing where no statement allows it, and of a root user at times. */
  readonly by: readonly string[];
  /** The same in words: `allowed by key policy · "Users"`, `nothing allows it`. */
  readonly says: string;
}

/** What a key's state, usage and origin said to a call. */
export interface KeyCheck {
  readonly result: 'passed' | 'refused' | 'notReached' | 'notApplicable';
  readonly says: string;
}

/** Something that will happen by itself. */
export interface DueEvent {
  readonly at: EpochMs;
  /** ARN or id of what it happens to. */
  readonly of: string;
  readonly says: string;
}

export interface Completion {
  readonly text: string;
  /** What it is, in a few words. */
  readonly hint: string;
}

/** The lab's own actions: AWS has none of them. */
export type LabAction =
  /** Moves the clock. Everything due on the way happens in order, at its own instant. */
  | { readonly type: 'advance'; readonly by: number }
  | { readonly type: 'advanceTo'; readonly at: EpochMs }
  | { readonly type: 'advanceToNext' }
  /** Lets the clock run with real time, or stand. */
  | { readonly type: 'setClock'; readonly clock: 'standing' | 'following' }
  /** Has KMS count requests and throttle, and makes quotas larger or smaller than AWS's. */
  | { readonly type: 'setQuotas'; readonly change: QuotaChange }
  /** Runs one `aws …` line in CLI v2 syntax. */
  | { readonly type: 'run'; readonly line: string; readonly as: string; readonly region: string }
  /** Attaches a volume for a moment, as `as`, and writes to or reads from its first block. */
  | {
      readonly type: 'writeVolume';
      readonly volumeId: string;
      readonly bytes: Uint8Array;
      readonly as: string;
      readonly region: string;
    }
  | { readonly type: 'readVolume'; readonly volumeId: string; readonly as: string; readonly region: string }
  /** Makes a simulated CloudHSM cluster, or changes one: takes HSMs away, cuts its network, sets kmsuser's password. */
  | { readonly type: 'createCloudHsmCluster'; readonly cluster: CloudHsmClusterSpec }
  | { readonly type: 'setCloudHsmCluster'; readonly clusterId: string; readonly change: CloudHsmClusterChange }
  /** Makes a simulated external key store proxy, or changes one, by its name: cuts it off, slows it, brings it back. */
  | { readonly type: 'createXksProxy'; readonly proxy: XksProxySpec }
  | { readonly type: 'setXksProxy'; readonly proxy: string; readonly change: XksProxyChange }
  /** Makes or changes a key in the key manager behind a proxy; null deletes it for good. */
  | {
      readonly type: 'setExternalKey';
      readonly proxy: string;
      readonly xksKeyId: string;
      readonly change: ExternalKeyChange | null;
    }
  | { readonly type: 'putFile'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly type: 'getFile'; readonly name: string };

/** What an action came to. `error` is ours, not AWS's: one line that says what was expected and what came. */
export type ActionOutcome =
  | {
      readonly ok: true;
      /** What happened while time passed, in order. */
      readonly happened?: readonly Happening[];
      /** The run of an `aws …` line. */
      readonly run?: RunOutcome;
      readonly bytes?: Uint8Array;
    }
  | { readonly ok: false; readonly error: { readonly name: string; readonly message: string } };

/** Something that happened by itself, when it was due. */
export interface Happening {
  readonly at: EpochMs;
  readonly changes: readonly Change[];
  /** Calls that a service made for somebody in it. */
  readonly calls: readonly string[];
}

/** What a terminal would show for an `aws …` line. */
export interface RunOutcome {
  /** 0, 252 for a usage error, 254 for an AWS error, 255 for anything else; as AWS CLI v2 has it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What `stdout` is where it is bytes, of which text shows only a part. */
  readonly bytes?: Uint8Array;
  /** Null when the line never became a request. */
  readonly outcome: Outcome | null;
}

/** What the lab tells its listeners. An outcome comes without its output, which is the caller's alone: it may be plaintext. */
export type LabEvent =
  | {
      readonly type: 'called';
      readonly service: string;
      readonly operation: string;
      readonly by: string;
      /** The service that made the call for somebody. */
      readonly via: string | null;
      readonly outcome: Outcome;
    }
  | { readonly type: 'timePassed'; readonly now: EpochMs; readonly happened: readonly Happening[] }
  | { readonly type: 'acted'; readonly action: LabAction['type'] };
