import type { Circumstances } from '../access/decision.ts';
import type { CloudTrailRecord } from '../audit/record.ts';
import type { SessionFacts } from '../credentials/session-facts.ts';

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
