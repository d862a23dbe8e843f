import type { AccountId } from '../cloud/arn.ts';
import type { Principal } from '../cloud/principal.ts';
import type { EpochMs } from '../ports.ts';
import type { CompiledPolicy } from './policy.ts';

/** IAM's three words for a decision. Source: IAM User Guide, "Policy evaluation logic". */
export type Verdict = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** A policy, and what it is called. */
export interface NamedPolicy {
  readonly name: string;
  readonly policy: CompiledPolicy;
}

/** A policy of an IAM user or role: attached to it, its own, or come by a group. */
export type IdentityPolicy = NamedPolicy;

/** One level of an organization: its root, a unit, or the account itself; and what is attached there. */
export interface PolicyLevel {
  /** `r-ab12`, `ou-ab12-cdefghij`, or the account's id. */
  readonly target: string;
  readonly policies: readonly NamedPolicy[];
}

/**
 * Policies that bound what others allow: none of them lets anybody in. Null for one that does not bind the request.
 * Source: IAM User Guide, "Policy evaluation logic".
 */
export interface Guardrails {
  /** Service control policies on the caller's account, the root's level first. Each level must allow. */
  readonly serviceControl: readonly PolicyLevel[] | null;
  /** Resource control policies on the account of the resource, the root's level first. Each level must allow. */
  readonly resourceControl: readonly PolicyLevel[] | null;
  /** The permissions boundary of the caller's user or role. */
  readonly boundary: NamedPolicy | null;
  /** The session's policies, as many as were passed; together they bound it. */
  readonly session: readonly NamedPolicy[] | null;
  /** The policy of the VPC endpoint through which the request came, by the endpoint's id. */
  readonly vpcEndpoint: NamedPolicy | null;
}

/** What most requests have: nothing that bounds them. */
export const NO_GUARDRAILS: Guardrails = Object.freeze({
  serviceControl: null,
  resourceControl: null,
  boundary: null,
  session: null,
  vpcEndpoint: null,
});

/** What a decision needs to know of a grant. Source: KMS Developer Guide, "Grants in AWS KMS". */
export interface GrantInForce {
  readonly grantId: string;
  readonly granteePrincipal: string;
  readonly operations: readonly string[];
  readonly encryptionContextSubset?: Readonly<Record<string, string>>;
  readonly encryptionContextEquals?: Readonly<Record<string, string>>;
  readonly sourceArn?: string;
}

/** A grant that is not everywhere yet, and counts only for requests that bring its token. */
export interface WaitingGrant extends GrantInForce {
  readonly madeAt: EpochMs;
  /** From when on it counts for every request. */
  readonly countsFrom: EpochMs;
}

/** The grant that a request asks to make: a grantee may pass on no more than it has. */
export type GrantAsked = Omit<GrantInForce, 'grantId' | 'granteePrincipal'>;

/** The grant that a request gives back, and who may beside those that it names. */
export interface GrantToRetire {
  /** Accounts whose root user may, and whoever their IAM policies let. */
  readonly accounts: readonly string[];
}

/**
 * What condition keys may ask of a call that isn't in the request itself. All of it is optional: what is left out is
 * absent from the request context.
 */
export interface Circumstances {
  /** Left out: over TLS. */
  readonly isSecureTransport?: boolean;
  readonly referer?: string;
  readonly sourceVpc?: string;
  readonly sourceVpce?: string;
  readonly vpcSourceIp?: string;
  /** When the caller showed a second factor. */
  readonly mfaAt?: EpochMs;
  readonly tokenIssuedAt?: EpochMs;
  readonly sourceIdentity?: string;
  readonly federatedProvider?: string;
  /** Of the user or role and of the session. */
  readonly principalTags?: Readonly<Record<string, string>>;
  readonly principalOrgId?: string;
  readonly principalOrgPaths?: readonly string[];
  readonly resourceOrgId?: string;
  /** For a service that calls for itself: on account of which resource. */
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
  readonly sourceOrgId?: string;
  /** The services through which the call came, first the one that the caller called. */
  readonly calledVia?: readonly string[];
  /** What the attestation document in the request says: `PCR0`, `ImageSha384` … → lower-case hexadecimal. */
  readonly attestation?: Readonly<Record<string, string>>;
}

