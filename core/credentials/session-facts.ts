import type { EpochMs } from '../ports.ts';

/**
 * What a session carries beside its principal: what STS was asked to bind it to. Plain JSON, and all of it optional.
 * Source: STS API Reference, AssumeRole, GetFederationToken.
 */
export interface SessionFacts {
  /** When its credentials were given out. */
  readonly issuedAt?: EpochMs;
  /** The inline session policy, as text. */
  readonly policy?: string;
  /** ARNs of managed session policies: they count as they are when they are asked. */
  readonly policyArns?: readonly string[];
  /** Session tags, those that came with the calling session among them. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Keys of the tags that go on to sessions which this one starts. */
  readonly transitiveTagKeys?: readonly string[];
  readonly sourceIdentity?: string;
  /** When the caller showed a second factor. */
  readonly mfaAt?: EpochMs;
  /** Of a federated user: the ARN of the user or root user who called GetFederationToken. */
  readonly federatedBy?: string;
}

/** Sessions are given out to the second. */
export function startOfSecond(at: EpochMs): EpochMs {
  return at - (at % 1000);
}

/** The tags of a caller: a session's own count before those of its user or role, whatever the case of their keys. */
export function withSessionTags(
  tags: Readonly<Record<string, string>>,
  { tags: ofSession }: SessionFacts,
): Readonly<Record<string, string>> {
  if (ofSession === undefined) return tags;
  const own = new Set(Object.keys(ofSession).map((key) => key.toLowerCase()));
  const kept = Object.entries(tags).filter(([key]) => !own.has(key.toLowerCase()));
  return { ...Object.fromEntries(kept), ...ofSession };
}
