import type { StatementPart } from '../access/decision.ts';
import type { Explanation } from '../access/explain.ts';
import type { PolicyDiff } from '../access/policy-diff.ts';
import type { QuotedLine } from '../access/quote-statement.ts';
import type { ActionKind } from '../operations/kms-actions.ts';
import type { EpochMs } from '../ports.ts';
import type { LabQuery } from './client.ts';
import type { FoundKey } from './trace.ts';
import type { KeySummary } from './world-shapes.ts';

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
  /** Where the command finds the whole policy, if not in policy.json. */
  readonly policyIn?: string;
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

/** An action that was asked about. */
export interface AskedAction {
  /** `kms:Decrypt` */
  readonly action: string;
  readonly kind: ActionKind;
}

/** One principal, and what it may and may not do with the key. */
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

/** A policy of a user or role as it is to be. */
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

/** A policy of an organization as it is to be. */
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

/** One principal, and the actions of which it would gain or lose the use. */
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