/** The call behind a question, for condition keys: one for all questions that it asks. */
export interface CallFacts {
  /** `CreateGrant`, in the API's spelling. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly at: EpochMs;
  readonly region: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** For ReEncrypt; null for all others. */
  readonly reEncryptsOnSameKey: boolean | null;
  readonly circumstances: Circumstances;
}

/** The KMS key that a question is about, for condition keys. */
export interface KeyFacts {
  readonly key: {
    readonly keySpec: string;
    readonly keyUsage: string;
    readonly origin: string;
    readonly multiRegion: boolean;
    readonly keyManager?: 'CUSTOMER' | 'AWS';
    readonly tags?: readonly { readonly TagKey: string; readonly TagValue: string }[];
  };
  /** Of a multi-Region key: not the primary. */
  readonly isReplica: boolean;
  /** The ARNs or names of its aliases. */
  readonly aliases: readonly string[];
  /** The alias by which the request names it, e.g. `alias/orders`. */
  readonly requestAlias: string | null;
}

/** What a question about a user, role, group or policy of IAM is about, for condition keys. */
export interface EntityFacts {
  /** The ARN of its permissions boundary. */
  readonly boundary: string | null;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  /** Of a secret: the Region that it was made in, where it may be replicated from. */
  readonly primaryRegion?: string;
}

/** One question: may this principal do this action on this resource? */
export interface AuthorizationRequest {
  /** `kms:Decrypt`, `ec2:CopySnapshot` … */
  readonly action: string;
  readonly principal: Principal;
  /** The policies of the principal's user or role; none for a root user or a service. */
  readonly identityPolicies: readonly IdentityPolicy[];
  /** Compared by identity where questions are remembered: the same object as long as nothing in it has changed. */
  readonly guardrails: Guardrails;
  /** The resource's ARN, or `*` for actions without one. */
  readonly resourceArn: string;
  /** The account that owns the resource. */
  readonly resourceAccountId: AccountId;
  /** The key policy, for KMS actions on a key; null where only IAM policies count. */
  readonly keyPolicy: CompiledPolicy | null;
  readonly grants: readonly GrantInForce[];
  /** Grants that do not count for it yet; only an explanation asks for them. */
  readonly waitingGrants?: readonly WaitingGrant[] | undefined;
  /** Whether AWS lets this operation be used from another account at all. */
  readonly isCrossAccountOperation: boolean;
  /** `SERVICE.REGION.amazonaws.com` when a service calls for the principal (`kms:ViaService`). */
  readonly viaService: string | null;
  readonly encryptionContext: Readonly<Record<string, string>>;
  /** Set for CreateGrant. */
  readonly newGrant?: GrantAsked | undefined;
  /** Set for RetireGrant, which the grant decides and no key policy. */
  readonly retires?: GrantToRetire | undefined;
  readonly call: CallFacts;
  /** Null where the question is not about a key. */
  readonly resource: KeyFacts | null;
  /** Set where it is about something of IAM's that is there. */
  readonly entity?: EntityFacts | undefined;
}

/** Which policy a statement stands in. */
export type PolicySource =
  | { readonly type: 'key' }
  /** The trust policy of the role that is to be assumed, by its ARN. */
  | { readonly type: 'trust'; readonly roleArn: string }
  /** The policy of a bucket, by its ARN. */
  | { readonly type: 'bucket'; readonly bucketArn: string }
  /** The policy of a queue, by its ARN. */
  | { readonly type: 'queue'; readonly queueArn: string }
  /** The policy of a secret, by its ARN. */
  | { readonly type: 'secret'; readonly secretArn: string }
  | { readonly type: 'identity'; readonly name: string }
  /** A service or resource control policy, by the level of the organization that it is attached to. */
  | { readonly type: 'scp' | 'rcp'; readonly target: string; readonly name: string }
  | { readonly type: 'boundary'; readonly name: string }
  | { readonly type: 'session'; readonly name: string }
  /** `name` is the endpoint's id. */
  | { readonly type: 'vpcEndpoint'; readonly name: string };

/** One key of one condition operator, and how it compared with the request. */
export interface ConditionTrace {
  /** As in the policy: `ForAnyValue:StringLike`. */
  readonly operator: string;
  readonly key: string;
  /** The policy's values, with variables put in. */
  readonly wanted: readonly string[];
  readonly matched: boolean;
}

/** What a request has for the condition keys of one policy; null for nothing. Each key stands there once. */
export interface SeenValues {
  readonly source: PolicySource;
  readonly keys: readonly string[];
  readonly values: readonly (string | readonly string[] | null)[];
}

/**
 * As whom a Principal element names the caller. `caller`: itself, or everyone. `sessionIssuer`: the role of its session,
 * or the user who federated it, so that a permissions boundary and session policies still cut what it allows.
 * `account`: its account as a whole.
 */
export type NamedAs = 'caller' | 'sessionIssuer' | 'account';

/** How one part of a statement compared with the request. */
export interface StatementPart {
  readonly element: 'Principal' | 'Action' | 'Resource' | 'Condition';
  readonly matched: boolean;
  /** The text of the policy that decided this part: the value that matched, or all that did not. */
  readonly text: string;
  /** For a Principal that matched. */
  readonly namedAs?: NamedAs;
  /** For a Condition: each of its tests, those behind a failed one too. */
  readonly conditions?: readonly ConditionTrace[];
}

/** What a statement did to the request. `account` is a match of the account as a whole: it trusts IAM, and allows nobody by itself. */
export type StatementOutcome = 'matched' | 'account' | 'notMatched';

/** One statement's part in a decision. */
export interface StatementTrace {
  readonly source: PolicySource;
  /** Place in its policy, from 0. */
  readonly index: number;
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  readonly outcome: StatementOutcome;
  readonly parts: readonly StatementPart[];
}

/** The rungs of the ladder, in the order in which they are shown. */
export const RUNGS = [
  'explicitDeny',
  'serviceControlPolicies',
  'resourceControlPolicies',
  'vpcEndpointPolicy',
  'permissionsBoundary',
  'sessionPolicy',
  'crossAccount',
  'keyPolicyPrincipal',
  'keyPolicyAccount',
  'identityPolicy',
  'grants',
] as const;
export type RungName = (typeof RUNGS)[number];

/** How a rung stood. */
export type RungResult = 'allows' | 'denies' | 'noMatch' | 'none' | 'notCounted' | 'notApplicable';

/** Why policies of an organization do not bind a request although they are there. */
export type Exemption = 'service' | 'serviceLinkedRole' | 'awsManagedKey' | 'retireGrant' | 'serviceWithoutRcps';

export interface Rung {
  readonly name: RungName;
  readonly result: RungResult;
  /** True for the one rung (two for delegation) that made the decision. */
  readonly isDeciding: boolean;
  /** Of an organization's policies: the first level, from the root's on, where none allows it. */
  readonly level?: string;
  /** Of an organization's policies that are not applicable: why. */
  readonly exemption?: Exemption;
  /** Of the grants, where one would allow it: as whom it names the caller. */
  readonly namedAs?: NamedAs;
}

/**
 * Why a decision fell as it did; one of these is on every decision. The key policy's stand for the trust policy of a
 * role too: both are the policy of the resource.
 */
export const DECISION_REASONS = [
  'key-policy-allows',
  'identity-policy-allows',
  'grant-allows',
  'root-user-of-the-account',
  'explicit-deny-scp',
  'explicit-deny-rcp',
  'explicit-deny-vpc-endpoint-policy',
  'explicit-deny-permissions-boundary',
  'explicit-deny-session-policy',
  'explicit-deny-key-policy',
  'explicit-deny-identity-policy',
  'no-scp-statement',
  'no-rcp-statement',
  'no-vpc-endpoint-policy-statement',
  'no-permissions-boundary-statement',
  'no-session-policy-statement',
  'no-key-policy-statement',
  'no-identity-policy-statement',
  'operation-not-cross-account',
  'grant-names-others',
] as const;
export type DecisionReason = (typeof DECISION_REASONS)[number];

/** A decision and its reasons. Every statement of every policy is in it, whatever decided. */
export interface Decision {
  readonly verdict: Verdict;
  readonly because: DecisionReason;
  readonly action: string;
  readonly principalArn: string;
  /** The user or role whose IAM policies count for the caller; null for a root user and a service. */
  readonly identityArn: string | null;
  readonly resourceArn: string;
  readonly rungs: readonly Rung[];
  readonly statements: readonly StatementTrace[];
  /** What the conditions of the policies saw, for those that have any. */
  readonly seen: readonly SeenValues[];
  /** The statements that decided, as indexes into `statements`; empty for an implicit deny. */
  readonly decidedBy: readonly number[];
  /** The grant that allowed, if one did. */
  readonly grantId: string | null;
  /** AWS's AccessDenied text for a refusal, else null. */
  readonly message: string | null;
}
